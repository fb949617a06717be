/** What pages and `explain` say in words about rules, facts and settings. Plain text, no markup. */
import { knowledge, serviceById } from '../../knowledge.js';
import { sentenceList } from '../../lists.js';
import { figureText } from '../../messages.js';
import type { Comparison, Fact, Figure, Rule, Service, ServiceId, Setting } from '../../model.js';

/** `error`, or what it is in each edition. */
export function severityWords(rule: Rule): string {
  const { notes, current } = rule.severity;
  if (rule.edition === 'notes') return `${notes}, in the notes only`;
  if (rule.edition === 'current') return `${current}, in today's documentation only`;
  return notes === current ? current : `${current} today, ${notes} by the notes`;
}

/** What a rule looks at. */
export function scopeWords({ scope, check }: Rule): string {
  if (check === 'reader') return 'how the file is written';
  if (check === 'suppress') return 'suppression comments';
  if ('pipeline' in scope) return 'the pipeline as a whole';
  if ('document' in scope) return 'the whole file';
  if ('step' in scope) return scope.step === '*' ? 'every step' : `steps of ${names(scope.step, 'or')}`;
  if (scope.edge.from === '*' && scope.edge.to === '*') return 'every edge';
  const end = (services: readonly ServiceId[] | '*') =>
    services === '*' ? 'any step' : names(services, 'or');
  return `edges from ${end(scope.edge.from)} to ${end(scope.edge.to)}`;
}

/** What a service is compared with: each comparison, and its other services. */
export function comparisonsOf(
  service: Service,
): readonly { readonly comparison: Comparison; readonly others: readonly Service[] }[] {
  return knowledge.comparisons
    .filter((c) => c.services.includes(service.id))
    .map((comparison) => ({
      comparison,
      others: comparison.services.filter((id) => id !== service.id).map(serviceById),
    }));
}

/** Services that a rule speaks of; none for a rule about any step. */
export function scopeServices({ scope }: Rule): readonly ServiceId[] {
  if ('step' in scope) return scope.step === '*' ? [] : scope.step;
  if (!('edge' in scope)) return [];
  const { from, to } = scope.edge;
  return [...new Set([...(from === '*' ? [] : from), ...(to === '*' ? [] : to)])];
}

/** Long lists are cut. */
function names(services: readonly ServiceId[], word: 'and' | 'or'): string {
  const all = services.map((id) => serviceById(id).shortName);
  return sentenceList(
    all.length <= MOST_NAMES
      ? all
      : [...all.slice(0, MOST_NAMES - 1), `${all.length - MOST_NAMES + 1} others`],
    word,
  );
}
const MOST_NAMES = 8;

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

/** One figure of the notes in both editions. */
export interface FigurePair {
  readonly name: string;
  readonly notes: string;
  readonly today: string;
  readonly differs: boolean;
}

/** The figures of the notes beside those of today. What only today's documentation has stands in the fact's note. */
export function figurePairs(fact: Fact): readonly FigurePair[] {
  if (fact.origin === 'added') return [];
  return Object.entries(fact.figures ?? {}).map(([name, figure]) => {
    const pair = { notes: wordsOf(figure), today: wordsOf(fact.today.figures?.[name] ?? figure) };
    return { name: words(name), ...pair, differs: pair.notes !== pair.today };
  });
}

/** A list of service ids is read as their names. */
function wordsOf(figure: Figure): string {
  const services = Array.isArray(figure)
    ? figure.map((id) => knowledge.services.find((s) => s.id === id)?.shortName)
    : [];
  const all = services.length > 0 && services.every((s) => s !== undefined);
  return all ? services.join(', ') : figureText(figure);
}

/** `splunkMax` -> `splunk max`. */
function words(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
}

/** Type, unit and words of a setting. */
export function settingWords(setting: Setting): string {
  const { type, unit, values, open } = setting;
  if (values.length > 0) return `${values.map((v) => v.name).join(', ')}${open ? ', …' : ''}`;
  if (unit === undefined || unit === '') return type === 'any' ? '' : type;
  return `${type} (${unit})`;
}
