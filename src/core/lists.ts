/** Several words as a part of a sentence. */
import { knowledge } from './knowledge.js';
import { once } from './lazy.js';

/** `a`, `a or b`, `a, b or c`. */
export function sentenceList(items: readonly string[], word: 'and' | 'or'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

/** What may stand in a place: services by their names, and of a long list only the beginning. */
export function choiceText(items: readonly string[]): string {
  const names = items.map((id) => shortNames().get(id));
  const all = names.every((n) => n !== undefined) ? (names as readonly string[]) : items;
  if (all.length <= MOST_NAMES) return sentenceList(all, 'or');
  return `${all.slice(0, MOST_NAMES - 1).join(', ')} or ${all.length - MOST_NAMES + 1} others`;
}
const MOST_NAMES = 9;

/** Does a text name several things of which one may be chosen? */
export function isChoice(text: string): boolean {
  return / or |, /.test(text);
}

const shortNames = once(() => new Map<string, string>(knowledge.services.map((s) => [s.id, s.shortName])));
