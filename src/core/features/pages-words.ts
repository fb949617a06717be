/** What pages and `explain` say in words about rules, facts and settings. Plain text, no markup. */
import { serviceById } from '../knowledge.js';
import { figureText } from '../messages.js';
import type { Edition, Fact, Figures, Rule, ServiceId, Setting } from '../model.js';

/** `error`, or what it is in each edition. */
export function severityWords(rule: Rule): string {
  const { notes, current } = rule.severity;
  if (rule.edition === 'notes') return `${notes}, by the notes only`;
  if (rule.edition === 'current') return `${current}, by AWS documentation of today only`;
  return notes === current ? current : `${current} today, ${notes} by the notes`;
}

/** What a rule looks at. */
export function scopeWords({ scope, check }: Rule): string {
  if (check === 'reader') return 'how a sketch is written';
  if (check === 'suppress') return 'suppression comments';
  if ('pipeline' in scope) return 'the pipeline as a whole';
  if ('document' in scope) return 'the whole file';
  if ('step' in scope) return scope.step === '*' ? 'every step' : `steps of ${names(scope.step, 'or')}`;
  const end = (services: readonly ServiceId[] | '*') => (services === '*' ? 'any step' : names(services, 'or'));
  return `edges from ${end(scope.edge.from)} to ${end(scope.edge.to)}`;
}

/** Services that a rule speaks of; none for a rule about any step. */
export function scopeServices({ scope }: Rule): readonly ServiceId[] {
  if ('step' in scope) return scope.step === '*' ? [] : scope.step;
  if (!('edge' in scope)) return [];
  const { from, to } = scope.edge;
  return [...new Set([...(from === '*' ? [] : from), ...(to === '*' ? [] : to)])];
}

export function names(services: readonly ServiceId[], glue: 'and' | 'or'): string {
  return sentenceList(services.map((id) => serviceById(id).shortName), glue);
}

/** `a`, `a or b`, `a, b or c`. */
export function sentenceList(items: readonly string[], glue: 'and' | 'or'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${glue} ${items.at(-1)}`;
}

/** What AWS documentation says today, in a few words with the date. */
export function statusWords(fact: Fact): string {
  const { status, since } = fact.today;
  const date = since === undefined ? '' : ` since ${since}`;
  switch (status) {
    case 'same':
      return fact.origin === 'added' ? `documented${date}` : 'still true';
    case 'unverified':
      return 'not found in AWS documentation of today';
    case 'changed':
      return `changed${date}`;
    case 'renamed':
      return `renamed${date}`;
    case 'retired':
      return `retired${date}`;
  }
}

/** One figure in both editions; `differs` when they do not say the same. An edition that says nothing gives undefined. */
export interface FigurePair {
  readonly name: string;
  readonly notes: string | undefined;
  readonly today: string | undefined;
  readonly differs: boolean;
}

export function figurePairs(fact: Fact): readonly FigurePair[] {
  const notes = fact.origin === 'added' ? undefined : fact.figures;
  const today: Figures = { ...fact.figures, ...fact.today.figures };
  const keys = [...new Set([...Object.keys(notes ?? {}), ...Object.keys(today)])];
  return keys.map((name) => {
    const pair = { notes: textOf(notes, name), today: textOf(today, name) };
    return { name: words(name), ...pair, differs: pair.notes !== pair.today };
  });
}

function textOf(figures: Figures | undefined, name: string): string | undefined {
  const figure = figures?.[name];
  return figure === undefined ? undefined : figureText(figure);
}

/** `splunkMax` -> `splunk max`. */
function words(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
}

export const EDITION_NAMES: Readonly<Record<Edition, string>> = { notes: 'notes of 2023-02-03', current: 'AWS documentation today' };

/** Type, unit and words of a setting. */
export function settingWords(setting: Setting): string {
  const { type, unit, values, open } = setting;
  if (values.length > 0) return `${values.map((v) => v.name).join(', ')}${open ? ', …' : ''}`;
  if (unit === undefined || unit === '') return type === 'any' ? '' : type;
  return `${type} (${unit})`;
}
