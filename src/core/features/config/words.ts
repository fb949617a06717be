/** The words of a configuration file, each with a sentence about it. */
import type { EditionChoice, RuleLevel } from '../../model.js';

export type ConfigKey = 'edition' | 'rules' | 'exclude';

export const KEY_WORDS: Readonly<Record<ConfigKey, string>> = {
  edition: 'Which truth files are held against: `notes`, `current` or `both`.',
  rules: 'Severities by the id of a rule, such as `unused-suppression: off`.',
  exclude: 'Globs of files that are not linted, as in `.gitignore`, from the folder of this file.',
};

export const EDITION_WORDS: Readonly<Record<EditionChoice, string>> = {
  notes: 'The study notes of 2023-02-03, as they were written.',
  current: 'AWS documentation as it is today.',
  both: 'Both: what breaks only a figure of the notes is a warning that says so.',
};

export const LEVEL_WORDS: Readonly<Record<RuleLevel, string>> = {
  off: 'The rule is not asked.',
  hint: 'A hint: three dots in the text, not in Problems.',
  information: 'An information.',
  warning: 'A warning.',
  error: 'An error: a run in the terminal fails.',
};
