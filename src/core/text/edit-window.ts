/** Where two versions of a text differ, and where the places outside of that stand in the later one. */
import type { Span } from '../model.js';

/** `before` has `[start, oldEnd)` where `after` has `[start, newEnd)`; the rest is the same. */
export interface EditWindow {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Texts are compared in blocks of this length first, which is many times quicker than letter by letter. */
const BLOCK = 1024;

/** What has been compared last: everyone who has to do with an edit asks for the same. */
let latest: { readonly before: string; readonly after: string; readonly window: EditWindow } | undefined;

/** The shortest window that holds all differences; an empty one at the end of equal texts. */
export function editWindow(before: string, after: string): EditWindow {
  if (latest?.before !== before || latest.after !== after)
    latest = { before, after, window: compare(before, after) };
  return latest.window;
}

function compare(before: string, after: string): EditWindow {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + BLOCK <= shorter && before.slice(start, start + BLOCK) === after.slice(start, start + BLOCK))
    start += BLOCK;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const most = shorter - start;
  let same = 0;
  while (same + BLOCK <= most && tail(before, same, BLOCK) === tail(after, same, BLOCK)) same += BLOCK;
  while (
    same < most &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}

function tail(text: string, skipped: number, length: number): string {
  return text.slice(text.length - skipped - length, text.length - skipped);
}

/** Does a span of the text before stand at this one in the text after, untouched by the edit? */
export function isMoved(old: Span, now: Span, { start, oldEnd, newEnd }: EditWindow): boolean {
  if (old.end < start || (old.end === start && old.start < start))
    return old.start === now.start && old.end === now.end;
  if (old.start < oldEnd || (old.start === old.end && old.start === start)) return false;
  const by = newEnd - oldEnd;
  return old.start + by === now.start && old.end + by === now.end;
}

/** Where a span of the text before stands in the text after; undefined if the edit has touched it. */
export function movedSpan<T extends Span>(span: T, window: EditWindow): T | undefined {
  const { start, oldEnd, newEnd } = window;
  if (span.end < start || (span.end === start && span.start < start)) return span;
  // An empty span just where something was put in may stand on either side of it.
  if (span.start < oldEnd || (span.start === span.end && span.start === start)) return undefined;
  const by = newEnd - oldEnd;
  return by === 0 ? span : { ...span, start: span.start + by, end: span.end + by };
}
