/** The volume written against what the shards of the stream take. */
import type { CheckContext, CheckReport } from '../rules/check.js';
import { excess } from '../sizing/shards.js';

export function check(context: CheckContext): Iterable<CheckReport> {
  return excess(context, 'write');
}
