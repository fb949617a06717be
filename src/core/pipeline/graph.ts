/**
 * A pipeline as rules and sizings look at it: neighbours, values and flows, looked up on demand and remembered. Whoever looks can have it
 * noted what was seen, see `watch`; after an edit only those look again who have seen something that is different now.
 */

import { serviceById, settingsOf, topSettings } from '../knowledge.js';
import type { Edge, FlowKey, Pipeline, Step, Value } from '../model.js';
import { parseQuantity } from '../quantity.js';
import { entry } from '../text/tree.js';
import { FLOW_KEYS, type FlowSide, Flows } from './flow.js';
import { settingPath, valuesAt } from './paths.js';

/** The words of the latency goal as durations. */
const GOALS: Readonly<Record<string, string>> = { 'real-time': '1 s', 'near-real-time': '60 s' };

/** What a look at a pipeline has seen. Steps are named by their keys, see `stepKey`. */
export interface Seen {
  /** Steps whose words or edges were looked at. */
  readonly steps: readonly string[];
  /** Flows that were asked for, by step: a bit for each of `flowBit`. */
  readonly flows: readonly (readonly [step: string, bits: number])[];
  /** The top level of the pipeline. */
  readonly top: boolean;
  /** Which steps there are, and how they hang together. */
  readonly shape: boolean;
}

/** Of a look that is not over. */
interface Watch {
  readonly steps: Set<string>;
  readonly flows: Map<string, number>;
  top: boolean;
  shape: boolean;
}

/** By what a step is known from one version of a text to the next: its id; of an anonymous one its side and its service. */
export function stepKey(step: Step): string {
  return step.anonymous ? `\u0000${step.side ?? ''} ${step.service ?? step.id}` : step.id;
}

/** The bit of a flow in `Seen.flows`. */
export function flowBit(side: FlowSide, key: FlowKey): number {
  return 1 << (FLOW_KEYS.indexOf(key) * 2 + (side === 'in' ? 0 : 1));
}

/** What checks may look at: whatever is asked for here is noted. */
export type WatchedGraph = Pick<
  Graph,
  | 'text'
  | 'template'
  | 'stepsForm'
  | 'steps'
  | 'look'
  | 'has'
  | 'edgesInto'
  | 'edgesOutOf'
  | 'upstream'
  | 'downstream'
  | 'values'
  | 'topValues'
  | 'flow'
  | 'once'
>;

export class Graph {
  private readonly incoming = new Map<Step, Edge[]>();
  private readonly outgoing = new Map<Step, Edge[]>();
  private readonly reach = new Map<Step, { up?: readonly Step[]; down?: readonly Step[] }>();
  private readonly ids: ReadonlySet<string>;
  private readonly memo = new Map<Step, Map<string, readonly Value[]>>();
  private readonly absents = new Map<Step, readonly Value[]>();
  private readonly flows: Flows;
  private readonly works = new Map<Step, Map<string, { readonly value: unknown; readonly seen: Seen }>>();
  private latency: Value | undefined;
  private watching: Watch | undefined;
  private last: Step | undefined;

  constructor(
    readonly pipeline: Pipeline,
    /** The text that the pipeline was read from. */
    readonly text: string,
  ) {
    for (const edge of pipeline.edges) {
      push(this.incoming, edge.to, edge);
      push(this.outgoing, edge.from, edge);
    }
    this.ids = new Set(pipeline.steps.map((s) => s.id));
    this.flows = new Flows({
      edgesInto: (step) => this.incoming.get(step) ?? [],
      values: (step, path) => this.values(step, path),
    });
  }

  // ------------------------------------------------------------------------------------------------- watching

  /** Does the work, and notes what it has seen. */
  watch<T>(work: () => T): { readonly value: T; readonly seen: Seen } {
    const outer = this.watching;
    const watch: Watch = { steps: new Set(), flows: new Map(), top: false, shape: false };
    this.watching = watch;
    this.last = undefined;
    try {
      const value = work();
      const { steps, flows, top, shape } = watch;
      return { value, seen: { steps: [...steps], flows: [...flows], top, shape } };
    } finally {
      this.watching = outer;
      this.last = undefined;
      if (outer !== undefined) add(outer, { ...watch, steps: [...watch.steps], flows: [...watch.flows] });
    }
  }

  /** Work that several rules need of a step, done once. */
  once<T>(step: Step, name: string, work: () => T): T {
    let table = this.works.get(step);
    if (table === undefined) this.works.set(step, (table = new Map()));
    const known = table.get(name);
    if (known !== undefined) {
      if (this.watching !== undefined) add(this.watching, known.seen);
      return known.value as T;
    }
    const done = this.watch(work);
    table.set(name, done);
    return done.value;
  }

  /** Notes that the step counts, whatever is read from it; without a step the top level. */
  look(step: Step | undefined): void {
    if (step !== undefined) this.touch(step);
    else if (this.watching !== undefined) this.watching.top = true;
  }

  private touch(step: Step): void {
    if (this.watching === undefined || step === this.last) return;
    this.watching.steps.add(stepKey(step));
    this.last = step;
  }

  private touchShape(): void {
    if (this.watching !== undefined) this.watching.shape = true;
  }

  // ----------------------------------------------------------------------------------------------- neighbours

  /** Is the pipeline read from a file that is deployed? */
  get template(): boolean {
    return this.pipeline.template === true;
  }

  /** How the steps are written; undefined where nothing is written. It changes with all steps only. */
  get stepsForm(): { readonly isList: boolean; readonly flow: boolean } | undefined {
    const steps = entry(this.pipeline.body, 'steps')?.value;
    return steps === undefined || steps.kind === 'scalar'
      ? undefined
      : { isList: steps.kind === 'list', flow: steps.flow };
  }

  get steps(): readonly Step[] {
    this.touchShape();
    return this.pipeline.steps;
  }

  /** Is there a step of this id? */
  has(id: string): boolean {
    this.touchShape();
    return this.ids.has(id);
  }

  edgesInto(step: Step): readonly Edge[] {
    this.touch(step);
    return this.incoming.get(step) ?? [];
  }

  edgesOutOf(step: Step): readonly Edge[] {
    this.touch(step);
    return this.outgoing.get(step) ?? [];
  }

  /** All steps before this one, nearest first. */
  upstream(step: Step): readonly Step[] {
    return this.reached(step, 'up');
  }

  /** All steps behind this one, nearest first. */
  downstream(step: Step): readonly Step[] {
    return this.reached(step, 'down');
  }

  private reached(step: Step, way: 'up' | 'down'): readonly Step[] {
    this.touchShape();
    const memo = this.reach.get(step) ?? {};
    const known = memo[way];
    if (known !== undefined) return known;
    const seen = new Set<Step>([step]);
    const queue = [step];
    for (let i = 0; i < queue.length; i++) {
      const at = queue[i] as Step;
      const edges = (way === 'up' ? this.incoming : this.outgoing).get(at) ?? [];
      for (const next of edges.map((e) => (way === 'up' ? e.from : e.to))) {
        if (!seen.has(next)) {
          seen.add(next);
          queue.push(next);
        }
      }
    }
    const result = queue.slice(1);
    this.reach.set(step, { ...memo, [way]: result });
    return result;
  }

  // --------------------------------------------------------------------------------------------------- values

  /** Values at any path of a step, the derived ones (`$…`) included. Never empty. */
  values(step: Step, path: string): readonly Value[] {
    this.touch(step);
    if (path.startsWith('$')) {
      const distant = this.distant(step, path);
      if (distant !== undefined) return distant;
    }
    let table = this.memo.get(step);
    if (table === undefined) this.memo.set(step, (table = new Map()));
    const known = table.get(path);
    if (known !== undefined) return known;
    const found = path.startsWith('$') ? this.derived(step, path) : this.written(step, path);
    // What is not there is found out as quickly as it is remembered.
    if (found[0]?.state !== 'absent') table.set(path, found);
    return found;
  }

  /** Most paths of most steps say nothing: one list says so for all of a step's. */
  private absent(step: Step): readonly Value[] {
    let absent = this.absents.get(step);
    if (absent === undefined)
      this.absents.set(step, (absent = [{ state: 'absent', span: step.serviceSpan }]));
    return absent;
  }

  /** What stands in the step; of what its dialect cannot say it is unknown whether it is there. */
  private written(step: Step, path: string): readonly Value[] {
    const settings = settingsOf(step.service);
    const values = valuesAt(step.body, path, settings, step.serviceSpan) ?? this.absent(step);
    if (step.known === undefined) return values;
    const plain = settingPath(path);
    if (step.known.has(settings.byPath.get(plain)?.setting.path ?? plain)) return values;
    return values.map((v) =>
      v.state === 'absent' || (v.state === 'known' && v.implied === true) ? unsaid(v.span) : v,
    );
  }

  /** Values at a path of the top level, or a derived one of the pipeline (`$goal`, `$mode`). */
  topValues(path: string): readonly Value[] {
    if (this.watching !== undefined) this.watching.top = true;
    if (path === '$goal') return [(this.latency ??= this.goal())];
    if (path === '$mode') return this.atTop('mode');
    if (path === '$services') return this.steps.map((s) => named(s, s.idSpan));
    return this.atTop(path);
  }

  private atTop(path: string): readonly Value[] {
    const { body, nameSpan } = this.pipeline;
    return valuesAt(body, path, topSettings(), nameSpan) ?? [{ state: 'absent', span: nameSpan }];
  }

  /** Of what is not in the step and its edges; noted each time, so not remembered by step. Undefined for any other path. */
  private distant(step: Step, path: string): readonly Value[] | undefined {
    if (path === '$goal' || path === '$mode') return this.topValues(path);
    if (path === '$downstream' || path === '$upstream') {
      const steps = this.reached(step, path === '$upstream' ? 'up' : 'down');
      return this.neighbours(
        steps.map((s) => named(s, s.serviceSpan)),
        step,
      );
    }
    const match = FLOW_PATH.exec(path);
    return match === null ? undefined : [this.flow(step, match[1] as FlowSide, match[2] as FlowKey)];
  }

  private derived(step: Step, path: string): readonly Value[] {
    switch (path) {
      case '$id':
        return [{ state: 'known', text: step.id, span: step.idSpan }];
      case '$service':
        return [named(step, step.serviceSpan)];
      case '$definedBy':
        return [{ state: 'known', text: step.anonymous ? 'reference' : 'step', span: step.serviceSpan }];
      case '$targets':
        return this.neighbours(
          this.edgesOutOf(step).map((e) => (e.maybe ? unsaid(e.span) : named(e.to, e.span))),
          step,
        );
      case '$sources':
        return this.neighbours(
          this.edgesInto(step).map((e) => (e.maybe ? unsaid(e.span) : named(e.from, e.span))),
          step,
        );
      default:
        return this.absent(step);
    }
  }

  /** A template names only some of what a step reads from and writes to. */
  private neighbours(values: readonly Value[], step: Step): readonly Value[] {
    if (this.pipeline.template === true) return [...values, unsaid(step.serviceSpan)];
    return values.length > 0 ? values : this.absent(step);
  }

  private goal(): Value {
    const direct = this.atTop('goal')[0];
    const nested = this.atTop('goal.latency')[0];
    const value = nested?.state === 'absent' || nested === undefined ? direct : nested;
    if (value?.state !== 'known') return value ?? { state: 'absent', span: this.pipeline.nameSpan };
    const word = value.word ?? value.text;
    const quantity = value.quantity ?? parseQuantity(GOALS[word] ?? '') ?? parseQuantity(value.text, 's');
    return quantity?.dimension === 'duration'
      ? { ...value, quantity }
      : { state: 'absent', span: value.span };
  }

  /** A flow of a step, see `Flows`. What it is worked out from does not count as seen, only what it comes to. */
  flow(step: Step, side: FlowSide, key: FlowKey): Value {
    const { watching } = this;
    if (watching === undefined) return this.flows.of(step, side, key);
    const id = stepKey(step);
    watching.flows.set(id, (watching.flows.get(id) ?? 0) | flowBit(side, key));
    this.watching = undefined;
    try {
      return this.flows.of(step, side, key);
    } finally {
      this.watching = watching;
    }
  }
}

const FLOW_PATH = new RegExp(`^\\$(in|out)\\.(${FLOW_KEYS.join('|')})$`);
const graphs = new WeakMap<Pipeline, Graph>();

/** The graph of a pipeline, one for all who ask. */
export function graphOf(pipeline: Pipeline, text: string): Graph {
  let graph = graphs.get(pipeline);
  if (graph === undefined) graphs.set(pipeline, (graph = new Graph(pipeline, text)));
  return graph;
}

function add(watch: Watch, seen: Seen): void {
  for (const step of seen.steps) watch.steps.add(step);
  for (const [step, bits] of seen.flows) watch.flows.set(step, (watch.flows.get(step) ?? 0) | bits);
  watch.top ||= seen.top;
  watch.shape ||= seen.shape;
}

function named(step: Step, span: Step['idSpan']): Value {
  if (step.service === undefined) return { state: 'dynamic', text: step.serviceText, span };
  // The type of a resource is no word for a sentence.
  const text = step.serviceText.includes('::') ? serviceById(step.service).shortName : step.serviceText;
  return { state: 'known', text: text || step.id, word: step.service, span };
}

/** Nothing is known, not even whether there is anything. */
function unsaid(span: Step['idSpan']): Value {
  return { state: 'dynamic', text: '', span: { start: span.start, end: span.end }, maybe: true };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
