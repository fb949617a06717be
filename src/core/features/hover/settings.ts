/** The hover on a key or a value of a sketch: what the setting means, what is allowed, and the same amount in other words. */
import { factById, type Settings } from '../../knowledge.js';
import type { Dimension, Fact, FactId, Quantity, Service, Setting, Value } from '../../model.js';
import { unitOf } from '../../quantity.js';
import { readValue } from '../../value.js';
import { code, plain, prose } from '../markdown.js';
import { claims, editionTable, type HoverLinks, paragraphs } from './cards.js';
import { membersOf, type SettingPlace } from './places.js';

const MOST_VALUES = 14;

/** Undefined for a key that nothing is known about. `service` is whose setting it is, `step` the service of the step that it stands in. */
export function settingCard(
  place: SettingPlace,
  settings: Settings,
  service: Service | undefined,
  links: HoverLinks,
  step?: Service,
): string | undefined {
  const { spelling, path, property } = place;
  const members = [...membersOf(`${path}.`, settings), ...membersOf(`${path}[].`, settings)];
  const below =
    members.length === 0 || property !== undefined
      ? ''
      : `Below it: ${members.map((m) => `\`${m}\``).join(', ')}.`;
  const owner = service === undefined ? '' : ` · ${service.shortName}`;
  if (spelling === undefined) {
    return members.length === 0 ? undefined : paragraphs([`**\`${shown(path)}\`**${owner}`, below]);
  }
  const { setting } = spelling;
  const alias = shown(path) === shown(setting.path) ? '' : ` (written \`${shown(path)}\`)`;
  const value = place.value === undefined ? undefined : readValue(place.value, spelling, place.value);
  const facts = setting.facts.flatMap((id) => factById(id)?.fact ?? []);
  const bounded = NUMERIC.has(setting.type) ? facts.filter(isBound) : [];
  const factOwner = factById(setting.facts[0] ?? '')?.service ?? service;
  return paragraphs([
    property?.name === undefined
      ? `**\`${shown(setting.path)}\`**${owner}${alias}`
      : `**\`${property.name}\`**${owner} · in sketches \`${shown(setting.path)}\``,
    place.part === 'value' ? valueLine(value, setting) : '',
    prose(setting.doc),
    typeLine(setting, property?.unit ?? spelling.unit),
    place.part === 'key' ? valuesList(spelled(setting, property?.spellings)) : '',
    below,
    editionTable(bounded, factOwner),
    claims(
      [...new Set([...factsNaming(place.part === 'value' ? value : undefined, step), ...setting.facts])],
      links,
    ),
  ]);
}

/** Facts of a service that name the very word, such as a format or a codec, in a figure. */
function factsNaming(value: Value | undefined, service: Service | undefined): FactId[] {
  const word = value?.state === 'known' ? value.word : undefined;
  if (word === undefined || service === undefined) return [];
  const names = (figure: unknown) => (Array.isArray(figure) ? figure.includes(word) : figure === word);
  return service.sections
    .flatMap((section) => section.facts)
    .filter((fact) => Object.values({ ...fact.figures, ...fact.today.figures }).some(names))
    .map((fact) => fact.id);
}

/** The setting with the words that a property knows, as they are written there. */
function spelled(setting: Setting, spellings: Readonly<Record<string, string>> | undefined): Setting {
  if (spellings === undefined) return setting;
  const values = setting.values.flatMap((v) => {
    const name = spellings[v.name];
    return name === undefined ? [] : [{ ...v, name }];
  });
  return { ...setting, values, open: false };
}

const NUMERIC: ReadonlySet<Setting['type']> = new Set(['quantity', 'number', 'integer', 'version']);

/** Does the fact set a bound, and not only list words? */
function isBound(fact: Fact): boolean {
  const figures = { ...fact.figures, ...fact.today.figures };
  return ['min', 'max', 'default'].some((name) => name in figures);
}

function shown(path: string): string {
  return path.replaceAll('[]', '');
}

/** What the written value means: `7 d` is 168 h, `gz` is gzip. */
function valueLine(value: Value | undefined, setting: Setting): string {
  if (value === undefined || value.state === 'absent') return '';
  if (value.state === 'dynamic') return `${code(value.text)} is filled in elsewhere, so it is not checked.`;
  if (value.quantity !== undefined) return quantityLine(value.quantity, setting);
  if (value.word === undefined) return '';
  const known = setting.values.find((v) => v.name === value.word);
  const same = value.word === value.text ? '' : ` = ${code(value.word)}`;
  return `${code(value.text)}${same}${known?.doc === undefined ? '' : `: ${plain(known.doc)}`}`;
}

function quantityLine(quantity: Quantity, setting: Setting): string {
  const asWritten =
    quantity.unit === '' && setting.unit !== undefined ? `${quantity.amount} ${setting.unit}` : '';
  const meant = setting.writtenAs.includes(quantity.unit) ? `${quantity.amount} ${setting.unit ?? ''}` : '';
  const others = otherUnits(quantity).filter((t) => t !== quantity.text && t !== asWritten && t !== meant);
  const all = [asWritten, meant, ...others].filter((t) => t !== '');
  return all.length === 0 ? '' : `${code(quantity.text)} = ${plain(all.join(' = '))}`;
}

const SCALES: Readonly<Partial<Record<Dimension, readonly (readonly [unit: string, size: number])[]>>> = {
  duration: [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
    ['ms', 0.001],
  ],
  size: [
    ['GiB', 1024 ** 3],
    ['GB', 1e9],
    ['MiB', 1024 ** 2],
    ['MB', 1e6],
    ['KiB', 1024],
    ['KB', 1e3],
    ['B', 1],
  ],
  sizeRate: [
    ['GB/s', 1e9],
    ['MiB/s', 1024 ** 2],
    ['MB/s', 1e6],
    ['KiB/s', 1024],
    ['KB/s', 1e3],
  ],
};

/** The same amount in up to two other units in which it is neither tiny nor huge. */
function otherUnits(quantity: Quantity): string[] {
  const scale = SCALES[quantity.dimension] ?? [];
  const own = unitOf(quantity.unit)?.factor;
  const texts = scale
    .filter(([, size]) => size !== own && quantity.base / size >= 1 && quantity.base / size < 10_000)
    .map(([unit, size]) => `${Number((quantity.base / size).toPrecision(4))} ${unit}`);
  return texts.filter((t) => quantity.dimension !== 'duration' || !t.includes('.')).slice(0, 2);
}

const KINDS: Readonly<Record<Dimension, string>> = {
  duration: 'Duration',
  size: 'Size',
  sizeRate: 'Volume per time',
  count: 'Number',
  countRate: 'Number per time',
};

const TYPES: Readonly<Record<Setting['type'], string>> = {
  quantity: 'Number',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'true or false',
  string: '',
  version: 'Version',
  enum: 'One of the values below',
  list: 'List',
  map: '',
  any: '',
};

function typeLine(setting: Setting, unit: string | undefined): string {
  const dimension = unit === undefined ? undefined : unitOf(unit)?.dimension;
  const kind =
    setting.type === 'quantity' && dimension !== undefined ? KINDS[dimension] : TYPES[setting.type];
  const bare = unit === undefined || dimension === 'count' ? '' : `a bare number is in ${unit}`;
  const fallback = setting.default === undefined ? '' : `default \`${setting.default}\``;
  const text = [setting.type === 'enum' ? '' : kind, bare, fallback].filter((t) => t !== '').join('; ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function valuesList(setting: Setting): string {
  if (setting.values.length === 0) return '';
  const shownValues = setting.values.slice(0, MOST_VALUES);
  const more = setting.values.length > MOST_VALUES || setting.open ? ' and others' : '';
  if (shownValues.filter((v) => v.doc !== undefined).length * 2 > shownValues.length) {
    return shownValues
      .map((v) => `- \`${v.name}\`${v.doc === undefined ? '' : ` – ${plain(v.doc)}`}`)
      .join('\n');
  }
  return `Values: ${shownValues.map((v) => `\`${v.name}\``).join(', ')}${more}.`;
}
