/** Places in a file as people and formats count them: lines and columns from 1, columns in UTF-16 code units. */
import { positionAt } from '../../core/document.js';
import type { Span } from '../../core/model.js';
import type { LintedFile } from '../lint-files.js';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** `end` is exclusive. */
export function rangeIn(file: LintedFile, span: Span): { start: Place; end: Place } {
  const at = (offset: number): Place => {
    const { line, character } = positionAt(file, offset);
    return { line: line + 1, column: character + 1 };
  };
  return { start: at(span.start), end: at(span.end) };
}

/** The text of a line (from 1) without its line break. */
export function lineText(file: Pick<LintedFile, 'text' | 'lines'>, line: number): string {
  const start = file.lines[line - 1];
  if (start === undefined) return '';
  return file.text.slice(start, file.lines[line] ?? file.text.length).replace(/\r?\n$/, '');
}
