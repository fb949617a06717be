/** Read calls of all shared consumers of a shard: as written, else at least one a second from each. */

import type { Fix, KnownValue, Related, Span } from '../model.js';
import type { CheckContext, CheckReport } from '../rules/check.js';
import { ofReaders, readersOf } from '../sizing/shards.js';

export function* check({ graph, step, figure }: CheckContext): Iterable<CheckReport> {
  const max = figure('kds-shard-read-calls', 'max');
  if (step === undefined || typeof max !== 'object' || !('base' in max)) return;
  const report = (calls: number, text: string, span: Span, related: Related[] = []): CheckReport[] =>
    calls > max.base + 1e-9 ? [{ span, args: { value: text, bound: max.text }, related }] : [];
  const slower = (value: KnownValue): Fix => ({
    title: `Read ${max.amount} times a second`,
    safe: false,
    edits: [{ ...value.span, text: value.quantity?.unit === '' ? String(max.amount) : max.text }],
  });
  const total = ofReaders(graph, step, 'shared', 'calls');
  if (total?.quantity?.dimension === 'countRate') {
    for (const r of report(total.quantity.base, `${total.quantity.base} calls/s`, total.span))
      yield { ...r, fixes: [slower(total)] };
    return;
  }
  const readers = readersOf(graph, step, 'shared');
  const each = graph.values(step, 'consumer.calls')[0];
  if (each?.state === 'known' && each.quantity?.dimension === 'countRate') {
    const count = Math.max(1, readers.count);
    yield* report(count * each.quantity.base, `${count * each.quantity.base} calls/s`, each.span);
    return;
  }
  const own = readers.steps.flatMap((s) => {
    const value = graph.values(s, 'consumer.calls')[0];
    return value?.state === 'known' && value.quantity?.dimension === 'countRate'
      ? [{ step: s, value, calls: value.quantity.base }]
      : [];
  });
  const sum = own.reduce((n, o) => n + o.calls, 0);
  const related = own.map((o) => ({ message: `${o.calls} calls/s of ${o.step.id}`, span: o.value.span }));
  const written = report(sum, `${sum} calls/s`, own.at(-1)?.value.span ?? step.idSpan, related);
  yield* written;
  if (written.length > 0) return;
  const likely = sum + readers.count - own.length;
  const text = `${readers.count} shared consumers with a read a second each`;
  const all = readers.steps.map((s) => ({ message: `${s.id} reads too`, span: s.idSpan }));
  for (const r of report(likely, text, step.idSpan, all)) yield { ...r, severity: 'warning' };
}
