/** Small questions to the tree of `document.ts`. */
import type { MapEntry, MapNode, Node, Span } from '../model.js';

export function entry(map: Node | undefined, key: string): MapEntry | undefined {
  return map?.kind === 'map' ? map.entries.find((e) => e.key.text === key) : undefined;
}

export function get(map: Node | undefined, key: string): Node | undefined {
  return entry(map, key)?.value;
}

export function isMap(node: Node | undefined): node is MapNode {
  return node?.kind === 'map';
}

export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
