import type { CheckContext, CheckReport } from '../lint.js';
import type { KnownValue, Value } from '../model.js';
import { formatBase } from '../quantity.js';

/** The space that is counted on against nodes times disks, divided by the copies of each block. */
export function* check({ graph, step, figure }: CheckContext): Iterable<CheckReport> {
  if (step === undefined) return;
  const first = (...paths: string[]): KnownValue | undefined => {
    for (const path of paths) {
      const found: readonly Value[] = graph.values(step, path);
      const value = found.length === 1 ? found[0] : undefined;
      if (value?.state === 'known' && value.quantity !== undefined) return value;
    }
    return undefined;
  };
  const usable = first('hdfs.usable', 'usable');
  const nodes = first('nodes[type=core].count', 'dataNodes')?.quantity?.base;
  const storage = first('nodes[type=core].storage', 'storagePerNode');
  if (usable?.quantity === undefined || nodes === undefined || storage?.quantity === undefined) return;

  const written = first('hdfs.replication', 'replication')?.quantity?.base;
  const dynamic = ['hdfs.replication', 'replication'].some(
    (path) => graph.values(step, path)[0]?.state === 'dynamic',
  );
  const copies = written ?? (dynamic ? undefined : byLaunch(nodes));
  if (copies === undefined || copies <= 0) return;
  const bound = (nodes * storage.quantity.base) / copies;
  if (usable.quantity.base <= bound) return;
  yield {
    span: usable.span,
    args: {
      value: usable.quantity.text,
      bound: formatBase(bound, 'size'),
      nodes: String(nodes),
      storage: storage.quantity.text,
      replication: String(copies),
    },
    related: [{ message: `${storage.quantity.text} on each node`, span: storage.span }],
  };

  function byLaunch(count: number): number | undefined {
    const [medium, large] = [number('mediumFrom'), number('largeFrom')];
    if (medium === undefined || large === undefined) return undefined;
    return number(count >= large ? 'large' : count >= medium ? 'medium' : 'small');
  }

  function number(name: string): number | undefined {
    const found = figure('hdfs-replication-factor', name);
    return typeof found === 'object' && 'base' in found ? found.base : undefined;
  }
}
