/** Every fix that can be made without asking, pass by pass until nothing is left to fix. */
import { applyEdits } from '../fixes/fixes.js';
import { type LintResult, lintAgain, read, type TextRequest } from '../index.js';
import type { Finding, TextEdit } from '../model.js';
import { type SharedPlace, sharedPlaces } from './shared-places.js';

export interface FixedText {
  readonly text: string;
  /** How many fixes were made. */
  readonly count: number;
  /** From the old text to the new one; empty if nothing changed. */
  readonly edits: readonly TextEdit[];
}

/** A fix may bring out the next one, but not for ever. */
const MAX_PASSES = 10;
/** A pass in which some fixes had to wait for others is no sign of fixes that bring out each other. */
const MAX_PASSES_WAITING = 2000;

/** Applies the first safe fix of every finding (with `unsafe`, the first fix). Those that do not go together wait for the next pass. */
export function fixAll(first: LintResult, fileName: string, options: TextRequest, unsafe = false): FixedText {
  const original = first.document.text;
  let result = first;
  let text = original;
  let count = 0;
  let firstEdits: readonly TextEdit[] = [];
  let bringing = 0;
  for (let pass = 0; bringing < MAX_PASSES && pass < MAX_PASSES_WAITING; pass++) {
    const chosen = compatibleFixes(result, unsafe);
    const next = applyEdits(text, chosen.edits);
    if (next === text) break;
    if (pass === 0) firstEdits = chosen.edits;
    count += chosen.count;
    if (!chosen.waiting) bringing++;
    text = next;
    result = lintAgain(read(text, fileName, options.sibling, result), options, result);
  }
  const onePass = applyEdits(original, firstEdits) === text;
  return { text, count, edits: onePass ? firstEdits : difference(original, text) };
}

interface Chosen {
  /** In the order of the text; none touches another. */
  readonly edits: readonly TextEdit[];
  readonly count: number;
  /** Some did not go together with these. */
  readonly waiting: boolean;
}

function compatibleFixes(result: LintResult, unsafe: boolean): Chosen {
  const edits: TextEdit[] = [];
  const steps = new Set<string>();
  const shared = new SharedEdits(result);
  let [count, waiting] = [0, false];
  for (const finding of result.findings) {
    const fix = finding.fixes.find((f) => unsafe || f.safe);
    if (fix === undefined || fix.edits.some((e) => touchesOne(e, edits))) continue;
    const ids = fix.edits.flatMap((e) => e.ids ?? []);
    if (ids.some((id) => steps.has(id)) || !shared.take(finding, fix.edits)) {
      waiting = true;
      continue;
    }
    for (const id of ids) steps.add(id);
    for (const edit of fix.edits) edits.splice(placeOf(edit, edits), 0, edit);
    count++;
  }
  return { edits, count, waiting };
}

/**
 * What an anchor holds belongs to every step that takes it over, so its edits are not only those of the step that they are made for: where a
 * step's fix reaches into another place, no other fix goes on at that place before everything has been looked at again.
 */
class SharedEdits {
  private readonly places: readonly SharedPlace[];
  private readonly taken = new Map<SharedPlace, 'from within' | 'from outside'>();

  constructor({ dialect, pipelines }: LintResult) {
    this.places = dialect === 'sketch' ? sharedPlaces(pipelines) : [];
  }

  /** Whether the edits go together with those taken before; then they are taken too. */
  take({ step }: Finding, edits: readonly TextEdit[]): boolean {
    const places = edits.flatMap((edit) => {
      const place = this.placeAt(edit);
      return place === undefined
        ? []
        : [{ place, from: place.step === step ? 'from within' : 'from outside' } as const];
    });
    const free = places.every(({ place, from }) => {
      const before = this.taken.get(place);
      return before === undefined || (before === 'from within' && from === 'from within');
    });
    if (free) for (const { place, from } of places) this.taken.set(place, from);
    return free;
  }

  private placeAt({ start, end }: TextEdit): SharedPlace | undefined {
    return this.places.find((p) => p.start <= start && end <= p.end);
  }
}

/** Where an edit stands among others: before the first that ends behind its start. */
function placeOf({ start }: TextEdit, edits: readonly TextEdit[]): number {
  let [low, high] = [0, edits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle] as TextEdit).end < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function touchesOne(edit: TextEdit, edits: readonly TextEdit[]): boolean {
  const next = edits[placeOf(edit, edits)];
  return next !== undefined && next.start <= edit.end;
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
