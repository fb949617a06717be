/**
 * Search over everything that can be read: facts, services, comparisons and rules. A word of the query may stand in another form, be
 * replaced by a synonym (`knowledge/search.yaml`), or be mistyped where nothing is written as it is.
 */
import { knowledge, serviceById } from '../knowledge.js';
import { once } from '../lazy.js';
import { sentenceList } from '../lists.js';
import type { FactId, RuleId, Service, ServiceId } from '../model.js';
import { distance } from '../names.js';
import { factTitle, statusText } from './topics.js';

/** Where a hit leads to. */
export type PageTarget = { readonly service: ServiceId; readonly fact?: FactId } | { readonly rule: RuleId };

export interface SearchItem {
  readonly kind: 'fact' | 'service' | 'comparison' | 'rule';
  readonly id: string;
  readonly label: string;
  /** Short, beside the label: the service and what became of the fact. */
  readonly description: string;
  /** Second line. */
  readonly detail: string;
  readonly target: PageTarget;
  /** What is searched besides label, id and detail. */
  readonly text: string;
}

/** All that can be found: services, comparisons, then facts in the order of the notes, then rules. */
export const searchItems: () => readonly SearchItem[] = once(collect);

function collect(): SearchItem[] {
  const services = knowledge.services.map(
    (s): SearchItem => ({
      kind: 'service',
      id: s.id,
      label: s.name,
      description: s.shortName === s.name ? '' : s.shortName,
      detail: s.summary,
      target: { service: s.id },
      text: [s.shortName, namesOf(s), ...s.cloudformation].join('\n'),
    }),
  );
  const comparisons = knowledge.comparisons.flatMap(({ services: ids, says }): SearchItem[] => {
    const compared = ids.map(serviceById);
    const [first] = compared;
    if (first === undefined) return [];
    return [
      {
        kind: 'comparison',
        id: ids.join('-or-'),
        label: sentenceList(
          compared.map((s) => s.shortName),
          'or',
        ),
        description: 'comparison',
        detail: says,
        target: { service: first.id },
        text: compared.map(namesOf).join('\n'),
      },
    ];
  });
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
          text: [f.today.note ?? '', s.shortName, namesOf(s), section.title].join('\n'),
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
      text: r.why,
    }),
  );
  return [...services, ...comparisons, ...facts, ...rules];
}

function namesOf({ name, id, aliases }: Service): string {
  return [name, id, ...aliases.map((a) => a.text)].join('\n');
}

// -------------------------------------------------------------------------------------------------- texts

/** A text as it is compared: small letters, with nothing but one blank between words, and a blank between a number and its unit. */
function folded(text: string): string {
  return ` ${text
    .toLowerCase()
    .replaceAll(/(?<=\d),(?=\d{3})/g, '')
    .replaceAll(/(?<![a-z\d])(\d+)(?=[a-z])/g, '$1 ')
    .replaceAll(/(?<!\d)\.|\.(?!\d)|[^\p{L}\p{N}.]+/gu, ' ')
    .trim()} `;
}

/** An item as it is compared: what it is called, what it says, and what else there is about it. */
interface Entry {
  readonly item: SearchItem;
  readonly order: number;
  readonly label: string;
  readonly description: string;
  /** Of a service: each of its names. */
  readonly names: readonly string[];
  /** Of a comparison: how many services it has. */
  readonly compared: number;
  readonly fields: readonly { readonly text: string; readonly weight: number }[];
}

const entries = once(() =>
  searchItems().map((item, order): Entry => {
    const label = folded(item.label);
    return {
      item,
      order,
      label,
      description: folded(item.description),
      names: item.kind === 'service' ? item.text.split('\n').map(folded) : [],
      compared: item.kind === 'comparison' ? item.id.split('-or-').length : 0,
      fields: [
        { text: label, weight: 4 },
        { text: folded(item.id), weight: 2.5 },
        { text: folded(item.detail), weight: item.kind === 'fact' ? 3 : 2 },
        { text: folded(item.text), weight: 1 },
      ],
    };
  }),
);

/** All words that stand anywhere. */
const vocabulary = once(() => new Set(entries().flatMap((e) => e.fields.flatMap((f) => wordsIn(f.text)))));

// -------------------------------------------------------------------------------------------------- queries

/** A way to find a word of the query, and how good it is to find it so. */
interface Way {
  readonly text: string;
  readonly worth: number;
}

/** What holds all words of the query, the best first; for an empty query the services. */
export function search(query: string, limit = 100): readonly SearchItem[] {
  const all = wordsIn(folded(query));
  if (all.length === 0)
    return searchItems()
      .filter((i) => i.kind === 'service')
      .slice(0, limit);
  const { small, comparing } = knowledge.search;
  const told = all.filter((w) => !small.includes(w) && !comparing.includes(w));
  const words = told.length === 0 ? all : told;
  const asked: Asked = {
    id: query.trim().toLowerCase(),
    whole: ` ${words.join(' ')} `,
    ways: [...new Set(words)].map(waysTo),
    compares: all.some((w) => comparing.includes(w)),
  };
  const hits = entries()
    .map((entry) => ({ entry, ...match(entry, asked) }))
    .sort((a, b) => a.missing - b.missing || b.points - a.points || a.entry.order - b.entry.order);
  const most =
    words.length < MANY || hits.some((h) => h.missing === 0 && h.entry.item.kind !== 'rule') ? 0 : 1;
  return hits
    .filter((h) => h.missing <= most)
    .slice(0, limit)
    .map((h) => h.entry.item);
}

/** Of so many words, one may be missing where the notes hold nothing that has them all. */
const MANY = 3;

function wordsIn(text: string): string[] {
  return text.split(' ').filter((w) => w !== '');
}

/** The word itself and its stem, its synonyms, and where none of these occurs, words that are nearly the same. */
function waysTo(word: string): readonly Way[] {
  const own: Way[] = [
    { text: word, worth: 1 },
    { text: stemOf(word), worth: 0.9 },
  ];
  const same = knowledge.search.synonyms
    .filter((s) => s.includes(word) || s.includes(stemOf(word)))
    .flat()
    .map((text) => ({ text: text.length < SHORTEST_INFLECTED ? ` ${text} ` : text, worth: 0.6 }));
  const known = [...vocabulary()].some((w) => w.includes(stemOf(word)));
  return known || same.length > 0 ? [...own, ...same] : mistyped(word).map((text) => ({ text, worth: 0.7 }));
}

/** Without the ending of a plural or of a verb, if enough is left. */
function stemOf(word: string): string {
  if (word.length < SHORTEST_INFLECTED) return word;
  return word.replace(/(?:ies|y)$/, 'i').replace(/(?:es|s|ed|ing)$/, '');
}
const SHORTEST_INFLECTED = 5;

/** The known words that are nearest to a word, if any is near. */
function mistyped(word: string): readonly string[] {
  const most = word.length < SHORTEST_MISTYPED ? 0 : word.length < LONG ? 1 : 2;
  const near = [...vocabulary()]
    .filter((w) => Math.abs(w.length - word.length) <= most)
    .map((w) => ({ w, steps: distance(word, w, most) }))
    .filter((n) => n.steps <= most);
  const least = Math.min(...near.map((n) => n.steps));
  return near.filter((n) => n.steps === least).map((n) => n.w);
}
const SHORTEST_MISTYPED = 4;
const LONG = 8;

// -------------------------------------------------------------------------------------------------- points

interface Asked {
  /** The query as it was typed, in lower case. */
  readonly id: string;
  /** Its words in a row. */
  readonly whole: string;
  /** For each word that has to be found. */
  readonly ways: readonly (readonly Way[])[];
  readonly compares: boolean;
}

/** The notes come first; a rule has to be much nearer to stand above a fact. */
const KIND_POINTS: Readonly<Record<SearchItem['kind'], number>> = {
  service: 1,
  fact: 0,
  comparison: -3,
  rule: -6,
};
const COMPARISON_ASKED = 14;
/** The more services a comparison has, the less it says of two. */
const SERVICE_COMPARED = 1;

interface Match {
  readonly missing: number;
  readonly points: number;
}

/** How many words are missing, and how near the others are. */
function match(
  { item, label, description, names, fields, compared }: Entry,
  { id, whole, ways, compares }: Asked,
): Match {
  if (item.id === id || label === whole || description === whole) return { missing: 0, points: 100 };
  let missing = 0;
  let points = KIND_POINTS[item.kind];
  for (const word of ways) {
    const best = Math.max(
      0,
      ...fields.flatMap((f) => word.map((way) => f.weight * way.worth * nearness(f.text, way.text))),
    );
    if (best === 0) missing += 1;
    points += best;
  }
  if (names.includes(whole)) points += 20;
  if (item.kind === 'comparison' && compares) points += COMPARISON_ASKED - SERVICE_COMPARED * compared;
  if (label.startsWith(whole)) points += 4;
  else if (fields.some((f) => f.weight > 1 && f.text.includes(whole))) points += 3;
  return { missing, points };
}

/** A whole word is more than the beginning of one, and that more than letters inside of one; a number is found whole or not at all. */
function nearness(text: string, word: string): number {
  const found = text.indexOf(word);
  if (found === -1 || word === '') return 0;
  if (word.startsWith(' ') || text.includes(` ${word} `)) return 1;
  if (/^[\d.]+$/.test(word)) return 0;
  if (text.includes(` ${word}`)) return 0.8;
  return word.length < SHORTEST_INSIDE ? 0 : 0.4;
}
const SHORTEST_INSIDE = 3;
