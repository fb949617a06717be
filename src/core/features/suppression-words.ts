/** The words of a suppression comment in a line: its directive, and the rules that it names. */
import { ruleById } from '../knowledge.js';
import type { Rule, Span } from '../model.js';

const DIRECTIVE =
  /#\s*(tributary-(?:disable-next-line|disable-line|disable-file|disable|enable))\b([^#]*?)(?:\s--\s.*)?$/;

export interface SuppressionWords {
  /** Places are columns of the line. */
  readonly directive: Span & { readonly text: string };
  readonly rules: readonly (Span & { readonly rule: Rule })[];
}

/** Undefined for a line without such a comment. Names that no rule has are left out. */
export function suppressionWords(line: string): SuppressionWords | undefined {
  if (!line.includes('tributary-')) return undefined;
  const match = DIRECTIVE.exec(line);
  if (match === null) return undefined;
  const text = match[1] ?? '';
  const start = match.index + match[0].indexOf(text);
  const end = start + text.length;
  const rules = [...(match[2] ?? '').matchAll(/[\w-]+/g)].flatMap((word) => {
    const rule = ruleById(word[0]);
    const from = end + word.index;
    return rule === undefined ? [] : [{ rule, start: from, end: from + word[0].length }];
  });
  return { directive: { text, start, end }, rules };
}
