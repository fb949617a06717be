/**
 * Definitions that stand as text inside of a template: a block, a quoted text, the pieces of a join. The text is put together with
 * the place of each of its characters, parsed like a file of its own, and every node is set back to where it stands.
 */
import { type Document, parseDocument, type SyntaxProblem } from '../../document.js';
import type { MapEntry, Node, ScalarNode, Span } from '../../model.js';
import { get } from '../../text/tree.js';

/** Where the characters of a text stand in a file. */
export interface Places {
  /** First offset of the character at an index. */
  start(index: number): number;
  /** Offset just behind it. */
  end(index: number): number;
  /** An edit of the places is an edit of the text. */
  readonly editable: boolean;
}

/** A text that is written in a file, and where. */
export interface PlacedText {
  readonly text: string;
  readonly places: Places;
  /** Parts of it are filled in elsewhere and are missing from the text. */
  readonly gaps: boolean;
}

/** What stands in the text for a part that is filled in elsewhere. */
const GAP = '$'.concat('{?}');

/**
 * The text of a scalar, of a substitution (`!Sub`, `Fn::Sub`, with or without variables) or of a join. Undefined: it is decided
 * elsewhere. `source` is the text of the file that the node was read from.
 */
export function placedText(node: Node, source: string): PlacedText | undefined {
  const intrinsic = functionOf(node);
  if (intrinsic === undefined) {
    return node.kind === 'scalar' && (node.tag === undefined || node.tag === '!Sub')
      ? ofScalar(node, source)
      : undefined;
  }
  const { name, argument } = intrinsic;
  if (name === 'Sub') {
    const text = argument.kind === 'list' ? argument.items[0] : argument;
    return text?.kind === 'scalar' && (text.tag === undefined || text === node)
      ? ofScalar(text, source)
      : undefined;
  }
  if (name !== 'Join' || argument.kind !== 'list') return undefined;
  const [separator, items] = argument.items;
  if (separator?.kind !== 'scalar' || items?.kind !== 'list') return undefined;
  return joined(items.items, separator.text, source);
}

/** `!Sub x`, `!Join [..]`, `{ Fn::Sub: x }` as name and argument. */
function functionOf(node: Node): { name: string; argument: Node } | undefined {
  if (node.tag !== undefined) return { name: node.tag.slice(1), argument: node };
  const only = node.kind === 'map' && node.entries.length === 1 ? node.entries[0] : undefined;
  if (only?.value === undefined || !only.key.text.startsWith('Fn::')) return undefined;
  return { name: only.key.text.slice(4), argument: only.value };
}

/** What stands as an object and becomes a text when it is deployed (`Fn::ToJsonString`); anything else as it is. */
export function beforeJson(node: Node): Node {
  const call = functionOf(node);
  if (call?.name !== 'ToJsonString') return node;
  const { tag: _tag, ...argument } = call.argument;
  return argument as Node;
}

/** A text all of which stands at one place: in another file, or in a form that keeps no places. */
export function textAt(text: string, span: Span): PlacedText {
  return { text, places: { start: () => span.start, end: () => span.end, editable: false }, gaps: false };
}

function ofScalar(node: ScalarNode, source: string): PlacedText {
  const offsets = align(node, source);
  if (offsets === undefined) return textAt(node.text, node);
  const editable = node.style === 'block' || node.style === 'plain';
  const at = (index: number) => offsets[index] ?? node.end;
  return {
    text: node.text,
    places: { start: at, end: (i) => (offsets[i + 1] === undefined ? node.end : at(i) + 1), editable },
    gaps: false,
  };
}

function joined(items: readonly Node[], separator: string, source: string): PlacedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let gaps = false;
  const add = (part: string, places: Places) => {
    for (let i = 0; i < part.length; i++) {
      starts.push(places.start(i));
      ends.push(places.end(i));
    }
    text += part;
  };
  items.forEach((item, i) => {
    const written = item.kind === 'scalar' && item.tag === undefined;
    const piece = written ? ofScalar(item, source) : textAt(tokenOf(item), item);
    if (!written) gaps = true;
    if (i > 0) add(separator, textAt(separator, { start: item.start, end: item.start }).places);
    add(piece.text, piece.places);
  });
  return { text, places: { start: (i) => starts[i] ?? 0, end: (i) => ends[i] ?? 0, editable: false }, gaps };
}

/** A reference as a substitution would write it, so that it still names what it refers to. */
function tokenOf(item: Node): string {
  const ref = item.kind === 'map' && item.tag === undefined ? get(item, 'Ref') : undefined;
  const { name, argument } = ref === undefined ? (functionOf(item) ?? {}) : { name: 'Ref', argument: ref };
  if (name !== 'Ref' && name !== 'GetAtt') return GAP;
  const words = argument?.kind === 'list' ? argument.items : [argument];
  const path = words.map((w) => (w?.kind === 'scalar' ? w.text : '')).join('.');
  return /^[\w:.]+$/.test(path) ? `\${${path}}` : GAP;
}

// ------------------------------------------------------------------------------------------ text and source

/** The offset in the source of each character of a scalar's text; undefined where the two cannot be laid side by side. */
function align(node: ScalarNode, source: string): Uint32Array | undefined {
  const quoted = node.style === 'single' || node.style === 'double';
  const header = node.style === 'block' ? source.indexOf('\n', node.start) + 1 : 0;
  let at = node.style === 'block' ? header : node.start + (quoted ? 1 : 0);
  const offsets = new Uint32Array(node.text.length);
  for (let i = 0; i < node.text.length; i++) {
    const wanted = node.text[i] as string;
    if (isBlank(wanted)) {
      offsets[i] = at;
      continue;
    }
    for (let skip = blankAt(source, at, node.style); skip > 0; skip = blankAt(source, at, node.style))
      at += skip;
    const length = characterAt(source, at, node.style);
    if (length === 1 ? source[at] !== wanted : source[at + 1] !== wanted && length === 2) return undefined;
    if (at >= node.end) return undefined;
    offsets[i] = at;
    at += length;
  }
  return offsets;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}

/** Length of the blank at an offset, in double quotes also as an escape or as a continued line; 0 where there is none. */
function blankAt(source: string, at: number, style: ScalarNode['style']): number {
  const character = source[at];
  if (character === undefined) return 0;
  if (isBlank(character)) return 1;
  return style === 'double' && character === '\\' && /[nrt \n\r\t]/.test(source[at + 1] ?? '') ? 2 : 0;
}

/** How many characters of the source one character of the text takes. */
function characterAt(source: string, at: number, style: ScalarNode['style']): number {
  if (style === 'single') return source.startsWith("''", at) ? 2 : 1;
  if (style !== 'double' || source[at] !== '\\') return 1;
  return { x: 4, u: 6, U: 10 }[source[at + 1] ?? ''] ?? 2;
}

// -------------------------------------------------------------------------------------------------- parsing

const TOKEN = /\$\{[^{}\n]*\}/g;
const PRIVATE = 0xe000;

/**
 * Parses JSON or YAML in which tokens such as `${Name}` may stand where a value belongs, without quotes. Same offsets as the text;
 * the tokens are in the tree as written.
 */
export function parseTemplated(text: string): Document {
  const json = /^\s*[{[]/.test(text);
  const hidden = (json ? text.replaceAll('\t', ' ') : text).replaceAll(
    TOKEN,
    (token) => `$${hide(token.slice(1))}`,
  );
  const document = parseDocument(hidden);
  if (hidden === text) return document;
  const same: Places = { start: (i) => i, end: (i) => i + 1, editable: true };
  return { ...document, text, roots: document.roots.map((root) => root && settle(root, same)) };
}

/** Every character of a token as one that means nothing to YAML. */
function hide(text: string): string {
  return [...text]
    .map((c) => (c.charCodeAt(0) < 0x80 ? String.fromCharCode(PRIVATE + c.charCodeAt(0)) : c))
    .join('');
}

function reveal(text: string): string {
  return text.replaceAll(/[\ue000-\ue07f]/g, (c) => String.fromCharCode(c.charCodeAt(0) - PRIVATE));
}

/** Parses a placed text; the nodes stand at the text's places. */
export function parsePlaced({ text, places }: PlacedText): {
  root: Node | undefined;
  problems: readonly SyntaxProblem[];
} {
  const { roots, problems } = parseTemplated(text);
  const root = roots[0];
  return {
    root: root === undefined ? undefined : settle(root, places),
    problems: problems.map((p) => ({ ...p, ...spanAt(p, places) })),
  };
}

function spanAt(span: Span, places: Places): Span {
  const start = places.start(span.start);
  return { start, end: span.end > span.start ? places.end(span.end - 1) : start };
}

/** The same tree at other places, with its tokens as written. */
function settle(node: Node, places: Places): Node {
  const span = spanAt(node, places);
  if (node.kind === 'scalar') return { ...node, ...span, text: reveal(node.text) };
  if (node.kind === 'list') return { ...node, ...span, items: node.items.map((i) => settle(i, places)) };
  const entries = node.entries.map(
    (e): MapEntry => ({
      ...e,
      key: settleKey(e.key, places),
      value: e.value === undefined ? undefined : settle(e.value, places),
    }),
  );
  return { ...node, ...span, entries, duplicates: node.duplicates.map((d) => settleKey(d, places)) };
}

function settleKey(key: ScalarNode, places: Places): ScalarNode {
  return { ...key, ...spanAt(key, places), text: reveal(key.text) };
}

/** The variables of a substitution: `!Sub [text, { Name: value }]`. Undefined where it has none. */
export function substitutionVariables(node: Node): Node | undefined {
  const argument = node.kind === 'map' && node.tag === undefined ? get(node, 'Fn::Sub') : node;
  return argument?.kind === 'list' ? argument.items[1] : undefined;
}
