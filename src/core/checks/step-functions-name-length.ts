import type { CheckContext, CheckReport } from '../rules/check.js';

/** The number of characters of a name. */
export function* check({ graph, step, figure }: CheckContext): Iterable<CheckReport> {
  if (step === undefined) return;
  const [min, max] = [
    figure('step-functions-name-length', 'min'),
    figure('step-functions-name-length', 'max'),
  ];
  if (typeof min !== 'object' || !('base' in min) || typeof max !== 'object' || !('base' in max)) return;
  for (const value of graph.values(step, 'name')) {
    if (value.state !== 'known') continue;
    const length = [...value.text].length;
    if (length >= min.base && length <= max.base) continue;
    yield { span: value.span, args: { length: String(length), bound: `${min.text} to ${max.text}` } };
  }
}
