/** Completion in a configuration file: its keys, editions, the ids of rules and their severities. */
import { EDITIONS, LEVELS, readConfig } from '../../config.js';
import { knowledge } from '../../knowledge.js';
import type { Completion, Suggestion } from '../completion/types.js';
import { type ConfigPlace, configPlaceAt } from './place.js';
import { type ConfigKey, EDITION_WORDS, KEY_WORDS, LEVEL_WORDS } from './words.js';

/** What can be written at an offset of a configuration file. What stands there already is not offered again. */
export function completeConfig(text: string, offset: number): Completion[] {
  const place = configPlaceAt(text, offset);
  if (place === undefined) return [];
  const { start, end } = place.word;
  const others = `${text.slice(0, start)}${text.slice(end)}`;
  // Behind a colon YAML wants a blank.
  const lead = text[start - 1] === ':' ? ' ' : '';
  return suggestions(place, others).map((s, i) => ({
    label: s.label,
    kind: s.kind,
    insertText: lead + (s.text ?? s.label),
    isSnippet: s.isSnippet === true,
    sortText: `${s.rank}${String(i).padStart(4, '0')}`,
    edit: { insert: { start, end: offset }, replace: { start, end } },
    deprecated: false,
    again: s.again === true,
    ...(s.description !== undefined && { description: s.description }),
    ...(s.detail !== undefined && { detail: s.detail }),
    ...(s.subject !== undefined && { subject: s.subject }),
  }));
}

function suggestions({ part }: ConfigPlace, others: string): Suggestion[] {
  switch (part) {
    case 'key':
      return keys(others);
    case 'edition':
      return EDITIONS.map((e) => value(e, EDITION_WORDS[e]));
    case 'level':
      return LEVELS.map((l) => value(l, LEVEL_WORDS[l]));
    case 'rule':
      return rules(others);
  }
}

const WRITTEN: Readonly<Record<ConfigKey, string>> = {
  edition: 'edition: ',
  rules: 'rules:\n  ',
  exclude: 'exclude:\n  - ',
};

function keys(others: string): Suggestion[] {
  return (Object.keys(KEY_WORDS) as ConfigKey[])
    .filter((key) => !new RegExp(`^${key}[ \\t]*:`, 'm').test(others))
    .map((key) => ({
      label: key,
      kind: 'key',
      text: WRITTEN[key],
      rank: 0,
      again: key !== 'exclude',
      subject: { about: 'text', markdown: KEY_WORDS[key] },
    }));
}

function value(label: string, markdown: string): Suggestion {
  return { label, kind: 'value', rank: 0, subject: { about: 'text', markdown } };
}

function rules(others: string): Suggestion[] {
  const set = readConfig(others).config.rules;
  return knowledge.rules
    .filter(({ id }) => set[id] === undefined)
    .map(({ id, title, severity }) => ({
      label: id,
      kind: 'rule',
      text: `${id}: `,
      rank: 0,
      description: title,
      detail: severity.current,
      again: true,
      subject: { about: 'rule', rule: id },
    }));
}
