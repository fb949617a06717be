import type { Span } from '../model.js';

/** The letters on both sides of an offset that belong together; empty between words. `letter` tells of one character whether it is one. */
export function wordAround(text: string, offset: number, letter: RegExp): Span {
  let start = offset;
  while (letter.test(text[start - 1] ?? '')) start--;
  let end = offset;
  while (letter.test(text[end] ?? '')) end++;
  return { start, end };
}
