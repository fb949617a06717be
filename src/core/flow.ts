/**
 * What flows through a pipeline. A step receives what its own `input` says, else what its upstream steps put out; it puts out what
 * its `output` says, else what its service carries through. Rates add up over the inputs, and all of them must be known;
 * unknown stays unknown, and cycles end.
 */
import { serviceById, settingsOf, topSettings } from './knowledge.js';
import type {
  Dimension,
  Edge,
  FlowKey,
  KnownValue,
  Origin,
  Pipeline,
  Quantity,
  ServiceId,
  Step,
  Value,
} from './model.js';
import { settingPath, valuesAt } from './paths.js';
import { formatBase, parseQuantity } from './quantity.js';

const SUMMED: ReadonlySet<FlowKey> = new Set(['records', 'throughput']);
const FLOW_KEYS: readonly FlowKey[] = [
  'format',
  'compression',
  'recordSize',
  'records',
  'throughput',
  'delivery',
];
const KEYS: ReadonlySet<string> = new Set(FLOW_KEYS);

/** The words of the latency goal as durations. */
const GOALS: Readonly<Record<string, string>> = { 'real-time': '1 s', 'near-real-time': '60 s' };

/** From so many steps on flows are computed from the sources downwards. */
const LONG = 500;

/** A pipeline with its neighbours and flows looked up on demand and remembered. */
export class Graph {
  private readonly incoming = new Map<Step, Edge[]>();
  private readonly outgoing = new Map<Step, Edge[]>();
  private readonly flows = new Map<number, Value>();
  private readonly reach = new Map<Step, { up?: readonly Step[]; down?: readonly Step[] }>();
  private readonly numbers: ReadonlyMap<Step, number>;
  private readonly ids: ReadonlySet<string>;
  private readonly open = new Set<number>();
  private readonly ordered = new Set<FlowKey>();
  private readonly memo = new Map<Step, Map<string, readonly Value[]>>();

  constructor(
    readonly pipeline: Pipeline,
    /** The text that the pipeline was read from. */
    readonly text: string,
  ) {
    for (const edge of pipeline.edges) {
      push(this.incoming, edge.to, edge);
      push(this.outgoing, edge.from, edge);
    }
    this.numbers = new Map(pipeline.steps.map((s, i) => [s, i]));
    this.ids = new Set(pipeline.steps.map((s) => s.id));
  }

  /** Is there a step of this id? */
  has(id: string): boolean {
    return this.ids.has(id);
  }

  edgesInto(step: Step): readonly Edge[] {
    return this.incoming.get(step) ?? [];
  }

  edgesOutOf(step: Step): readonly Edge[] {
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
    const memo = this.reach.get(step) ?? {};
    const known = memo[way];
    if (known !== undefined) return known;
    const seen = new Set<Step>([step]);
    const queue = [step];
    for (let i = 0; i < queue.length; i++) {
      const at = queue[i] as Step;
      const edges = way === 'up' ? this.edgesInto(at) : this.edgesOutOf(at);
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

  /** Values at any path of a step, the derived ones (`$…`) included. Never empty. */
  values(step: Step, path: string): readonly Value[] {
    let table = this.memo.get(step);
    if (table === undefined) this.memo.set(step, (table = new Map()));
    const known = table.get(path);
    if (known !== undefined) return known;
    const found = path.startsWith('$') ? this.derived(step, path) : this.written(step, path);
    // What is not there is found out as quickly as it is remembered.
    if (found[0]?.state !== 'absent') table.set(path, found);
    return found;
  }

  /** What stands in the step; of what its dialect cannot say it is unknown whether it is there. */
  private written(step: Step, path: string): readonly Value[] {
    const settings = settingsOf(step.service);
    const values = valuesAt(step.body, path, settings, step.serviceSpan);
    if (step.known === undefined) return values;
    const plain = settingPath(path);
    if (step.known.has(settings.byPath.get(plain)?.setting.path ?? plain)) return values;
    return values.map((v) =>
      v.state === 'absent' || (v.state === 'known' && v.implied === true) ? unsaid(v.span) : v,
    );
  }

  /** Values at a path of the top level, or a derived one of the pipeline (`$goal`, `$mode`). */
  topValues(path: string): readonly Value[] {
    if (path === '$goal') return [this.goal()];
    if (path === '$mode') return valuesAt(this.pipeline.body, 'mode', topSettings(), this.pipeline.nameSpan);
    if (path === '$services') return this.pipeline.steps.map((s) => named(s, s.idSpan));
    return valuesAt(this.pipeline.body, path, topSettings(), this.pipeline.nameSpan);
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
      case '$downstream':
        return this.neighbours(
          this.downstream(step).map((s) => named(s, s.serviceSpan)),
          step,
        );
      case '$upstream':
        return this.neighbours(
          this.upstream(step).map((s) => named(s, s.serviceSpan)),
          step,
        );
      case '$goal':
      case '$mode':
        return this.topValues(path);
    }
    const match = /^\$(in|out)\.(\w+)$/.exec(path);
    if (match !== null && KEYS.has(match[2] ?? ''))
      return [this.flow(step, match[1] as 'in' | 'out', match[2] as FlowKey)];
    return [{ state: 'absent', span: step.serviceSpan }];
  }

  /** A template names only some of what a step reads from and writes to. */
  private neighbours(values: readonly Value[], step: Step): readonly Value[] {
    if (this.pipeline.template === true) return [...values, unsaid(step.serviceSpan)];
    return values.length > 0 ? values : [{ state: 'absent', span: step.serviceSpan }];
  }

  private goal(): Value {
    const direct = valuesAt(this.pipeline.body, 'goal', topSettings(), this.pipeline.nameSpan)[0];
    const nested = valuesAt(this.pipeline.body, 'goal.latency', topSettings(), this.pipeline.nameSpan)[0];
    const value = nested?.state === 'absent' || nested === undefined ? direct : nested;
    if (value?.state !== 'known') return value ?? { state: 'absent', span: this.pipeline.nameSpan };
    const quantity =
      value.quantity ??
      parseQuantity(GOALS[value.word ?? value.text] ?? '') ??
      parseQuantity(value.text, 's');
    return quantity?.dimension === 'duration'
      ? { ...value, quantity }
      : { state: 'absent', span: value.span };
  }

  /**
   * A flow of a step. Computed depth first with memory; a step that is asked for again while it is being computed lies
   * on a cycle, and what comes round the cycle is unknown.
   */
  flow(step: Step, side: 'in' | 'out', key: FlowKey): Value {
    const id = this.flowId(step, side, key);
    const known = this.flows.get(id);
    if (known !== undefined) return known;
    if (this.open.has(id)) return { state: 'absent', span: step.serviceSpan };
    this.computeInOrder(key);
    const meanwhile = this.flows.get(id);
    if (meanwhile !== undefined) return meanwhile;
    this.open.add(id);
    const value = side === 'in' ? this.inflow(step, key) : this.outflow(step, key);
    this.open.delete(id);
    this.flows.set(id, value);
    return value;
  }

  private flowId(step: Step, side: 'in' | 'out', key: FlowKey): number {
    return (
      ((this.numbers.get(step) ?? 0) * 2 + (side === 'in' ? 0 : 1)) * FLOW_KEYS.length +
      FLOW_KEYS.indexOf(key)
    );
  }

  /** In a long pipeline sources first, so that a chain of thousands of steps does not overflow the call stack. */
  private computeInOrder(key: FlowKey): void {
    if (this.pipeline.steps.length < LONG || this.ordered.has(key)) return;
    this.ordered.add(key);
    const waiting = new Map(this.pipeline.steps.map((s) => [s, this.edgesInto(s).length]));
    const ready = this.pipeline.steps.filter((s) => waiting.get(s) === 0);
    for (let i = 0; i < ready.length; i++) {
      const step = ready[i] as Step;
      this.flow(step, 'out', key);
      for (const { to } of this.edgesOutOf(step)) {
        const left = (waiting.get(to) ?? 0) - 1;
        waiting.set(to, left);
        if (left === 0) ready.push(to);
      }
    }
    // What is left lies on cycles or behind one: what the step itself says, and nothing that comes round.
    for (const [step, left] of waiting) {
      if (left === 0) continue;
      const absent: Value = { state: 'absent', span: step.serviceSpan };
      this.flows.set(this.flowId(step, 'in', key), this.declared(step, 'input', key) ?? absent);
      this.flows.set(this.flowId(step, 'out', key), this.declared(step, 'output', key) ?? absent);
    }
  }

  private inflow(step: Step, key: FlowKey): Value {
    const own = this.declared(step, 'input', key);
    if (own !== undefined) return own;
    if (carries(step.service, key)) {
      const through = this.declared(step, 'output', key);
      if (through !== undefined) return through;
    }
    const edges = this.edgesInto(step);
    if (edges.length === 0) return { state: 'absent', span: step.serviceSpan };
    const inputs = edges.map((e) => this.flow(e.from, 'out', key));
    return SUMMED.has(key) ? sum(inputs, edges, step) : pick(inputs, edges, key, step);
  }

  private outflow(step: Step, key: FlowKey): Value {
    const own = this.declared(step, 'output', key);
    if (own !== undefined) return own;
    if (carries(step.service, key)) return this.flow(step, 'in', key);
    return { state: 'absent', span: step.serviceSpan };
  }

  /** What the step itself says, or what follows from the two other of rate, size and volume. */
  private declared(step: Step, side: 'input' | 'output', key: FlowKey): Value | undefined {
    const value = this.values(step, `${side}.${key}`)[0];
    if (value !== undefined && isSaid(value)) return value;
    const quantity = (k: FlowKey): KnownValue | undefined => {
      const v = this.values(step, `${side}.${k}`)[0];
      return v?.state === 'known' && v.quantity !== undefined ? v : undefined;
    };
    if (key === 'throughput')
      return product(quantity('records'), quantity('recordSize'), 'sizeRate', (a, b) => a * b);
    if (key === 'records')
      return product(quantity('throughput'), quantity('recordSize'), 'countRate', (a, b) => a / b);
    if (key === 'recordSize')
      return product(quantity('throughput'), quantity('records'), 'size', (a, b) => a / b);
    return undefined;
  }
}

function carries(service: ServiceId | undefined, key: FlowKey): boolean {
  return service !== undefined && serviceById(service).carries.includes(key);
}

function product(
  a: KnownValue | undefined,
  b: KnownValue | undefined,
  dimension: Dimension,
  combine: (a: number, b: number) => number,
): KnownValue | undefined {
  if (a?.quantity === undefined || b?.quantity === undefined) return undefined;
  const base = combine(a.quantity.base, b.quantity.base);
  return Number.isFinite(base) ? computed(base, dimension, a.span, []) : undefined;
}

function computed(
  base: number,
  dimension: Dimension,
  span: KnownValue['span'],
  origins: readonly Origin[],
): KnownValue {
  const text = formatBase(base, dimension);
  const quantity: Quantity = { text, amount: base, unit: '', dimension, base };
  return { state: 'known', text, quantity, span, origins };
}

function sum(inputs: readonly Value[], edges: readonly Edge[], step: Step): Value {
  const known = inputs.filter((v): v is KnownValue => v.state === 'known' && v.quantity !== undefined);
  if (known.length < inputs.length || known.length === 0) return { state: 'absent', span: step.serviceSpan };
  const first = known[0] as KnownValue;
  if (known.length === 1) return from(first, edges[0] as Edge);
  const base = known.reduce((n, v) => n + (v.quantity?.base ?? 0), 0);
  const origins = known.flatMap((v, i) => v.origins ?? [origin(v, edges[i] as Edge)]);
  return computed(base, first.quantity?.dimension ?? 'count', step.serviceSpan, origins);
}

/** Sizes: the largest known. Words: the one they agree on. */
function pick(inputs: readonly Value[], edges: readonly Edge[], key: FlowKey, step: Step): Value {
  const known = inputs.flatMap((v, i) => (v.state === 'known' ? [{ v, edge: edges[i] as Edge }] : []));
  const first = known[0];
  if (first === undefined)
    return inputs.find((v) => v.state === 'dynamic') ?? { state: 'absent', span: step.serviceSpan };
  if (key === 'recordSize') {
    const largest = known.reduce((a, b) => ((b.v.quantity?.base ?? 0) > (a.v.quantity?.base ?? 0) ? b : a));
    return from(largest.v, largest.edge);
  }
  const same =
    known.length === inputs.length &&
    known.every((k) => (k.v.word ?? k.v.text) === (first.v.word ?? first.v.text));
  return same ? from(first.v, first.edge) : { state: 'absent', span: step.serviceSpan };
}

function from(value: KnownValue, edge: Edge): KnownValue {
  return value.origins !== undefined && value.origins.length > 0
    ? value
    : { ...value, origins: [origin(value, edge)] };
}

function origin(value: KnownValue, edge: Edge): Origin {
  return { step: edge.from.id, text: value.text, span: value.span };
}

function named(step: Step, span: Step['idSpan']): Value {
  if (step.service === undefined) return { state: 'dynamic', text: step.serviceText, span };
  return { state: 'known', text: step.serviceText || step.id, word: step.service, span };
}

/** Written in the step, even if something else decides what it is. */
function isSaid(value: Value): boolean {
  return value.state === 'known' ? value.implied !== true : value.state === 'dynamic' && value.maybe !== true;
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
