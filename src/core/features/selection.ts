/** Selection ranges: from the word under the cursor outwards, by the structure of the sketch. */
import type { Reading } from '../index.js';
import type { Node, Span } from '../model.js';
import { contains } from '../text/tree.js';

/** Spans around an offset, the innermost first, each within the next. Empty outside of all pipelines. */
export function selectionAt(reading: Pick<Reading, 'pipelines' | 'document'>, offset: number): Span[] {
  const root = reading.pipelines.find((p) => contains(p.body, offset))?.body;
  if (root === undefined) return [];
  const spans: Span[] = [];
  const add = ({ start, end }: Span) => {
    const last = spans.at(-1);
    if (end > start && (last === undefined || last.start !== start || last.end !== end))
      spans.push({ start, end });
  };
  let node: Node | undefined = root;
  const seen = new Set<Node>();
  while (node !== undefined && !seen.has(node)) {
    seen.add(node);
    add(node);
    node = inner(node, offset, add, reading.document.text);
  }
  return spans.reverse();
}

/** The child that holds the offset; what lies between it and its parent is added on the way. */
function inner(node: Node, offset: number, add: (span: Span) => void, text: string): Node | undefined {
  if (node.kind === 'list') return node.items.find((item) => contains(item, offset));
  if (node.kind === 'map') {
    for (const { key, value, merged } of node.entries) {
      const own = value !== undefined && value.start >= key.end ? value : undefined;
      const whole = { start: key.start, end: own?.end ?? key.end };
      if (merged || !contains(whole, offset)) continue;
      add(whole);
      if (contains(key, offset)) return key;
      return own !== undefined && contains(own, offset) ? own : undefined;
    }
    return undefined;
  }
  const quoted = node.style === 'single' || node.style === 'double';
  if (quoted && offset > node.start && offset < node.end) add({ start: node.start + 1, end: node.end - 1 });
  else if (node.style === 'plain') {
    const before = /[\w-]*$/.exec(text.slice(node.start, offset))?.[0].length ?? 0;
    const behind = /^[\w-]*/.exec(text.slice(offset, node.end))?.[0].length ?? 0;
    add({ start: offset - before, end: offset + behind });
  }
  return undefined;
}
