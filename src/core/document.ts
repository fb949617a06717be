/**
 * The one door to the YAML parser: text in, our own small tree out. Nothing else in the core sees a parser's nodes.
 * Every reader works on this tree, so the parser can be swapped, cached or made tolerant without touching a rule.
 */
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node as YamlNode,
  type Pair,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import type { ListNode, MapEntry, MapNode, Node, Position, Range, ScalarNode, Span } from './model.js';

/** A fault of the text itself, before any meaning is read from it. */
export interface SyntaxProblem extends Span {
  readonly kind: 'syntax' | 'depth' | 'size' | 'alias';
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

/** Deeper nesting than any real file has; beyond it a parser's recursion ends badly. */
export const MAX_DEPTH = 100;
/** Larger texts are not parsed: a quote left open in 20 MB takes a parser tens of seconds. */
export const MAX_LENGTH = 4_000_000;
const MAX_PROBLEMS = 100;

/** Parses a text that may hold several YAML documents. Never throws; what is wrong is in `problems`. */
export function parseDocument(text: string): Document {
  const lines = lineStarts(text);
  if (text.length > MAX_LENGTH) {
    const message = `the file has ${text.length.toLocaleString('en')} characters; more than ${MAX_LENGTH.toLocaleString('en')} are not read`;
    return { text, roots: [], problems: [{ kind: 'size', message, start: 0, end: lineEnd(text, 0) }], lines };
  }
  const deep = tooDeep(text);
  if (deep !== undefined) return { text, roots: [], problems: [deep], lines };
  const problems: SyntaxProblem[] = [];
  const roots: (Node | undefined)[] = [];
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: new LineCounter(),
      uniqueKeys: false,
      keepSourceTokens: false,
      logLevel: 'silent',
      merge: true,
      strict: true,
    });
    const list = Array.isArray(documents) ? documents : [];
    for (const d of list) {
      for (const e of d.errors.slice(0, MAX_PROBLEMS)) problems.push(syntaxProblem(text, e.pos, e.message, e.code));
      roots.push(d.contents === null ? undefined : new Converter(text, problems).convert(d.contents as YamlNode));
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    problems.push({ kind: 'syntax', message: `the YAML cannot be read: ${message}`, start: 0, end: lineEnd(text, 0) });
  }
  return { text, roots, problems, lines };
}

function syntaxProblem(text: string, pos: readonly [number, number], message: string, code: string): SyntaxProblem {
  const sentence = (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
  const start = opening(text, sentence) ?? Math.min(pos[0], text.length);
  const end = Math.min(Math.max(pos[1], start + 1), lineEnd(text, start));
  return { kind: 'syntax', message: `${sentence.replace(/closing "quote/, 'closing "').replace(/closing 'quote/, "closing '")} (${code})`, start, end: Math.max(end, start) };
}

/** A quote that is never closed is reported where it opens, not where the text ends. */
function opening(text: string, sentence: string): number | undefined {
  const quote = /^Missing closing (["'])quote/.exec(sentence)?.[1];
  const at = quote === undefined ? -1 : text.lastIndexOf(quote);
  return at === -1 ? undefined : at;
}

/** Turns the parser's nodes into ours, once per anchor, so that aliases share nodes and cannot explode. */
class Converter {
  private readonly anchors = new Map<string, Node>();
  constructor(
    private readonly text: string,
    private readonly problems: SyntaxProblem[],
  ) {}

  convert(node: YamlNode): Node | undefined {
    const anchor = 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : undefined;
    if (isAlias(node)) return this.alias(node as Alias);
    const built = this.build(node);
    if (anchor !== undefined && built !== undefined) this.anchors.set(anchor, built);
    return built;
  }

  private alias(node: Alias): Node | undefined {
    const target = this.anchors.get(node.source);
    if (target === undefined) {
      const [start, end] = spanOf(node, this.text);
      this.problems.push({ kind: 'alias', message: `no anchor &${node.source} stands before this alias`, start, end });
    }
    return target;
  }

  private build(node: YamlNode): Node | undefined {
    const [start, end] = spanOf(node, this.text);
    const tag = tagOf(node);
    if (isScalar(node)) return scalar(node as Scalar, start, end, tag);
    if (isSeq(node)) {
      const items = node.items.flatMap((item) => this.convert(item as YamlNode) ?? []);
      return withTag<ListNode>({ kind: 'list', items, flow: node.flow === true, start, end }, tag);
    }
    if (isMap(node)) {
      return withTag<MapNode>({ kind: 'map', ...this.entries(node.items as Pair[]), flow: node.flow === true, start, end }, tag);
    }
    return undefined;
  }

  private entries(pairs: readonly Pair[]): Pick<MapNode, 'entries' | 'duplicates'> {
    const own: MapEntry[] = [];
    const duplicates: ScalarNode[] = [];
    const merged: MapEntry[] = [];
    const seen = new Map<string, number>();
    for (const pair of pairs) {
      const keyNode = pair.key as YamlNode | null;
      if (keyNode === null || !isScalar(keyNode)) continue;
      const [start, end] = spanOf(keyNode, this.text);
      const key = scalar(keyNode as Scalar, start, end, undefined);
      const value = pair.value === null ? undefined : this.convert(pair.value as YamlNode);
      if (key.text === '<<' && key.style === 'plain') {
        merged.push(...mergeSources(value));
        continue;
      }
      const index = seen.get(key.text);
      const entry: MapEntry = { key, value: emptyAsAbsent(value), merged: false };
      if (index === undefined) {
        seen.set(key.text, own.length);
        own.push(entry);
      } else {
        duplicates.push(key);
        own[index] = entry;
      }
    }
    for (const e of merged) {
      if (seen.has(e.key.text)) continue;
      seen.set(e.key.text, own.length);
      own.push(e);
    }
    return { entries: own, duplicates };
  }
}

/** `key:` without a value, and `key: ~`, say nothing. */
function emptyAsAbsent(value: Node | undefined): Node | undefined {
  if (value?.kind !== 'scalar' || value.style !== 'plain' || value.tag !== undefined) return value;
  return value.text === '' || value.text === '~' || value.text === 'null' ? undefined : value;
}

function mergeSources(value: Node | undefined): MapEntry[] {
  const maps = value?.kind === 'list' ? value.items : value === undefined ? [] : [value];
  return maps.flatMap((m) => (m.kind === 'map' ? m.entries.map((e) => ({ ...e, merged: true })) : []));
}

function scalar(node: Scalar, start: number, end: number, tag: string | undefined): ScalarNode {
  const style =
    node.type === 'QUOTE_DOUBLE' ? 'double' : node.type === 'QUOTE_SINGLE' ? 'single' : node.type?.startsWith('BLOCK') ? 'block' : 'plain';
  const text = style === 'plain' && typeof node.source === 'string' ? node.source : String(node.value ?? '');
  return withTag<ScalarNode>({ kind: 'scalar', text, style, start, end }, tag);
}

function withTag<T extends Node>(node: T, tag: string | undefined): T {
  return tag === undefined ? node : { ...node, tag };
}

function tagOf(node: YamlNode): string | undefined {
  const tag = (node as { tag?: string }).tag;
  return typeof tag === 'string' && tag.startsWith('!') && tag !== '!' ? tag : undefined;
}

/** Start and end without trailing blanks and comments; a tag or an anchor before the node is left out. */
function spanOf(node: YamlNode, text: string): [number, number] {
  const range = node.range;
  if (range === null || range === undefined) return [0, 0];
  let end = Math.min(range[1], text.length);
  while (end > range[0] && /\s/.test(text[end - 1] ?? '')) end--;
  return [range[0], end];
}

// ------------------------------------------------------------------------------------------ depth and lines

/** Looks at indentation and flow brackets only, so that a hostile text is refused before any parser recurses into it. */
function tooDeep(text: string): SyntaxProblem | undefined {
  let flow = 0;
  let quote = '';
  let lineStart = 0;
  const indents: number[] = [];
  for (let i = 0; i <= text.length; i++) {
    const c = i < text.length ? text[i] : '\n';
    if (quote !== '') {
      if (c === '\\' && quote === '"') i++;
      else if (c === quote) quote = '';
    } else if (c === '#' && (i === 0 || /\s/.test(text[i - 1] ?? ''))) {
      while (i + 1 < text.length && text[i + 1] !== '\n') i++;
    } else if ((c === '"' || c === "'") && /[\s[{:,-]/.test(text[i - 1] ?? ' ')) quote = c;
    else if (c === '[' || c === '{') {
      flow++;
      if (flow > MAX_DEPTH) return depthProblem(i);
    } else if (c === ']' || c === '}') flow = Math.max(0, flow - 1);
    if (c === '\n') {
      const line = text.slice(lineStart, i);
      const lead = /^[\s-]*/.exec(line)?.[0] ?? '';
      if (lead.length < line.length && line[lead.length] !== '#') {
        while ((indents.at(-1) ?? -1) >= lead.length) indents.pop();
        indents.push(lead.length);
        const dashes = (lead.match(/-/g) ?? []).length;
        if (indents.length > MAX_DEPTH || dashes > MAX_DEPTH) return depthProblem(lineStart + lead.length);
      }
      lineStart = i + 1;
    }
  }
  return undefined;
}

function depthProblem(at: number): SyntaxProblem {
  return { kind: 'depth', message: `nested more than ${MAX_DEPTH} levels deep; the file is not read further`, start: at, end: at + 1 };
}

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

/**
 * The comments of a text. Found by line, outside of quotes as far as a line shows; a `#` inside of a block scalar is taken for
 * a comment too, which does no harm to what comments are used for here.
 */
export function commentsOf(text: string): Comment[] {
  const comments: Comment[] = [];
  const pattern = /(^|[ \t])#(.*)$/gm;
  for (const match of text.matchAll(pattern)) {
    const start = match.index + (match[1] ?? '').length;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const before = text.slice(lineStart, start);
    if (oddQuotes(before)) continue;
    const raw = (match[2] ?? '').replace(/\r$/, '');
    comments.push({ text: raw.trim(), trailing: before.trim() !== '', start, end: start + 1 + raw.trimEnd().length });
  }
  return comments;
}

function oddQuotes(before: string): boolean {
  return (before.match(/"/g) ?? []).length % 2 === 1 || (before.match(/(^|[\s:[{,])'[^']*$/) ?? []).length > 0;
}
