/** The examples of all rules as texts, each linted once whoever asks for it. */
import { type LintResult, lint } from '../../src/core/index.js';
import { knowledge } from '../../src/core/knowledge.js';
import type { Example } from '../../src/core/model.js';

export const TODAY = '2026-11-22';
export const SKETCH_NAME = 'example.pipeline.yaml';

const results = new Map<string, LintResult>();

/** The result of a text as an example is read: by its file name, in its edition. */
export function lintedAs(
  text: string,
  { edition = 'both', file = SKETCH_NAME }: Pick<Example, 'edition' | 'file'>,
): LintResult {
  const key = `${edition} ${file} ${text}`;
  const known = results.get(key);
  if (known !== undefined) return known;
  const result = lint(text, file, { edition, today: TODAY });
  results.set(key, result);
  return result;
}

export function textOf(example: Example): string {
  return 'bad' in example ? example.bad : example.good;
}

export const examples: readonly Example[] = knowledge.rules.flatMap((r) => r.examples);
