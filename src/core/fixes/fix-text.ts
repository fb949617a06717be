/** Places in a text, as fixes ask for them. */
import type { MapEntry, MapNode } from '../model.js';

/** Behind the value; of a key without one behind its colon, if it has that much. */
export function endOf(text: string, e: MapEntry): number {
  if (e.value !== undefined && e.value.end > e.key.end) return e.value.end;
  return e.key.end + (/^[ \t]*:/.exec(text.slice(e.key.end, e.key.end + 20))?.[0].length ?? 0);
}

/** The column in which the keys of a map stand. */
export function columnOf(text: string, map: MapNode): number {
  return columnAt(text, map.entries.find((e) => !e.merged)?.key.start ?? map.start);
}

export function columnAt(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The line break that the text uses. */
export function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
