import { formatBase } from '../quantity.js';
import type { CheckContext, CheckReport } from '../rules/check.js';
import { capacityOf, first, nodesFor } from '../sizing/copies.js';

/** The space that is counted on against nodes times disks, divided by the copies of each block. */
export function* check({ graph, step, figure }: CheckContext): Iterable<CheckReport> {
  if (step === undefined) return;
  const wanted = first(graph, step, 'hdfs.usable', 'usable');
  const capacity = wanted === undefined ? undefined : capacityOf(graph, step, figure);
  if (wanted === undefined || capacity === undefined || wanted.quantity.base <= capacity.usable) return;
  const { storage, count } = capacity;
  const enough = nodesFor(wanted.quantity.base, capacity, figure);
  const fix = {
    title: `Have ${enough} nodes`,
    safe: false,
    edits: [{ ...count.span, text: String(enough) }],
  };
  yield {
    span: wanted.span,
    args: {
      value: wanted.quantity.text,
      bound: formatBase(capacity.usable, 'size'),
      nodes: String(capacity.nodes),
      storage: storage.quantity.text,
      replication: String(capacity.copies),
    },
    fixes: enough === undefined ? [] : [fix],
    related: [{ message: `${storage.quantity.text} on each node`, span: storage.span }],
  };
}
