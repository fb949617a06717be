/** What a stream of shards takes in and gives out, and how many shards that needs. The figures are facts. */

import { figure, serviceById, settingsOf } from '../knowledge.js';
import type { FactId, Fix, KnownValue, Quantity, Related, Step } from '../model.js';
import { wordKey } from '../names.js';
import type { WatchedGraph } from '../pipeline/graph.js';
import { formatBase, unitOf } from '../quantity.js';
import type { CheckContext, CheckReport } from '../rules/check.js';
import { booleanOf, canonicalWord } from '../value.js';
import { unitsFor } from './arithmetic.js';

export type TermName = 'write' | 'records' | 'read';

interface TermKind {
  readonly limit: FactId;
  readonly dimension: Quantity['dimension'];
  /** What decides when this term is the largest. */
  readonly name: string;
}

const KINDS: Readonly<Record<TermName, TermKind>> = {
  write: { limit: 'kds-shard-write-bandwidth', dimension: 'sizeRate', name: 'the volume written' },
  records: { limit: 'kds-shard-write-records', dimension: 'countRate', name: 'the records written' },
  read: { limit: 'kds-shard-read-bandwidth', dimension: 'sizeRate', name: 'the volume read' },
};
/** The terms of the formula in the notes, by the names of their figures. */
const FORMULA: Readonly<Partial<Record<TermName, string>>> = { write: 'writePerShard', read: 'readPerShard' };

/** One of the three loads of a stream, in base units per second. */
export interface Term {
  readonly name: TermName;
  readonly base: number;
  readonly text: string;
  readonly related: readonly Related[];
}

export type ReaderType = 'shared' | 'enhanced';

export interface Readers {
  readonly count: number;
  readonly steps: readonly Step[];
}

/** The loads of a stream, as far as they are known. */
export function loads(graph: WatchedGraph, stream: Step, shards: number | undefined): readonly Term[] {
  return graph.once(stream, `loads of ${shards}`, () => loadsOf(graph, stream, shards));
}

function loadsOf(graph: WatchedGraph, stream: Step, shards: number | undefined): readonly Term[] {
  const write = writeLoad(graph, stream);
  const terms = [write, recordLoad(graph, stream), readLoad(graph, stream, shards, write)];
  return terms.filter((t): t is Term => t !== undefined);
}

function writeLoad(graph: WatchedGraph, stream: Step): Term | undefined {
  const own = known(graph, stream, 'throughput.write', 'sizeRate');
  if (own !== undefined) return term('write', own);
  const flow = known(graph, stream, '$in.throughput', 'sizeRate');
  if (flow !== undefined) return term('write', flow);
  const records =
    known(graph, stream, 'throughput.writeRecords', 'countRate') ??
    known(graph, stream, '$in.records', 'countRate');
  const size = known(graph, stream, '$in.recordSize', 'size');
  if (records === undefined || size === undefined) return undefined;
  const base = records.quantity.base * size.quantity.base;
  return {
    name: 'write',
    base,
    text: formatBase(base, 'sizeRate'),
    related: [...relatedOf(records), ...relatedOf(size)],
  };
}

/** A producer library that packs many records into one makes the number of records unknown. */
function recordLoad(graph: WatchedGraph, stream: Step): Term | undefined {
  if ([stream, ...graph.edgesInto(stream).map((e) => e.from)].some((s) => packs(graph, s))) return undefined;
  const own =
    known(graph, stream, 'throughput.writeRecords', 'countRate') ??
    known(graph, stream, '$in.records', 'countRate');
  return own === undefined
    ? undefined
    : { ...term('records', own), text: `${short(own.quantity.base)} records/s` };
}

function packs(graph: WatchedGraph, step: Step): boolean {
  const aggregation = graph.values(step, 'producer.aggregation')[0];
  if (aggregation?.state === 'known') return booleanOf(aggregation.text) !== false;
  return wordAt(graph, step, 'producer.api') === 'kpl';
}

function readLoad(
  graph: WatchedGraph,
  stream: Step,
  shards: number | undefined,
  write: Term | undefined,
): Term | undefined {
  const own = known(graph, stream, 'throughput.read', 'sizeRate');
  if (own !== undefined) return term('read', own);
  const each = ofReaders(graph, stream, 'shared', 'readPerShard');
  if (each?.quantity?.dimension === 'sizeRate' && shards !== undefined) {
    const base = each.quantity.base * shards;
    return { name: 'read', base, text: formatBase(base, 'sizeRate'), related: relatedOf(each) };
  }
  const readers = readersOf(graph, stream, 'shared');
  if (write === undefined || readers.count === 0) return undefined;
  const base = write.base * readers.count;
  const related = readers.steps.map((s) => ({ message: `${s.id} reads everything`, span: s.idSpan }));
  return { name: 'read', base, text: formatBase(base, 'sizeRate'), related: [...write.related, ...related] };
}

/** The readers of one type, as far as the sketch says so for certain. */
export function readersOf(graph: WatchedGraph, stream: Step, type: ReaderType): Readers {
  return graph.once(stream, `${type} readers`, () => countReaders(graph, stream, type));
}

function countReaders(graph: WatchedGraph, stream: Step, type: ReaderType): Readers {
  const count = graph.values(stream, `${type}Consumers.count`)[0];
  if (count?.state === 'known' && count.quantity !== undefined)
    return { count: count.quantity.base, steps: [] };
  const listed = (['shared', 'enhanced'] as const).map((t) => listedReaders(graph, stream, t));
  if (listed.some((n) => n > 0)) return { count: listed[type === 'shared' ? 0 : 1] ?? 0, steps: [] };
  if (stream.service === undefined) return { count: 0, steps: [] };
  const readers = new Set<string>(serviceById(stream.service).writes.links.map((l) => l.service));
  const steps = graph
    .edgesOutOf(stream)
    .map((e) => e.to)
    .filter((s) => s.service !== undefined && readers.has(s.service) && typeOf(graph, stream, s) === type);
  return { count: steps.length, steps };
}

/** `consumers: [{ type: shared }]`, or `consumers: { shared: { count: 3 } }`. */
function listedReaders(graph: WatchedGraph, stream: Step, type: ReaderType): number {
  const items = `consumers[type=${spellings(stream, type).join('|')}]`;
  const counts = graph
    .values(stream, `${items}.count`)
    .flatMap((v) => (v.state === 'known' && v.quantity !== undefined ? [v.quantity.base] : []));
  const types = graph.values(stream, `${items}.type`).filter((v) => v.state === 'known');
  return counts.reduce((a, b) => a + b, 0) + Math.max(0, types.length - counts.length);
}

/** A value that is written for the readers of one type together: `sharedConsumers.calls`, `consumers: { shared: { calls: 3 } }`. */
export function ofReaders(
  graph: WatchedGraph,
  stream: Step,
  type: ReaderType,
  name: string,
): KnownValue | undefined {
  const own = graph.values(stream, `${type}Consumers.${name}`)[0];
  if (own?.state === 'known') return own;
  const listed = graph.values(stream, `consumers[type=${spellings(stream, type).join('|')}].${name}`);
  const first = listed[0];
  return listed.length === 1 && first?.state === 'known' ? first : undefined;
}

function spellings(stream: Step, type: ReaderType): readonly string[] {
  const words = settingsOf(stream.service)
    .byPath.get('consumer.type')
    ?.setting.values.find((v) => v.name === type);
  return [type, ...(words?.aliases ?? [])];
}

/** What the reader says of itself, else what the stream says of its readers; a service that knows no types shares. */
function typeOf(graph: WatchedGraph, stream: Step, reader: Step): string | undefined {
  const own = settingsOf(reader.service).byPath.get('consumer.type');
  const written = graph.values(reader, 'consumer.type')[0];
  const words = settingsOf(stream.service).byPath.get('consumer.type')?.setting;
  if (written?.state === 'dynamic') return undefined;
  if (written?.state === 'known' && written.implied !== true) {
    return written.word ?? (words === undefined ? undefined : canonicalWord(written.text, words));
  }
  const flag = graph.values(reader, 'enhancedFanOut')[0];
  if (flag !== undefined && flag.state !== 'absent') {
    if (flag.state === 'dynamic') return undefined;
    return booleanOf(flag.text) === false ? 'shared' : 'enhanced';
  }
  const general = wordAt(graph, stream, 'consumer.type');
  if (general !== undefined) return general;
  if (written?.state === 'known') return written.word;
  return own === undefined ? 'shared' : undefined;
}

// ------------------------------------------------------------------------------------------------- reports

/** Reports the term if it is more than the shards of the stream take. */
export function* excess(context: CheckContext, name: TermName): Iterable<CheckReport> {
  const { graph, step } = context;
  if (step === undefined) return;
  const shards = shardsOf(graph, step);
  const each = perShard(name);
  if (shards === undefined || each === undefined) return;
  const terms = loads(graph, step, shards.count);
  const own = terms.find((t) => t.name === name);
  if (own === undefined || own.base <= each.base * shards.count * (1 + 1e-9)) return;
  const need = needed(terms);
  const enough = Math.max(need.count, ...terms.map((t) => byFormula(t) ?? 1));
  const readers = readersOf(graph, step, 'shared').count;
  yield {
    span: shards.value.span,
    args: {
      value: both(own.text, own.base, each),
      bound: `${short(each.amount * shards.count)} ${each.unit}`,
      each: each.text,
      shards: shardsText(shards.count),
      readers: readers > 0 ? `${readers} shared consumer${readers === 1 ? '' : 's'}` : 'shared consumers',
      needed: `${shardsText(need.count)} ${need.count === 1 ? 'is' : 'are'} needed (decided by ${need.by})`,
    },
    related: own.related,
    fixes: [setShards(shards.value, enough)],
  };
}

export function setShards(value: KnownValue, count: number): Fix {
  return { title: `Set ${count} shards`, safe: false, edits: [{ ...value.span, text: String(count) }] };
}

/** Shards for all terms, and the term that decides. */
export function needed(terms: readonly Term[]): { count: number; by: string } {
  const all = terms.flatMap((t) => {
    const each = perShard(t.name);
    return each === undefined
      ? []
      : [{ ratio: t.base / each.base, count: unitsFor(t.base, each.base), by: KINDS[t.name].name }];
  });
  return all.reduce((a, b) => (b.ratio > a.ratio ? b : a), { ratio: 0, count: 1, by: KINDS.write.name });
}

/** Shards for one term by the formula with decimal units, which may ask for one more. */
export function byFormula(term: Term): number | undefined {
  const name = FORMULA[term.name];
  const each = name === undefined ? undefined : figure('kds-shard-count-formula', name, 'notes');
  return typeof each === 'object' && 'base' in each ? unitsFor(term.base, each.base) : undefined;
}

export { unitsFor as shardsFor };

/** The limit of one shard, as the service measures it. */
export function perShard(name: TermName): Quantity | undefined {
  const value = figure(KINDS[name].limit, 'max', 'current');
  return typeof value === 'object' && 'base' in value && value.dimension === KINDS[name].dimension
    ? value
    : undefined;
}

export function shardsOf(
  graph: WatchedGraph,
  stream: Step,
): { value: KnownValue; count: number } | undefined {
  const value = graph.values(stream, 'shards')[0];
  if (value?.state !== 'known' || value.quantity === undefined || !(value.quantity.base > 0))
    return undefined;
  return { value, count: value.quantity.base };
}

export function shardsText(count: number): string {
  return count === 1 ? '1 shard' : `${count} shards`;
}

/** A load as written and, where its unit is another, in the unit of the limit. */
export function both(text: string, base: number, limit: Quantity): string {
  const factor = unitOf(limit.unit)?.factor;
  if (limit.dimension !== 'sizeRate' || factor === undefined || text.includes('iB')) return text;
  return `${text} (${short(base / factor)} ${limit.unit})`;
}

export function short(value: number): string {
  return String(value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
}

// -------------------------------------------------------------------------------------------------- values

function known(
  graph: WatchedGraph,
  step: Step,
  path: string,
  dimension: Quantity['dimension'],
): (KnownValue & { quantity: Quantity }) | undefined {
  const value = graph.values(step, path)[0];
  if (value?.state !== 'known' || value.quantity?.dimension !== dimension) return undefined;
  return { ...value, quantity: value.quantity };
}

export function wordAt(graph: WatchedGraph, step: Step, path: string): string | undefined {
  const value = graph.values(step, path)[0];
  return value?.state === 'known' ? wordKey(value.word ?? value.text) : undefined;
}

function term(name: TermName, value: KnownValue & { quantity: Quantity }): Term {
  const bare = value.quantity.unit === '' && value.origins === undefined;
  const text = bare ? formatBase(value.quantity.base, value.quantity.dimension) : value.text;
  return { name, base: value.quantity.base, text, related: relatedOf(value) };
}

function relatedOf(value: KnownValue): Related[] {
  const origins = value.origins ?? [];
  if (origins.length === 0) return [{ message: `${value.text} is written here`, span: value.span }];
  return origins.map((o) => ({ message: `${o.text} comes from ${o.step}`, span: o.span }));
}
