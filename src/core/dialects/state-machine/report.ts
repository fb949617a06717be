/** How findings about state machines are put, and what several checks ask for. */
import type { Fix, Report, RuleId, Span } from '../../model.js';

export interface CheckOptions {
  /** The file's text, for fixes; absent where edits cannot be written back to where the definition stands. */
  readonly source?: string;
  /** The map with the definition is part of a larger file whose reader reports keys that stand twice. */
  readonly keysReported?: boolean;
}

export const STATE_TYPES: readonly string[] = [
  'Task',
  'Pass',
  'Choice',
  'Wait',
  'Succeed',
  'Fail',
  'Parallel',
  'Map',
];

export function report(
  rule: RuleId,
  span: Span,
  step: string | undefined,
  args: Record<string, string>,
  fixes: readonly Fix[] = [],
): Report {
  return { rule, span: { start: span.start, end: span.end }, step, args, fixes };
}

/** The word in the quotes that stand around the old one; a word that plain text might not hold gets quotes. */
export function replacement(span: Span, meant: string | undefined, source: string | undefined): Fix[] {
  if (meant === undefined || source === undefined) return [];
  const quote = /^["']/.exec(source.slice(span.start, span.end))?.[0];
  const plain = /^\w[\w .()-]*$/.test(meant);
  if (quote === undefined && !plain) return [];
  if (quote !== undefined && (meant.includes(quote) || meant.includes('\\'))) return [];
  const text = quote === undefined ? meant : `${quote}${meant}${quote}`;
  return [{ title: `Change to ${meant}`, safe: false, edits: [{ start: span.start, end: span.end, text }] }];
}
