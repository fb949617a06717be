/** From a rule's fix to text edits that keep comments, quoting, key order and style of what is around. */
import { type Offender, resolve } from './conditions.js';
import { lineEnd } from './document.js';
import { serviceById, settingsOf } from './knowledge.js';
import type {
  Edge,
  Fix,
  FixSpec,
  KnownValue,
  MapEntry,
  MapNode,
  Node,
  Operand,
  Rule,
  ServiceId,
  Step,
  TextEdit,
} from './model.js';
import { nodesAt } from './paths.js';
import type { Graph } from './pipeline-graph.js';
import { parseQuantity } from './quantity.js';
import { replaceInTemplate } from './template-fixes.js';
import { entry } from './tree.js';

interface Site {
  readonly graph: Graph;
  readonly step: Step | undefined;
  readonly edge: Edge | undefined;
}

interface Breach {
  readonly offender: Offender | undefined;
  readonly bound: string | undefined;
}

/** The fixes of a finding. One that cannot be worked out for this text is left out. */
export function fixesFor(rule: Rule, site: Site, breach: Breach): Fix[] {
  return rule.fix.flatMap((spec) => {
    const edits = editsFor(spec, site, breach);
    const title = spec.title.replaceAll('{bound}', breach.offender?.nearest ?? breach.bound ?? '');
    return edits === undefined ? [] : [{ title, safe: spec.safe, edits }];
  });
}

function editsFor(spec: FixSpec, site: Site, breach: Breach): TextEdit[] | undefined {
  const isTemplate = site.graph.pipeline.template === true;
  if (isTemplate && !('set' in spec)) return undefined;
  if ('insert' in spec) return insertStep(spec.insert.service, spec.insert.id, site);
  const target = targetOf('set' in spec ? spec.set.path : spec.remove, site, breach);
  if (target === undefined) return undefined;
  const { step, path } = target;
  const text = site.graph.text;
  if ('remove' in spec) return removeKey(text, step, path, breach);
  const wanted = spec.set.to === 'bound' ? breach.offender?.nearest : literal(spec.set.to);
  if (wanted === undefined) return undefined;
  return isTemplate
    ? replaceInTemplate(text, step, path, wanted, breach.offender)
    : setValue(text, step, path, wanted, breach);
}

/** In an edge rule a path begins with `from.` or `to.`; `value` is what broke the rule, whichever of its paths it stands at. */
function targetOf(
  named: string,
  { step, edge }: Site,
  breach: Breach,
): { step: Step; path: string } | undefined {
  const path = named === 'value' ? (breach.offender?.path ?? named) : named;
  if (edge !== undefined && path.startsWith('from.')) return { step: edge.from, path: path.slice(5) };
  if (edge !== undefined && path.startsWith('to.')) return { step: edge.to, path: path.slice(3) };
  return step === undefined ? undefined : { step, path };
}

function literal(to: Operand): string | undefined {
  const value = resolve(to, { edition: 'current', values: () => [] });
  if (value === undefined || Array.isArray(value)) return undefined;
  return typeof value === 'object' && 'text' in value ? value.text : String(value);
}

// ------------------------------------------------------------------------------------------------------ set

/** Replaces the value where it stands, or adds the key to the step. */
function setValue(
  text: string,
  step: Step,
  path: string,
  wanted: string,
  breach: Breach,
): TextEdit[] | undefined {
  if (path === 'service') return [replaceScalar(text, step.serviceSpan, wanted)];
  const offender = breach.offender?.value;
  const written = offender?.state === 'known' && offender.implied !== true && offender.origins === undefined;
  const offended = breach.offender?.path.replace(/^(from|to)\./, '');
  if (written && offended === path) return [replaceScalar(text, offender.span, inItsUnit(offender, wanted))];
  const found = nodesAt(step.body, path, settingsOf(step.service))[0];
  if (found !== undefined) return found.kind === 'scalar' ? [replaceScalar(text, found, wanted)] : undefined;
  return addKey(text, step, path, wanted);
}

/** A bare number is replaced by a bare number, where that says the same. */
function inItsUnit({ quantity }: KnownValue, wanted: string): string {
  const bound = parseQuantity(wanted);
  if (quantity?.unit !== '' || quantity.amount === 0 || bound?.dimension !== quantity.dimension)
    return wanted;
  const amount = bound.base / (quantity.base / quantity.amount);
  return Number.isInteger(amount) ? String(amount) : wanted;
}

/** Keeps the quotes that stand around the old text. */
function replaceScalar(text: string, span: { start: number; end: number }, wanted: string): TextEdit {
  const quote = text[span.start];
  const quoted = (quote === '"' || quote === "'") && span.end - span.start > 1;
  return { start: span.start, end: span.end, text: quoted ? `${quote}${wanted}${quote}` : wanted };
}

function addKey(text: string, step: Step, path: string, wanted: string): TextEdit[] | undefined {
  if (step.body === undefined || path.includes('[')) return undefined;
  const parts = path.split('.');
  let parent = step.body;
  for (let child = entry(parent, parts[0] ?? '')?.value; parts.length > 1 && child?.kind === 'map'; ) {
    parent = child;
    parts.shift();
    child = entry(parent, parts[0] ?? '')?.value;
  }
  const [key, ...rest] = parts;
  const value = rest.reduceRight((inner, name) => `{ ${name}: ${inner} }`, wanted);
  const own = parent.entries.filter((e) => !e.merged);
  const after = own.find((e) => parent === step.body && e.key.text === 'service') ?? own.at(-1);
  if (after === undefined) return undefined;
  const end = endOf(text, after);
  if (parent.flow) return [{ start: end, end, text: `, ${key}: ${value}` }];
  const at = lineEnd(text, end);
  return [
    { start: at, end: at, text: `${newline(text)}${' '.repeat(columnOf(text, parent))}${key}: ${value}` },
  ];
}

// --------------------------------------------------------------------------------------------------- remove

function removeKey(text: string, step: Step, path: string, breach: Breach): TextEdit[] | undefined {
  const offender = breach.offender?.value;
  const written = offender?.state === 'known' && offender.implied !== true && offender.origins === undefined;
  const offended = breach.offender?.path.replace(/^(from|to)\./, '');
  const start =
    written && offended === path
      ? offender.span.start
      : nodesAt(step.body, path, settingsOf(step.service))[0]?.start;
  const route = start === undefined ? undefined : chainTo(step.body, start);
  if (route === undefined) return undefined;
  // A map that would be left empty goes as well.
  let index = route.length - 1;
  while (index > 0 && route[index]?.map.entries.length === 1) index--;
  const link = route[index];
  return link === undefined || link.entry.merged ? undefined : removeEntry(text, link.map, link.entry);
}

interface ChainLink {
  readonly map: MapNode;
  readonly entry: MapEntry;
}

/** The entries that lead to the value that starts at `offset`. */
function chainTo(node: Node | undefined, offset: number): ChainLink[] | undefined {
  if (node?.kind !== 'map') return undefined;
  for (const e of node.entries) {
    if (e.merged || e.value === undefined) continue;
    if (e.value.start === offset) return [{ map: node, entry: e }];
    const rest = e.value.start <= offset && offset < e.value.end ? chainTo(e.value, offset) : undefined;
    if (rest !== undefined) return [{ map: node, entry: e }, ...rest];
  }
  return undefined;
}

function removeEntry(text: string, map: MapNode, e: MapEntry): TextEdit[] | undefined {
  const end = endOf(text, e);
  if (map.flow) {
    const comma = /^\s*,\s*/.exec(text.slice(end));
    if (comma !== null) return [{ start: e.key.start, end: end + comma[0].length, text: '' }];
    const before = /,\s*$/.exec(text.slice(0, e.key.start));
    return [{ start: e.key.start - (before?.[0].length ?? 0), end, text: '' }];
  }
  const lineStart = text.lastIndexOf('\n', e.key.start - 1) + 1;
  if (text.slice(lineStart, e.key.start).trim() !== '') return undefined;
  const nextLine = text.indexOf('\n', end);
  return [{ start: lineStart, end: nextLine === -1 ? text.length : nextLine + 1, text: '' }];
}

// --------------------------------------------------------------------------------------------------- insert

/** A new step on the edge: the edge's word now names it, and it stands behind the step that holds the word. */
function insertStep(service: ServiceId, id: string, { graph, edge }: Site): TextEdit[] | undefined {
  const holder = edge?.declaredBy === 'to' ? edge.from : edge?.to;
  const body = holder?.body;
  const steps = entry(graph.pipeline.body, 'steps')?.value;
  if (
    edge === undefined ||
    holder === undefined ||
    body === undefined ||
    steps === undefined ||
    steps.kind === 'scalar'
  )
    return undefined;
  const text = graph.text;
  const unique = uniqueId(graph, id);
  const name = serviceById(service).shortName;
  const link = edge.declaredBy === 'to' ? `to: ${edge.to.id}` : `from: ${edge.from.id}`;
  const rename: TextEdit = { start: edge.span.start, end: edge.span.end, text: unique };
  if (steps.flow) {
    const inner =
      steps.kind === 'list'
        ? `{ id: ${unique}, service: ${name}, ${link} }`
        : `${unique}: { service: ${name}, ${link} }`;
    return [rename, { start: body.end, end: body.end, text: `, ${inner}` }];
  }
  const at = lineEnd(text, body.end);
  const outer = ' '.repeat(
    steps.kind === 'list' ? Math.max(columnOf(text, body) - 2, 0) : columnAt(text, holder.idSpan.start),
  );
  const inner = steps.kind === 'map' && !body.flow ? ' '.repeat(columnOf(text, body)) : `${outer}  `;
  const lines =
    steps.kind === 'list'
      ? [`${outer}- id: ${unique}`, `${inner}service: ${name}`, `${inner}${link}`]
      : body.flow
        ? [`${outer}${unique}: { service: ${name}, ${link} }`]
        : [`${outer}${unique}:`, `${inner}service: ${name}`, `${inner}${link}`];
  const block = lines.map((line) => newline(text) + line).join('');
  return [rename, { start: at, end: at, text: block }];
}

function uniqueId(graph: Graph, id: string): string {
  let unique = id;
  for (let n = 2; graph.has(unique); n++) unique = `${id}-${n}`;
  return unique;
}

// --------------------------------------------------------------------------------------------------- places

/** Behind the value; of a key without one behind its colon, if it has that much. */
function endOf(text: string, e: MapEntry): number {
  if (e.value !== undefined && e.value.end > e.key.end) return e.value.end;
  return e.key.end + (/^[ \t]*:/.exec(text.slice(e.key.end, e.key.end + 20))?.[0].length ?? 0);
}

function columnOf(text: string, map: MapNode): number {
  return columnAt(text, map.entries.find((e) => !e.merged)?.key.start ?? map.start);
}

function columnAt(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The text after a fix. Edits of one fix never overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = text;
  for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    out = out.slice(0, edit.start) + edit.text + out.slice(edit.end);
  }
  return out;
}
