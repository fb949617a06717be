/** What can be folded in a sketch: keys and list items over several lines, and blocks of comments. */
import { lineAt } from '../document.js';
import type { Reading } from '../index.js';
import type { MapNode, Node } from '../model.js';
import { originOf } from '../text/moved-tree.js';

/** Lines from 0; the first stays visible. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind: 'region' | 'comment';
}

/** Outer folds before inner ones. Empty for a text that is no sketch. */
export function folds(reading: Pick<Reading, 'document' | 'pipelines'>): Fold[] {
  const { document, pipelines } = reading;
  const found = new Map<number, Fold>();
  const add = (from: number, to: number) => {
    const [start, end] = [lineAt(document, from), lineAt(document, Math.max(from, to))];
    if (end > start && !found.has(start)) found.set(start, { start, end, kind: 'region' });
  };
  const seen = new Set<Node>();
  for (const pipeline of pipelines) {
    const bodies = new Set<Node>(pipeline.steps.flatMap((s) => s.body ?? []));
    walk(pipeline.body, bodies, seen, add);
    for (const { body } of pipeline.steps) {
      if (body === undefined || seen.has(body)) continue;
      seen.add(body);
      const { from, by } = originOf(body);
      for (const [start, end] of placesIn(from)) add(start + by, end + by);
    }
  }
  const comments = pipelines.length === 0 ? [] : commentFolds(document);
  return [...found.values(), ...comments].sort((a, b) => a.start - b.start || b.end - a.end);
}

type Place = readonly [from: number, to: number];

/** By the body of a step as it was first read. */
const remembered = new WeakMap<MapNode, readonly Place[]>();

function placesIn(body: MapNode): readonly Place[] {
  let places = remembered.get(body);
  if (places === undefined) {
    const found: Place[] = [];
    walk(body, NONE, new Set(), (from, to) => found.push([from, to]));
    remembered.set(body, (places = found));
  }
  return places;
}

const NONE: ReadonlySet<Node> = new Set();

/** Calls `add` for whatever may be folded in a node; what is in `left` is left out. */
function walk(
  node: Node,
  left: ReadonlySet<Node>,
  seen: Set<Node>,
  add: (from: number, to: number) => void,
): void {
  if (left.has(node) || seen.has(node)) return;
  seen.add(node);
  if (node.kind === 'list') {
    for (const item of node.items) {
      add(item.start, item.end);
      walk(item, left, seen, add);
    }
  }
  if (node.kind !== 'map') return;
  for (const { key, value, merged } of node.entries) {
    if (merged || value === undefined || value.start < key.start) continue;
    add(key.start, value.end);
    walk(value, left, seen, add);
  }
}

function commentFolds({ text, lines }: Reading['document']): Fold[] {
  const found: Fold[] = [];
  let first = -1;
  const end = (line: number) => {
    if (first !== -1 && line - first > 1) found.push({ start: first, end: line - 1, kind: 'comment' });
    first = -1;
  };
  for (const [line, start] of lines.entries()) {
    if (!isComment(text, start)) end(line);
    else if (first === -1) first = line;
  }
  end(lines.length);
  return found;
}

function isComment(text: string, start: number): boolean {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return text[at] === '#';
}
