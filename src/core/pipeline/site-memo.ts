/** Work that is done at many places of a pipeline, and after an edit only where it would come to something else. */
import { changesBetween } from './changes.js';
import type { Graph, Seen } from './graph.js';
import type { Move } from './relocate.js';

interface Site<T> {
  readonly value: T;
  readonly seen: Seen;
}

/** What was done at the places of a pipeline. */
export interface SiteMemo<T> {
  readonly graph: Graph;
  readonly sites: ReadonlyMap<string, Site<T>>;
}

export interface Visit<T> {
  /** The result of the work at a place, which has a name of its own. */
  at(place: string, work: () => T): T;
  readonly memo: SiteMemo<T>;
}

/**
 * Begins a round of work over a pipeline. `before` is what the round over an earlier version of it has left; `relocate` gives a result
 * with other places, or undefined where it has to be worked out again.
 */
export function visit<T>(
  graph: Graph,
  before: SiteMemo<T> | undefined,
  relocate: (value: T, move: Move) => T | undefined,
): Visit<T> {
  const changes = before && changesBetween(before.graph, graph);
  const sites = new Map<string, Site<T>>();
  return {
    memo: { graph, sites },
    at(place, work) {
      const old = before?.sites.get(place);
      if (old !== undefined && changes?.stands(old.seen)) {
        const value = relocate(old.value, changes.move);
        if (value !== undefined) {
          sites.set(place, value === old.value ? old : { value, seen: old.seen });
          return value;
        }
      }
      const done = graph.watch(work);
      sites.set(place, done);
      return done.value;
    },
  };
}
