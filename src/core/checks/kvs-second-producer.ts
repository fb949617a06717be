/** More producers of one stream than the notes allow, whether drawn as edges or written as a number. */
import type { CheckContext, CheckReport } from '../rules/check.js';

export function* check({ graph, step, figure }: CheckContext): Iterable<CheckReport> {
  const max = figure('kvs-single-producer', 'max');
  if (step === undefined || typeof max !== 'object' || !('base' in max)) return;
  const written = graph.values(step, 'producers')[0];
  if (written?.state === 'known' && written.quantity !== undefined && written.quantity.base > max.base) {
    yield { span: written.span, args: { value: `${written.text} producers`, bound: max.text } };
    return;
  }
  const edges = graph.edgesInto(step);
  const extra = edges[max.base];
  if (extra === undefined) return;
  const names = edges.map((e) => e.from.id);
  yield {
    span: extra.span,
    args: { value: `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`, bound: max.text },
    related: edges
      .filter((e) => e !== extra)
      .map((e) => ({ message: `${e.from.id} publishes too`, span: e.span })),
  };
}
