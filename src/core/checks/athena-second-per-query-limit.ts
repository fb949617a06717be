import type { CheckContext, CheckReport } from '../lint.js';
import type { Value } from '../model.js';

/** Per-query limits, listed as cost controls or written under the name of the API; every one beyond the bound is reported. */
export function* check({ step, graph, figure }: CheckContext): Iterable<CheckReport> {
  const max = figure('athena-per-query-limit-one', 'max');
  if (step === undefined || typeof max !== 'object' || !('base' in max)) return;
  const written = (path: string): readonly Value[] =>
    graph.values(step, path).filter((v) => v.state !== 'absent');
  const limits = [
    ...written('workgroup.costControls[type=per-query].type'),
    ...written('workgroup.bytesScannedCutoffPerQuery'),
  ];
  const [first, ...others] = limits;
  for (const limit of limits.slice(max.base)) {
    yield {
      span: limit.span,
      args: { value: String(limits.length), bound: max.text },
      related:
        first === undefined || others.length === 0
          ? []
          : [{ message: 'the first per-query limit', span: first.span }],
    };
  }
}
