/**
 * Paths into a step: `buffer.size`, `nodes[].count`, `nodes[type=core|task].count`. A setting answers under its aliases too, and a
 * list of items may be written as a map (`nodes: { core: { count: 2 } }`), as one item, or as bare words.
 */
import type { Settings, Spelling } from '../knowledge.js';
import type { MapEntry, MapNode, Node, ScalarNode, Span, Value } from '../model.js';
import { wordKey } from '../names.js';
import { entry } from '../text/tree.js';
import { isDynamic, readValue } from '../value.js';

/** One part of a path: `count`, `nodes[]`, `nodes[type=core|task]`. */
export interface Segment {
  readonly name: string;
  readonly list: boolean;
  /** `words` as keys for comparison, `word` the first as it is written. */
  readonly filter?: { readonly key: string; readonly words: readonly string[]; readonly word: string };
}

/** The member that a bare word stands for: `sources: [S3]` is `sources: [{ type: S3 }]`. */
const WORD_MEMBERS = new Set(['type', 'service', 'name', 'id']);
/** The member that a bare number stands for: `nodes: { core: 2 }`. */
export const COUNT_MEMBER = 'count';

const parsed = new Map<string, readonly Segment[]>();

/** A path in its parts. */
export function segments(path: string): readonly Segment[] {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const result = path.split('.').map((part): Segment => {
    const match = /^([^[\]]+)(\[(?:([^=\]]+)=([^\]]*))?\])?$/.exec(part);
    if (match === null) return { name: part, list: false };
    const name = match[1] ?? part;
    if (match[3] === undefined) return { name, list: match[2] !== undefined };
    const words = (match[4] ?? '').split('|');
    return {
      name,
      list: true,
      filter: { key: match[3], words: words.map(wordKey), word: words[0] ?? '' },
    };
  });
  parsed.set(path, result);
  return result;
}

/** `nodes[type=core].count` -> `nodes[].count`: the path under which the setting is known. */
export function settingPath(path: string): string {
  return path.replaceAll(/\[[^\]]*\]/g, '[]');
}

/** One way to write a path, with what its setting says about a value there. */
interface Route {
  readonly segments: readonly Segment[];
  readonly spelling: Spelling | undefined;
}

/** All ways to write a path. */
interface Routes {
  readonly all: readonly Route[];
  /** The keys that they begin with. */
  readonly heads: ReadonlySet<string>;
}

const routes = new WeakMap<Settings, Map<string, Routes>>();

/** The path itself, and the aliases of its setting with the filters of the path put in. */
function routesOf(path: string, settings: Settings): Routes {
  let table = routes.get(settings);
  if (table === undefined) routes.set(settings, (table = new Map()));
  const known = table.get(path);
  if (known !== undefined) return known;
  const plain = settingPath(path);
  const spelling = settings.byPath.get(plain) ?? settings.byPath.get(plain.replace(/\[\]$/, ''));
  const own = segments(path);
  const filters = own.filter((s) => s.list);
  const last = own.at(-1);
  const aliases = (spelling?.setting.aliases ?? []).map((alias): Route => {
    let used = 0;
    const route = segments(alias.path).map((s, i, all): Segment => {
      // The setting is the list as a whole, the path asks for its items.
      const list = s.list || (i === all.length - 1 && last?.list === true && !plain.includes('[].'));
      const filter = list ? filters[used++]?.filter : undefined;
      return { name: s.name, list, ...(filter && { filter }) };
    });
    return { segments: route, spelling: settings.byPath.get(alias.path) };
  });
  const all = [{ segments: own, spelling }, ...aliases];
  const result = { all, heads: new Set(all.map((r) => r.segments[0]?.name ?? '')) };
  table.set(path, result);
  return result;
}

/** Every value that a path names below `body`; undefined if there is none. `place` is where one would stand. */
export function valuesAt(
  body: MapNode | undefined,
  path: string,
  settings: Settings,
  place: Span,
): readonly Value[] | undefined {
  const ways = routesOf(path, settings);
  if (body !== undefined && mayStand(body, ways)) {
    const out: Value[] = [];
    for (const way of ways.all)
      collect(body, way.segments, 0, (node) => out.push(readValue(node, way.spelling, place)));
    if (out.length > 0) return out;
  }
  const spelling = ways.all[0]?.spelling;
  const fallback = spelling?.setting.default;
  if (fallback !== undefined && !path.includes('[')) {
    const value = readValue(
      { kind: 'scalar', text: fallback, style: 'plain', start: place.start, end: place.end },
      spelling,
      place,
    );
    return [value.state === 'known' ? { ...value, implied: true } : value];
  }
  return undefined;
}

/** Is one of the keys there that the ways begin with? Most paths of most steps are done with this question. */
function mayStand(body: MapNode, { heads }: Routes): boolean {
  return (
    body.tag !== undefined ||
    body.entries.some((e) => heads.has(e.key.text)) ||
    (body.entries.length === 1 && isDynamic(body))
  );
}

/** The nodes that a path names below `body`, under its own name and its aliases. */
export function nodesAt(body: MapNode | undefined, path: string, settings: Settings): Node[] {
  const out: Node[] = [];
  for (const way of routesOf(path, settings).all) collect(body, way.segments, 0, (node) => out.push(node));
  return out;
}

function collect(
  node: Node | undefined,
  route: readonly Segment[],
  at: number,
  found: (node: Node) => void,
): void {
  const segment = route[at];
  if (node === undefined) return;
  if (segment === undefined || isDynamic(node)) return found(node);
  if (node.kind === 'scalar') {
    const isNumber = /^\d/.test(node.text);
    const stands = isNumber ? segment.name === COUNT_MEMBER : WORD_MEMBERS.has(segment.name);
    if (at > 0 && at === route.length - 1 && stands) found(node);
    return;
  }
  if (node.kind === 'list') {
    for (const item of node.items) collect(item, route, at, found);
    return;
  }
  const child = entry(node, segment.name)?.value;
  if (child === undefined) return;
  if (!segment.list) return collect(child, route, at + 1, found);
  for (const item of itemsOf(child, route[at + 1]?.name)) {
    const own = segment.filter === undefined ? undefined : filtered(item, segment.filter);
    if (own !== undefined && isDynamic(own)) found(own);
    else if (segment.filter === undefined || passes(own, segment.filter))
      collect(item.node, route, at + 1, found);
  }
}

export interface Item {
  readonly node: Node;
  /** The key of a map entry that stands for an item: its type. */
  readonly key?: ScalarNode;
}

/** The items of a list, however it is written. `member` is a name that an item is known to have. */
export function itemsOf(node: Node, member: string | undefined): readonly Item[] {
  if (node.kind === 'list') return node.items.map((item) => ({ node: item }));
  if (node.kind === 'scalar') return [{ node }];
  const single = node.entries.some((e) => e.key.text === member || WORD_MEMBERS.has(e.key.text));
  if (single || node.entries.length === 0) return [{ node }];
  return node.entries.flatMap((e: MapEntry) =>
    e.value === undefined ? [] : [{ node: e.value, key: e.key }],
  );
}

/** Is the item one that the segment picks? */
export function picks(segment: Segment, item: Item): boolean {
  return segment.filter === undefined || passes(filtered(item, segment.filter), segment.filter);
}

/** What a filter looks at: the key that an item stands under, or its member. */
function filtered(item: Item, filter: NonNullable<Segment['filter']>): Node | undefined {
  if (item.key !== undefined) return item.key;
  return item.node.kind === 'map' && !isDynamic(item.node) ? entry(item.node, filter.key)?.value : item.node;
}

function passes(own: Node | undefined, filter: NonNullable<Segment['filter']>): boolean {
  return own?.kind === 'scalar' && filter.words.includes(wordKey(own.text));
}
