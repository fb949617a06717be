/** Shards that are enough in the units of the service, and not enough by the formula with decimal units. */
import type { CheckContext, CheckReport } from '../rules/check.js';
import {
  byFormula,
  loads,
  needed,
  perShard,
  setShards,
  shardsOf,
  shardsText,
  short,
} from '../sizing/shards.js';

export function* check({ graph, step }: CheckContext): Iterable<CheckReport> {
  const shards = step === undefined ? undefined : shardsOf(graph, step);
  if (step === undefined || shards === undefined) return;
  const terms = loads(graph, step, shards.count);
  if (needed(terms).count > shards.count) return;
  const [worst] = terms
    .flatMap((term) => {
      const count = byFormula(term);
      const each = perShard(term.name);
      return count === undefined || each === undefined || count <= shards.count
        ? []
        : [{ term, count, each }];
    })
    .sort((a, b) => b.count - a.count);
  if (worst === undefined) return;
  const { term, count, each } = worst;
  yield {
    span: shards.value.span,
    args: {
      shards: shardsText(shards.count),
      binary: `${short((term.base / each.base) * each.amount)} of ${short(each.amount * shards.count)} ${each.unit}`,
      term: `${term.text} ${term.name === 'write' ? 'written' : 'read'}`,
      needed: String(count),
    },
    related: term.related,
    fixes: [setShards(shards.value, count)],
  };
}
