/** Hover: what is documented about the thing under the cursor, in a sketch or in any other text. */
import { lineAt, lineEnd } from '../../document.js';
import type { Reading } from '../../index.js';
import { knowledge, serviceById, settingsOf, topSettings } from '../../knowledge.js';
import type { Edge, FactId, FlowKey, Pipeline, Rule, Service, Span, Step, Value } from '../../model.js';
import { graphOf } from '../../pipeline/graph.js';
import { contains } from '../../text/tree.js';
import { code, plain, prose, table } from '../markdown.js';
import { type NameOptions, nameAt } from '../names-in-text.js';
import { suppressionWords } from '../suppression-words.js';
import { claims, type HoverLinks, headed, paragraphs, ruleCard, serviceCard } from './cards.js';
import { settingPlace } from './places.js';
import { settingCard } from './settings.js';
import { templatePlace } from './template.js';

export type { HoverLinks } from './cards.js';

export interface HoverOptions {
  readonly links: HoverLinks;
}

export interface Hover {
  readonly markdown: string;
  /** What the hover is about, as offsets of the text (of the line, for `hoverText`). */
  readonly span: Span;
}

/** The hover at an offset of a text that has been read. Falls back to service names, as in any other text. */
export function hover(reading: Reading, offset: number, options: HoverOptions): Hover | undefined {
  const { document, pipelines } = reading;
  const line = lineAt(document, offset);
  const lineStart = document.lines[line] ?? 0;
  const lineText = document.text.slice(lineStart, lineEnd(document.text, lineStart));
  const own = suppressionHover(lineText, offset - lineStart, options);
  if (own !== undefined) return shift(own, lineStart);
  const pipeline = pipelines.find((p) => contains(p.body, offset));
  const inText = reading.dialect === 'sketch' ? inPipeline : inTemplate;
  const found = pipeline === undefined ? undefined : inText(pipeline, document.text, offset, options);
  if (found !== undefined) return found;
  const named = hoverText(lineText, offset - lineStart, options, { sketch: reading.dialect === 'sketch' });
  return named === undefined ? undefined : shift(named, lineStart);
}

/** The hover on a service name at a column of a line of any text. */
export function hoverText(
  line: string,
  column: number,
  { links }: HoverOptions,
  names: NameOptions = {},
): Hover | undefined {
  const found = nameAt(line, column, names);
  if (found === undefined) return undefined;
  return { markdown: serviceCard(found.service, links, { alias: found.alias }), span: found.span };
}

function shift(hover: Hover, by: number): Hover {
  return { ...hover, span: { start: hover.span.start + by, end: hover.span.end + by } };
}

// ------------------------------------------------------------------------------------------------ suppression

const DIRECTIVES: Readonly<Record<string, string>> = {
  'tributary-disable-line': 'silences rules on this line',
  'tributary-disable-next-line': 'silences rules on the next line',
  'tributary-disable-file': 'silences rules in this file',
  'tributary-disable': 'silences rules from here to `tributary-enable`',
  'tributary-enable': 'ends what `tributary-disable` began',
};

function suppressionHover(line: string, column: number, { links }: HoverOptions): Hover | undefined {
  const words = suppressionWords(line);
  if (words === undefined) return undefined;
  const { directive, rules } = words;
  if (contains(directive, column)) {
    const markdown = `**\`${directive.text}\`** ${DIRECTIVES[directive.text] ?? ''}: those that are named, or all. Write the reason behind \`--\`.`;
    return { markdown, span: spanOf(directive) };
  }
  const named = rules.find((word) => contains(word, column));
  return named && { markdown: ruleCard(named.rule, links), span: spanOf(named) };
}

// -------------------------------------------------------------------------------------------------- pipelines

function inPipeline(
  pipeline: Pipeline,
  text: string,
  offset: number,
  options: HoverOptions,
): Hover | undefined {
  const edge = pipeline.edges.find((e) => contains(e.span, offset));
  if (edge !== undefined) return { markdown: edgeCard(edge, options.links), span: edge.span };
  const step = pipeline.steps.find((s) => !s.anonymous && contains(s.span, offset));
  if (step === undefined) {
    const place = settingPlace(pipeline.body, offset, topSettings());
    const card =
      place === undefined ? undefined : settingCard(place, topSettings(), undefined, options.links);
    return place === undefined || card === undefined
      ? undefined
      : { markdown: card, span: spanOf(place.word) };
  }
  if (contains(step.idSpan, offset))
    return { markdown: stepCard(step, pipeline, text, options.links), span: step.idSpan };
  if (step.service !== undefined && contains(step.serviceSpan, offset)) {
    const service = serviceById(step.service);
    const alias = service.aliases.find((a) => a.text.toLowerCase() === step.serviceText.toLowerCase());
    return { markdown: serviceCard(service, options.links, { alias }), span: spanOf(step.serviceSpan) };
  }
  const settings = settingsOf(step.service);
  const place = step.body === undefined ? undefined : settingPlace(step.body, offset, settings);
  if (place === undefined) return undefined;
  const owner = step.service === undefined ? undefined : serviceById(step.service);
  const own =
    owner?.settings.some((s) => s === place.spelling?.setting) === true || place.spelling === undefined;
  const card = settingCard(place, settings, own ? owner : undefined, options.links, owner);
  return card === undefined ? undefined : { markdown: card, span: spanOf(place.word) };
}

/** In files that are deployed: names and types of resources, what they refer to, and the properties that are settings. */
function inTemplate(
  pipeline: Pipeline,
  text: string,
  offset: number,
  { links }: HoverOptions,
): Hover | undefined {
  const own = pipeline.steps.filter((s) => !s.anonymous);
  const step = own.find((s) => contains(s.idSpan, offset));
  if (step !== undefined)
    return { markdown: stepCard(step, pipeline, text, links), span: spanOf(step.idSpan) };
  const typed = own.find((s) => contains(s.serviceSpan, offset));
  if (typed?.service !== undefined)
    return { markdown: serviceCard(serviceById(typed.service), links), span: spanOf(typed.serviceSpan) };
  const [edge] = pipeline.edges
    .filter((e) => contains(e.span, offset))
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  if (edge !== undefined) return { markdown: edgeCard(edge, links), span: spanOf(edge.span) };
  const found = templatePlace(pipeline, offset, text);
  if (found?.step.service === undefined) return undefined;
  const { place } = found;
  const owner = serviceById(found.step.service);
  const card = settingCard(place, settingsOf(found.step.service), owner, links, owner);
  return card === undefined ? undefined : { markdown: card, span: spanOf(place.word) };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

// ------------------------------------------------------------------------------------------------------- steps

const FLOWS: readonly (readonly [FlowKey, string])[] = [
  ['format', 'Format'],
  ['compression', 'Compression'],
  ['recordSize', 'Record size'],
  ['records', 'Records'],
  ['throughput', 'Volume'],
  ['delivery', 'Delivery'],
];

function stepCard(step: Step, pipeline: Pipeline, text: string, links: HoverLinks): string {
  const graph = graphOf(pipeline, text);
  const service = step.service === undefined ? undefined : serviceById(step.service);
  const sources = graph.edgesInto(step).map((e) => stepName(e.from));
  const targets = graph.edgesOutOf(step).map((e) => stepName(e.to));
  const rows = FLOWS.flatMap(([key, label]) => {
    const [into, out] = [flowText(graph.flow(step, 'in', key)), flowText(graph.flow(step, 'out', key))];
    return into === '' && out === '' ? [] : [[label, into === '' ? '–' : into, out === '' ? '–' : out]];
  });
  return paragraphs([
    headed(
      `**${plain(step.id)}** · ${plain(service?.name ?? (step.serviceText || 'no service'))}`,
      service === undefined ? [] : [['Notes page', links.service(service.id)]],
    ),
    plain(service?.summary ?? ''),
    sources.length === 0 ? '' : `Reads from ${sources.join(', ')}.`,
    targets.length === 0 ? '' : `Writes to ${targets.join(', ')}.`,
    rows.length === 0 ? '' : table(['What flows', 'In', 'Out'], rows),
  ]);
}

function stepName(step: Step): string {
  const service = step.service === undefined ? step.serviceText : serviceById(step.service).shortName;
  return step.anonymous || service === '' ? code(step.id) : `${code(step.id)} (${plain(service)})`;
}

function flowText(value: Value): string {
  if (value.state === 'absent') return '';
  if (value.state === 'dynamic') return code(value.text);
  const from = [...new Set((value.origins ?? []).map((o) => o.step))];
  return plain(`${value.word ?? value.text}${from.length === 0 ? '' : ` (from ${from.join(', ')})`}`);
}

// ------------------------------------------------------------------------------------------------------- edges

function edgeCard(edge: Edge, links: HoverLinks): string {
  const title = `**${plain(edge.from.id)} → ${plain(edge.to.id)}**`;
  if (edge.from.service === undefined || edge.to.service === undefined) {
    return paragraphs([
      title,
      'One of the two services is not known, so nothing can be said about this edge.',
    ]);
  }
  const from = serviceById(edge.from.service);
  const to = serviceById(edge.to.service);
  const other = edge.declaredBy === 'to' ? to : from;
  return paragraphs([
    `${title} · ${[from, to].map((s) => `[${s.shortName}](${links.service(s.id)})`).join(' → ')}`,
    documented(from, to, links),
    rulesLine(edgeRules(from, to), links),
    `**${plain(other.name)}**: ${plain(other.summary)}`,
  ]);
}

function documented(from: Service, to: Service, links: HoverLinks): string {
  const writes = from.writes.links.find((l) => l.service === to.id);
  const reads = to.reads.links.find((l) => l.service === from.id);
  const facts: readonly FactId[] = [...new Set([...(writes?.facts ?? []), ...(reads?.facts ?? [])])];
  if (facts.length > 0) return paragraphs(['Documented:', claims(facts, links)]);
  if (writes !== undefined || reads !== undefined) return 'A usual connection.';
  const known = from.writes.links.map((l) => serviceById(l.service).shortName);
  if (known.length === 0 && !from.writes.closed)
    return 'The notes and the documentation say nothing about this connection.';
  const others = known.length > 8 ? ' and others' : '';
  const list = known.length === 0 ? 'nothing' : `${known.slice(0, 8).join(', ')}${others}`;
  return `Not documented. ${from.shortName} writes to ${list}.`;
}

function edgeRules(from: Service, to: Service): readonly Rule[] {
  return knowledge.rules.filter((r) => {
    if (!('edge' in r.scope)) return false;
    const { from: sources, to: targets } = r.scope.edge;
    return sources !== '*' && sources.includes(from.id) && targets !== '*' && targets.includes(to.id);
  });
}

function rulesLine(rules: readonly Rule[], links: HoverLinks): string {
  return rules.length === 0
    ? ''
    : `Rules: ${rules.map((r) => `[${prose(r.title)}](${links.rule(r.id)})`).join(', ')}.`;
}
