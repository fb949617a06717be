/**
 * What the rules would say if something were written here: a value or an edge is put into the pipeline as it was read, and the step
 * with its neighbourhood is linted. No rule has to know that it is being asked in advance.
 */

import { serviceById } from '../../knowledge.js';
import { edgeFindings, type LintOptions, lintPipelines } from '../../lint.js';
import type { Edge, Finding, MapNode, Node, Pipeline, ServiceId, Span, Step } from '../../model.js';
import { graphOf } from '../../pipeline/graph.js';
import { contains } from '../../text/tree.js';
import type { Repaired } from './cursor.js';

/** Each answer is the message of the finding that would appear, the worst first; undefined when none would. */
export interface Trial {
  value(text: string): string | undefined;
  /** An edge between the step of the cursor and another one, in the direction that the key says. */
  edge(other: Step | ServiceId, side: 'from' | 'to'): string | undefined;
  /** An edge between two services of which nothing else is known. Quick: it is worked out once. */
  pair(from: ServiceId, to: ServiceId): string | undefined;
}

/** How many steps before and behind are asked too. */
const NEIGHBOURHOOD = 20;

/** Undefined where no step stands around the cursor. */
export function trialAt(repaired: Repaired, options: LintOptions): Trial | undefined {
  const { pipeline, step, value, text } = repaired;
  if (step === undefined) return undefined;
  const graph = graphOf(pipeline, text);
  const near = [
    step,
    ...graph.upstream(step).slice(0, NEIGHBOURHOOD),
    ...graph.downstream(step).slice(0, NEIGHBOURHOOD),
  ];
  const lint = (steps: readonly Step[], edges: readonly Edge[]) =>
    lintPipelines([{ ...pipeline, steps, edges }], [], options, text).findings;
  const within = (steps: readonly Step[]): readonly Edge[] => {
    const kept = new Set(steps);
    return pipeline.edges.filter((e) => kept.has(e.from) && kept.has(e.to));
  };
  const edges = within(near);
  const before = new Set(lint(near, edges).map(sign));
  const fresh = (findings: readonly Finding[]) => findings.filter((f) => !before.has(sign(f)));
  const replaced = (changed: Step): readonly Finding[] => {
    const swap = (s: Step) => (s === step ? changed : s);
    return fresh(
      lint(
        near.map(swap),
        edges.map((e) => ({ ...e, from: swap(e.from), to: swap(e.to) })),
      ),
    );
  };
  return {
    value(candidate) {
      if (value === undefined || step.body === undefined) return undefined;
      const body = patched(step.body, value, candidate);
      return body.kind === 'map' ? worst(replaced({ ...step, body })) : undefined;
    },
    edge(other, side) {
      const span: Span = value ?? step.serviceSpan;
      const target = typeof other === 'string' ? reference(other, span) : other;
      const steps = near.includes(target) ? near : [...near, target];
      const [from, to] = side === 'to' ? [step, target] : [target, step];
      const edge: Edge = { from, to, span, declaredBy: side };
      return worst(fresh(lint(steps, [...within(steps), edge])).filter((f) => concerns(f, edge, pipeline)));
    },
    pair: (from, to) => pairVerdict(from, to, options),
  };
}

const NOWHERE: Span = { start: 0, end: 0 };
const EMPTY: MapNode = { kind: 'map', entries: [], duplicates: [], flow: true, start: 0, end: 0 };
const verdicts = new Map<string, string | undefined>();

function pairVerdict(from: ServiceId, to: ServiceId, options: LintOptions): string | undefined {
  const key = `${from} ${to} ${options.edition} ${JSON.stringify(options.rules ?? {})}`;
  if (!verdicts.has(key)) {
    const [a, b] = [reference(from, NOWHERE), reference(to, NOWHERE)];
    const edge: Edge = { from: a, to: b, span: NOWHERE, declaredBy: 'to' };
    const pipeline = { name: undefined, nameSpan: NOWHERE, body: EMPTY, steps: [a, b], edges: [edge] };
    verdicts.set(key, worst(edgeFindings(pipeline, edge, options, '')));
  }
  return verdicts.get(key);
}

/** A finding about another step of the neighbourhood is not about this edge, unless that step is one of its ends. */
function concerns(finding: Finding, { from, to, span }: Edge, pipeline: Pipeline): boolean {
  const place = finding.step ?? pipeline.name;
  return contains(span, finding.span.start) || place === from.id || place === to.id;
}

function sign(finding: Finding): string {
  return `${finding.rule} ${finding.step ?? ''} ${finding.message}`;
}

function worst(findings: readonly Finding[]): string | undefined {
  const serious = findings.filter((f) => f.severity === 'error' || f.severity === 'warning');
  return (serious.find((f) => f.severity === 'error') ?? serious[0])?.message;
}

function reference(service: ServiceId, span: Span): Step {
  const { shortName } = serviceById(service);
  const { start, end } = span;
  const place = { start, end };
  const named = { id: shortName, idSpan: place, serviceSpan: place, serviceText: shortName };
  return { ...named, anonymous: true, service, body: undefined, span: place };
}

/** The tree with another text in one scalar; what is not on the way to it is shared. */
function patched(node: Node, target: Node, text: string): Node {
  if (node === target) return node.kind === 'scalar' ? { ...node, text } : node;
  if (node.kind === 'scalar' || !contains(node, target.start)) return node;
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => patched(item, target, text)) };
  const entries = node.entries.map((e) =>
    e.value === undefined ? e : { ...e, value: patched(e.value, target, text) },
  );
  return { ...node, entries };
}
