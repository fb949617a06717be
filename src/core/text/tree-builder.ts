/** What both parsers need to build the tree: duplicate keys, merge keys, values that say nothing. */
import type { MapEntry, MapNode, Node, ScalarNode } from '../model.js';

export interface Pair {
  readonly key: ScalarNode;
  readonly value: Node | undefined;
}

/** The entries of a map: the last of equal keys counts, `<<` brings in what the map does not have itself. */
export function mapEntries(pairs: readonly Pair[]): Pick<MapNode, 'entries' | 'duplicates'> {
  const entries: MapEntry[] = [];
  const merged: MapEntry[] = [];
  const duplicates: ScalarNode[] = [];
  const seen = new Map<string, number>();
  for (const { key, value } of pairs) {
    if (key.text === '<<' && key.style === 'plain') {
      merged.push(...mergeSources(value));
      continue;
    }
    const entry: MapEntry = { key, value: emptyAsAbsent(value), merged: false };
    const index = seen.get(key.text);
    if (index === undefined) {
      seen.set(key.text, entries.length);
      entries.push(entry);
    } else {
      duplicates.push(key);
      entries[index] = entry;
    }
  }
  for (const entry of merged) {
    if (seen.has(entry.key.text)) continue;
    seen.set(entry.key.text, entries.length);
    entries.push(entry);
  }
  return { entries, duplicates };
}

/** `key:` without a value, and `key: ~`, say nothing. */
function emptyAsAbsent(value: Node | undefined): Node | undefined {
  if (value?.kind !== 'scalar' || value.style !== 'plain' || value.tag !== undefined) return value;
  return value.text === '' || value.text === '~' || value.text === 'null' ? undefined : value;
}

/** A document without content has no root. */
export function rootOf(node: Node | undefined): Node | undefined {
  return node?.kind === 'scalar' && node.text === '' && node.style === 'plain' ? undefined : node;
}

function mergeSources(value: Node | undefined): MapEntry[] {
  const maps = value?.kind === 'list' ? value.items : value === undefined ? [] : [value];
  return maps.flatMap((m) => (m.kind === 'map' ? m.entries.map((e) => ({ ...e, merged: true })) : []));
}

/** A node with its explicit tag, if it has one. */
export function withTag<T extends Node>(node: T, tag: string | undefined): T {
  return tag === undefined ? node : { ...node, tag };
}
