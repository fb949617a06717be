/** Sizing over the flow: what a load needs of a service, as a line above its step and as hints behind its settings. */
import { capacityOf } from '../checks/shared/replication.js';
import { both, loads, readersOf, type Term } from '../checks/shared/sizing.js';
import { Graph } from '../flow.js';
import type { Reading } from '../index.js';
import { figure, knowledge } from '../knowledge.js';
import type {
  BufferSizing,
  Edition,
  EditionChoice,
  FigureRef,
  KnownValue,
  Quantity,
  Sizing,
  SizingInput,
  SizingTerm,
  Step,
  StorageSizing,
  UnitsSizing,
} from '../model.js';
import { formatBase, unitOf } from '../quantity.js';
import { binary, counted, decide, digits, fillOf, percent, spareOf, time, unitsFor } from './sizing-math.js';

/** What the calculator opens with: the id of a sizing, and its inputs by name in the calculator's units. */
export interface CalculatorArgs {
  readonly sizing: string;
  readonly values: Readonly<Record<string, number>>;
}

export interface SizingHint {
  /** Just behind the value that it is about. */
  readonly offset: number;
  readonly label: string;
  /** Markdown: the calculation with its numbers. */
  readonly tooltip: string;
}

export interface SizedStep {
  readonly step: string;
  /** Offset of the step's id. */
  readonly offset: number;
  readonly lens: { readonly title: string; readonly args: CalculatorArgs };
  readonly hints: readonly SizingHint[];
}

export interface SizingOptions {
  readonly edition: EditionChoice;
}

/** One site: a step and what to size it by. */
interface Site {
  readonly graph: Graph;
  readonly step: Step;
  /** Whose figures decide. */
  readonly edition: Edition;
  /** Say where the notes come to another result. */
  readonly compare: boolean;
}

/** What is known about the sizes of the steps of a text, in its order. Where a load is not known there is nothing to say. */
export function sizing(reading: Reading, options: SizingOptions): SizedStep[] {
  const edition = options.edition === 'notes' ? 'notes' : 'current';
  const compare = options.edition === 'both';
  return reading.pipelines.flatMap((pipeline) => {
    const graph = new Graph(pipeline, reading.document.text);
    return pipeline.steps.flatMap((step) => {
      if (step.anonymous) return [];
      return sizingsOf(step).flatMap((s) => withOffer(sizeStep(s, { graph, step, edition, compare })));
    });
  });
}

function sizingsOf(step: Step): readonly Sizing[] {
  const { service } = step;
  return service === undefined ? [] : knowledge.sizings.filter((s) => s.services.includes(service));
}

function sizeStep(sizing: Sizing, site: Site): SizedStep[] {
  switch (sizing.kind) {
    case 'units':
      return [...sizeUnits(sizing, site), ...sizeReaders(sizing, site)];
    case 'buffer':
      return sizeBuffer(sizing, site);
    case 'storage':
      return sizeStorage(sizing, site);
  }
}

/** The first line above a step says what a click does. */
function withOffer(steps: readonly SizedStep[]): SizedStep[] {
  return steps.map((s, i) =>
    i > 0 ? s : { ...s, lens: { ...s.lens, title: `${s.lens.title} · Open calculator` } },
  );
}

function sized({ step }: Site, title: string, args: CalculatorArgs, hints: readonly SizingHint[]): SizedStep {
  return { step: step.id, offset: step.idSpan.start, lens: { title, args }, hints };
}

// --------------------------------------------------------------------------------------------------- units

interface Line {
  readonly load: Term;
  readonly term: SizingTerm;
  readonly limit: Quantity;
  readonly base: number;
  readonly each: number;
}

function linesOf(sizing: UnitsSizing, terms: readonly Term[], edition: Edition): Line[] {
  return sizing.terms.flatMap((term) => {
    const load = terms.find((t) => t.name === term.load);
    const ref = edition === 'notes' ? (term.formula ?? term.limit) : term.limit;
    const limit = quantityAt(ref, edition);
    return load === undefined || limit === undefined
      ? []
      : [{ load, term, limit, base: load.base, each: limit.base }];
  });
}

function sizeUnits(sizing: UnitsSizing, site: Site): SizedStep[] {
  const written = measured(site, sizing.setting);
  const have = written !== undefined && written.quantity.base > 0 ? written.quantity.base : undefined;
  const terms = loads(site.graph, site.step, have);
  const lines = linesOf(sizing, terms, site.edition);
  const need = decide(lines);
  const decider = need === undefined ? undefined : lines[need.index];
  if (need === undefined || decider === undefined) return [];
  const other = site.compare ? decide(linesOf(sizing, terms, 'notes'))?.count : undefined;
  const notes =
    other === undefined || other === need.count ? '' : ` (${digits(other)} by the formula of the notes)`;
  const reason = `${amountIn(decider)} ${PARTICIPLES[decider.term.load]} decides`;
  const spare = have === undefined ? 0 : spareOf(have, lines);
  const needed = counted(need.count, sizing.unit);
  const verdict =
    have === undefined
      ? `Load of ${needed}${notes}`
      : need.count > have
        ? `${needed} needed${notes}, ${digits(have)} set`
        : `${digits(need.count)} of ${counted(have, sizing.unit)} needed${notes}, ${percent(spare)} spare`;
  const label =
    have !== undefined && need.count <= have
      ? `needs ${digits(need.count)}, ${percent(spare)} spare`
      : `needs ${digits(need.count)}`;
  const hint =
    written === undefined || have === undefined
      ? []
      : [
          {
            offset: written.span.end,
            label: label + shortNotes(need.count, other),
            tooltip: table(sizing, site, terms, lines, verdict),
          },
        ];
  return [sized(site, `${verdict}: ${reason}`, unitsArgs(sizing, site, terms, have), hint)];
}

function shortNotes(count: number, notes: number | undefined): string {
  return notes === undefined || notes === count ? '' : ` (notes: ${digits(notes)})`;
}

const PARTICIPLES: Readonly<Record<Term['name'], string>> = {
  write: 'in',
  records: 'in',
  read: 'out to shared consumers',
};

/** A load in the unit of its limit: `5.72 MiB/s`, `3,000 records/s`. */
function amountIn({ base, limit }: Line): string {
  return `${digits(base / (unitOf(limit.unit)?.factor ?? 1))} ${limit.unit}`;
}

/** The calculation in Markdown: a row for each load, and the formula of the notes below. */
function table(
  sizing: UnitsSizing,
  site: Site,
  terms: readonly Term[],
  lines: readonly Line[],
  verdict: string,
): string {
  const rows = lines.map(
    (l) =>
      `| ${l.term.name} | ${both(l.load.text, l.base, l.limit)} | ${l.limit.text} | ${digits(l.base / l.each)} → **${unitsFor(l.base, l.each)}** |`,
  );
  const formula = site.compare
    ? linesOf(sizing, terms, 'notes').filter((l) => l.term.formula !== undefined)
    : [];
  const notes = formula.map((l) => `${amountIn(l)} ÷ ${digits(l.limit.amount)}`);
  const result = decide(formula)?.count;
  return [
    `**${verdict}**`,
    '',
    `| Load | | One ${sizing.unit.one} | ${capital(sizing.unit.many)} |`,
    '| :-- | --: | --: | --: |',
    ...rows,
    ...(result === undefined
      ? []
      : ['', `Formula of the notes: the larger of ${notes.join(' and ')}, rounded up: **${result}**`]),
  ].join('\n');
}

function unitsArgs(
  sizing: UnitsSizing,
  site: Site,
  terms: readonly Term[],
  have: number | undefined,
): CalculatorArgs {
  const load = (name: Term['name']) => terms.find((t) => t.name === name)?.base;
  const [write, records, read] = [load('write'), load('records'), load('read')];
  const readers = readersOf(site.graph, site.step, 'shared').count;
  const size =
    measured(site, '$in.recordSize')?.quantity.base ??
    (write !== undefined && records ? write / records : undefined);
  const rate = records ?? (write !== undefined && size ? write / size : undefined);
  const shared = readers > 0 ? readers : write && read ? Math.max(1, Math.round(read / write)) : 0;
  const enhanced = readersOf(site.graph, site.step, 'enhanced').count;
  return {
    sizing: sizing.id,
    values: {
      ...(rate !== undefined && { records: round(rate) }),
      ...(size !== undefined && { recordSize: round(size / 1000) }),
      shared,
      enhanced,
      ...(have !== undefined && { units: have }),
    },
  };
}

/** What each reader can read: readers that share divide it, the others have a share of their own. */
function sizeReaders(sizing: UnitsSizing, site: Site): SizedStep[] {
  const have = measured(site, sizing.setting)?.quantity.base;
  const limit = sizing.terms.find((t) => t.load === 'read')?.limit;
  if (have === undefined || !(have > 0) || limit === undefined) return [];
  const shared = readersOf(site.graph, site.step, 'shared').count;
  const enhanced = readersOf(site.graph, site.step, 'enhanced').count;
  const each = quantityAt(limit, site.edition);
  const own = sizing.fanOut === undefined ? undefined : quantityAt(sizing.fanOut, site.edition);
  const parts: string[] = [];
  if (shared > 0 && each !== undefined) {
    const all = times(each, have);
    parts.push(
      shared === 1
        ? `${all} for the one shared consumer`
        : `${all} for ${shared} shared consumers, ${times(each, have / shared)} each`,
    );
  }
  if (enhanced > 0 && own !== undefined) {
    parts.push(
      `${times(own, have)} for ${enhanced === 1 ? 'the enhanced fan-out consumer' : `each of ${enhanced} enhanced fan-out consumers`}`,
    );
  }
  if (parts.length === 0) return [];
  const args = unitsArgs(sizing, site, loads(site.graph, site.step, have), have);
  return [sized(site, `Read budget: ${parts.join('; ')}`, args, [])];
}

function times(quantity: Quantity, factor: number): string {
  return `${digits(quantity.amount * factor)} ${quantity.unit}`;
}

// -------------------------------------------------------------------------------------------------- buffer

function sizeBuffer(sizing: BufferSizing, site: Site): SizedStep[] {
  const rate = measured(site, '$in.throughput');
  const size = inputOf(sizing.size, site);
  const interval = inputOf(sizing.interval, site);
  if (rate === undefined || size === undefined || interval === undefined) return [];
  const fill = fillOf(rate.quantity.base, size.base, interval.base);
  if (fill === undefined) return [];
  const args = {
    sizing: sizing.id,
    values: {
      rate: round(rate.quantity.base / 1e6),
      size: round(size.base / 1024 ** 2),
      interval: round(interval.base),
    },
  };
  const hour = `about ${digits(fill.perHour)} objects an hour`;
  const title =
    fill.first === 'none'
      ? 'Buffer: no waiting, records go on as they come'
      : fill.first === 'size'
        ? `Buffer: size comes first, ${binary(size.base)} after ${time(fill.seconds)} · ${hour}`
        : `Buffer: interval comes first, ${binary(fill.volume)} every ${time(fill.seconds)} · ${hour}`;
  const tooltip = [
    `**${title}**`,
    '',
    `${binary(size.base)}${size.implied ? ' (the default)' : ''} ÷ ${rate.quantity.text || formatBase(rate.quantity.base, 'sizeRate')} = ${time(fill.full)} until the buffer is full; the interval is ${interval.text}${interval.implied ? ' (the default)' : ''}.`,
    ...(fill.first === 'none'
      ? []
      : [
          '',
          `3,600 s ÷ ${time(fill.seconds)} = ${digits(fill.perHour)} objects an hour, before compression and for one destination prefix.`,
        ]),
  ].join('\n');
  const at = fill.first === 'size' ? size : interval;
  const label = fill.first === 'size' ? `full after ${time(fill.seconds)}` : 'comes first';
  const hints =
    at.written === undefined || fill.first === 'none'
      ? []
      : [{ offset: at.written.span.end, label, tooltip }];
  return [sized(site, title, args, hints)];
}

interface Input {
  readonly base: number;
  readonly text: string;
  readonly implied: boolean;
  readonly written: KnownValue | undefined;
}

function inputOf(input: SizingInput, site: Site): Input | undefined {
  const value = site.graph.values(site.step, input.path)[0];
  if (value?.state === 'known' && value.quantity !== undefined) {
    const text = value.quantity.unit === '' ? `${value.text} ${input.unit}` : value.text;
    return {
      base: value.quantity.base,
      text,
      implied: value.implied === true,
      written: value.implied === true ? undefined : value,
    };
  }
  // What is written and cannot be read is not known, and so is what something else decides.
  if (value !== undefined && value.state !== 'absent') return undefined;
  const fallback = quantityAt(input.default, site.edition) ?? quantityAt(input.default, 'current');
  return fallback === undefined
    ? undefined
    : { base: fallback.base, text: fallback.text, implied: true, written: undefined };
}

// ------------------------------------------------------------------------------------------------- storage

function sizeStorage(sizing: StorageSizing, site: Site): SizedStep[] {
  const capacity = capacityOf(
    site.graph,
    site.step,
    (fact, name) => figure(fact, name, site.edition) ?? figure(fact, name, 'current'),
  );
  if (capacity === undefined) return [];
  const { nodes, storage, copies, usable } = capacity;
  const product = `${digits(nodes)} nodes × ${storage.quantity.text} ÷ ${copies === 1 ? '1 copy' : `${digits(copies)} copies`}`;
  const title = `${formatBase(usable, 'size')} of usable ${sizing.name}: ${product}`;
  const why = capacity.written
    ? 'The copies are written in the step.'
    : 'The copies follow from the number of nodes at launch.';
  const hint = {
    offset: storage.span.end,
    label: `${formatBase(usable, 'size')} usable in all`,
    tooltip: `**${title}**\n\n${why}`,
  };
  const args = {
    sizing: sizing.id,
    values: { nodes, storage: round(storage.quantity.base / 1e9), copies: capacity.written ? copies : 0 },
  };
  return [sized(site, title, args, [hint])];
}

// -------------------------------------------------------------------------------------------------- values

function measured({ graph, step }: Site, path: string): (KnownValue & { quantity: Quantity }) | undefined {
  const value = graph.values(step, path)[0];
  return value?.state === 'known' && value.quantity !== undefined
    ? { ...value, quantity: value.quantity }
    : undefined;
}

/** A figure as an edition has it, where it is an amount. */
export function quantityAt(ref: FigureRef, edition: Edition): Quantity | undefined {
  const found = figure(ref.fact, ref.figure, edition);
  return typeof found === 'object' && 'base' in found ? found : undefined;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
