/** Reports and findings at other places of the text. */
import type { Fix, Related, Span } from '../model.js';

/** What has a place, and other places with it. */
interface Located {
  readonly span: Span;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** Where a span stands now; undefined where that cannot be said. */
export type Move = <T extends Span>(span: T) => T | undefined;

/** The same report or finding with all of its places moved; undefined as soon as one of them cannot be. */
export function relocated<T extends Located>(item: T, move: <S extends Span>(span: S) => S): T;
export function relocated<T extends Located>(item: T, move: Move): T | undefined;
export function relocated<T extends Located>(item: T, move: Move): T | undefined {
  const span = move(item.span);
  const related = item.related && all(item.related, (r) => withSpan(r, move));
  const fixes = item.fixes && all(item.fixes, (f) => withEdits(f, move));
  if (span === undefined) return undefined;
  if ((item.related && related === undefined) || (item.fixes && fixes === undefined)) return undefined;
  if (span === item.span && related === item.related && fixes === item.fixes) return item;
  return { ...item, span, ...(related && { related }), ...(fixes && { fixes }) };
}

function withSpan(related: Related, move: Move): Related | undefined {
  const span = move(related.span);
  if (span === undefined || span === related.span) return span && related;
  return { ...related, span };
}

function withEdits(fix: Fix, move: Move): Fix | undefined {
  const edits = all(fix.edits, move);
  if (edits === undefined || edits === fix.edits) return edits && fix;
  return { ...fix, edits };
}

/** The list itself where nothing in it has moved. */
export function all<T>(list: readonly T[], move: (item: T) => T | undefined): readonly T[] | undefined {
  const out: T[] = [];
  let same = true;
  for (const item of list) {
    const moved = move(item);
    if (moved === undefined) return undefined;
    if (moved !== item) same = false;
    out.push(moved);
  }
  return same ? list : out;
}
