import type { KnownValue, Value } from '../model.js';
import type { CheckContext, CheckReport } from '../rules/check.js';

/**
 * The number of nodes that hold data, now and after a change of size, against the copies that are kept of each block. Without an
 * explicit number of copies the one holds that follows from the number of nodes at launch.
 */
export function* check({ graph, step, figure }: CheckContext): Iterable<CheckReport> {
  if (step === undefined) return;
  const launch = single(graph.values(step, 'nodes[type=core].count'));
  const written = graph.values(step, 'hdfs.replication')[0];
  if (written?.state === 'dynamic') return;
  const explicit = written === undefined ? undefined : amount(written);
  const copies = explicit ?? (launch === undefined ? undefined : byLaunch(launch.amount));
  if (copies === undefined) return;

  /** `at` is the number that stands at the value where there are `count` nodes. */
  const below = (value: Value, count: number, at = count): CheckReport[] => {
    if (count >= copies || count <= 0) return [];
    const edit = { ...value.span, text: String(at + copies - count) };
    const fix = { title: `Keep ${copies} core nodes`, safe: false, edits: [edit] };
    return [{ span: value.span, args: { value: String(count), bound: String(copies) }, fixes: [fix] }];
  };

  if (explicit !== undefined && launch !== undefined) yield* below(launch.value, launch.amount);
  for (const value of graph.values(step, 'resize.nodes[type=core].count')) {
    const count = amount(value);
    if (count !== undefined) yield* below(value, count);
  }
  const delta = single(graph.values(step, 'resize.nodes[type=core].delta'));
  if (delta !== undefined && launch !== undefined && delta.amount < 0)
    yield* below(delta.value, launch.amount + delta.amount, delta.amount);

  function byLaunch(nodes: number): number | undefined {
    const [medium, large] = [number('mediumFrom'), number('largeFrom')];
    if (medium === undefined || large === undefined) return undefined;
    return number(nodes >= large ? 'large' : nodes >= medium ? 'medium' : 'small');
  }

  function number(name: string): number | undefined {
    const found = figure('hdfs-replication-factor', name);
    return typeof found === 'object' && 'base' in found ? found.base : undefined;
  }
}

function single(values: readonly Value[]): { value: KnownValue; amount: number } | undefined {
  const value = values.length === 1 ? values[0] : undefined;
  const known = value === undefined ? undefined : amount(value);
  return value?.state === 'known' && known !== undefined ? { value, amount: known } : undefined;
}

function amount(value: Value): number | undefined {
  return value.state === 'known' ? value.quantity?.base : undefined;
}
