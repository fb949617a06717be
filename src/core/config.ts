/** What a user can set, in the editor's settings and in `.tributaryrc.yaml` alike. */
import { parseDocument } from './document.js';
import { knowledge, ruleById } from './knowledge.js';
import type { EditionChoice, MapNode, RuleLevel } from './model.js';
import { didYouMean, hint } from './names.js';

export interface Config {
  readonly edition?: EditionChoice;
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** Globs of files that are not linted. */
  readonly exclude: readonly string[];
}

export const CONFIG_FILE = '.tributaryrc.yaml';
export const EDITIONS: readonly EditionChoice[] = ['notes', 'current', 'both'];
export const LEVELS: readonly RuleLevel[] = ['off', 'hint', 'information', 'warning', 'error'];
export const DEFAULTS: Config = { rules: {}, exclude: [] };

export interface ConfigReading {
  readonly config: Config;
  /** What is wrong with the file, each a sentence with its line (from 1). */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/** Reads a configuration file. What is wrong in it is told and left out; the rest holds. */
export function readConfig(text: string): ConfigReading {
  const document = parseDocument(text);
  const problems: { line: number; message: string }[] = [];
  const say = (at: number, message: string) => {
    problems.push({ line: text.slice(0, at).split('\n').length, message });
  };
  for (const p of document.problems) say(p.start, p.message);
  const root = document.roots[0];
  if (root === undefined) return { config: DEFAULTS, problems };
  if (root.kind !== 'map') {
    say(root.start, 'the file must be a map with `edition`, `rules` or `exclude`');
    return { config: DEFAULTS, problems };
  }
  let edition: EditionChoice | undefined;
  let rules: Record<string, RuleLevel> = {};
  let exclude: string[] = [];
  for (const d of root.duplicates) say(d.start, `${d.text} stands twice; the last one counts`);
  for (const e of root.entries) {
    const value = e.value;
    if (e.key.text === 'edition') {
      const text = value?.kind === 'scalar' ? value.text : '';
      edition = EDITIONS.find((x) => x === text);
      if (edition === undefined)
        say(e.key.start, `edition: ${text || 'nothing'} is not one of ${EDITIONS.join(', ')}`);
    } else if (e.key.text === 'rules') {
      if (value?.kind === 'map') rules = readRules(value, say);
      else if (value !== undefined) say(value.start, 'rules must be a map of rule id to severity');
    } else if (e.key.text === 'exclude') {
      if (value?.kind === 'list') exclude = value.items.flatMap((i) => (i.kind === 'scalar' ? [i.text] : []));
      else if (value !== undefined) say(value.start, 'exclude must be a list of globs');
    } else {
      const meant = didYouMean(e.key.text, ['edition', 'rules', 'exclude']);
      say(e.key.start, `no such key: ${e.key.text}${hint(meant)}`);
    }
  }
  return { config: { ...(edition && { edition }), rules, exclude }, problems };
}

function readRules(map: MapNode, say: (at: number, message: string) => void): Record<string, RuleLevel> {
  const rules: Record<string, RuleLevel> = {};
  for (const d of map.duplicates) say(d.start, `${d.text} stands twice; the last one counts`);
  for (const e of map.entries) {
    const text = e.value?.kind === 'scalar' ? e.value.text : '';
    const level = levelOf(text);
    if (ruleById(e.key.text) === undefined) say(e.key.start, noRule(e.key.text));
    else if (level === undefined)
      say(
        e.value?.start ?? e.key.start,
        `${e.key.text}: ${text || 'nothing'} is not one of ${LEVELS.join(', ')}`,
      );
    else rules[e.key.text] = level;
  }
  return rules;
}

/** The message about a rule that there is not. */
export function noRule(id: string): string {
  const meant = didYouMean(
    id,
    knowledge.rules.map((r) => r.id),
  );
  return `no rule ${id}${hint(meant)}`;
}

/** A severity as people write it; YAML 1.1 tools write `off` as `false`. */
export function levelOf(text: string): RuleLevel | undefined {
  const key = text.toLowerCase();
  if (key === 'false' || key === 'none') return 'off';
  if (key === 'info') return 'information';
  if (key === 'warn') return 'warning';
  return LEVELS.find((l) => l === key);
}

/** The nearer configuration wins, key by key. */
export function mergeConfigs(far: Config, near: Config): Config {
  const edition = near.edition ?? far.edition;
  return {
    ...(edition && { edition }),
    rules: { ...far.rules, ...near.rules },
    exclude: [...far.exclude, ...near.exclude],
  };
}
