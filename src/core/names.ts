/** Names as people write them: case, blanks, `-`, `_` and the vendor's prefix do not matter. */

/** `Amazon Simple-Storage_Service` and `simplestorageservice` become the same key; resource types keep their colons. */
export function nameKey(text: string): string {
  const known = nameKeys.get(text);
  if (known !== undefined) return known;
  if (nameKeys.size > 5_000) nameKeys.clear();
  const key = readName(text);
  nameKeys.set(text, key);
  return key;
}

const nameKeys = new Map<string, string>();

function readName(text: string): string {
  const lower = text.trim().toLowerCase();
  if (lower.includes('::')) return lower;
  return lower.replace(/^(amazon|aws)[\s_-]+(?=\S)/, '').replaceAll(/[\s_.-]+/g, '');
}

/** The key of a word in an enumeration: `ON_DEMAND`, `on-demand` and `On Demand` are one word. */
export function wordKey(text: string): string {
  const known = keys.get(text);
  if (known !== undefined) return known;
  if (keys.size > 5_000) keys.clear();
  const key = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '');
  keys.set(text, key);
  return key;
}

/** The same few words are compared over and over. */
const keys = new Map<string, string>();

/** The name itself, or with the first number behind it that makes it one that is not taken: `deliver`, `deliver-2`. */
export function freeName(name: string, taken: (name: string) => boolean): string {
  let free = name;
  for (let n = 2; taken(free); n++) free = `${name}-${n}`;
  return free;
}

/** The candidate nearest to `text`, if it is near enough to be what was meant. */
export function didYouMean(text: string, candidates: Iterable<string>): string | undefined {
  const wanted = wordKey(text);
  let best: string | undefined;
  // Of a word of one letter nothing is left by an edit, of a short one little.
  let bestDistance = wanted.length <= 1 ? 0 : wanted.length <= 4 ? 1 : wanted.length <= 7 ? 2 : 3;
  for (const candidate of candidates) {
    const key = wordKey(candidate);
    if (key === wanted) return candidate;
    if (Math.abs(key.length - wanted.length) > bestDistance) continue;
    const d = distance(wanted, key, bestDistance);
    if (d < bestDistance || (d === bestDistance && best === undefined)) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

/** The end of a message: what was meant, if that is known. */
export function hint(meant: string | undefined): string {
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

/** Edit distance in which swapping two neighbours is one edit; stops early above `limit`. */
export function distance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d = Math.min(d, (before[j - 2] ?? 0) + 1);
      row.push(d);
      least = Math.min(least, d);
    }
    if (least > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
