/**
 * What flows through a pipeline. A step receives what its own `input` says, else what its upstream steps put out; it puts out what
 * its `output` says, else what its service carries through. Rates add up over the inputs, and all of them must be known;
 * unknown stays unknown, and what comes round a cycle is unknown.
 */
import { serviceById } from '../knowledge.js';
import type {
  Dimension,
  Edge,
  FlowKey,
  KnownValue,
  Origin,
  Quantity,
  ServiceId,
  Step,
  Value,
} from '../model.js';
import { formatBase } from '../quantity.js';

export const FLOW_KEYS: readonly FlowKey[] = [
  'format',
  'compression',
  'recordSize',
  'records',
  'throughput',
  'delivery',
];
const SUMMED: ReadonlySet<FlowKey> = new Set(['records', 'throughput']);

export type FlowSide = 'in' | 'out';

/** What flows are worked out from. */
export interface FlowSource {
  edgesInto(step: Step): readonly Edge[];
  values(step: Step, path: string): readonly Value[];
}

/** One side of a step. */
interface End {
  readonly step: Step;
  readonly side: FlowSide;
  readonly values: Partial<Record<FlowKey, Value>>;
}

/** An end on the way to be worked out. */
interface Visit {
  readonly end: End;
  /** What the step itself says. */
  readonly own: Value | undefined;
  readonly needs: readonly End[];
  next: number;
  readonly order: number;
  low: number;
}

/** The flows of a pipeline, worked out as they are asked for. */
export class Flows {
  private readonly ends = new Map<Step, Readonly<Record<FlowSide, End>>>();

  constructor(private readonly source: FlowSource) {}

  /** Never recursive: a chain may have many thousand steps. */
  of(step: Step, side: FlowSide, key: FlowKey): Value {
    const end = this.end(step, side);
    return end.values[key] ?? this.settle(end, key);
  }

  private end(step: Step, side: FlowSide): End {
    let both = this.ends.get(step);
    if (both === undefined) {
      both = { in: { step, side: 'in', values: {} }, out: { step, side: 'out', values: {} } };
      this.ends.set(step, both);
    }
    return both[side];
  }

  /**
   * Works out a flow and all that it depends on, the farthest first. Ends that depend on one another lie on a cycle; they are worked
   * out together, each without what the others would give. (Tarjan's algorithm for strongly connected components, with a stack of
   * its own.)
   */
  private settle(root: End, key: FlowKey): Value {
    const seen = new Map<End, Visit>();
    const waiting: Visit[] = [];
    const enter = (end: End): Visit => {
      const own = this.own(end, key);
      const needs = own === undefined ? this.needs(end, key) : [];
      const visit = { end, own, needs, next: 0, order: seen.size, low: seen.size };
      seen.set(end, visit);
      waiting.push(visit);
      return visit;
    };
    const stack = [enter(root)];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const need = top.needs[top.next++];
      if (need === undefined) {
        stack.pop();
        const parent = stack.at(-1);
        if (parent !== undefined) parent.low = Math.min(parent.low, top.low);
        if (top.low === top.order) this.close(waiting.splice(waiting.lastIndexOf(top)), key);
      } else if (need.values[key] === undefined) {
        const earlier = seen.get(need);
        if (earlier === undefined) stack.push(enter(need));
        else top.low = Math.min(top.low, earlier.order);
      }
    }
    return root.values[key] as Value;
  }

  /** Of the ends on one cycle none has a value before all have. */
  private close(component: readonly Visit[], key: FlowKey): void {
    const values = component.map(({ end, own }) => own ?? this.arriving(end, key));
    for (const [i, { end }] of component.entries()) end.values[key] = values[i] as Value;
  }

  /** The ends that decide where the step itself says nothing. */
  private needs({ step, side }: End, key: FlowKey): readonly End[] {
    if (side === 'in') return this.source.edgesInto(step).map((e) => this.end(e.from, 'out'));
    return carries(step.service, key) ? [this.end(step, 'in')] : [];
  }

  private arriving({ step, side }: End, key: FlowKey): Value {
    const absent: Value = { state: 'absent', span: step.serviceSpan };
    if (side === 'out')
      return (carries(step.service, key) ? this.end(step, 'in').values[key] : undefined) ?? absent;
    const edges = this.source.edgesInto(step);
    if (edges.length === 0) return absent;
    const inputs = edges.map((e): Value => this.end(e.from, 'out').values[key] ?? absent);
    return SUMMED.has(key) ? sum(inputs, edges, step) : pick(inputs, edges, key, step);
  }

  /** What the step says of this end, or of the other where what comes in goes out. */
  private own({ step, side }: End, key: FlowKey): Value | undefined {
    if (side === 'out') return this.declared(step, 'output', key);
    const input = this.declared(step, 'input', key);
    if (input !== undefined || !carries(step.service, key)) return input;
    return this.declared(step, 'output', key);
  }

  /** What the step itself says, or what follows from the two other of rate, size and volume. */
  private declared(step: Step, side: 'input' | 'output', key: FlowKey): Value | undefined {
    const value = this.source.values(step, `${side}.${key}`)[0];
    if (value !== undefined && isSaid(value)) return value;
    const quantity = (k: FlowKey): KnownValue | undefined => {
      const v = this.source.values(step, `${side}.${k}`)[0];
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

/** Written in the step, even if something else decides what it is. */
function isSaid(value: Value): boolean {
  return value.state === 'known' ? value.implied !== true : value.state === 'dynamic' && value.maybe !== true;
}
