/** What makes a finding the same one after lines were added above it: its file, its rule, and the text of its line. */
import type { Finding } from '../core/model.js';
import { lineText, rangeIn } from './format/places.js';
import type { LintedFile } from './lint-files.js';

/** The line of a finding without indentation, and with each run of blanks as one. */
export function lineOf(file: LintedFile, finding: Finding): string {
  return lineText(file, rangeIn(file, finding.span).start.line).trim().replaceAll(/\s+/g, ' ');
}

/** Numbers equal keys from 1 in the order of the text, so that two equal findings stay two. */
export function occurrences(keys: readonly string[]): readonly number[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const n = (seen.get(key) ?? 0) + 1;
    seen.set(key, n);
    return n;
  });
}
