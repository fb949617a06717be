/** Options that several commands share, read into what the core understands. */
import { LEVELS, levelOf, noRule } from '../core/config.js';
import { ruleById } from '../core/knowledge.js';
import type { EditionChoice, RuleLevel } from '../core/model.js';
import type { FormatName } from './format/index.js';
import { UsageError } from './io.js';

/** As commander gives them. */
export interface LintOptions {
  readonly edition?: EditionChoice;
  readonly format: FormatName;
  readonly failOn: FailOn;
  readonly rule: readonly string[];
  readonly stdin?: true;
  readonly stdinFilename?: string;
  readonly config?: string;
  readonly baseline?: string;
  /** `true` without a file name. */
  readonly writeBaseline?: string | true;
  readonly color: boolean;
}

export interface FixOptions {
  readonly edition?: EditionChoice;
  readonly rule: readonly string[];
  readonly config?: string;
  readonly unsafe?: true;
  readonly dryRun?: true;
  readonly color: boolean;
}

export const FAIL_ON = ['error', 'warning', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** `id=severity`, several times. */
export function ruleLevels(given: readonly string[]): Record<string, RuleLevel> {
  const levels: Record<string, RuleLevel> = {};
  for (const text of given) {
    const at = text.indexOf('=');
    const id = at === -1 ? text : text.slice(0, at);
    if (ruleById(id) === undefined) throw new UsageError(`--rule ${text}: ${noRule(id)}`);
    const level = at === -1 ? undefined : levelOf(text.slice(at + 1));
    if (level === undefined)
      throw new UsageError(`--rule ${text}: write ${id}=severity, one of ${LEVELS.join(', ')}`);
    levels[id] = level;
  }
  return levels;
}
