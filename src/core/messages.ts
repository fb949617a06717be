/** From a rule's message and what was found to the sentence that people read. */
import type { Offender, Place } from './conditions.js';
import { factById, figure, serviceById } from './knowledge.js';
import type { Edge, EditionChoice, Fact, Figure, Rule, Step, Value } from './model.js';

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
      return breach?.offender === undefined ? '' : valueText(breach.offender.value);
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
    return figureText(figure(known.fact.id, figureName, place.edition));
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
  if (value.state === 'absent') return 'nothing';
  const unit =
    value.state === 'known' && value.quantity?.unit === '' && value.origins === undefined
      ? value.setting?.unit
      : undefined;
  if (unit === undefined || value.text.endsWith(unit)) return value.text;
  return unit.startsWith('/') ? `${value.text}${unit}` : `${value.text} ${unit}`;
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
    const today =
      other !== '' && other !== own
        ? `AWS documentation says ${other}${since ? ` since ${since}` : ' today'}`
        : todayNote(fact);
    return ` (only the notes say so${own ? `: ${own}` : ''}${today ? `; ${today}` : ''})`;
  }
  if (edition === 'current' && other !== '' && other !== own) {
    return ` (the notes still say ${other}${since ? `; changed on ${since}` : ''})`;
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
