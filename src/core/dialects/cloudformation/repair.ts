/**
 * Templates that CloudFormation takes and YAML forbids: a quoted text or a flow collection over several lines whose later lines stand no
 * deeper than the key that it belongs to, and a lone dash as a word of a flow list. Blanks and quotes are put in, the text is parsed again,
 * and every place is given as it stands in the file.
 */
import { type Document, parseDocument } from '../../document.js';
import type { Node } from '../../model.js';

interface Insertion {
  /** Offset in the text as it is. */
  readonly at: number;
  readonly text: string;
}

/** The document read from the mended text, with the places of the original; undefined if there was nothing to mend or it did not help. */
export function repairIndent(document: Document): Document | undefined {
  const insertions = insertionsFor(document.text);
  if (insertions.length === 0) return undefined;
  const mended = parseDocument(padded(document.text, insertions));
  const back = (offset: number) => original(offset, insertions);
  const problems = mended.problems.map((p) => ({ ...p, start: back(p.start), end: back(p.end) }));
  if (problems.length > document.problems.length && problems.length > 0) return undefined;
  const seen = new Map<Node, Node>();
  const roots = mended.roots.map((root) => (root === undefined ? undefined : moved(root, back, seen)));
  return { text: document.text, lines: document.lines, roots, problems };
}

/** Blanks before lines inside of quotes and brackets that do not stand deeper than the block around them; quotes around lone dashes. */
function insertionsFor(text: string): Insertion[] {
  const out: Insertion[] = [];
  /** Indentation of the line in which the outermost quote or bracket was opened. */
  let base = 0;
  let depth = 0;
  let quote = '';
  let block: number | undefined;
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    const indent = line.length - line.trimStart().length;
    const blank = line.trim() === '';
    if (quote !== '' || depth > 0) {
      if (!blank && indent <= base) out.push({ at: start, text: ' '.repeat(base + 1 - indent) });
    } else if (block !== undefined && !blank && indent <= block) block = undefined;
    if (block === undefined && !blank) {
      const before = { quote, depth };
      const dashes: number[] = [];
      ({ quote, depth } = scan(line, quote, depth, dashes));
      for (const column of dashes)
        out.push({ at: start + column, text: '"' }, { at: start + column + 1, text: '"' });
      const opened = before.quote === '' && before.depth === 0;
      if (opened) base = keyIndent(line, indent);
      if (
        quote === '' &&
        depth === 0 &&
        opened &&
        /(^|[:\-?]\s+)(![\w:]+\s+)?[|>][+\-\d]*\s*(#.*)?$/.test(line)
      )
        block = indent;
    }
    if (newline === -1) break;
    start = newline + 1;
  }
  return out;
}

/** Column of the innermost key of a line: `- a: "…` has its key behind the dash. */
function keyIndent(line: string, indent: number): number {
  const dashes = /^(?:-\s+)+/.exec(line.slice(indent));
  const isKey = /^[^'"{[]*:\s/.test(line.slice(indent));
  return dashes === null
    ? indent
    : isKey
      ? indent + dashes[0].length
      : indent + dashes[0].trimEnd().length - 1;
}

/** Quotes and brackets that are open at the end of a line. `dashes` gets the columns of dashes that are words of a flow list. */
function scan(
  line: string,
  openQuote: string,
  openDepth: number,
  dashes: number[],
): { quote: string; depth: number } {
  let quote = openQuote;
  let depth = openDepth;
  for (let i = 0; i < line.length; i++) {
    const c = line[i] ?? '';
    if (quote === '"') {
      if (c === '\\') i++;
      else if (c === '"') quote = '';
    } else if (quote === "'") {
      if (c === "'" && line[i + 1] === "'") i++;
      else if (c === "'") quote = '';
    } else if (c === '#' && (i === 0 || /\s/.test(line[i - 1] ?? ''))) break;
    else if ((c === '"' || c === "'") && beginsValue(line, i, depth)) quote = c;
    else if ((c === '{' || c === '[') && (depth > 0 || beginsValue(line, i, depth))) depth++;
    else if (c === '-' && depth > 0 && /[[,]\s*$/.test(line.slice(0, i)) && /^-\s*[,\]]/.test(line.slice(i)))
      dashes.push(i);
    else if ((c === '}' || c === ']') && depth > 0) depth--;
  }
  return { quote, depth };
}

/** Does a value begin at this column, or is the character part of a plain word? */
function beginsValue(line: string, column: number, depth: number): boolean {
  const before = line.slice(0, column).trimEnd();
  if (before === '' || /(^|\s)-$/.test(before) || /:$/.test(before)) return true;
  return /(^|[\s:,[{-])![\w:]*$/.test(before) || (depth > 0 && /[,[{:]$/.test(before));
}

function padded(text: string, insertions: readonly Insertion[]): string {
  let out = '';
  let from = 0;
  for (const { at, text: inserted } of insertions) {
    out += text.slice(from, at) + inserted;
    from = at;
  }
  return out + text.slice(from);
}

/** Where an offset of the mended text stands in the original. */
function original(offset: number, insertions: readonly Insertion[]): number {
  let added = 0;
  for (const { at, text } of insertions) {
    if (at + added >= offset) break;
    if (at + added + text.length > offset) return at;
    added += text.length;
  }
  return offset - added;
}

function moved(node: Node, back: (offset: number) => number, seen: Map<Node, Node>): Node {
  const known = seen.get(node);
  if (known !== undefined) return known;
  const span = { start: back(node.start), end: back(node.end) };
  const place = <T extends Node>(n: T): T => ({ ...n, start: back(n.start), end: back(n.end) });
  const out: Node =
    node.kind === 'scalar'
      ? { ...node, ...span }
      : node.kind === 'list'
        ? { ...node, ...span, items: node.items.map((i) => moved(i, back, seen)) }
        : {
            ...node,
            ...span,
            duplicates: node.duplicates.map(place),
            entries: node.entries.map((e) => ({
              ...e,
              key: place(e.key),
              value: e.value === undefined ? undefined : moved(e.value, back, seen),
            })),
          };
  seen.set(node, out);
  return out;
}
