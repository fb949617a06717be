/** A fact on a page: what the notes say, what holds today with its date, figures side by side, sources, rules. */
import { type FactPlace, NOTES_DATE, rulesCiting } from '../../knowledge.js';
import type { Fact, FactId, RuleId, ServiceId } from '../../model.js';
import { anchor, code, link, list, plain, prose, sourceLink, table } from '../markdown.js';
import { figurePairs, statusWords } from './words.js';

/** How a host links to things. What is absent, or gives undefined, is shown as plain text. */
export interface PageLinks {
  rule?(id: RuleId): string | undefined;
  fact?(id: FactId): string | undefined;
  service?(id: ServiceId): string | undefined;
  /** Opens an example of a rule; `index` counts in `rule.examples`, `file` is a name that it is read under. */
  example?(rule: RuleId, index: number, part: 'bad' | 'good' | 'fixed', file: string): string | undefined;
}

/** A fact under a heading of its own, so that the page can be opened there: by `#<fact id>`, or by `factFragment`. */
export function factItem(place: FactPlace, links: PageLinks): string {
  const { fact } = place;
  return [`### ${heading(fact)}`, `${anchor(fact.id)}${badge(fact)}`, ...details(place, links)].join('\n\n');
}

/** A heading says the claim without its full stop. */
function heading(fact: Fact): string {
  return prose(fact.claim.replace(/\.$/, ''));
}

/**
 * The fragment that Markdown previews derive from the heading of a fact. They open a page at headings only; inside of an open
 * page `#<fact id>` works as well.
 */
export function factFragment(fact: Fact): string {
  return fact.claim
    .replace(/\.$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** The lines below a claim. */
export function details({ fact }: FactPlace, links: PageLinks): string[] {
  return [...formulas(fact), todayLine(fact), figuresTable(fact), ...footer(fact, links)].filter(
    (b) => b !== '',
  );
}

/** Empty where the notes still hold. */
function badge(fact: Fact): string {
  if (fact.origin === 'added') return '_not in the notes_';
  return fact.today.status === 'same' ? '' : `_${statusWords(fact)}_`;
}

function todayLine(fact: Fact): string {
  const { note, status, since } = fact.today;
  const what = note === undefined ? '' : prose(note);
  if (status === 'same') return what;
  const when = since === undefined ? '' : ` (since ${since})`;
  const head = status === 'unverified' ? '**Not verified.**' : `**Today${when}:**`;
  return what === '' ? `${head} ${statusWords(fact)}.` : `${head} ${what}`;
}

function formulas(fact: Fact): string[] {
  const { formula, today } = fact;
  const display = (tex: string) => `$$\n${tex}\n$$`;
  if (formula === undefined) return today.formula === undefined ? [] : [display(today.formula)];
  if (today.formula === undefined) return [display(formula)];
  return [`By the notes of ${NOTES_DATE}:`, display(formula), 'Today:', display(today.formula)];
}

/** Both editions side by side where they differ; what is the same in both stands in the claim already. */
function figuresTable(fact: Fact): string {
  const pairs = figurePairs(fact);
  if (!pairs.some((p) => p.differs)) return '';
  const rows = pairs.map((p) => [
    plain(p.name),
    plain(p.notes),
    p.differs ? `**${plain(p.today)}**` : plain(p.today),
  ]);
  const today = fact.today.since === undefined ? 'Today' : `Today, since ${fact.today.since}`;
  return table(['Figure', `Notes of ${NOTES_DATE}`, today], rows);
}

function footer(fact: Fact, links: PageLinks): string[] {
  const sources = fact.today.sources.map(sourceLink);
  const rules = rulesCiting(fact.id).map((r) => link(code(r.id), links.rule?.(r.id)));
  const parts = [
    link(code(fact.id), links.fact?.(fact.id)),
    ...(sources.length > 0 ? [`Sources: ${sources.join(' · ')}`] : []),
    ...(rules.length > 0 ? [`Checked by ${rules.join(', ')}`] : []),
  ];
  return [`<small>${parts.join(' — ')}</small>`];
}

/** Facts that a rule rests on: claim, today's truth, figures, sources. */
export function citedFacts(places: readonly FactPlace[], links: PageLinks): string {
  return list(
    places.map((place) => {
      const { fact, service } = place;
      const where = link(plain(service.shortName), links.service?.(service.id));
      const lines = [
        `${prose(fact.claim)} · ${badge(fact) === '' ? '_the same today_' : badge(fact)}`,
        ...formulas(fact),
        todayLine(fact),
        figuresTable(fact),
      ];
      const sources = fact.today.sources.map(sourceLink);
      const foot = [where, link(code(fact.id), links.fact?.(fact.id)), ...sources].join(' · ');
      return [...lines, foot].filter((b) => b !== '').join('\n\n');
    }),
  );
}
