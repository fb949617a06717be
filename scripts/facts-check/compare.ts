/** One figure or list of the knowledge against what a model says. */
import type { Figure, Setting } from '../../src/core/model.js';
import { wordKey } from '../../src/core/names.js';
import { parseQuantity } from '../../src/core/quantity.js';
import { canonicalWord } from '../../src/core/value.js';
import type { Said, Source } from './models.js';

export interface Mapping extends Source {
  /** Unit of the model's bare number; one that begins with `/` is put behind the unit that it has. */
  readonly unit?: string;
  readonly as?: Readonly<Record<string, string>>;
  readonly only?: readonly string[];
  /** The model's list must not have any of these words of ours. */
  readonly without?: boolean;
  readonly ours?: Readonly<Record<string, string>>;
  readonly theirs?: Readonly<Record<string, string>>;
  readonly explained?: string;
}

export interface Row {
  readonly name: string;
  readonly ours: string;
  readonly theirs: string;
  readonly verdict: 'agrees' | 'explained' | 'disagrees' | 'gone';
  readonly note: string;
}

const NUMBERS: Readonly<Record<string, string>> = {
  one: '1',
  two: '2',
  three: '3',
  five: '5',
  'one year': '365 d',
  'one-year': '365 d',
};

/** A figure of a fact, as today's documentation has it. */
export function compareFigure(name: string, figure: Figure | undefined, mapping: Mapping, said: Said): Row {
  const ours = figure === undefined ? 'nothing' : textOf(figure);
  if (said === undefined)
    return { name, ours, theirs: 'nothing', verdict: 'gone', note: 'the model does not say it any more' };
  if (Array.isArray(figure) || Array.isArray(said)) {
    const between = /,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+/;
    const words = Array.isArray(said) ? (said as readonly string[]) : String(said).split(between);
    const list = Array.isArray(figure) ? figure.map(String) : [ours];
    return compareLists(name, list, words, mapping, (word) => wordKey(word));
  }
  const theirs = String(said);
  const own = parseQuantity(ours, '');
  const model = quantityOf(theirs, mapping.unit);
  return { name, ours, theirs: model?.text ?? theirs, ...verdict(sameValue(), mapping) };

  function sameValue(): boolean {
    if (own === undefined || model === undefined) return wordKey(ours) === wordKey(theirs);
    return own.unit === '' || model.unit === '' ? own.amount === model.amount : own.base === model.base;
  }
}

/** A closed list of a setting: every word of the model must be one that the setting knows, and the other way round. */
export function compareSetting(name: string, setting: Setting, mapping: Mapping, said: Said): Row {
  const words = Array.isArray(said) ? (said as readonly string[]) : [];
  const ours = setting.values.map((v) => v.name);
  if (words.length === 0)
    return {
      name,
      ours: ours.join(', '),
      theirs: 'nothing',
      verdict: 'gone',
      note: 'the model has no such list',
    };
  return compareLists(name, ours, words, mapping, (word) => canonicalWord(word, setting) ?? wordKey(word));
}

function compareLists(
  name: string,
  ours: readonly string[],
  words: readonly string[],
  mapping: Mapping,
  canonical: (word: string) => string,
): Row {
  const renamed = words.filter((w) => mapping.only?.includes(w) ?? true).map((w) => mapping.as?.[w] ?? w);
  const theirs = new Set(renamed.filter((w) => mapping.theirs?.[w] === undefined).map(canonical));
  const own = new Set(ours.filter((w) => mapping.ours?.[w] === undefined).map(canonical));
  if (mapping.without === true) {
    const had = [...own].filter((w) => [...theirs].some((t) => t.includes(w)));
    const note = had.length > 0 ? `the model has it: ${had.join(', ')}` : '';
    const { verdict: found, note: why } = verdict(had.length === 0, mapping);
    const reason = [note, why].filter((n) => n !== '').join('; ');
    return { name, ours: `not ${ours.join(', ')}`, theirs: words.join(', '), verdict: found, note: reason };
  }
  const lacking = [...theirs].filter((w) => !own.has(w));
  const extra = [...own].filter((w) => !theirs.has(w));
  const said = [
    lacking.length > 0 ? `not here: ${lacking.join(', ')}` : '',
    extra.length > 0 ? `only here: ${extra.join(', ')}` : '',
  ];
  const result = verdict(lacking.length + extra.length === 0, mapping);
  const reasons = Object.entries({ ...mapping.ours, ...mapping.theirs }).map(
    ([word, reason]) => `${word}: ${reason}`,
  );
  const note = [...said, result.note, ...reasons].filter((s) => s !== '').join('; ');
  return { name, ours: ours.join(', '), theirs: words.join(', '), verdict: result.verdict, note };
}

function verdict(same: boolean, { explained }: Mapping): Pick<Row, 'verdict' | 'note'> {
  if (same) return { verdict: 'agrees', note: '' };
  return explained === undefined
    ? { verdict: 'disagrees', note: '' }
    : { verdict: 'explained', note: explained };
}

function quantityOf(said: string, unit = ''): ReturnType<typeof parseQuantity> {
  const text = NUMBERS[said.toLowerCase()] ?? said;
  const bare = /^[\d.,]+$/.test(text);
  return parseQuantity(
    unit === '' ? text : unit.startsWith('/') ? `${text}${unit}` : bare ? `${text} ${unit}` : text,
  );
}

function textOf(figure: Figure): string {
  if (typeof figure !== 'object') return String(figure);
  return 'base' in figure ? figure.text : figure.join(', ');
}
