/** Places in a text, as fixes ask for them. */
import type { MapEntry, MapNode } from '../model.js';

/** Behind the value; of a key without one behind its colon, if it has that much. */
export function endOf(text: string, e: MapEntry): number {
  if (e.value !== undefined && e.value.end > e.key.end) return e.value.end;
  return e.key.end + (/^[ \t]*:/.exec(text.slice(e.key.end, e.key.end + 20))?.[0].length ?? 0);
}

/** What indents a new key of a map as its others are. */
export function indentOf(text: string, map: MapNode): string {
  return indentAt(text, firstKey(map));
}

/** What indents a line as far as this place: blanks, and the tabs that stand before it. */
export function indentAt(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset).replaceAll(/[^\t]/g, ' ');
}

function firstKey(map: MapNode): number {
  return map.entries.find((e) => !e.merged)?.key.start ?? map.start;
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The line break that the text uses. */
export function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
