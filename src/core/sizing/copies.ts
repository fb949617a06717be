/** The space of nodes with disks that keep several copies of each block. The figures are facts. */

import type { FactId, Figure, KnownValue, Quantity, Step } from '../model.js';
import type { WatchedGraph } from '../pipeline/graph.js';
import { type CopiesTable, copiesFor, usableOf } from './arithmetic.js';

export type Figures = (fact: FactId, name: string) => Figure | undefined;
export type Measured = KnownValue & { readonly quantity: Quantity };

export interface Capacity {
  readonly nodes: number;
  /** The number of nodes as it is written. */
  readonly count: Measured;
  /** Disk space of one node. */
  readonly storage: Measured;
  readonly copies: number;
  /** The copies are written down, and do not follow from the number of nodes. */
  readonly written: boolean;
  /** Bytes to count on. */
  readonly usable: number;
}

/** Undefined as soon as one part of it is not known. */
export function capacityOf(graph: WatchedGraph, step: Step, figure: Figures): Capacity | undefined {
  const count = first(graph, step, 'nodes[type=core].count', 'dataNodes');
  const storage = first(graph, step, 'nodes[type=core].storage', 'storagePerNode');
  if (count === undefined || storage === undefined) return undefined;
  const nodes = count.quantity.base;
  const paths = ['hdfs.replication', 'replication'];
  const written = first(graph, step, ...paths)?.quantity.base;
  const dynamic = paths.some((path) => graph.values(step, path)[0]?.state === 'dynamic');
  const table = copiesTable(figure);
  const copies = written ?? (dynamic || table === undefined ? undefined : copiesFor(nodes, table));
  if (copies === undefined || copies <= 0) return undefined;
  return {
    nodes,
    count,
    storage,
    copies,
    written: written !== undefined,
    usable: usableOf(nodes, storage.quantity.base, copies),
  };
}

/** How many nodes hold so many bytes, no fewer than there are. More nodes may mean more copies of each block. */
export function nodesFor(bytes: number, capacity: Capacity, figure: Figures): number | undefined {
  const { nodes, storage, copies, written } = capacity;
  const table = copiesTable(figure);
  for (let n = nodes; n <= nodes + MOST_MORE; n++) {
    const each = written || table === undefined ? copies : copiesFor(n, table);
    if (usableOf(n, storage.quantity.base, each) >= bytes) return n;
  }
  return undefined;
}
const MOST_MORE = 10_000;

/** The first of the paths that has one known value with an amount. */
export function first(graph: WatchedGraph, step: Step, ...paths: readonly string[]): Measured | undefined {
  for (const path of paths) {
    const values = graph.values(step, path);
    const value = values.length === 1 ? values[0] : undefined;
    if (value?.state === 'known' && value.quantity !== undefined)
      return { ...value, quantity: value.quantity };
  }
  return undefined;
}

/** From how many nodes on how many copies are kept. Undefined in an edition that does not say so. */
export function copiesTable(figure: Figures): CopiesTable | undefined {
  const number = (name: string): number | undefined => {
    const found = figure('hdfs-replication-factor', name);
    return typeof found === 'object' && 'base' in found ? found.base : undefined;
  };
  const [small, mediumFrom, medium] = [number('small'), number('mediumFrom'), number('medium')];
  const [largeFrom, large] = [number('largeFrom'), number('large')];
  if (small === undefined || mediumFrom === undefined || medium === undefined) return undefined;
  if (largeFrom === undefined || large === undefined) return undefined;
  return { small, mediumFrom, medium, largeFrom, large };
}
