/**
 * Markdown: fenced YAML blocks that are sketches, read where they stand. Each block is parsed from a text in which everything
 * before it, and the marks of quotes and lists inside of it, are blanks: so every offset is an offset of the Markdown text.
 */
import { type Document, lineAt, lineEnd, parseDocument } from '../document.js';
import type { Finding, Fix, Pipeline, Report, Span, TextEdit } from '../model.js';
import { entry } from '../text/tree.js';
import { readSketch } from './sketch/sketch.js';

const FILE_NAME = /\.(md|markdown|mdown|mkd)$/i;

/** By the file's name. */
export function isMarkdown(fileName: string): boolean {
  return FILE_NAME.test(fileName);
}

/** A fenced block of YAML; the span covers its lines, without the fences. */
export interface Block extends Span {
  /** Named `pipeline` behind the fence: a sketch whatever it holds. */
  readonly sketch: boolean;
  /** What stands before each of its lines in a quote, such as `> `; empty outside of quotes. */
  readonly quote: string;
}

export interface MarkdownReading {
  readonly document: Document;
  /** The blocks that are sketches. */
  readonly blocks: readonly Block[];
  readonly pipelines: readonly Pipeline[];
  readonly reports: readonly Report[];
  /** The text with blanks for all that is no sketch, of the same length. */
  readonly code: string;
}

/** Reads the sketches of a Markdown text. A block that is no sketch gives nothing, even if it is broken. */
export function readMarkdown(text: string): MarkdownReading {
  const blank = blanks(text);
  const blocks: Block[] = [];
  const pipelines: Pipeline[] = [];
  const reports: Report[] = [];
  const roots: Document['roots'][number][] = [];
  const problems: Document['problems'][number][] = [];
  let code = '';
  for (const block of blocksOf(text)) {
    const source = text.slice(block.start, block.end);
    if (!block.sketch && !(source.includes('pipeline') && source.includes('steps'))) continue;
    const inner = unquoted(source, block.quote);
    const document = parseDocument(blank.slice(0, block.start) + inner);
    if (!block.sketch && !document.roots.some(isSketchRoot)) continue;
    const reading = readSketch(document);
    blocks.push(block);
    pipelines.push(...reading.pipelines);
    reports.push(
      ...reading.reports.map((r) => (r.rule === 'empty-sketch' ? { ...r, span: emptyPlace(block) } : r)),
    );
    roots.push(...document.roots);
    problems.push(...document.problems);
    code += blank.slice(code.length, block.start) + inner;
  }
  code += blank.slice(code.length);
  const { lines } = linesOf(text);
  return { document: { text, roots, problems, lines }, blocks, pipelines, reports, code };
}

/**
 * The text of one block alone, at its place in a text of blanks: what a sketch's features work on. It ends with the block.
 * Undefined outside of all YAML blocks.
 */
export function blockTextAt(
  text: string,
  offset: number,
): { readonly text: string; readonly block: Block } | undefined {
  const block = blocksOf(text).find((b) => b.start <= offset && offset <= b.end);
  if (block === undefined) return undefined;
  return {
    text: blanks(text.slice(0, block.start)) + unquoted(text.slice(block.start, block.end), block.quote),
    block,
  };
}

/** Fixes write lines; inside of a quote each of them needs its mark. Such fixes that cannot have it are left out. */
export function quoteFixes(finding: Finding, document: Document, blocks: readonly Block[]): Finding {
  const block = blocks.find(
    (b) => b.quote !== '' && b.start <= finding.span.start && finding.span.start <= b.end,
  );
  if (block === undefined || finding.fixes.length === 0) return finding;
  const fixes = finding.fixes.flatMap((fix): Fix[] => {
    const edits = fix.edits.map((e) => quoteEdit(e, document, block.quote));
    return edits.includes(undefined) ? [] : [{ ...fix, edits: edits.filter((e) => e !== undefined) }];
  });
  return { ...finding, fixes };
}

/** An edit of a quoted block with the quote's mark before each new line; undefined where a line has no room for it. */
export function quoteEdit<T extends TextEdit>(
  edit: T,
  document: Pick<Document, 'lines'>,
  quote: string,
): T | undefined {
  if (!edit.text.includes('\n')) return edit;
  const [first = '', ...rest] = edit.text.split('\n');
  const marked = rest.map((line, i) => {
    if (line.startsWith(' '.repeat(quote.length))) return quote + line.slice(quote.length);
    // Behind the last line break the line goes on that stood there, with its own mark.
    return line === '' && i === rest.length - 1 ? '' : undefined;
  });
  if (marked.includes(undefined)) return undefined;
  const atLineStart = document.lines[lineAt(document, edit.start)] === edit.start;
  if (!atLineStart) return { ...edit, text: [first, ...marked].join('\n') };
  const head = first.startsWith(' '.repeat(quote.length)) ? quote + first.slice(quote.length) : undefined;
  return head === undefined ? undefined : { ...edit, text: [head, ...marked].join('\n') };
}

function isSketchRoot(root: Document['roots'][number]): boolean {
  return entry(root, 'pipeline') !== undefined && entry(root, 'steps') !== undefined;
}

function emptyPlace(block: Block): Span {
  return { start: block.start, end: Math.min(block.start + 1, block.end) };
}

function blanks(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ');
}

function unquoted(source: string, quote: string): string {
  if (quote === '') return source;
  return source.replaceAll(/^[ \t]*(?:>[ \t]?)+/gm, (mark) => ' '.repeat(mark.length));
}

function linesOf(text: string): { lines: number[] } {
  const lines = [0];
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) lines.push(i + 1);
  return { lines };
}

// -------------------------------------------------------------------------------------------------- fences

const FENCE = /^(`{3,}|~{3,})[ \t]*(.*)$/;
const LIST_MARK = /^([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)(?=\S)/;
const LANGUAGES: ReadonlySet<string> = new Set(['yaml', 'yml', 'pipeline']);

interface OpenFence {
  readonly mark: string;
  readonly language: string;
  readonly depth: number;
  readonly quote: string;
  /** Column of the list item that holds it; a line that starts before it ends the block. */
  readonly column: number;
  readonly start: number;
}

/** The fenced blocks of YAML, in the order of the text, whether sketches or not. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: OpenFence | undefined;
  let columns: number[] = [];
  const close = (end: number) => {
    if (open !== undefined && LANGUAGES.has(open.language)) {
      blocks.push({
        start: Math.min(open.start, end),
        end,
        sketch: open.language === 'pipeline',
        quote: open.quote,
      });
    }
    open = undefined;
  };
  const lastComment = text.lastIndexOf('-->');
  for (let start = 0; start <= text.length; ) {
    const end = lineEnd(text, start);
    const next = lineAfter(text, start);
    const line = text.slice(start, end);
    const { mark, depth } = quoteOf(line);
    const content = ' '.repeat(mark.length) + line.slice(mark.length);
    const indent = content.search(/\S/);
    if (open !== undefined) {
      const left = depth < open.depth || (indent !== -1 && indent < open.column);
      const fence = FENCE.exec(content.trim());
      const closing = fence !== null && (fence[2] ?? '') === '' && (fence[1] ?? '').startsWith(open.mark);
      if (!left && !closing) {
        start = next;
        continue;
      }
      close(start);
      if (closing && !left) {
        start = next;
        continue;
      }
    }
    const comment =
      start < lastComment && content.startsWith('<!--', indent) ? text.indexOf('-->', start) : -1;
    if (comment >= next) {
      start = lineAfter(text, comment);
      continue;
    }
    if (indent !== -1) {
      columns = columns.filter((c) => c <= indent);
      let body = content;
      for (let item = LIST_MARK.exec(body); item !== null; item = LIST_MARK.exec(body)) {
        columns.push(item[0].length);
        body = ' '.repeat(item[0].length) + body.slice(item[0].length);
      }
      const column = columns.at(-1) ?? 0;
      const fence = FENCE.exec(body.trim());
      if (fence !== null && body.search(/\S/) - Math.max(column, mark.length) <= 3) {
        open = {
          mark: fence[1] ?? '',
          language: languageOf(fence[2] ?? ''),
          depth,
          quote: mark,
          column,
          start: Math.min(next, text.length),
        };
      }
    }
    start = next;
  }
  close(text.length);
  return blocks;
}

/** Where the next line starts; behind the text if there is none. */
function lineAfter(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length + 1 : newline + 1;
}

function quoteOf(line: string): { mark: string; depth: number } {
  const mark = /^(?:[ \t]{0,3}>[ \t]?)+/.exec(line)?.[0] ?? '';
  return { mark, depth: mark.split('>').length - 1 };
}

/** The first word behind the fence, also as `{.yaml}`. */
function languageOf(info: string): string {
  return (/^\{?\.?([\w-]+)/.exec(info)?.[1] ?? '').toLowerCase();
}
