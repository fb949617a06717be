/** Where the paths of a dialect lead in a template: through lists, maps, conditions and references to other resources. */
import type { DialectTest, MapNode, Node, ScalarNode } from '../../model.js';
import { entry } from '../../text/tree.js';
import { intrinsicOf, isOpen, isWord, possibilities } from './intrinsics.js';

/** Something that stands at a path. `node` undefined: it is left out there. */
export interface Hit {
  readonly node: Node | undefined;
  /** The key that it stands behind. */
  readonly key: ScalarNode | undefined;
  /** It is there whatever the conditions of the template say. */
  readonly sure: boolean;
  /** The maps that it stands in, outermost first. */
  readonly chain: readonly MapNode[];
}

/** What paths need to know of the whole template. */
export interface Surroundings {
  readonly mappings: Node | undefined;
  /** A macro over the whole template may add to any map. */
  readonly open: boolean;
  /** Properties of the resource that a value refers to; undefined if it is not in the file. */
  follow(node: Node): MapNode | undefined;
}

interface Segment {
  readonly key: string;
  readonly each: 'item' | 'value' | undefined;
  readonly follow: boolean;
}

const parsed = new Map<string, readonly Segment[]>();

function segmentsOf(path: string): readonly Segment[] {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const parts = path === '' ? [] : path.split(/(?<!\\)\.|(?<=->)(?=.)/);
  const segments = parts.map((part): Segment => {
    const follow = part.endsWith('->');
    const name = (follow ? part.slice(0, -2) : part).replaceAll('\\.', '.');
    if (name.endsWith('[]')) return { key: name.slice(0, -2), each: 'item', follow };
    if (name.endsWith('{}')) return { key: name.slice(0, -2), each: 'value', follow };
    return { key: name, each: undefined, follow };
  });
  parsed.set(path, segments);
  return segments;
}

/** A value that nothing is known of; `maybe`: not even whether it is there. */
export function unknownNode(place: { start: number; end: number }, text: string): ScalarNode {
  return {
    kind: 'scalar',
    text,
    style: 'plain',
    tag: '!unknown',
    start: place.start,
    end: place.end,
    foreign: { maybe: true },
  };
}

/** All that may stand at a path below `root`. A path that ends nowhere gives one hit without a node. */
export function hitsAt(root: Hit, path: string, around: Surroundings): Hit[] {
  let chain = root.chain;
  let start = root;
  let rest = path;
  while (rest.startsWith('^')) {
    chain = chain.slice(0, -1);
    start = { ...root, node: chain.at(-1), chain };
    rest = rest.slice(1);
  }
  return step(start, segmentsOf(rest), 0, around);
}

function step(hit: Hit, segments: readonly Segment[], at: number, around: Surroundings): Hit[] {
  const segment = segments[at];
  if (segment === undefined || hit.node === undefined) return [hit];
  const map = hit.node;
  if (map.kind !== 'map' || intrinsicOf(map) !== undefined) {
    const dynamic = intrinsicOf(map) !== undefined || (map.kind === 'scalar' && map.foreign?.maybe === true);
    return [{ ...hit, node: dynamic ? unknownNode(map, '') : undefined, sure: hit.sure && !dynamic }];
  }
  const chain = hit.chain.at(-1) === map ? hit.chain : [...hit.chain, map];
  const found = entry(map, segment.key);
  if (found === undefined || found.value === undefined) {
    const open = around.open || isOpen(map);
    return [
      {
        ...hit,
        chain,
        node: open ? unknownNode({ start: map.start, end: map.start }, '') : undefined,
        sure: !open,
      },
    ];
  }
  return expanded({ node: found.value, key: found.key, sure: hit.sure, chain }, around)
    .flatMap((h) => members(h, segment, around))
    .flatMap((h) => (segment.follow ? followed(h, around) : [h]))
    .flatMap((h) => step(h, segments, at + 1, around));
}

/** The branches of conditions, each no longer sure. */
function expanded(hit: Hit, around: Surroundings): Hit[] {
  const all = possibilities(hit.node, around.mappings);
  return all.map((node) => ({ ...hit, node, sure: hit.sure && all.length === 1 }));
}

function members(hit: Hit, segment: Segment, around: Surroundings): Hit[] {
  const { node } = hit;
  if (segment.each === undefined || node === undefined) return [hit];
  if (intrinsicOf(node) !== undefined) return [{ ...hit, node: unknownNode(node, ''), sure: false }];
  if (segment.each === 'item') {
    const items = node.kind === 'list' ? node.items : [node];
    return items
      .flatMap((item) => expanded({ ...hit, node: item }, around))
      .filter((h) => h.node !== undefined);
  }
  if (node.kind !== 'map') return [];
  return node.entries.flatMap((e) =>
    e.value === undefined ? [] : expanded({ ...hit, node: e.value, key: e.key }, around),
  );
}

function followed(hit: Hit, around: Surroundings): Hit[] {
  if (hit.node === undefined) return [hit];
  const properties = around.follow(hit.node);
  const node = properties ?? unknownNode(hit.node, '');
  return [
    {
      ...hit,
      node,
      sure: hit.sure && properties !== undefined,
      chain: properties === undefined ? hit.chain : [properties],
    },
  ];
}

/** Does the property have one of the words? Undefined: that cannot be known. */
export function testHolds(test: DialectTest, place: Hit, around: Surroundings): boolean | undefined {
  const verdicts = new Set(
    hitsAt(place, test.property, around).map((h) => {
      if (h.node === undefined) return false;
      if (test.words.includes('*')) return true;
      return isWord(h.node) ? test.words.includes(h.node.text.toLowerCase()) : undefined;
    }),
  );
  return verdicts.size === 1 ? [...verdicts][0] : undefined;
}
