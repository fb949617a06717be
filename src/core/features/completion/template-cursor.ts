/** Where a cursor stands in a template that is being typed: the path of keys to it, as far as the text can be read with a word put there. */
import { parseDocument } from '../../document.js';
import type { MapNode, Node, Span } from '../../model.js';

export interface TemplateCursor {
  readonly part: 'key' | 'value';
  /** From the root: keys, and `[]` for an item of a list. Conditions in between are left out. For a key: the path of its map. */
  readonly path: readonly string[];
  /** The nodes along the path, the root first. */
  readonly chain: readonly Node[];
  /** Keys that stand in the same map already. */
  readonly taken: ReadonlySet<string>;
  /** What is typed already; replaced by what is chosen. */
  readonly word: Span;
  readonly quoted: boolean;
  /** In braces or brackets, as in JSON: nothing is written below a key. */
  readonly flow: boolean;
  /** A key stands here already, with what comes behind it. */
  readonly hasColon: boolean;
  /** Columns between the indentation of the line and the word, of `- `. */
  readonly lead: number;
}

const MARK = 'tributaryCursorWord';
/** A key, a word, or a resource type. */
const WORD = /(?:[\w.-]|::)+/g;
/** A line may be a whole minified file. */
const WINDOW = 300;

/** Undefined where nothing is known, as in a comment or behind a value. */
export function templateCursor(text: string, offset: number): TemplateCursor | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const { start, end } = wordAt(text, lineStart, offset);
  const quote = /["']/.exec(text[start - 1] ?? '')?.[0];
  if (quote !== undefined && text[end] !== quote) return undefined;
  const before = text.slice(lineStart, quote === undefined ? start : start - 1);
  const outer = quote === undefined ? end : end + 1;
  const kind = /(^|\s)#/.test(before) ? undefined : kindOf(before, text);
  if (kind === undefined) return undefined;
  const behind = text.slice(outer);
  const hasColon = /^[ \t]*:/.test(behind);
  if (!kind.flow && !hasColon && !/^[ \t]*(#|\r?\n|$)/.test(behind)) return undefined;
  const tail =
    kind.part === 'value' ? '' : kind.flow ? (/^\s*[,}\]:]/.test(behind) ? '' : ',') : hasColon ? '' : ':';
  const repaired = `${text.slice(0, start)}${MARK}${text.slice(end, outer)}${tail}${behind}`;
  for (const root of parseDocument(repaired).roots) {
    const found = root === undefined ? undefined : search(root, [], [root]);
    if (found === undefined || (kind.part === 'value' && found.part === 'key')) continue;
    const { lead, flow } = kind;
    return { ...found, word: { start, end }, quoted: quote !== undefined, flow, hasColon, lead };
  }
  return undefined;
}

function wordAt(text: string, lineStart: number, offset: number): Span {
  const from = Math.max(lineStart, offset - WINDOW);
  for (const match of (text.slice(from, offset + WINDOW).split('\n')[0] ?? '').matchAll(WORD)) {
    const start = from + match.index;
    if (start <= offset && offset <= start + match[0].length) return { start, end: start + match[0].length };
  }
  return { start: offset, end: offset };
}

function kindOf(
  before: string,
  text: string,
): { part: 'key' | 'value'; flow: boolean; lead: number } | undefined {
  const json = /^\s*[{[]/.test(text);
  if (/:\s+$/.test(before) || (json && /:$/.test(before)))
    return { part: 'value', flow: json || /[{[]/.test(before), lead: 0 };
  if (/[{[,]\s*$/.test(before)) return { part: 'key', flow: true, lead: 0 };
  const dashes = /^(\s*)((?:-\s+)*)$/.exec(before);
  return dashes === null ? undefined : { part: 'key', flow: json, lead: dashes[2]?.length ?? 0 };
}

type Found = Pick<TemplateCursor, 'part' | 'path' | 'chain' | 'taken'>;

/** The marked word below a node. A text may hold it in a list of a function, whose items have the path of the function. */
function search(node: Node, path: readonly string[], chain: readonly Node[]): Found | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'list') {
    const below = node.tag === '!If' ? path : [...path, '[]'];
    return first(node.items, (item) =>
      isMark(item)
        ? { part: 'value', path: below, chain, taken: new Set() }
        : search(item, below, [...chain, item]),
    );
  }
  if (node.entries.some((e) => isMark(e.key))) return { part: 'key', path, chain, taken: keysOf(node) };
  return first(node.entries, ({ key, value }) => {
    const below = key.text === 'Fn::If' ? path : [...path, key.text];
    if (value === undefined) return undefined;
    if (isMark(value)) return { part: 'value', path: below, chain, taken: new Set() };
    const inside = key.text === 'Fn::If' && value.kind === 'list' ? { ...value, tag: '!If' } : value;
    return search(inside, below, [...chain, value]);
  });
}

function isMark(node: Node): boolean {
  return node.kind === 'scalar' && node.text === MARK;
}

function keysOf(map: MapNode): ReadonlySet<string> {
  return new Set(map.entries.map((e) => e.key.text));
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
