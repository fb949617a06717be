/** What the readers of a sketch say in the same words. */
import type { Report, Span } from '../../model.js';

/** The fix that puts in what was meant. */
export function replace(span: Span, meant: string | undefined): Report['fixes'] {
  if (meant === undefined) return [];
  return [
    { title: `Change to ${meant}`, safe: false, edits: [{ start: span.start, end: span.end, text: meant }] },
  ];
}

/** A list or a value stands where something else belongs. */
export function shape(node: Span, what: string, wanted: string): Report {
  return { rule: 'wrong-shape', span: { start: node.start, end: node.end }, args: { what, wanted } };
}
