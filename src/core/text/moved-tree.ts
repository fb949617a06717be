/**
 * A part of a tree at another place of the text. After an edit most of a long text has only moved; its nodes are made as they are asked
 * for, and know the ones that they were first, so that what was worked out for those is not worked out again.
 */
import type { ListNode, MapEntry, MapNode, Node, ScalarNode, Span } from '../model.js';

/** The node that this one was when it was read from the text, and by how far it has moved since. */
export function originOf<T extends MapNode | ListNode>(node: T): { readonly from: T; readonly by: number } {
  return (node.moved as { from: T; by: number } | undefined) ?? { from: node, by: 0 };
}

/** The node `by` characters further on, with all that is in it. */
export function movedNode<T extends Node>(node: T, by: number): T {
  if (by === 0) return node;
  if (node.kind === 'scalar') return movedScalar(node, by) as T;
  const origin = originOf(node as MapNode | ListNode);
  const total = origin.by + by;
  if (total === 0) return origin.from as T;
  return (origin.from.kind === 'map' ? movedMap(origin.from, total) : movedList(origin.from, total)) as T;
}

export function movedScalar(node: ScalarNode, by: number): ScalarNode {
  if (by === 0) return node;
  const { kind, text, style, tag, foreign } = node;
  const moved = { kind, text, style, start: node.start + by, end: node.end + by };
  return tag === undefined && foreign === undefined
    ? moved
    : { ...moved, ...(tag !== undefined && { tag }), ...(foreign !== undefined && { foreign }) };
}

/** Any plain thing with a place. */
export function movedBy<T extends Span>(span: T, by: number): T {
  return by === 0 ? span : { ...span, start: span.start + by, end: span.end + by };
}

function movedMap(from: MapNode, by: number): MapNode {
  let entries: readonly MapEntry[] | undefined;
  let duplicates: readonly ScalarNode[] | undefined;
  return {
    kind: 'map',
    flow: from.flow,
    ...(from.tag !== undefined && { tag: from.tag }),
    start: from.start + by,
    end: from.end + by,
    moved: { from, by },
    get entries() {
      entries ??= from.entries.map((e) => ({
        key: movedScalar(e.key, by),
        value: e.value === undefined ? undefined : movedNode(e.value, by),
        merged: e.merged,
      }));
      return entries;
    },
    get duplicates() {
      duplicates ??= from.duplicates.map((d) => movedScalar(d, by));
      return duplicates;
    },
  };
}

function movedList(from: ListNode, by: number): ListNode {
  let items: readonly Node[] | undefined;
  return {
    kind: 'list',
    flow: from.flow,
    ...(from.tag !== undefined && { tag: from.tag }),
    start: from.start + by,
    end: from.end + by,
    moved: { from, by },
    get items() {
      items ??= from.items.map((i) => movedNode(i, by));
      return items;
    },
  };
}
