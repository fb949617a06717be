/** One rule at one place of a pipeline: asked in each edition, the answers put together to findings. */

import { boundOf, holds, type Offender, offendersOf, type Place } from '../conditions.js';
import { fixesFor } from '../fixes/fixes.js';
import { checks } from '../generated/checks.js';
import { figure } from '../knowledge.js';
import { editionSentence, fill } from '../messages.js';
import type {
  Condition,
  Edge,
  Edition,
  EditionChoice,
  FactId,
  Figure,
  Finding,
  Fix,
  Related,
  Rule,
  RuleLevel,
  Severity,
  Span,
  Step,
  Value,
} from '../model.js';
import type { Graph } from '../pipeline/graph.js';
import type { CheckContext } from './check.js';
import { isEditionFree } from './rule-index.js';
import { SEVERITIES } from './severity.js';

export interface LintOptions {
  readonly edition: EditionChoice;
  /** Severities set by the user, by rule id. */
  readonly rules?: Readonly<Record<string, RuleLevel>>;
}

/** One place where a rule applies: a step, an edge with its reading end, or the whole pipeline. */
export interface Site {
  readonly graph: Graph;
  readonly step: Step | undefined;
  readonly edge: Edge | undefined;
  /** The site as conditions see it, once for each edition. */
  readonly places: Partial<Record<Edition, Place>>;
  checked?: Checked;
}

/** A breach in one edition, before the editions are put together. */
interface Breach {
  readonly span: Span;
  readonly step: string | undefined;
  readonly args: Readonly<Record<string, string>>;
  readonly bound: string | undefined;
  readonly offender: Offender | undefined;
  readonly severity: Severity | undefined;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[] | undefined;
  readonly facts?: readonly FactId[] | undefined;
}

interface Outcome {
  readonly breaches: readonly Breach[];
  /** A check in code has neither looked at the edition nor at a figure: the other edition would say the same. */
  readonly editionFree?: boolean;
  /** What this edition asks for here; undefined where it asks for nothing. */
  bound(): string | undefined;
}

const NOTHING_EVER: Outcome = { breaches: [], bound: () => undefined, editionFree: true };
const NOTHING: Outcome = { breaches: [], bound: () => undefined };

/** The findings of a rule at a place; none where it is switched off. */
export function applyRule(rule: Rule, site: Site, options: LintOptions): readonly Finding[] {
  if (options.rules?.[rule.id] === 'off') return NONE;
  const current =
    options.edition !== 'notes' && rule.edition !== 'notes' ? outcome(rule, site, 'current') : NOTHING;
  const same = options.edition === 'both' && (current.editionFree === true || isEditionFree(rule));
  const notes = same
    ? current
    : options.edition !== 'current' && rule.edition !== 'current'
      ? outcome(rule, site, 'notes')
      : NOTHING;
  if (current.breaches.length === 0 && notes.breaches.length === 0) return NONE;
  const found: Finding[] = [];
  for (const breach of current.breaches) {
    const inNotes = notes.breaches.some((b) => sameSpan(b.span, breach.span));
    found.push(
      ...finding(
        rule,
        site,
        'current',
        inNotes ? 'both' : 'current',
        breach,
        inNotes ? undefined : notes.bound(),
        options,
      ),
    );
  }
  for (const breach of notes.breaches) {
    if (current.breaches.some((b) => sameSpan(b.span, breach.span))) continue;
    const other = options.edition === 'both' ? (current.bound() ?? '') : undefined;
    found.push(...finding(rule, site, 'notes', 'notes', breach, other, options));
  }
  return found;
}

const NONE: readonly Finding[] = [];

function outcome(rule: Rule, site: Site, edition: Edition): Outcome {
  const place = placeOf(site, edition);
  if (rule.where !== undefined && holds(rule.where, place, 'some') !== true) return NOTHING;
  if (rule.check === 'code') return coded(rule, site, edition);
  const must = rule.must;
  if (must === undefined) return NOTHING;
  const truth = holds(must, place, 'every');
  if (truth === undefined) return NOTHING;
  return { breaches: truth ? [] : breachesOf(rule, site, place), bound: () => boundOf(must, place) };
}

/** What checks see of a site; notes whether one has looked at the edition, or at a figure of it. */
class Checked implements CheckContext {
  readonly graph: Graph;
  readonly step: Step | undefined;
  readonly edge: Edge | undefined;
  looked = false;
  private asked: { readonly rule: Rule; readonly edition: Edition } | undefined;

  constructor({ graph, step, edge }: Site) {
    this.graph = graph;
    this.step = step;
    this.edge = edge;
  }

  ask(rule: Rule, edition: Edition): void {
    this.asked = { rule, edition };
    this.looked = false;
  }

  get rule(): Rule {
    return (this.asked as { rule: Rule }).rule;
  }

  get edition(): Edition {
    this.looked = true;
    return (this.asked as { edition: Edition }).edition;
  }

  /** Bound to its object, so that checks may take it out of the context. */
  readonly figure = (fact: FactId, name: string): Figure | undefined => figure(fact, name, this.edition);
}

function coded(rule: Rule, site: Site, edition: Edition): Outcome {
  const check = checks[rule.id];
  if (check === undefined) return NOTHING;
  const context = (site.checked ??= new Checked(site));
  context.ask(rule, edition);
  const breaches: Breach[] = [];
  for (const r of check(context)) {
    breaches.push({
      span: r.span,
      step: r.step ?? site.step?.id,
      args: r.args ?? {},
      bound: r.args?.bound,
      offender: undefined,
      severity: r.severity,
      related: r.related ?? [],
      fixes: r.fixes,
      facts: r.facts,
    });
  }
  const editionFree = rule.edition === 'both' && !context.looked;
  if (breaches.length === 0) return editionFree ? NOTHING_EVER : NOTHING;
  return { breaches, bound: () => breaches[0]?.bound, editionFree };
}

function breachesOf(rule: Rule, site: Site, place: Place): Breach[] {
  if (rule.must === undefined) return [];
  const found = offendersOf(rule.must, place);
  const offenders = found.length > 0 ? found : [undefined];
  return offenders.map(
    (offender): Breach => ({
      span: spanOf(rule, site, place, offender),
      step: site.step?.id,
      args: {},
      bound: offender?.bound ?? boundOf(rule.must as Condition, place),
      offender,
      severity: undefined,
      related: origins(offender?.value),
      fixes: undefined,
    }),
  );
}

/** The token that is wrong: what the rule marks, else the offender where it stands in the step itself. */
function spanOf(rule: Rule, site: Site, place: Place, offender: Offender | undefined): Span {
  const own = site.step?.serviceSpan ?? site.graph.pipeline.nameSpan;
  switch (rule.mark) {
    case 'edge':
      return site.edge?.span ?? own;
    case 'service':
      return own;
    case 'id':
      return site.step?.idSpan ?? own;
    case undefined: {
      if (offender === undefined) return site.edge?.span ?? own;
      const value = offender.value;
      const flowed = value.state === 'known' && value.origins !== undefined && value.origins.length > 0;
      if (flowed) return site.edge?.span ?? own;
      return value.span;
    }
    default: {
      const value = place.values(rule.mark).find((v) => v.state !== 'absent');
      return value?.span ?? own;
    }
  }
}

function origins(value: Value | undefined): Related[] {
  if (value?.state !== 'known') return [];
  return (value.origins ?? []).map((o) => ({ message: `${o.text} comes from ${o.step}`, span: o.span }));
}

/** Paths of the site's scope: relative to the step, or with `from.` / `to.` in an edge rule. */
function placeOf(site: Site, edition: Edition): Place {
  const known = site.places[edition];
  if (known !== undefined) return known;
  const { graph, step, edge } = site;
  const place: Place = {
    edition,
    values(path) {
      if (edge !== undefined) {
        if (path.startsWith('from.')) return graph.values(edge.from, path.slice(5));
        if (path.startsWith('to.')) return graph.values(edge.to, path.slice(3));
      } else if (step !== undefined && path !== 'service') return graph.values(step, path);
      else if (step !== undefined)
        return [{ state: 'known', text: step.serviceText, span: step.serviceSpan }];
      return graph.topValues(path);
    },
  };
  site.places[edition] = place;
  return place;
}

function finding(
  rule: Rule,
  site: Site,
  asked: Edition,
  edition: EditionChoice,
  breach: Breach,
  otherBound: string | undefined,
  options: LintOptions,
): Finding[] {
  const place = placeOf(site, asked);
  const notesOnly = edition === 'notes' && options.edition === 'both';
  const asSketch = levelOf(rule, asked, breach.severity, place, notesOnly, options);
  const level =
    site.graph.pipeline.template === true && options.rules?.[rule.id] === undefined
      ? capped(asSketch, rule.templates)
      : asSketch;
  if (level === 'off') return [];
  const sentence = otherBound === undefined ? '' : editionSentence(rule, edition, breach.bound, otherBound);
  return [
    {
      rule: rule.id,
      severity: level,
      confidence: rule.confidence,
      message: fill(rule.message, { rule, site, place, breach }) + sentence,
      span: breach.span,
      step: breach.step,
      facts: breach.facts ?? rule.facts,
      edition,
      related: breach.related,
      tags: rule.tags,
      fixes: breach.fixes ?? fixesFor(rule, site, breach),
    },
  ];
}

function levelOf(
  rule: Rule,
  edition: Edition,
  own: Severity | undefined,
  place: Place,
  notesOnly: boolean,
  options: LintOptions,
): RuleLevel {
  const wanted = options.rules?.[rule.id];
  if (wanted !== undefined) return wanted;
  const softer = rule.soften.find((s) => holds(s.when, place, 'some') === true)?.to;
  const level = softer === undefined ? (own ?? rule.severity[edition]) : softer;
  return notesOnly && level === 'error' ? 'warning' : level;
}

/** The lower of two levels. */
function capped(level: RuleLevel, highest: RuleLevel | undefined): RuleLevel {
  if (highest === undefined || level === 'off') return level;
  return highest === 'off' || SEVERITIES.indexOf(level) > SEVERITIES.indexOf(highest) ? highest : level;
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
