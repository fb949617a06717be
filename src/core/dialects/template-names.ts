/** Look-ups in the names of dialects. */
import { knowledge } from '../knowledge.js';
import type { DialectNames, DialectResource } from '../model.js';

const tables = new WeakMap<DialectNames, ReadonlyMap<string, DialectResource>>();

/** What the dialects say of a resource type. */
export function specOfType(dialects: readonly DialectNames[], type: string): DialectResource | undefined {
  for (const d of dialects) {
    let table = tables.get(d);
    if (table === undefined) tables.set(d, (table = new Map(d.resources.map((r) => [r.type, r]))));
    const found = table.get(type);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The names of a dialect. */
export function dialectNames(id: string): DialectNames | undefined {
  return knowledge.dialects.find((d) => d.id === id);
}
