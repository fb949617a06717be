/** Edits of the steps and edges of a sketch: new steps on an edge or before a step, edges that lead elsewhere or go. */

import type { Offender } from '../conditions.js';
import { lineEnd } from '../document.js';
import { serviceById } from '../knowledge.js';
import type { Edge, NewStep, ServiceId, Span, Step, TextEdit } from '../model.js';
import { freeName } from '../names.js';
import type { WatchedGraph } from '../pipeline/graph.js';
import { entry } from '../text/tree.js';
import { indentAt, indentOf, newline } from './fix-text.js';
import { addKey, removeNode } from './fix-values.js';

type Edits = TextEdit[] | undefined;

/** A step as it is written: id, service and all other keys in their order. */
interface Written {
  readonly id: string;
  readonly keys: readonly (readonly [string, string])[];
}

/** New steps on the edge of the site; of a step on the edge that broke the rule, else on the only one that leads out of it. */
export function insertSteps(
  graph: WatchedGraph,
  { step, edge }: { readonly step: Step | undefined; readonly edge: Edge | undefined },
  breach: { readonly offender: Offender | undefined },
  steps: readonly NewStep[],
): Edits {
  if (edge !== undefined) return insertOnEdge(graph, edge, steps);
  if (step === undefined) return undefined;
  const own = markedEdge(graph, step, breach.offender?.value.span);
  if (own !== undefined) return insertOnEdge(graph, own, steps);
  const out = graph.edgesOutOf(step);
  const only = out.length === 1 ? out[0] : undefined;
  return only && insertOnEdge(graph, only, steps);
}

/** New steps through which everything flows that flowed into the step. */
export function insertBefore(graph: WatchedGraph, step: Step, steps: readonly NewStep[]): Edits {
  const edges = graph.edgesInto(step);
  const [first, ...others] = edges;
  if (first === undefined) return undefined;
  if (others.length === 0) return insertOnEdge(graph, first, steps);
  if (edges.some((e) => e.declaredBy === 'from')) return undefined;
  const chain = insertOnEdge(graph, first, steps);
  const id = chain?.[0]?.text;
  return id === undefined
    ? undefined
    : [...(chain ?? []), ...others.map((e) => ({ start: e.span.start, end: e.span.end, text: id }))];
}

/** The edge's word now names the new steps, and they stand behind the step that holds the word. */
export function insertOnEdge(graph: WatchedGraph, edge: Edge, steps: readonly NewStep[]): Edits {
  const ids: string[] = [];
  for (const s of steps) ids.push(freeName(s.id, (id) => graph.has(id) || ids.includes(id)));
  const forth = edge.declaredBy === 'to';
  const written = steps.map((s, i): Written => {
    const link: [string, string] = forth
      ? ['to', ids[i + 1] ?? edge.to.id]
      : ['from', ids[i - 1] ?? edge.from.id];
    const settings = Object.entries(s.settings).map(([path, value]) => nested(path, value));
    return { id: ids[i] ?? s.id, keys: [['service', serviceById(s.service).shortName], ...settings, link] };
  });
  const holder = forth ? edge.from : edge.to;
  const block = behind(graph, holder, written);
  const word = forth ? ids[0] : ids.at(-1);
  if (block === undefined || word === undefined) return undefined;
  return [{ start: edge.span.start, end: edge.span.end, text: word }, block];
}

/** `output.format` -> `output: { format: … }`. */
function nested(path: string, value: string): [string, string] {
  const [first = path, ...rest] = path.split('.');
  return [first, rest.reduceRight((inner, name) => `{ ${name}: ${inner} }`, value)];
}

/** The marked edge leads from where it came to a source that the step has anyway. */
export function redirect(
  graph: WatchedGraph,
  step: Step,
  breach: { readonly offender: Offender | undefined },
  services: readonly ServiceId[],
): Edits {
  const edge = markedEdge(graph, step, breach.offender?.value.span);
  const others = graph.edgesInto(step).filter((e) => e !== edge && isOneOf(e.from, services));
  const target = others.length === 1 ? others[0]?.from : undefined;
  if (edge?.declaredBy !== 'to' || target === undefined || target === edge.from) return undefined;
  if (graph.edgesOutOf(edge.from).some((e) => e.to === target)) return undefined;
  return [{ start: edge.span.start, end: edge.span.end, text: target.id }];
}

/** The edge leads to a step of its own which reads from the same sources: a new one, or one of the same service. */
export function split(graph: WatchedGraph, edge: Edge, added: NewStep | undefined): Edits {
  const { from: step, to } = edge;
  graph.look(step);
  const from = sourcesOf(graph, step);
  if (from === undefined) return undefined;
  const id = freeName(added?.id ?? step.id, (id) => graph.has(id));
  const service = added === undefined ? step.serviceText : serviceById(added.service).shortName;
  const settings = Object.entries(added?.settings ?? {}).map(([path, value]) => nested(path, value));
  const keys = [['service', service], ...settings, ['from', from]] as [string, string][];
  if (edge.declaredBy === 'from') {
    const block = behind(graph, step, [{ id, keys }]);
    return block && [{ start: edge.span.start, end: edge.span.end, text: id }, block];
  }
  const gone = removeNode(graph.text, step.body, edge.span);
  const block = behind(graph, step, [{ id, keys: [...keys, ['to', to.id]] }]);
  return gone && block && [...gone, block];
}

/** The edge leads to a step of the same service of its own, which writes to the same targets. */
export function fork(graph: WatchedGraph, edge: Edge): Edits {
  const { from, to: step } = edge;
  graph.look(step);
  const targets = listed(graph.edgesOutOf(step).map((e) => e.to.id));
  const id = freeName(step.id, (id) => graph.has(id));
  const to: [string, string][] = targets === undefined ? [] : [['to', targets]];
  const forth = edge.declaredBy === 'to';
  const keys = [['service', step.serviceText], ...(forth ? [] : [['from', from.id]]), ...to] as [
    string,
    string,
  ][];
  const block = behind(graph, step, [{ id, keys }]);
  const away = forth
    ? [{ start: edge.span.start, end: edge.span.end, text: id }]
    : removeNode(graph.text, step.body, edge.span);
  return away && block && [...away, block];
}

/** The edge is left out: where it leads to reads from what the step itself reads from. */
export function bypass(graph: WatchedGraph, edge: Edge): Edits {
  const { from: step, to } = edge;
  graph.look(to);
  const from = sourcesOf(graph, step);
  if (from === undefined || to.body === undefined) return undefined;
  if (edge.declaredBy === 'from') {
    const single = !from.startsWith('[');
    return single ? [{ start: edge.span.start, end: edge.span.end, text: from }] : undefined;
  }
  if (entry(to.body, 'from') !== undefined) return undefined;
  const gone = removeNode(graph.text, step.body, edge.span);
  const link = addKey(graph.text, to.body, 'from', from, 'service');
  return gone && link && [...gone, ...link];
}

/** The ids that a step reads from, as they are written. */
function sourcesOf(graph: WatchedGraph, step: Step): string | undefined {
  return listed(graph.edgesInto(step).map((e) => e.from.id));
}

function listed(ids: readonly string[]): string | undefined {
  return ids.length > 1 ? `[${ids.join(', ')}]` : ids[0];
}

/** Takes out the edges to services that have no step of their own; at least one edge has to stay. */
export function disconnect(graph: WatchedGraph, step: Step, services: readonly ServiceId[]): Edits {
  const edges = graph.edgesOutOf(step);
  const gone = edges.filter((e) => e.declaredBy === 'to' && e.to.anonymous && isOneOf(e.to, services));
  if (gone.length !== 1 || gone.length === edges.length) return undefined;
  return gone.flatMap((e) => removeNode(graph.text, step.body, e.span) ?? []);
}

function isOneOf(step: Step, services: readonly ServiceId[]): boolean {
  return step.service !== undefined && services.includes(step.service);
}

/** The edge of the step whose word stands at `span`. */
export function markedEdge(graph: WatchedGraph, step: Step, span: Span | undefined): Edge | undefined {
  return [...graph.edgesInto(step), ...graph.edgesOutOf(step)].find(
    (e) => e.span.start === span?.start && e.span.end === span?.end,
  );
}

// ------------------------------------------------------------------------------------------------- new text

/** New steps behind a step, in the form in which the steps of the sketch are written. */
function behind(graph: WatchedGraph, holder: Step, added: readonly Written[]): TextEdit | undefined {
  const { text, stepsForm } = graph;
  const body = holder.body;
  graph.look(holder);
  if (body === undefined || stepsForm === undefined) return undefined;
  const { isList, flow } = stepsForm;
  const ids = added.map((s) => s.id);
  const joined = ({ keys }: Written) => keys.map(([k, v]) => `${k}: ${v}`).join(', ');
  if (flow) {
    const inner = added.map((s) =>
      isList ? `, { id: ${s.id}, ${joined(s)} }` : `, ${s.id}: { ${joined(s)} }`,
    );
    return { start: body.end, end: body.end, text: inner.join(''), ids };
  }
  const at = lineEnd(text, body.end);
  const outer = isList ? indentOf(text, body).slice(0, -2) : indentAt(text, holder.idSpan.start);
  const inner = !isList && !body.flow ? indentOf(text, body) : `${outer}  `;
  const lines = added.flatMap((s) => {
    const keys = s.keys.map(([k, v]) => `${inner}${k}: ${v}`);
    if (isList) return [`${outer}- id: ${s.id}`, ...keys];
    return body.flow ? [`${outer}${s.id}: { ${joined(s)} }`] : [`${outer}${s.id}:`, ...keys];
  });
  return { start: at, end: at, text: lines.map((line) => newline(text) + line).join(''), ids };
}
