/** Look-ups in the names of dialects. */
import { knowledge } from '../../knowledge.js';
import { once } from '../../lazy.js';
import type { DialectNames, DialectResource } from '../../model.js';

const tables = new WeakMap<DialectNames, ReadonlyMap<string, DialectResource>>();

/** What the dialects say of a resource type. */
export function specOfType(dialects: readonly DialectNames[], type: string): DialectResource | undefined {
  for (const d of dialects) {
    const found = tableOf(d).get(type);
    if (found !== undefined) return found;
  }
  return undefined;
}

function tableOf(dialect: DialectNames): ReadonlyMap<string, DialectResource> {
  const known = tables.get(dialect);
  if (known !== undefined) return known;
  const table = new Map(dialect.resources.map((r) => [r.type, r]));
  tables.set(dialect, table);
  return table;
}

/** The names of a dialect, and behind them those of the dialects that its files may use as well. */
export function dialectNames(id: string): readonly DialectNames[] {
  return families().get(id) ?? [];
}

/** Every dialect knows the resource types of the vendor; only its own maps of resources count. */
const families = once(
  () =>
    new Map<string, readonly DialectNames[]>(
      knowledge.dialects.map((own) => [
        own.id,
        [
          own,
          ...knowledge.dialects
            .filter((d) => d !== own && d.harmlessMacros.length > 0)
            .map((d) => ({ ...d, resourceMaps: [] })),
        ],
      ]),
    ),
);
