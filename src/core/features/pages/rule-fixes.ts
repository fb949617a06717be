/** Whether a rule has fixes, wherever they are made: in its file, in a check, in a reader. */
import type { Rule } from '../../model.js';
import { shownExamples } from './rule.js';

export type FixKind = 'safe' | 'unsafe';

const kinds = new WeakMap<Rule, FixKind | 'none'>();

/** Safe as soon as one fix is; undefined where there is none. What code finds (a check, a reader) it also fixes: seen in the examples. */
export function fixKindOf(rule: Rule): FixKind | undefined {
  let kind = kinds.get(rule);
  if (kind === undefined) {
    const fixes =
      rule.fix.length > 0 || rule.check === undefined
        ? rule.fix
        : shownExamples(rule).flatMap((e) => e.finding?.fixes ?? []);
    kind = fixes.length === 0 ? 'none' : fixes.some((f) => f.safe) ? 'safe' : 'unsafe';
    kinds.set(rule, kind);
  }
  return kind === 'none' ? undefined : kind;
}
