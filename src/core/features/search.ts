/** Search over everything that can be read: facts, services and rules. */
import { knowledge } from '../knowledge.js';
import type { FactId, RuleId, ServiceId } from '../model.js';
import { factTitle, statusText, wordsOf } from './topics.js';

/** Where a hit leads to. */
export type PageTarget = { readonly service: ServiceId; readonly fact?: FactId } | { readonly rule: RuleId };

export interface SearchItem {
  readonly kind: 'fact' | 'service' | 'rule';
  readonly id: string;
  readonly label: string;
  /** Short, beside the label: the service and what became of the fact. */
  readonly description: string;
  /** Second line. */
  readonly detail: string;
  readonly target: PageTarget;
  /** Everything that is searched, in lower case. */
  readonly text: string;
}

let items: readonly SearchItem[] | undefined;

/** All that can be found: services, then facts in the order of the notes, then rules. */
export function searchItems(): readonly SearchItem[] {
  items ??= collect();
  return items;
}

function collect(): SearchItem[] {
  const services = knowledge.services.map(
    (s): SearchItem => ({
      kind: 'service',
      id: s.id,
      label: s.name,
      description: s.shortName === s.name ? '' : s.shortName,
      detail: s.summary,
      target: { service: s.id },
      text: [s.name, s.id, s.summary, ...s.aliases.map((a) => a.text), ...s.cloudformation]
        .join('\n')
        .toLowerCase(),
    }),
  );
  const facts = knowledge.services.flatMap((s) =>
    s.sections.flatMap((section) =>
      section.facts.map((f): SearchItem => {
        const status = statusText(f);
        return {
          kind: 'fact',
          id: f.id,
          label: factTitle(f, s),
          description: status === undefined ? s.shortName : `${s.shortName} · ${status}`,
          detail: f.claim,
          target: { service: s.id, fact: f.id },
          text: [f.claim, f.id, factTitle(f, s), f.today.note ?? '', s.name, s.shortName, section.title]
            .join('\n')
            .toLowerCase(),
        };
      }),
    ),
  );
  const rules = knowledge.rules.map(
    (r): SearchItem => ({
      kind: 'rule',
      id: r.id,
      label: r.title,
      description: r.id,
      detail: r.why.split('\n')[0] ?? '',
      target: { rule: r.id },
      text: [r.title, r.id, r.why].join('\n').toLowerCase(),
    }),
  );
  return [...services, ...facts, ...rules];
}

/** What holds all words of the query, the best first; for an empty query the services. */
export function search(query: string, limit = 100): readonly SearchItem[] {
  const words = wordsOf(query);
  if (words.length === 0)
    return searchItems()
      .filter((i) => i.kind === 'service')
      .slice(0, limit);
  const whole = words.join(' ');
  return searchItems()
    .filter((item) => words.every((w) => item.text.includes(w)))
    .map((item, order) => ({ item, order, score: score(item, words, whole) }))
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, limit)
    .map((hit) => hit.item);
}

/** The notes come first; a rule has to be much nearer to stand above a fact. */
const KIND_POINTS: Readonly<Record<SearchItem['kind'], number>> = { service: 3, fact: 0, rule: -6 };

function score(item: SearchItem, words: readonly string[], whole: string): number {
  const label = item.label.toLowerCase();
  if (item.id === whole || label === whole || item.description.toLowerCase() === whole) return 100;
  let points = KIND_POINTS[item.kind];
  if (label.startsWith(whole)) points += 8;
  else if (label.includes(whole)) points += 6;
  for (const word of words) {
    if (item.id.includes(word)) points += 2;
    if (label.includes(word) || item.detail.toLowerCase().includes(word)) points += 2;
  }
  return points;
}
