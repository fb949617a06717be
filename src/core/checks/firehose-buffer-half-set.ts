import type { CheckContext, CheckReport } from '../rules/check.js';

const PAIRS: readonly (readonly [string, string])[] = [
  ['buffer.size', 'buffer.interval'],
  ['backup.buffer.size', 'backup.buffer.interval'],
];

/** One of two settings of a deployed file that have to be given together; what a condition may leave out is not missing. */
export function* check({ graph, step }: CheckContext): Iterable<CheckReport> {
  if (step === undefined || !graph.template) return;
  for (const pair of PAIRS) {
    for (const [written, missing] of [pair, [pair[1], pair[0]] as const]) {
      const [here, other] = [graph.values(step, written), graph.values(step, missing)];
      const value = here[0];
      if (value?.state !== 'known' || value.implied === true || other.some((v) => v.state !== 'absent'))
        continue;
      yield { span: value.span, args: { written, missing } };
    }
  }
}
