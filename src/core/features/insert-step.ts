/** A new step of a service in a sketch, written as its neighbours are: block or flow, map or list, with a blank line or without. */
import { quoteEdit } from '../dialects/markdown.js';
import { lineEnd } from '../document.js';
import type { Reading } from '../index.js';
import { serviceById, serviceByName } from '../knowledge.js';
import type {
  ListNode,
  MapEntry,
  MapNode,
  Node,
  Pipeline,
  Service,
  ServiceId,
  Span,
  TextEdit,
} from '../model.js';
import { freeName } from '../names.js';
import { entry } from '../text/tree.js';
import { yamlWord } from './yaml-word.js';

/** What is to be written for a new step. */
export interface StepInsertion {
  readonly edit: TextEdit;
  /** The id that the step gets; no other step of its pipeline has it. */
  readonly id: string;
  /** Where the id stands in `edit.text`. */
  readonly idSpan: Span;
}

/**
 * A step of the service, behind the step that holds `offset` or stands before it; without an offset behind the last one. Undefined
 * where the text is no sketch, where the service cannot be a step, or where its steps are no map or list.
 */
export function insertStep(
  reading: Reading,
  serviceId: ServiceId,
  offset?: number,
): StepInsertion | undefined {
  const service = serviceById(serviceId);
  if (reading.dialect !== 'sketch' || service.kind === 'concept') return undefined;
  const text = reading.markdown?.code ?? reading.document.text;
  const pipeline = pipelineAt(reading.pipelines, offset);
  const made =
    pipeline === undefined ? begin(reading, service) : intoPipeline(text, pipeline, service, offset);
  if (made === undefined || reading.markdown === undefined) return made;
  const { edit } = made;
  const block = reading.markdown.blocks.find((b) => b.start <= edit.start && edit.start <= b.end);
  const quoted =
    block === undefined || block.quote === '' ? edit : quoteEdit(edit, reading.document, block.quote);
  return quoted === undefined ? undefined : { ...made, edit: quoted };
}

/** The pipeline around the offset, or the last one before it. */
function pipelineAt(pipelines: readonly Pipeline[], offset: number | undefined): Pipeline | undefined {
  if (offset === undefined) return pipelines.at(-1);
  return pipelines.findLast((p) => p.body.start <= offset) ?? pipelines[0];
}

// ------------------------------------------------------------------------------------------------- writing

/** How a step is named and what it says. */
interface NewStep {
  readonly id: string;
  readonly service: string;
}

/** `before`, then the id, then `after`, in place of a span. */
function write(span: Span, before: string, { id }: NewStep, after: string): StepInsertion {
  return {
    edit: { start: span.start, end: span.end, text: before + id + after },
    id,
    idSpan: { start: before.length, end: before.length + id.length },
  };
}

/** The first step of a sketch in which nothing is written yet but comments. */
function begin(reading: Reading, service: Service): StepInsertion | undefined {
  const { text, roots, problems } = reading.document;
  if (reading.markdown !== undefined || problems.length > 0 || roots.some((r) => r !== undefined))
    return undefined;
  const eol = newline(text);
  const step = newStep(service, []);
  const lead = text === '' || text.endsWith('\n') ? '' : eol;
  const end = { start: text.length, end: text.length };
  return write(
    end,
    `${lead}pipeline: ${step.id}${eol}steps:${eol}  `,
    step,
    `:${eol}    service: ${step.service}${eol}`,
  );
}

function intoPipeline(
  text: string,
  pipeline: Pipeline,
  service: Service,
  offset: number | undefined,
): StepInsertion | undefined {
  const step = newStep(
    service,
    pipeline.steps.map((s) => s.id),
  );
  const steps = entry(pipeline.body, 'steps');
  if (steps === undefined || steps.merged)
    return pipeline.body.flow ? undefined : withoutSteps(text, pipeline.body, step);
  const node = steps.value;
  if (node === undefined || isEmpty(node)) return firstStep(text, steps, step);
  if (node.kind === 'scalar') return undefined;
  return node.kind === 'map' ? intoMap(text, node, step, offset) : intoList(text, node, step, offset);
}

function isEmpty(node: Node): boolean {
  if (node.kind === 'scalar') return node.text === '' && node.style === 'plain';
  return node.kind === 'map' ? node.entries.length === 0 : node.items.length === 0;
}

/** A pipeline whose `steps` are yet to be written: they come last. */
function withoutSteps(text: string, body: MapNode, step: NewStep): StepInsertion {
  const eol = newline(text);
  const at = endOfLine(text, body.end);
  const pad = ' '.repeat(columnOf(text, body.start));
  return write(at, `${eol}${pad}steps:${eol}${pad}  `, step, `:${eol}${pad}    service: ${step.service}`);
}

/** `steps:` with nothing behind it, or with `{}` or `[]`. */
function firstStep(text: string, steps: MapEntry, step: NewStep): StepInsertion {
  const { value, key } = steps;
  if (value !== undefined && value.end > value.start && value.kind !== 'scalar') {
    return value.kind === 'map'
      ? write(value, '{ ', step, `: { service: ${step.service} } }`)
      : write(value, '[{ id: ', step, `, service: ${step.service} }]`);
  }
  const eol = newline(text);
  const pad = ' '.repeat(columnOf(text, key.start) + 2);
  return write(endOfLine(text, key.end), `${eol}${pad}`, step, `:${eol}${pad}  service: ${step.service}`);
}

function intoMap(
  text: string,
  steps: MapNode,
  step: NewStep,
  offset: number | undefined,
): StepInsertion | undefined {
  const own = steps.entries.filter((e) => !e.merged);
  const first = own[0];
  if (first === undefined) return undefined;
  const inner = `: { service: ${step.service} }`;
  const above = neighbour(own, (e) => e.key.start, offset);
  if (steps.flow) {
    if (above === undefined) return write(at(first.key.start), '', step, `${inner}, `);
    return write(at(endOfEntry(text, above)), separator(text, above.key.start), step, inner);
  }
  const column = columnOf(text, first.key.start);
  const pad = ' '.repeat(column);
  const eol = newline(text);
  const model = above ?? first;
  const flow = model.value?.kind === 'map' && model.value.flow;
  const body = own.find((e) => e.value?.kind === 'map' && !e.value.flow && e.value.start > e.key.end)?.value;
  const innerPad = ' '.repeat(
    Math.max(
      body === undefined ? 0 : columnOf(text, body.start),
      column + 1,
      body === undefined ? column + 2 : 0,
    ),
  );
  const rest = flow ? inner : `:${eol}${innerPad}service: ${step.service}`;
  const gap = blankBetween(
    text,
    own.map((e) => e.key.start),
  )
    ? eol
    : '';
  if (above === undefined) return write(at(first.key.start), '', step, `${rest}${eol}${gap}${pad}`);
  return write(endOfLine(text, endOfEntry(text, above)), `${eol}${gap}${pad}`, step, rest);
}

function intoList(
  text: string,
  steps: ListNode,
  step: NewStep,
  offset: number | undefined,
): StepInsertion | undefined {
  const { items } = steps;
  const first = items[0];
  if (first === undefined) return undefined;
  const inner = `, service: ${step.service} }`;
  const above = neighbour(items, (i) => i.start, offset);
  if (steps.flow) {
    if (above === undefined) return write(at(first.start), '{ id: ', step, `${inner}, `);
    return write(at(above.end), `${separator(text, above.start)}{ id: `, step, inner);
  }
  const model = above ?? first;
  const dash = text.lastIndexOf('-', first.start - 1);
  const pad = ' '.repeat(columnOf(text, dash));
  const blanks = ' '.repeat(Math.max(columnOf(text, first.start) - columnOf(text, dash) - 1, 1));
  const eol = newline(text);
  const flow = model.kind === 'map' && model.flow;
  const head = flow ? `-${blanks}{ id: ` : `-${blanks}id: `;
  const rest = flow ? inner : `${eol}${pad} ${blanks}service: ${step.service}`;
  const gap = blankBetween(
    text,
    items.map((i) => i.start),
  )
    ? eol
    : '';
  if (above === undefined) return write(at(dash), head, step, `${rest}${eol}${gap}${pad}`);
  return write(endOfLine(text, contentEnd(text, above)), `${eol}${gap}${pad}${head}`, step, rest);
}

/** The last one that begins at or before the offset; the last one of all without an offset. */
function neighbour<T>(
  all: readonly T[],
  start: (one: T) => number,
  offset: number | undefined,
): T | undefined {
  return offset === undefined ? all.at(-1) : all.findLast((one) => start(one) <= offset);
}

/** Between two members of a flow collection: on a line of its own where the one before has one. */
function separator(text: string, start: number): string {
  const line = text.slice(start - columnOf(text, start), start);
  return line.trim() === '' ? `,${newline(text)}${line}` : ', ';
}

/** Are steps set apart by empty lines here? */
function blankBetween(text: string, starts: readonly number[]): boolean {
  return (
    starts.length > 1 &&
    starts.slice(1).every((start, i) => /\n[ \t]*\r?\n/.test(text.slice(starts[i], start)))
  );
}

// --------------------------------------------------------------------------------------------------- words

function newStep(service: Service, taken: readonly string[]): NewStep {
  const id = service.shortName
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return { id: freeName(id, (name) => taken.includes(name)), service: yamlWord(nameOf(service), '') };
}

/** The short name where it is one that a sketch understands, else the id. */
function nameOf({ id, shortName, name }: Service): string {
  return [shortName, name].find((n) => serviceByName(n)?.id === id) ?? id;
}

// -------------------------------------------------------------------------------------------------- places

function at(offset: number): Span {
  return { start: offset, end: offset };
}

/** The end of the line that holds the last character before `end`, comment and all. */
function endOfLine(text: string, end: number): Span {
  return at(lineEnd(text, end));
}

function endOfEntry(text: string, { key, value }: MapEntry): number {
  if (value !== undefined && value.end > key.end) return contentEnd(text, value);
  const colon = text.indexOf(':', key.end);
  return colon === -1 ? key.end : colon + 1;
}

/** A block may end with line breaks and blanks that are not its own. */
function contentEnd(text: string, node: Span): number {
  return node.start + text.slice(node.start, node.end).trimEnd().length;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
