/**
 * The one door to the YAML parsers: text in, our own small tree out. Nothing else in the core sees a parser's nodes. Sound text
 * takes the quick parser, broken text the patient one; every reader works on the same tree.
 */

import type { Node, Position, Range, Span } from './model.js';
import { editWindow } from './text/edit-window.js';
import { parseSound } from './text/parse-sound.js';
import { type Fault, parseTolerant } from './text/parse-tolerant.js';
import {
  assembled,
  isBroken,
  type Parsed,
  type Parsers,
  type Parts,
  partsOf,
  partsOfTree,
} from './text/step-parts.js';
import { type Excess, MAX_DEPTH, MAX_ITEMS, MAX_LENGTH, measure } from './text/text-limits.js';

/** A fault of the text itself, before any meaning is read from it. */
export interface SyntaxProblem extends Span {
  readonly kind: 'syntax' | 'depth' | 'size';
  readonly message: string;
}

export interface Comment extends Span {
  /** Without the `#`, trimmed. */
  readonly text: string;
  /** Something other than blanks stands before it on its line. */
  readonly trailing: boolean;
}

export interface Document {
  readonly text: string;
  /** One root per YAML document of the text; undefined for an empty one. */
  readonly roots: readonly (Node | undefined)[];
  readonly problems: readonly SyntaxProblem[];
  /** Offset of each line's first character. */
  readonly lines: readonly number[];
}

/** Behind the first few, faults are most often echoes of one another. */
const MAX_PROBLEMS = 10;

/** What is remembered of a document, for the next version of its text. */
interface Memory {
  /** No more lines and list items than this. */
  readonly items: number;
  /** Undefined as long as nobody has asked, null where the text has no parts. */
  parts: Parts<SyntaxProblem> | null | undefined;
}

const memories = new WeakMap<Document, Memory>();

/**
 * Parses a text that may hold several YAML documents. Never throws; what is wrong is in `problems`. With the document of an earlier
 * version of the text only those steps of a sketch are parsed that are not in it; the result is the same.
 */
export function parseDocument(text: string, previous?: Document): Document {
  const lines = lineStarts(text, previous);
  const items = previous === undefined ? undefined : itemsAfter(previous, text);
  const known = items === undefined ? undefined : partsBefore(previous as Document);
  const parts = known === undefined ? undefined : partsOf(text, lines, parsers, known);
  if (parts !== undefined && items !== undefined && (parts.sound || isBroken(parts, parsers)))
    return remember(fromParts(parts, lines), { items, parts });
  const measured = measure(text);
  if ('excess' in measured && measured.excess.kind === 'size') return unread(text, lines, measured.excess);
  if ('items' in measured) {
    try {
      const document = { text, roots: parseSound(text, MAX_DEPTH), problems: [], lines };
      return remember(document, { items: measured.items, parts: undefined });
    } catch {
      // Then the faults are to be found.
    }
  }
  const broken = partsOf(text, lines, parsers, parts);
  const count = 'items' in measured ? measured.items : MAX_ITEMS;
  if (broken !== undefined && !broken.sound)
    return remember(fromParts(broken, lines), { items: count, parts: broken });
  if ('excess' in measured) return unread(text, lines, measured.excess);
  const { roots, problems } = tolerant(text);
  return remember({ text, lines, roots, problems: foremost(text, problems) }, { items: count, parts: null });
}

function remember(document: Document, memory: Memory): Document {
  memories.set(document, memory);
  return document;
}

/** The most lines and list items that the text can have after an edit; undefined where it has to be measured. */
function itemsAfter(previous: Document, text: string): number | undefined {
  const before = memories.get(previous)?.items;
  if (before === undefined || text.length > MAX_LENGTH) return undefined;
  const { start, newEnd } = editWindow(previous.text, text);
  const items = before + newEnd - start;
  return items > MAX_ITEMS ? undefined : items;
}

function partsBefore(document: Document): Parts<SyntaxProblem> | undefined {
  const memory = memories.get(document);
  if (memory === undefined) return undefined;
  if (memory.parts === undefined) {
    const { text, lines, roots } = document;
    memory.parts = (roots.length === 1 && partsOfTree(text, lines, roots[0], parsers)) || null;
  }
  return memory.parts ?? undefined;
}

function fromParts(parts: Parts<SyntaxProblem>, lines: readonly number[]): Document {
  const { root, problems } = assembled(parts);
  return { text: parts.text, roots: [root], problems: foremost(parts.text, problems), lines };
}

function unread(text: string, lines: readonly number[], excess: Excess): Document {
  return { text, roots: [], problems: [excessProblem(text, excess)], lines };
}

function excessProblem(text: string, { kind, message, start }: Excess): SyntaxProblem {
  return { kind, message, start, end: kind === 'depth' ? start + 1 : lineEnd(text, 0) };
}

/** For parts of a text: each is measured by itself. */
const parsers: Parsers<SyntaxProblem> = {
  sound(text) {
    if ('excess' in measure(text)) return undefined;
    try {
      const roots = parseSound(text, MAX_DEPTH);
      return roots.length === 1 ? roots[0] : undefined;
    } catch {
      return undefined;
    }
  },
  tolerant(text): Parsed<SyntaxProblem> {
    const measured = measure(text);
    if ('excess' in measured) return { root: undefined, problems: [excessProblem(text, measured.excess)] };
    const { roots, problems } = tolerant(text);
    return { root: roots[0], problems };
  },
};

function tolerant(text: string): Pick<Document, 'roots' | 'problems'> {
  try {
    const { roots, faults } = parseTolerant(text);
    return { roots, problems: faults.map((f) => syntaxProblem(text, f)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      roots: [],
      problems: [
        { kind: 'syntax', message: `the YAML cannot be read: ${message}`, start: 0, end: lineEnd(text, 0) },
      ],
    };
  }
}

function syntaxProblem(text: string, fault: Fault): SyntaxProblem {
  const sentence = (fault.message.split('\n')[0] ?? '')
    .replace(/ at line \d+, column \d+:?$/, '')
    .replace(/closing (["'])quote/, 'closing $1');
  const start = opening(text, sentence) ?? Math.min(fault.start, text.length);
  const end = Math.min(Math.max(fault.end, start + 1), lineEnd(text, start));
  return { kind: 'syntax', message: `${sentence} (${fault.code})`, start, end: Math.max(end, start) };
}

/** One mistake makes a parser stumble many times over; the first on each line is what there is to mend. */
function foremost(text: string, problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  const ends = new Set<number>();
  return problems
    .filter((p) => {
      const end = lineEnd(text, p.start);
      return !ends.has(end) && ends.add(end);
    })
    .slice(0, MAX_PROBLEMS);
}

/** A quote that is never closed is reported where it opens, not where the text ends. */
function opening(text: string, sentence: string): number | undefined {
  const quote = /^Missing closing (["'])/.exec(sentence)?.[1];
  const at = quote === undefined ? -1 : text.lastIndexOf(quote);
  return at === -1 ? undefined : at;
}

// --------------------------------------------------------------------------------------------------- places

function lineStarts(text: string, previous?: Document): readonly number[] {
  if (previous !== undefined) return lineStartsAfter(previous, text);
  const starts = [0];
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

/** Only the lines of the edit are looked through; those behind it have moved. */
function lineStartsAfter(previous: Document, text: string): readonly number[] {
  const { start, oldEnd, newEnd } = editWindow(previous.text, text);
  const old = previous.lines;
  const starts = old.slice(0, lineAt(previous, start) + 1);
  for (let i = text.indexOf('\n', start); i !== -1 && i < newEnd; i = text.indexOf('\n', i + 1))
    starts.push(i + 1);
  const by = newEnd - oldEnd;
  for (let line = lineAt(previous, oldEnd) + 1; line < old.length; line++)
    starts.push((old[line] as number) + by);
  return starts;
}

/** Offset just behind the last character of the line that holds `offset`. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline === -1 ? text.length : newline;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

/** Line of an offset, from 0. */
export function lineAt(document: Pick<Document, 'lines'>, offset: number): number {
  let low = 0;
  let high = document.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((document.lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function positionAt(document: Pick<Document, 'lines' | 'text'>, offset: number): Position {
  const line = lineAt(document, offset);
  return { line, character: Math.min(offset, document.text.length) - (document.lines[line] ?? 0) };
}

export function offsetAt(document: Pick<Document, 'lines' | 'text'>, position: Position): number {
  const start = document.lines[Math.min(position.line, document.lines.length - 1)] ?? 0;
  return Math.min(start + position.character, document.text.length);
}

export function rangeOf(document: Pick<Document, 'lines' | 'text'>, span: Span): Range {
  return { start: positionAt(document, span.start), end: positionAt(document, span.end) };
}

// ------------------------------------------------------------------------------------------------- comments

/**
 * The comments of a text. Found by line, outside of quotes as far as a line shows; a `#` inside of a block scalar is taken for
 * a comment too, which does no harm to what comments are used for here.
 */
export function commentsOf(text: string): Comment[] {
  const comments: Comment[] = [];
  for (const match of text.matchAll(/(^|[ \t])#(.*)$/gm)) {
    const start = match.index + (match[1] ?? '').length;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const before = text.slice(lineStart, start);
    if (insideQuotes(before)) continue;
    const raw = (match[2] ?? '').replace(/\r$/, '');
    comments.push({
      text: raw.trim(),
      trailing: before.trim() !== '',
      start,
      end: start + 1 + raw.trimEnd().length,
    });
  }
  return comments;
}

function insideQuotes(before: string): boolean {
  return (before.match(/"/g) ?? []).length % 2 === 1 || /(^|[\s:[{,])'[^']*$/.test(before);
}
