/** The short form of a page for a terminal: lines of plain text, each with the part that it plays. */
import {
  type FactPlace,
  factById,
  knowledge,
  ruleById,
  rulesCiting,
  serviceById,
  serviceByName,
} from '../knowledge.js';
import { sentenceList } from '../lists.js';
import type { Links, Rule, Service } from '../model.js';
import { didYouMean } from '../names.js';
import { pointed, shownExamples } from './pages/rule.js';
import {
  comparisonsOf,
  figurePairs,
  scopeServices,
  scopeWords,
  severityWords,
  statusWords,
} from './pages/words.js';

export interface ExplainLine {
  readonly text: string;
  /** `text` may be wrapped to the width of the terminal; the others are shown as they are. */
  readonly part: 'title' | 'heading' | 'text' | 'code' | 'note';
  /** Columns before the text. */
  readonly indent: number;
}

/** What a name stands for. */
export type Subject =
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'fact'; readonly place: FactPlace }
  | { readonly kind: 'service'; readonly service: Service };

/** A rule or a fact by its id, a service by any of its names. */
export function subjectOf(name: string): Subject | undefined {
  const rule = ruleById(name);
  if (rule !== undefined) return { kind: 'rule', rule };
  const place = factById(name);
  if (place !== undefined) return { kind: 'fact', place };
  const service = serviceByName(name) ?? knowledge.services.find((s) => s.id === name);
  return service === undefined ? undefined : { kind: 'service', service };
}

/** The nearest name that exists. Services are looked at first: their names are what people type by heart. */
export function nearestSubject(name: string): string | undefined {
  const services = knowledge.services.flatMap((s) => [
    s.id,
    s.shortName,
    s.name,
    ...s.aliases.map((a) => a.text),
  ]);
  const facts = knowledge.services.flatMap((s) =>
    s.sections.flatMap((section) => section.facts.map((f) => f.id)),
  );
  return didYouMean(name, services) ?? didYouMean(name, [...knowledge.rules.map((r) => r.id), ...facts]);
}

export function explain(subject: Subject): ExplainLine[] {
  switch (subject.kind) {
    case 'rule':
      return explainRule(subject.rule);
    case 'fact':
      return [title(subject.place.fact.id), ...factLines(subject.place, 0), ...checkedBy(subject.place)];
    case 'service':
      return explainService(subject.service);
  }
}

function explainRule(rule: Rule): ExplainLine[] {
  const places = rule.facts.flatMap((id) => factById(id) ?? []);
  const examples = shownExamples(rule);
  const bad = examples.find((e) => e.part === 'bad');
  const good = examples.find((e) => e.part === 'good');
  return [
    title(`${rule.id}: ${rule.title}`),
    note(`${severityWords(rule)}; ${rule.confidence} confidence; looks at ${scopeWords(rule)}`, 0),
    line(rule.why, 0),
    ...(places.length > 0 ? [heading('Rests on')] : []),
    ...places.flatMap((place) => [note(place.fact.id, 2), ...factLines(place, 4)]),
    ...(bad === undefined
      ? []
      : [heading('Bad'), ...code(bad.finding === undefined ? bad.text : pointed(bad.text, bad.finding))]),
    ...(bad?.finding === undefined ? [] : [line(`${bad.finding.severity}: ${bad.finding.message}`, 2)]),
    ...(bad?.fix === undefined
      ? []
      : [
          heading(`Fixed: ${bad.fix.title}${bad.fix.safe ? '' : ' (look at it before you take it)'}`),
          ...code(bad.fix.text),
        ]),
    ...(good === undefined ? [] : [heading('Good'), ...code(good.text)]),
    heading('To suppress it'),
    ...(rule.check === 'suppress'
      ? []
      : code(`# tributary-disable-next-line ${rule.id} -- why it is right here`)),
    ...code(`rules: { ${rule.id}: off }   # in .tributaryrc.yaml`),
  ];
}

function factLines(place: FactPlace, indent: number): ExplainLine[] {
  const { fact } = place;
  const { note: today, sources } = fact.today;
  const status = statusWords(fact);
  const differing = figurePairs(fact).filter((p) => p.differs);
  return [
    line(fact.claim, indent),
    line(today === undefined ? `Today: ${status}.` : `Today: ${status}. ${today}`, indent),
    ...differing.map((p) => line(`${p.name}: ${p.notes} in the notes, ${p.today} today`, indent + 2)),
    ...sources.map((s) => note(s, indent)),
  ];
}

function checkedBy({ fact }: FactPlace): ExplainLine[] {
  const rules = rulesCiting(fact.id);
  return rules.length === 0
    ? []
    : [heading('Checked by'), ...rules.map((r) => line(`${r.id}: ${r.title}`, 2))];
}

function explainService(service: Service): ExplainLine[] {
  const former = service.aliases
    .filter((a) => a.formerly)
    .map((a) => `${a.text}${a.since === undefined ? '' : ` (until ${a.since})`}`);
  const rules = knowledge.rules.filter((r) => scopeServices(r).includes(service.id));
  const compared = comparisonsOf(service);
  return [
    title(service.name === service.shortName ? service.name : `${service.name} (${service.shortName})`),
    line(service.summary, 0),
    ...(former.length > 0 ? [line(`Formerly ${former.join(', ')}.`, 0)] : []),
    ...(service.docs === undefined ? [] : [note(service.docs, 0)]),
    ...neighbours('Reads from', service.reads),
    ...neighbours('Writes to', service.writes),
    ...(compared.length > 0 ? [heading('Compared with')] : []),
    ...compared.map(({ comparison, others }) =>
      line(
        `${sentenceList(
          others.map((s) => s.shortName),
          'and',
        )}: ${comparison.says}`,
        2,
      ),
    ),
    ...service.sections.flatMap((section) => [
      heading(section.title),
      ...section.facts.flatMap((fact) => [
        line(`${mark(fact.today.status)}${fact.claim}`, 2),
        note(fact.id, 4),
      ]),
    ]),
    ...(service.settings.length > 0
      ? [heading('Settings'), line(service.settings.map((s) => s.path).join(', '), 2)]
      : []),
    ...(rules.length > 0 ? [heading('Rules'), ...rules.map((r) => line(`${r.id}: ${r.title}`, 2))] : []),
  ];
}

/** Facts that are no longer what the notes say stand out. */
function mark(status: string): string {
  return status === 'same' || status === 'unverified' ? '' : `[${status}] `;
}

function neighbours(head: string, { links, closed }: Links): ExplainLine[] {
  if (links.length === 0) return [];
  const names = links.map((l) => serviceById(l.service).shortName).join(', ');
  return [line(`${head} ${names}${closed ? ', and nothing else' : ''}.`, 0)];
}

function title(text: string): ExplainLine {
  return { text, part: 'title', indent: 0 };
}
function heading(text: string): ExplainLine {
  return { text, part: 'heading', indent: 0 };
}
function line(text: string, indent: number): ExplainLine {
  return { text: text.replaceAll(/\s+/g, ' ').trim(), part: 'text', indent };
}
function note(text: string, indent: number): ExplainLine {
  return { text, part: 'note', indent };
}
function code(text: string): ExplainLine[] {
  return text
    .replace(/\n*$/, '')
    .split('\n')
    .map((t) => ({ text: t, part: 'code', indent: 2 }));
}
