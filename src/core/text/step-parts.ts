/**
 * A sketch read step by step. A sound text is read in one go; after an edit only the steps that it has touched are read again, the rest
 * of the tree has moved at most. In a broken text the fault stays in its step, and all others are read as if nothing had happened.
 */

import type { ListNode, MapEntry, MapNode, Node, Span } from '../model.js';
import { type EditWindow, editWindow } from './edit-window.js';
import { movedNode, movedScalar } from './moved-tree.js';
import { type StepLines, stepLines } from './step-lines.js';
import { entry } from './tree.js';
import { mapEntries, type Pair } from './tree-builder.js';

/** A text as a parser reads it: one root, and the faults in it. */
export interface Parsed<Problem extends Span> {
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
}

export interface Parsers<Problem extends Span> {
  /** Reads a sound text of one YAML document; undefined where it is not sound, or there are more. */
  sound(text: string): Node | undefined;
  /** Reads what can be read, and says what is wrong. */
  tolerant(text: string): Parsed<Problem>;
}

/** One step: its lines, and what was read from them. */
interface Part<Problem extends Span> extends Span {
  /** The step under its key; empty in a list, and where nothing can be read. */
  readonly pairs: readonly Pair[];
  /** The step as an item of a list. */
  readonly items: readonly Node[];
  /** Where the last value ends. */
  readonly contentEnd: number;
  readonly sound: boolean;
  readonly problems: readonly Problem[];
}

/** What stands before and behind the steps, read with one word in their place. */
interface Frame<Problem extends Span> extends Parsed<Problem> {
  readonly head: string;
  readonly tail: string;
  readonly root: MapNode;
  readonly sound: boolean;
}

/** A text in parts, with all places as they are in it. */
export interface Parts<Problem extends Span> {
  readonly text: string;
  readonly lines: StepLines;
  readonly frame: Frame<Problem>;
  readonly steps: readonly Part<Problem>[];
  /** Each part is sound YAML by itself; then the whole is too. */
  readonly sound: boolean;
}

const HEADING = 'steps:\n';

/** The parts of a text; those that are the same in `previous` are taken from there. Undefined where it has none to tell apart. */
export function partsOf<P extends Span>(
  text: string,
  lineStarts: readonly number[],
  parsers: Parsers<P>,
  previous?: Parts<P>,
): Parts<P> | undefined {
  const lines = stepLines(text, lineStarts);
  if (lines === undefined) return undefined;
  const usable = previous?.lines.form === lines.form && previous.lines.column === lines.column;
  const frame = frameOf(text, lines, parsers, usable ? previous.frame : undefined);
  if (frame === undefined) return undefined;
  const kept = usable ? keeper(previous, editWindow(previous.text, text)) : undefined;
  const steps: Part<P>[] = [];
  for (let i = 0; i + 1 < lines.starts.length; i++) {
    const [start, end] = [lines.starts[i] as number, lines.starts[i + 1] as number];
    steps.push(kept?.(start, end) ?? read(text, start, end, lines, parsers));
  }
  const sound = frame.sound && steps.every((s) => s.sound);
  return { text, lines, frame, steps, sound };
}

/** The parts of a text that has been read as a whole. Undefined where the tree is not what its lines promise. */
export function partsOfTree<P extends Span>(
  text: string,
  lineStarts: readonly number[],
  root: Node | undefined,
  parsers: Parsers<P>,
): Parts<P> | undefined {
  const lines = stepLines(text, lineStarts);
  const steps = entry(root, 'steps')?.value;
  if (lines === undefined || steps?.kind !== lines.form || steps.flow || steps.tag !== undefined)
    return undefined;
  const own = steps.kind === 'map' ? steps.entries : steps.items;
  const frame = frameOf(text, lines, parsers, undefined);
  const count = lines.starts.length - 1;
  if (own.length !== count || frame === undefined || !frame.sound) return undefined;
  if (steps.kind === 'map' && steps.duplicates.length > 0) return undefined;
  const parts: Part<P>[] = [];
  for (let i = 0; i < count; i++) {
    const [start, end] = [lines.starts[i] as number, lines.starts[i + 1] as number];
    const part = partOfTree<P>(own[i] as MapEntry | Node, start, end, lines.column);
    if (part === undefined) return undefined;
    parts.push(part.contentEnd === -1 ? read(text, start, end, lines, parsers) : part);
  }
  return { text, lines, frame, steps: parts, sound: true };
}

function partOfTree<P extends Span>(
  own: MapEntry | Node,
  start: number,
  end: number,
  column: number,
): Part<P> | undefined {
  if ('kind' in own) {
    if (own.start <= start + column || own.start >= end) return undefined;
    return { start, end, pairs: [], items: [own], contentEnd: own.end, sound: true, problems: [] };
  }
  const { key, value, merged } = own;
  if (merged || key.start !== start + column) return undefined;
  // Where a key without a value ends only a parser knows.
  const contentEnd = value?.end ?? -1;
  return { start, end, pairs: [{ key, value }], items: [], contentEnd, sound: true, problems: [] };
}

/**
 * Is the text unsound for certain, because its first broken part is so together with all that follows? (A quote that is open at the
 * end of one step may be closed in the next.) The sound parts before it need not be read for that.
 */
export function isBroken<P extends Span>({ frame, steps, text }: Parts<P>, parsers: Parsers<P>): boolean {
  const first = steps.find((s) => !s.sound);
  if (!frame.sound || first === undefined) return false;
  return parsers.sound(frame.head + text.slice(first.start)) === undefined;
}

// --------------------------------------------------------------------------------------------------- reading

function read<P extends Span>(
  text: string,
  start: number,
  end: number,
  { form, column }: StepLines,
  parsers: Parsers<P>,
): Part<P> {
  const own = HEADING + text.slice(start, end);
  const by = start - HEADING.length;
  const sound = stepsIn(parsers.sound(own), form);
  const only = sound?.kind === 'map' ? sound.entries : (sound?.items ?? []);
  const first = HEADING.length + column;
  if (sound !== undefined && only.length === 1 && sound.start === first)
    return { start, end, ...content(sound, by), sound: true, problems: [] };
  const { root, problems } = parsers.tolerant(own);
  const steps = stepsIn(root, form);
  return {
    start,
    end,
    ...(steps === undefined ? { pairs: [], items: [], contentEnd: start } : content(steps, by)),
    sound: false,
    problems: problems.map((p) => at(p, by, end)),
  };
}

function at<P extends Span>(problem: P, by: number, end: number): P {
  const start = Math.min(Math.max(problem.start + by, 0), end);
  return { ...problem, start, end: Math.max(start, Math.min(problem.end + by, end)) };
}

function content(steps: MapNode | ListNode, by: number): Pick<Part<Span>, 'pairs' | 'items' | 'contentEnd'> {
  const contentEnd = steps.end + by;
  if (steps.kind === 'list')
    return { pairs: [], items: steps.items.map((i) => movedNode(i, by)), contentEnd };
  return { pairs: steps.entries.map((e) => movedPair(e, by)), items: [], contentEnd };
}

function stepsIn(root: Node | undefined, form: StepLines['form']): MapNode | ListNode | undefined {
  const steps = root?.kind === 'map' && root.entries.length === 1 ? entry(root, 'steps')?.value : undefined;
  return steps?.kind === form ? (steps as MapNode | ListNode) : undefined;
}

function movedPair({ key, value }: Pair, by: number): Pair {
  return { key: movedScalar(key, by), value: value === undefined ? undefined : movedNode(value, by) };
}

function frameOf<P extends Span>(
  text: string,
  { form, column, starts }: StepLines,
  parsers: Parsers<P>,
  previous: Frame<P> | undefined,
): Frame<P> | undefined {
  const head = text.slice(0, starts[0]);
  const tail = text.slice(starts.at(-1));
  if (previous?.head === head && previous.tail === tail) return previous;
  const own = head + placeholder(form, column) + tail;
  const sound = parsers.sound(own);
  const { root, problems } = sound === undefined ? parsers.tolerant(own) : { root: sound, problems: [] };
  const steps = entry(root, 'steps')?.value;
  if (root?.kind !== 'map' || root.flow || steps?.kind !== form || steps.start !== head.length + column)
    return undefined;
  return { head, tail, root, sound: sound !== undefined, problems };
}

function placeholder(form: StepLines['form'], column: number): string {
  return `${' '.repeat(column)}${form === 'map' ? 'x: x' : '- x'}\n`;
}

// ---------------------------------------------------------------------------------------------------- keeping

/** Finds the part of the text before that has the same lines as a part of the text now, and moves it. */
function keeper<P extends Span>(
  { steps, lines }: Parts<P>,
  { start: from, oldEnd, newEnd }: EditWindow,
): (start: number, end: number) => Part<P> | undefined {
  const places = new Map(lines.starts.map((s, i) => [s, i]));
  const by = newEnd - oldEnd;
  return (start, end) => {
    const before = end <= from;
    if (!before && start < newEnd) return undefined;
    const moved = before ? 0 : by;
    const index = places.get(start - moved);
    const part = index === undefined ? undefined : steps[index];
    return part?.end === end - moved ? movedPart(part, moved) : undefined;
  };
}

function movedPart<P extends Span>(part: Part<P>, by: number): Part<P> {
  if (by === 0) return part;
  return {
    start: part.start + by,
    end: part.end + by,
    pairs: part.pairs.map((p) => movedPair(p, by)),
    items: part.items.map((i) => movedNode(i, by)),
    contentEnd: part.contentEnd + by,
    sound: part.sound,
    problems: part.problems.map((p) => ({ ...p, start: p.start + by, end: p.end + by })),
  };
}

// ------------------------------------------------------------------------------------------------ putting together

/** The tree of the whole text, and what is wrong in it. */
export function assembled<P extends Span>({ lines, frame, steps, text }: Parts<P>): Parsed<P> {
  const { head, tail, root } = frame;
  const behind = head.length + placeholder(lines.form, lines.column).length;
  const by = text.length - tail.length - behind;
  const place = (span: Span) => (span.start >= behind ? by : 0);
  const value = collection(lines, steps);
  const entries = root.entries.map((e): MapEntry => {
    if (e.key.text === 'steps') return { key: e.key, value, merged: e.merged };
    return { ...movedPair(e, place(e.key)), merged: e.merged };
  });
  const duplicates = root.duplicates.map((d) => movedScalar(d, place(d)));
  const end = root.end > behind ? root.end + by : (value?.end ?? root.end);
  const problems = frame.problems.map((p) => ({ ...p, start: p.start + place(p), end: p.end + place(p) }));
  const all = [...problems, ...steps.flatMap((s) => s.problems)];
  return {
    root: { ...root, entries, duplicates, end },
    problems: all.length < 2 ? all : all.sort((a, b) => a.start - b.start),
  };
}

function collection(
  { form, column, starts }: StepLines,
  steps: readonly Part<Span>[],
): MapNode | ListNode | undefined {
  const start = (starts[0] as number) + column;
  const end = steps.at(-1)?.contentEnd ?? start;
  if (form === 'list') return { kind: 'list', flow: false, start, end, items: steps.flatMap((s) => s.items) };
  return { kind: 'map', flow: false, start, end, ...mapEntries(steps.flatMap((s) => s.pairs)) };
}
