/** Consumers with enhanced fan-out against the number that can be registered, which depends on the capacity mode. */
import type { CheckContext, CheckReport } from '../rules/check.js';
import { ofReaders, readersOf, wordAt } from '../sizing/shards.js';

export function* check({ graph, step, figure }: CheckContext): Iterable<CheckReport> {
  if (step === undefined || graph.values(step, 'mode')[0]?.state === 'dynamic') return;
  const name = wordAt(graph, step, 'mode') === 'ondemandadvantage' ? 'maxConsumersAdvantage' : 'maxConsumers';
  const max = figure('kds-consumer-efo-dedicated', name);
  if (typeof max !== 'object' || !('base' in max)) return;
  const readers = readersOf(graph, step, 'enhanced');
  if (readers.count <= max.base) return;
  const written = ofReaders(graph, step, 'enhanced', 'count');
  yield {
    span: written?.span ?? step.idSpan,
    args: { value: String(readers.count), bound: max.text },
    related: readers.steps.map((s) => ({ message: `${s.id} has enhanced fan-out`, span: s.idSpan })),
  };
}
