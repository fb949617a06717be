/** Which key or value of a map stands at an offset, and under which path of settings. */
import type { Settings, Spelling } from '../../knowledge.js';
import type { MapEntry, MapNode, Node, ScalarNode } from '../../model.js';
import { contains } from '../../text/tree.js';

export interface SettingPlace {
  /** The path as settings have it: `buffer.size`, `nodes[].count`. */
  readonly path: string;
  /** Undefined for a key that only groups others, and for unknown ones. */
  readonly spelling: Spelling | undefined;
  readonly part: 'key' | 'value';
  /** The word under the offset. */
  readonly word: ScalarNode;
  /** The value of the key, where it is a single word. */
  readonly value: ScalarNode | undefined;
  /** In a template: how the vendor calls the property and spells its words, and the unit of a bare number there. */
  readonly property?: {
    readonly name?: string;
    readonly unit?: string;
    readonly spellings?: Readonly<Record<string, string>>;
  };
}

/** The key or the single value at an offset of a map; undefined between them. */
export function settingPlace(map: MapNode, offset: number, settings: Settings): SettingPlace | undefined {
  return inMap(map, offset, '', settings);
}

function inMap(map: MapNode, offset: number, prefix: string, settings: Settings): SettingPlace | undefined {
  for (const entry of map.entries) {
    const path = `${prefix}${entry.key.text}`;
    if (contains(entry.key, offset)) return place(path, 'key', entry.key, entry, settings);
    if (entry.value !== undefined && contains(entry.value, offset))
      return inValue(entry.value, offset, path, entry, settings);
  }
  return undefined;
}

function inValue(
  node: Node,
  offset: number,
  path: string,
  entry: MapEntry,
  settings: Settings,
): SettingPlace | undefined {
  if (node.kind === 'scalar') return place(path, 'value', node, entry, settings);
  if (node.kind === 'list') {
    const item = node.items.find((i) => contains(i, offset));
    if (item === undefined) return undefined;
    return item.kind === 'map'
      ? inMap(item, offset, `${path}[].`, settings)
      : inValue(item, offset, path, entry, settings);
  }
  const members = membersOf(`${path}[].`, settings);
  if (members.size === 0) return inMap(node, offset, `${path}.`, settings);
  if (node.entries.some((e) => members.has(e.key.text))) return inMap(node, offset, `${path}[].`, settings);
  return inNamedItems(node, offset, path, settings);
}

/** `nodes: { core: { count: 2 } }`: the keys are types of the items. */
function inNamedItems(
  map: MapNode,
  offset: number,
  path: string,
  settings: Settings,
): SettingPlace | undefined {
  for (const entry of map.entries) {
    if (contains(entry.key, offset))
      return place(`${path}[].type`, 'value', entry.key, { ...entry, value: entry.key }, settings);
    if (entry.value === undefined || !contains(entry.value, offset)) continue;
    if (entry.value.kind === 'map') return inMap(entry.value, offset, `${path}[].`, settings);
    if (entry.value.kind === 'scalar') return place(`${path}[].count`, 'value', entry.value, entry, settings);
  }
  return undefined;
}

function place(
  path: string,
  part: SettingPlace['part'],
  word: ScalarNode,
  entry: MapEntry,
  settings: Settings,
): SettingPlace {
  const spelling = settings.byPath.get(path) ?? settings.byPath.get(`${path}[]`);
  const value = part === 'value' ? word : entry.value?.kind === 'scalar' ? entry.value : undefined;
  return { path, spelling, part, word, value };
}

/** Names of the settings directly below a prefix such as `buffer.`. */
export function membersOf(prefix: string, settings: Settings): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { path } of settings.all) {
    if (path.startsWith(prefix)) names.add(path.slice(prefix.length).split(/[.[]/)[0] ?? '');
  }
  return names;
}
