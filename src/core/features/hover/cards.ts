/** The texts of hovers, in Markdown. A card says what is documented about one thing, in both editions. */
import { factById, figure, NOTES_DATE } from '../../knowledge.js';
import { figureText } from '../../messages.js';
import type {
  Alias,
  Edition,
  Fact,
  FactId,
  Figure,
  Quantity,
  Rule,
  RuleId,
  Service,
  ServiceId,
} from '../../model.js';
import { plain, prose, table } from '../markdown.js';
import { factTitle, isChanged, statusText } from '../topics.js';

/** Addresses for the links of a card; a host decides what they do. */
export interface HoverLinks {
  service(id: ServiceId, fact?: FactId): string;
  rule(id: RuleId): string;
}

const MOST_LIMITS = 6;
const MOST_CLAIMS = 5;

export interface ServiceCardOptions {
  /** The name that stands in the text, where it is one of the service's. */
  readonly alias?: Alias | undefined;
}

/** What a service is, its former names, and its most important limits. */
export function serviceCard(service: Service, links: HoverLinks, { alias }: ServiceCardOptions = {}): string {
  const short = service.shortName === service.name ? '' : ` · ${service.shortName}`;
  return paragraphs([
    headed(`**${service.name}**${short}`, [
      [service.sections.length > 0 ? 'Notes page' : 'Page', links.service(service.id)],
      ...(service.docs === undefined ? [] : [['Documentation', service.docs] as const]),
    ]),
    formerLine(service, alias),
    plain(service.summary),
    limitsTable(service),
  ]);
}

function formerLine(service: Service, alias: Alias | undefined): string {
  if (alias?.formerly === true) {
    const when = alias.since === undefined ? '' : ` until ${alias.since}`;
    return `*${alias.text}* was its name${when}.`;
  }
  const former = service.aliases
    .filter((a) => a.formerly)
    .sort((a, b) => Number(b.since !== undefined) - Number(a.since !== undefined))[0];
  if (former === undefined) return '';
  return `Formerly *${former.text}*${former.since === undefined ? '' : ` (until ${former.since})`}.`;
}

function limitsTable(service: Service): string {
  const bySetting = new Set(service.settings.flatMap((s) => s.facts));
  const limits = service.sections
    .flatMap((s) => s.facts)
    .filter(
      (f) => f.kind === 'limit' && (boundsText(f.id, 'notes') !== '' || boundsText(f.id, 'current') !== ''),
    );
  const weight = (f: Fact) => (hasUnit(f) ? 2 : 0) + (bySetting.has(f.id) ? 1 : 0);
  const chosen = new Set([...limits].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_LIMITS));
  return editionTable(
    limits.filter((f) => chosen.has(f)),
    service,
  );
}

function hasUnit(fact: Fact): boolean {
  return Object.values({ ...fact.figures, ...fact.today.figures }).some(
    (f) => isQuantity(f) && f.unit !== '',
  );
}

/** A row for each fact with a bound, in both editions; one column where they agree. */
export function editionTable(facts: readonly Fact[], service: Service | undefined): string {
  const rows = facts.map((fact) => ({
    fact,
    label: factTitle(fact, service),
    notes: boundsText(fact.id, 'notes'),
    today: boundsText(fact.id, 'current'),
  }));
  if (rows.length === 0) return '';
  if (rows.every((r) => r.notes === r.today && !isOtherwise(r.fact))) {
    return table(
      ['Limit', 'Value'],
      rows.map((r) => [r.label, plain(r.today)]),
    );
  }
  return table(
    ['Limit', `Notes (${NOTES_DATE})`, 'Today'],
    rows.map((r) => [r.label, r.notes === '' ? '–' : plain(r.notes), todayCell(r.notes, r.today, r.fact)]),
  );
}

function todayCell(notes: string, today: string, fact: Fact): string {
  if (today === notes)
    return isOtherwise(fact) ? `**${fact.today.status}**${sinceText(fact)}, see its page` : 'same';
  if (notes !== '' && today.startsWith(`${notes}, `)) return `same${plain(today.slice(notes.length))}`;
  return `**${plain(today)}**${isChanged(fact) ? sinceText(fact) : ''}`;
}

/** What has become of the fact says more than its figures, which stayed as they were. */
function isOtherwise({ today: { status } }: Fact): boolean {
  return status === 'changed' || status === 'retired';
}

function sinceText({ today: { since } }: Fact): string {
  return since === undefined ? '' : ` since ${since}`;
}

/** The bounds that a fact sets: `0–900 s`, `up to 24 h`, `gzip, zip`. Empty where it sets none in this edition. */
export function boundsText(id: FactId, edition: Edition): string {
  const [min, max, fallback, values] = ['min', 'max', 'default', 'values'].map((name) =>
    figure(id, name, edition),
  );
  const parts: string[] = [];
  if (min !== undefined && max !== undefined) parts.push(span(min, max));
  else if (max !== undefined) parts.push(`up to ${figureText(max)}`);
  else if (min !== undefined && figureText(min) !== figureText(fallback))
    parts.push(`from ${figureText(min)}`);
  if (fallback !== undefined) parts.push(`default ${figureText(fallback)}`);
  if (parts.length === 0 && Array.isArray(values)) parts.push(values.join(', '));
  return parts.join(', ');
}

function span(min: Figure, max: Figure): string {
  const low = figureText(min);
  const high = figureText(max);
  if (isQuantity(min) && isQuantity(max) && min.unit === max.unit && min.unit !== '') {
    return `${low.slice(0, -min.unit.length).trim()}–${high}`;
  }
  return `${low}–${high}`;
}

function isQuantity(figure: Figure): figure is Quantity {
  return typeof figure === 'object' && 'base' in figure;
}

/** What the facts claim, one line each, with what has become of them. */
export function claims(ids: readonly FactId[], links: HoverLinks): string {
  const places = ids.flatMap((id) => factById(id) ?? []);
  const lines = places.slice(0, MOST_CLAIMS).map(({ fact, service }) => {
    const status = statusText(fact);
    const note =
      status === undefined || fact.today.note === undefined
        ? ''
        : ` – ${plain(firstSentence(fact.today.note))}`;
    const today = status === undefined ? '' : ` *(${status}${note})*`;
    return `- ${plain(fact.claim)}${today} [notes](${links.service(service.id, fact.id)})`;
  });
  return [
    ...lines,
    ...(places.length > MOST_CLAIMS ? [`- and ${places.length - MOST_CLAIMS} more`] : []),
  ].join('\n');
}

function firstSentence(text: string): string {
  return (text.split(/(?<=[.;])\s/)[0] ?? text).replace(/[.;]$/, '');
}

/** What a rule asks for, and why. */
export function ruleCard(rule: Rule, links: HoverLinks): string {
  return paragraphs([
    headed(`**${prose(rule.title)}** · \`${rule.id}\` · ${rule.severity.current}`, [
      ['Rule page', links.rule(rule.id)],
    ]),
    prose(rule.why),
  ]);
}

/** A title with its links behind it: a hover may be cut off below, its first line never is. */
export function headed(title: string, links: readonly (readonly [text: string, address: string])[]): string {
  return [title, ...links.map(([text, address]) => `[${text}](${address})`)].join(' · ');
}

/** Blocks of Markdown with a blank line between them; empty ones are left out. */
export function paragraphs(blocks: readonly string[]): string {
  return blocks.filter((b) => b !== '').join('\n\n');
}
