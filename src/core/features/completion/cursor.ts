/** What is being written at a place of a sketch: a key, a value, a step's id, a suppression. Works in texts that are half typed. */
import { blockTextAt } from '../../dialects/markdown.js';
import { readSketch } from '../../dialects/sketch/sketch.js';
import { type Document, parseDocument } from '../../document.js';
import type { Reading } from '../../index.js';
import type { Settings } from '../../knowledge.js';
import type { MapNode, Node, Pipeline, ScalarNode, Span, Step } from '../../model.js';
import { contains } from '../../text/tree.js';
import { placeAt, type Segment, type TextPlace } from './cursor-scan.js';

export type CursorKind = 'top-key' | 'step-id' | 'step-key' | 'value' | 'suppression' | 'empty' | 'none';

/** What is written at a place. */
export interface Cursor {
  readonly kind: CursorKind;
  /** Do keys and values belong to the pipeline or to one of its steps? */
  readonly scope: 'top' | 'step';
  /** The key or list item of the step, for what is written inside of one. */
  readonly step: Segment | undefined;
  /** Keys below the step (or from the top); `[]` for items of a list. A key's own name is not part of it. */
  readonly path: readonly string[];
  /** The partial word: from where it begins, and as far as it goes on behind the place. */
  readonly word: Span;
  readonly offset: number;
  readonly place: TextPlace;
}

/** The cursor at an offset of a sketch's text. Never throws. */
export function cursorAt(text: string, offset: number): Cursor {
  const place = placeAt(text, offset);
  const base = { scope: 'top' as const, step: undefined, path: [], word: place.word, offset, place };
  if (text.trim() === '') return { ...base, kind: 'empty', word: { start: offset, end: offset } };
  if (place.part === 'comment') {
    const before = /[\w-]*$/.exec(text.slice(place.word.start, offset))?.[0].length ?? 0;
    const behind = /^[\w-]*/.exec(text.slice(offset, place.word.end))?.[0].length ?? 0;
    return { ...base, kind: 'suppression', word: { start: offset - before, end: offset + behind } };
  }
  if (place.part === 'none') return { ...base, kind: 'none' };
  const [first, step, ...rest] = place.path;
  const asKey = place.part === 'key';
  if (first?.name !== 'steps') return { ...base, kind: asKey ? 'top-key' : 'value', path: names(place.path) };
  if (step === undefined) return { ...base, kind: asKey ? 'step-id' : 'none' };
  const kind = !asKey ? (rest.length === 0 && step.name !== undefined ? 'none' : 'value') : 'step-key';
  return { ...base, kind, scope: 'step', step, path: names(rest) };
}

function names(path: readonly Segment[]): string[] {
  return path.map((s) => s.name ?? '[]');
}

/** The path as settings have it: `nodes.core.count` and `nodes.[].count` are `nodes[].count`. */
export function settingPathOf(path: readonly string[], settings: Settings): string {
  let known = '';
  for (const name of path) {
    const joined = known === '' ? name : `${known}.${name}`;
    if (name === '[]')
      known = settings.parents.has(`${known}[]`) || settings.byPath.has(`${known}[]`) ? `${known}[]` : known;
    else if (settings.byPath.has(joined) || settings.parents.has(joined)) known = joined;
    // The keys of a map that stands for a list name its items.
    else if (settings.parents.has(`${known}[]`)) known = `${known}[]`;
    else known = joined;
  }
  return known;
}

// ------------------------------------------------------------------------------------------------- repair

/** Stands at the cursor while the rest is read; no word of a sketch. */
export const PLACEHOLDER = 'cursorplace';

/** A sketch read with a placeholder where something is being written, so that the rest of it can be read soundly. */
export interface Repaired {
  readonly text: string;
  readonly pipeline: Pipeline;
  /** The step in which the cursor stands. */
  readonly step: Step | undefined;
  /** The map whose key is being written, or the map around the value; undefined where neither was read. */
  readonly map: MapNode | undefined;
  /** The placeholder as a value. */
  readonly value: ScalarNode | undefined;
}

/**
 * Reads the text with the half-typed word mended. Where a key or a value may stand, `as` says which. Undefined where no pipeline
 * stands around the cursor. `known` is the document as it was read: only what is mended is parsed again.
 */
export function repair(
  text: string,
  cursor: Cursor,
  as: 'key' | 'value',
  known?: Document,
): Repaired | undefined {
  const { place, word } = cursor;
  const start = Math.min(word.start, text.length);
  const asKey = place.part === 'key' && (as === 'key' || !place.mayBeValue);
  const colon = asKey && !place.colon ? ': 0' : '';
  const before = place.wantsBlank ? ' ' : place.wantsDash ? '- ' : '';
  const lineStop = text.indexOf('\n', word.end);
  const rest = text.slice(word.end, lineStop === -1 ? text.length : lineStop);
  const after = lineStop === -1 ? '' : text.slice(lineStop);
  const insert = start + before.length;
  const quote = place.quote !== '' && rest[0] !== place.quote ? place.quote : '';
  const mended = `${text.slice(0, start)}${before}${PLACEHOLDER}${colon}${quote}${rest.trimEnd()}${place.closers}${after}`;
  const { pipelines } = readSketch(parseDocument(mended, known));
  const pipeline = pipelines.find((p) => contains(p.body, insert)) ?? pipelines.at(-1);
  if (pipeline === undefined) return undefined;
  const step = pipeline.steps.find((s) => !s.anonymous && contains(s.span, insert) && s.body !== undefined);
  const found = find(pipeline.body, insert);
  return { text: mended, pipeline, step, map: found?.map, value: found?.value };
}

/** The innermost map at an offset, and the scalar that is its value there. */
function find(node: Node | undefined, at: number): { map?: MapNode; value?: ScalarNode } | undefined {
  if (node === undefined || !contains(node, at)) return undefined;
  if (node.kind === 'scalar') return { value: node };
  if (node.kind === 'list') {
    for (const item of node.items) {
      const found = find(item, at);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (node.entries.some((e) => !e.merged && contains(e.key, at))) return { map: node };
  for (const e of node.entries) {
    const found = e.merged ? undefined : find(e.value, at);
    if (found !== undefined) return found.map === undefined ? { ...found, map: node } : found;
  }
  return { map: node };
}

// --------------------------------------------------------------------------------------------------- texts

export interface SketchText {
  readonly text: string;
  /** In a quote of Markdown: the mark before each line. */
  readonly quote: string;
}

/** A text that says what pipeline it is, before it has steps. */
const BEGUN = /^(?:[ \t]*)["']?pipeline["']?[ \t]*:[ \t]+[^\s{[&*!|>]/m;

/**
 * The text of the sketch around an offset, with the offsets of the whole: the text itself, or the fenced block of a Markdown text.
 * A text that has only begun to be a sketch counts; undefined for any other.
 */
export function sketchTextAt(reading: Reading, offset: number, markdown: boolean): SketchText | undefined {
  const { text } = reading.document;
  if (!markdown) {
    const counts = reading.dialect === 'sketch' || text.trim() === '' || BEGUN.test(text);
    return counts ? { text, quote: '' } : undefined;
  }
  const found = blockTextAt(text, offset);
  if (found === undefined) return undefined;
  const { block } = found;
  const counts =
    block.sketch || BEGUN.test(found.text) || reading.markdown?.blocks.some((b) => b.start === block.start);
  return counts === true ? { text: found.text, quote: block.quote } : undefined;
}
