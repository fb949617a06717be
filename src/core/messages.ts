/** From a rule's message and what was found to the sentence that people read. */

import type { Offender, Place } from './conditions.js';
import { factById, figure, serviceById } from './knowledge.js';
import { choiceText, isChoice } from './lists.js';
import type { Edge, EditionChoice, Fact, Figure, KnownValue, Rule, Step, Value } from './model.js';
import { formatNumber, parseQuantity, unitOf } from './quantity.js';

interface Filling {
  readonly args?: Readonly<Record<string, string>>;
  readonly rule?: Rule;
  readonly site?: { readonly step: Step | undefined; readonly edge: Edge | undefined };
  readonly place?: Place;
  readonly breach?: {
    readonly args: Readonly<Record<string, string>>;
    readonly bound: string | undefined;
    readonly offender: Offender | undefined;
  };
}

/** Fills the placeholders of a message. See CONTRIBUTING for what they mean. */
export function fill(message: string, filling: Filling): string {
  return message
    .replaceAll(/\{([^{}]+)\}/g, (_, name: string) => placeholder(name, filling))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function placeholder(name: string, { args, site, place, breach }: Filling): string {
  const given = args?.[name] ?? breach?.args[name];
  if (given !== undefined) return given;
  switch (name) {
    case 'value':
      return breach?.offender === undefined ? '' : besides(breach.offender.value, breach.bound);
    case 'count':
      return String(sizeOf(breach?.offender?.value));
    case 'bound':
      return breach?.bound ?? '';
    case 'step':
      return site?.step?.id ?? '';
    case 'service':
      return serviceText(site?.step);
    case 'from':
      return site?.edge?.from.id ?? '';
    case 'to':
      return site?.edge?.to.id ?? '';
    case 'from.service':
      return serviceText(site?.edge?.from);
    case 'to.service':
      return serviceText(site?.edge?.to);
  }
  const [fact, figureName] = name.split('.') as [string, string | undefined];
  const known = factById(fact);
  if (known !== undefined && figureName !== undefined && place !== undefined) {
    const found = figure(known.fact.id, figureName, place.edition);
    return Array.isArray(found) ? choiceText(found as readonly string[]) : figureText(found);
  }
  const value = place?.values(name)[0];
  return value === undefined ? '' : valueText(value);
}

function serviceText(step: Step | undefined): string {
  if (step?.service === undefined) return step?.serviceText ?? '';
  return serviceById(step.service).shortName;
}

/** As written; a bare number with the unit that its setting gives it. */
function valueText(value: Value): string {
  if (value.state === 'absent') return 'not set';
  const unit = value.state === 'known' ? unitOfBare(value) : undefined;
  if (unit === undefined || value.text.endsWith(unit)) return value.text;
  return unit.startsWith('/') ? `${value.text}${unit}` : `${value.text} ${unit}`;
}

/** The unit that a bare number has in its setting, or under the spelling of the setting that it stands at. */
function unitOfBare({ quantity, origins, setting }: KnownValue): string | undefined {
  if (quantity?.unit !== '' || origins !== undefined || setting?.unit === undefined) return undefined;
  const units = [setting.unit, ...setting.aliases.flatMap((a) => a.unit ?? [])];
  const means = (unit: string) => {
    const factor = unitOf(unit)?.factor ?? Number.NaN;
    return Math.abs(quantity.amount * factor - quantity.base) <= 1e-9 * Math.abs(quantity.base);
  };
  return units.find(means) ?? setting.unit;
}

/** The value, and what it is in the units of the bound where the two count differently: `2 MB (1953 KiB)`, `400 d (9,600 h)`. */
function besides(value: Value, bound: string | undefined): string {
  const text = valueText(value);
  const limit = bound === undefined ? undefined : parseQuantity(bound.split('–').at(-1) ?? '');
  const own = value.state === 'known' ? value.quantity : undefined;
  if (own === undefined || limit === undefined || own.dimension !== limit.dimension) return text;
  if (own.dimension === 'countRate' && /^[\d,._]+\s*\/s$/.test(text))
    return text.replace(/\s*\/s$/, ` ${limit.unit}`);
  const meant = value.state === 'known' && (value.setting?.writtenAs.length ?? 0) > 0;
  const factor = unitOf(limit.unit)?.factor;
  if (meant || factor === undefined) return text;
  const apart =
    own.dimension === 'duration'
      ? own.base >= 1 && own.base !== own.amount * factor
      : BINARY.test(text) !== BINARY.test(limit.unit);
  if (!apart) return text;
  return `${text} (${formatNumber(own.base / factor)} ${limit.unit})`;
}
const BINARY = /[KMGTP]iB/i;

function sizeOf(value: Value | undefined): number | string {
  if (value?.state !== 'known') return '';
  return value.size ?? value.text;
}

/** A figure as people read it. */
export function figureText(figure: Figure | undefined): string {
  if (figure === undefined) return 'unknown';
  if (typeof figure !== 'object') return String(figure);
  return 'base' in figure ? figure.text : figure.join(', ');
}

/**
 * The sentence about the other edition. A breach of the notes' figure alone says so; a breach of today's truth says what the
 * notes allowed, and since when that is over.
 */
export function editionSentence(
  rule: Rule,
  edition: EditionChoice,
  own: string | undefined,
  other: string,
): string {
  const fact = changed(rule);
  const since = fact?.today.since;
  if (edition === 'notes') {
    const when = since ? ` since ${since}` : ' today';
    if (other === '' || other === own) {
      const note = todayNote(fact);
      return ` (only the notes say so${note ? `; ${note}` : ''})`;
    }
    return isChoice(other)
      ? ` (only the notes say so; AWS documentation allows it${when})`
      : ` (only the notes say so: ${own}; AWS documentation says ${other}${when})`;
  }
  if (edition === 'current' && other !== '' && other !== own) {
    const what = isChoice(other) ? 'allow it' : `say ${other}`;
    return ` (the notes still ${what}${since ? `; changed on ${since}` : ''})`;
  }
  return '';
}

function changed(rule: Rule): Fact | undefined {
  const facts = rule.facts.flatMap((id) => factById(id)?.fact ?? []);
  return facts.find((f) => f.today.status !== 'same' && f.today.status !== 'unverified');
}

function todayNote(fact: Fact | undefined): string {
  if (fact === undefined) return '';
  const first = fact.today.note?.split(/(?<=[.;])\s/)[0]?.replace(/[.;]$/, '');
  return first === undefined
    ? `today it is ${fact.today.status}${fact.today.since ? ` since ${fact.today.since}` : ''}`
    : `today: ${first}`;
}
