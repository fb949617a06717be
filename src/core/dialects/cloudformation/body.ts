/**
 * From the properties of resources to the body of a step: a map in the words of sketches whose values are the values of the template,
 * where they stand there. So rules and features meet a step as they know it.
 */
import { settingsOf } from '../../knowledge.js';
import type {
  DialectGroup,
  DialectResource,
  DialectSetting,
  Foreign,
  MapEntry,
  MapNode,
  Node,
  ScalarNode,
  ServiceId,
  Span,
} from '../../model.js';
import { settingPath } from '../../pipeline/paths.js';
import { isWord } from './intrinsics.js';
import { type Hit, hitsAt, type Surroundings, testHolds, unknownNode } from './places.js';

interface Leaf {
  readonly key: ScalarNode | undefined;
  readonly span: Span;
  /** All that it may be; undefined: it may be left out. */
  readonly choices: (Node | undefined)[];
}

type Leaves = Map<string, Leaf>;
/** Items of a list; a scalar where only part of the list is in the file. */
type Item = { readonly place: Span; readonly leaves: Leaves } | ScalarNode;

/** Collects what the resources of one step say, and builds its body. */
export class StepBody {
  private readonly leaves: Leaves = new Map();
  private readonly lists = new Map<string, Item[]>();
  private readonly paths = new Set<string>();

  constructor(private readonly around: Surroundings) {}

  /** Adds what a resource says. `marker` is the place of what its type alone says. */
  add(spec: DialectResource, place: Hit, marker: ScalarNode): void {
    for (const group of spec.groups) {
      const prefix = group.list === undefined ? '' : `${group.list}[].`;
      for (const path of [...Object.keys(group.fixed), ...group.settings.map((s) => s.to)]) {
        this.paths.add(path === '' ? prefix.slice(0, -1) : prefix + path);
      }
      for (const hit of placesOf(group, place, this.around)) {
        if (group.list === undefined) this.collect(group, hit, marker, this.leaves);
        else this.addItem(group, group.list, hit, marker);
      }
    }
  }

  private addItem(group: DialectGroup, list: string, hit: Hit, marker: ScalarNode): void {
    const items = this.lists.get(list) ?? [];
    this.lists.set(list, items);
    const { node } = hit;
    if (node === undefined) return;
    if (!hit.sure || (node.kind === 'scalar' && node.foreign?.maybe === true)) {
      items.push(unknownNode(node, ''));
      return;
    }
    const leaves: Leaves = new Map();
    this.collect(group, hit, marker, leaves);
    const alone = leaves.get('');
    if (alone === undefined) items.push({ place: node, leaves });
    else items.push(...alone.choices.flatMap((c) => (c?.kind === 'scalar' ? [c] : [])));
  }

  private collect(group: DialectGroup, hit: Hit, marker: ScalarNode, out: Leaves): void {
    const span = group.at === '' ? marker : (hit.key ?? marker);
    const opened =
      group.openedBy !== undefined &&
      hitsAt(hit, group.openedBy, this.around).some((h) => h.node !== undefined);
    if (hit.node === undefined) return;
    for (const [path, text] of Object.entries(group.fixed)) {
      const node: ScalarNode = {
        kind: 'scalar',
        text,
        style: 'plain',
        start: span.start,
        end: span.end,
        foreign: { fixed: true },
      };
      const dynamic = hit.node.kind === 'scalar' && hit.node.foreign?.maybe === true;
      push(out, path, { key: undefined, span, choices: hit.sure && !dynamic ? [node] : [node, undefined] });
    }
    for (const setting of group.settings) {
      const hits = hitsAt(hit, setting.property, this.around);
      const choices = hits.map((h): Node | undefined =>
        h.node === undefined ? undefined : leafOf(h.node, setting),
      );
      if (!hit.sure && !choices.includes(undefined)) choices.push(undefined);
      if (opened && !choices.some(isThere))
        choices.push(unknownNode({ start: span.start, end: span.start }, ''));
      if (!choices.some(isThere)) continue;
      const first = hits.find((h) => h.node !== undefined);
      push(out, setting.to, { key: first?.key, span: first?.node ?? span, choices });
    }
  }

  /** Settings whose absence means something: those that the dialect maps, and what they stand in. */
  known(service: ServiceId): ReadonlySet<string> {
    const known = new Set<string>();
    const settings = settingsOf(service);
    for (const path of this.paths) {
      const setting =
        settings.byPath.get(path)?.setting.path ??
        settings.byPath.get(path.replace(/\[\]$/, ''))?.setting.path ??
        path;
      for (const p of [setting, path]) {
        for (
          let at = p;
          at !== '';
          at = at.endsWith('[]') ? at.slice(0, -2) : at.slice(0, Math.max(at.lastIndexOf('.'), 0))
        )
          known.add(settingPath(at));
      }
    }
    return known;
  }

  build(place: Span): MapNode {
    const root = new Builder();
    for (const [path, leaf] of this.leaves) root.put(path.split('.'), leaf.key, nodeOf(leaf));
    for (const [path, items] of this.lists) {
      if (items.length === 0) continue;
      const nodes = items.map((item): Node => ('kind' in item ? item : mapOf(item.leaves, item.place)));
      root.put(path.split('.'), undefined, { kind: 'list', items: nodes, flow: false, ...hull(nodes) });
    }
    return root.build(place);
  }
}

/** The places where a group counts, each sure only if all that decides it is. */
export function placesOf(group: DialectGroup, place: Hit, around: Surroundings): Hit[] {
  return hitsAt(place, group.at, around).flatMap((hit) => {
    if (hit.node === undefined) return [];
    const inside =
      hit.node.kind === 'map' && hit.chain.at(-1) !== hit.node
        ? { ...hit, chain: [...hit.chain, hit.node] }
        : hit;
    const when = group.when.map((t) => testHolds(t, inside, around));
    const unless = group.unless.map((t) => testHolds(t, inside, around));
    if (when.includes(false) || unless.includes(true)) return [];
    return [{ ...inside, sure: inside.sure && !when.includes(undefined) && !unless.includes(undefined) }];
  });
}

function isThere(node: Node | undefined): boolean {
  return node !== undefined;
}

function push(leaves: Leaves, path: string, leaf: Leaf): void {
  const known = leaves.get(path);
  if (known === undefined) leaves.set(path, leaf);
  else known.choices.push(...leaf.choices);
}

function leafOf(node: Node, { unit, values }: DialectSetting): Node {
  if (node.kind !== 'scalar' || node.foreign !== undefined || (unit === undefined && values === undefined))
    return node;
  const word = isWord(node)
    ? Object.entries(values ?? {}).find(([name]) => name.toLowerCase() === node.text.toLowerCase())?.[1]
    : undefined;
  const foreign: Foreign = {
    ...(word !== undefined && { word }),
    ...(unit !== undefined && { unit }),
    ...(values !== undefined && {
      spellings: Object.fromEntries(Object.entries(values).map(([theirs, ours]) => [ours, theirs])),
    }),
  };
  return { ...node, foreign };
}

/** One possibility is the value itself; several are a value that is decided elsewhere. */
function nodeOf({ choices, span }: Leaf): Node {
  const [only] = choices;
  if (choices.length === 1 && only !== undefined) return only;
  const present = choices.flatMap((c) => c ?? []);
  const text = [
    ...new Set(present.map((c) => (c.kind === 'scalar' ? c.text : '')).filter((t) => t !== '')),
  ].join(' or ');
  return {
    kind: 'scalar',
    text,
    style: 'plain',
    tag: '!If',
    start: span.start,
    end: span.end,
    foreign: { choices },
  };
}

function mapOf(leaves: Leaves, place: Span): MapNode {
  const builder = new Builder();
  for (const [path, leaf] of leaves) builder.put(path.split('.'), leaf.key, nodeOf(leaf));
  return builder.build(place);
}

/** A map that is put together path by path. */
class Builder {
  private readonly children = new Map<string, { key: ScalarNode | undefined; value: Node | Builder }>();

  put(path: readonly string[], key: ScalarNode | undefined, value: Node): void {
    const [name = '', ...rest] = path;
    if (rest.length === 0) {
      this.children.set(name, { key, value });
      return;
    }
    const child = this.children.get(name)?.value;
    const below = child instanceof Builder ? child : new Builder();
    this.children.set(name, { key: undefined, value: below });
    below.put(rest, key, value);
  }

  build(place: Span): MapNode {
    const entries = [...this.children].map(([name, child]): MapEntry => {
      const value = child.value instanceof Builder ? child.value.build(place) : child.value;
      const at = child.key ?? { start: value.start, end: value.start };
      return {
        key: { kind: 'scalar', text: name, style: 'plain', start: at.start, end: at.end },
        value,
        merged: false,
      };
    });
    return {
      kind: 'map',
      entries,
      duplicates: [],
      flow: false,
      ...hull(
        [place, ...entries.map((e) => e.key), ...entries.flatMap((e) => e.value ?? [])].slice(
          entries.length === 0 ? 0 : 1,
        ),
      ),
    };
  }
}

function hull(spans: readonly Span[]): Span {
  return { start: Math.min(...spans.map((s) => s.start)), end: Math.max(...spans.map((s) => s.end)) };
}
