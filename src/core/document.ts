/**
 * The one door to the YAML parsers: text in, our own small tree out. Nothing else in the core sees a parser's nodes. Sound text
 * takes the quick parser, broken text the patient one; every reader works on the same tree.
 */
import type { Node, Position, Range, Span } from './model.js';
import { parseSound } from './parse-sound.js';
import { type Fault, parseTolerant } from './parse-tolerant.js';
import { excessOf, MAX_DEPTH } from './text-limits.js';

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

/** Parses a text that may hold several YAML documents. Never throws; what is wrong is in `problems`. */
export function parseDocument(text: string): Document {
  const lines = lineStarts(text);
  const excess = excessOf(text);
  if (excess !== undefined) {
    const end = excess.kind === 'depth' ? excess.start + 1 : lineEnd(text, 0);
    return {
      text,
      roots: [],
      problems: [{ kind: excess.kind, message: excess.message, start: excess.start, end }],
      lines,
    };
  }
  try {
    return { text, roots: parseSound(text, MAX_DEPTH), problems: [], lines };
  } catch {
    return { text, lines, ...tolerant(text) };
  }
}

function tolerant(text: string): Pick<Document, 'roots' | 'problems'> {
  try {
    const { roots, faults } = parseTolerant(text);
    return {
      roots,
      problems: firstOfEachLine(
        text,
        faults.map((f) => syntaxProblem(text, f)),
      ),
    };
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
function firstOfEachLine(text: string, problems: readonly SyntaxProblem[]): SyntaxProblem[] {
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

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
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
