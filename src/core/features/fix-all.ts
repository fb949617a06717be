/** Every fix that can be made without asking, pass by pass until nothing is left to fix. */
import { applyEdits } from '../fixes/fixes.js';
import { type LintResult, lint, type TextRequest } from '../index.js';
import type { TextEdit } from '../model.js';

export interface FixedText {
  readonly text: string;
  /** How many fixes were made. */
  readonly count: number;
  /** From the old text to the new one; empty if nothing changed. */
  readonly edits: readonly TextEdit[];
}

/** A fix may bring out the next one, but not for ever. */
const MAX_PASSES = 10;

/** Applies the first safe fix of every finding (with `unsafe`, the first fix). Overlapping ones wait for the next pass. */
export function fixAll(first: LintResult, fileName: string, options: TextRequest, unsafe = false): FixedText {
  const original = first.document.text;
  let result = first;
  let text = original;
  let count = 0;
  let firstEdits: readonly TextEdit[] = [];
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const chosen = compatibleFixes(result, unsafe);
    const next = applyEdits(text, chosen.edits);
    if (next === text) break;
    if (pass === 0) firstEdits = chosen.edits;
    count += chosen.count;
    text = next;
    result = lint(text, fileName, options);
  }
  const onePass = applyEdits(original, firstEdits) === text;
  return { text, count, edits: onePass ? firstEdits : difference(original, text) };
}

function compatibleFixes(result: LintResult, unsafe: boolean): { edits: readonly TextEdit[]; count: number } {
  const edits: TextEdit[] = [];
  let count = 0;
  for (const finding of result.findings) {
    const fix = finding.fixes.find((f) => unsafe || f.safe);
    if (fix === undefined || fix.edits.some((e) => edits.some((taken) => touches(e, taken)))) continue;
    edits.push(...fix.edits);
    count++;
  }
  return { edits, count };
}

function touches(a: TextEdit, b: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** One edit over what differs. */
function difference(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  return [{ start, end: before.length - tail, text: after.slice(start, after.length - tail) }];
}
