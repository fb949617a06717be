/** Completion of values: words, truth values, and quantities with the bounds that are documented. */
import { factById, figure, type Spelling } from '../../knowledge.js';
import type { LintOptions } from '../../lint.js';
import { figureText } from '../../messages.js';
import type { Dimension, Edition, Figure, ServiceId, Setting } from '../../model.js';
import { parseQuantity, unitOf } from '../../quantity.js';
import type { Trial } from './trial.js';
import type { Suggestion } from './types.js';

export interface ValuePlace {
  readonly spelling: Spelling;
  /** What stands before the cursor. */
  readonly typed: string;
  readonly trial: Trial | undefined;
  readonly options: LintOptions;
  readonly service: ServiceId | undefined;
  readonly top: boolean;
}

/** Longer lists are not tried out one by one. */
const MOST_TRIALS = 40;

/** The values of a setting; those that a rule forbids in this place come last, with its message. */
export function valueSuggestions(place: ValuePlace): Suggestion[] {
  const { setting } = place.spelling;
  const all = [...words(setting), ...truths(setting), ...amounts(place)];
  const subject = { about: 'setting' as const, path: setting.path, service: place.service, top: place.top };
  return all.map((s) => {
    const verdict =
      all.length <= MOST_TRIALS && s.kind !== 'snippet' ? place.trial?.value(s.text ?? s.label) : undefined;
    const told = verdict === undefined ? s : { ...s, rank: s.rank + 4, verdict };
    return { ...told, subject: s.subject ?? subject };
  });
}

function words(setting: Setting): Suggestion[] {
  return setting.values.map((v) => ({
    label: v.name,
    kind: 'value',
    rank: v.name === setting.default ? 0 : 1,
    ...(v.doc !== undefined && {
      description: v.doc.replace(/\.$/, ''),
      subject: { about: 'text', markdown: v.doc },
    }),
    ...(v.name === setting.default && { detail: 'default' }),
    ...(v.aliases.length > 0 && { aliases: v.aliases }),
  }));
}

function truths(setting: Setting): Suggestion[] {
  if (setting.type !== 'boolean' || setting.values.length > 0) return [];
  return ['true', 'false'].map((label) => ({
    label,
    // Not a `value`: it must not be quoted.
    kind: 'quantity',
    rank: 1,
    ...(label === setting.default && { detail: 'default' }),
  }));
}

// ------------------------------------------------------------------------------------------------ quantities

const UNITS: Readonly<Record<Dimension, readonly string[]>> = {
  duration: ['ms', 's', 'min', 'h', 'd'],
  size: ['KB', 'MB', 'GB', 'TB', 'KiB', 'MiB', 'GiB'],
  sizeRate: ['KB/s', 'MB/s', 'GB/s', 'MiB/s'],
  countRate: ['/s', 'records/s', '/min'],
  count: [],
};

const NUMERIC: ReadonlySet<Setting['type']> = new Set(['quantity', 'number', 'integer', 'any']);

/** Behind a number its units; else the bounds and the default. */
function amounts({ spelling, typed, options }: ValuePlace): Suggestion[] {
  const { setting, unit } = spelling;
  if (!NUMERIC.has(setting.type)) return [];
  const number = /^[+-]?\d[\d,_.]*/.exec(typed)?.[0];
  if (number !== undefined) return withUnits(number, setting, unit);
  return [...bounds(setting, unit, options)].map(([text, said]) => ({
    label: text,
    kind: 'quantity',
    rank: said.some((s) => s.startsWith('default')) ? 0 : 2,
    detail: said.join(', '),
  }));
}

function withUnits(number: string, setting: Setting, unit: string | undefined): Suggestion[] {
  const dimension = setting.type === 'integer' || unit === undefined ? undefined : unitOf(unit)?.dimension;
  if (dimension === undefined) return [];
  const own = unit === undefined ? [] : [unit];
  const all = dimension === 'count' ? [] : [...new Set([...setting.writtenAs, ...own, ...UNITS[dimension]])];
  return all.map((u, i) => ({
    label: u.startsWith('/') ? `${number}${u}` : `${number} ${u}`,
    kind: 'quantity',
    rank: i < setting.writtenAs.length + own.length ? 1 : 2,
    ...(u === unit && { detail: 'the unit of a bare number' }),
  }));
}

const NAMES: readonly (readonly [figure: string, label: string])[] = [
  ['default', 'default'],
  ['min', 'least'],
  ['max', 'most'],
];

/** Each documented bound with what it is, `60 s` -> `least (notes)`; one that holds in both editions without a word about them. */
function bounds(setting: Setting, unit: string | undefined, options: LintOptions): Map<string, string[]> {
  const editions: readonly Edition[] = options.edition === 'both' ? ['current', 'notes'] : [options.edition];
  const found = new Map<string, string[]>();
  const say = (text: string, what: string) =>
    found.set(text, [...new Set([...(found.get(text) ?? []), what])]);
  const dimension = unit === undefined ? 'count' : unitOf(unit)?.dimension;
  const fits = (f: Figure | undefined): f is Figure => {
    const quantity = f === undefined ? undefined : parseQuantity(figureText(f));
    return quantity !== undefined && (quantity.dimension === dimension || quantity.unit === '');
  };
  if (setting.default !== undefined) say(setting.default, 'default');
  for (const id of setting.facts) {
    if (factById(id) === undefined) continue;
    for (const [name, label] of NAMES) {
      const figures = editions.map((e) => figure(id, name, e));
      const texts = figures.map((f) => (fits(f) ? figureText(f) : undefined));
      const same = new Set(texts).size === 1;
      texts.forEach((text, i) => {
        if (text !== undefined)
          say(text, same ? label : `${label} ${editions[i] === 'notes' ? 'in the notes' : 'today'}`);
      });
    }
  }
  return found;
}
