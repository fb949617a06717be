/** What can be folded in a sketch: keys and list items over several lines, and blocks of comments. */
import { lineAt } from '../document.js';
import type { Reading } from '../index.js';
import type { Node } from '../model.js';

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
  const seen = new Set<Node>();
  const add = (from: number, to: number) => {
    const [start, end] = [lineAt(document, from), lineAt(document, Math.max(from, to))];
    if (end > start && !found.has(start)) found.set(start, { start, end, kind: 'region' });
  };
  const walk = (node: Node | undefined): void => {
    if (node === undefined || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'list') {
      for (const item of node.items) {
        add(item.start, item.end);
        walk(item);
      }
    }
    if (node.kind !== 'map') return;
    for (const { key, value, merged } of node.entries) {
      if (merged || value === undefined || value.start < key.start) continue;
      add(key.start, value.end);
      walk(value);
    }
  };
  for (const pipeline of pipelines) walk(pipeline.body);
  const comments = pipelines.length === 0 ? [] : commentFolds(document.text);
  return [...found.values(), ...comments].sort((a, b) => a.start - b.start || b.end - a.end);
}

function commentFolds(text: string): Fold[] {
  const found: Fold[] = [];
  let first = -1;
  const lines = text.split('\n');
  for (let i = 0; i <= lines.length; i++) {
    const isComment = /^\s*#/.test(lines[i] ?? '');
    if (isComment && first === -1) first = i;
    if (isComment || first === -1) continue;
    if (i - first > 1) found.push({ start: first, end: i - 1, kind: 'comment' });
    first = -1;
  }
  return found;
}
