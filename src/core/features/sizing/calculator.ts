/** The calculator as data: its forms with the figures of the facts put in, and the reckoning. The second half knows no services. */
import {
  binary,
  type CopiesTable,
  copiesFor,
  counted,
  decide,
  digits,
  fillOf,
  percent,
  spareOf,
  time,
  unitsFor,
  usableOf,
} from '../../sizing/arithmetic.js';

/** One number that is asked for. The slider runs over powers of ten where `scale` is `log`. */
export interface CalculatorInput {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
  /** What a value of 0 means, where it means something of its own. */
  readonly zero?: string;
}

export interface CalculatorTerm {
  readonly load: 'write' | 'records' | 'read';
  readonly name: string;
  /** What one unit takes, in base units, and as a text. */
  readonly each: number;
  readonly text: string;
  /** What the formula of the notes divides by. */
  readonly formula?: { readonly each: number; readonly text: string };
}

export type CalculatorFigures =
  | {
      readonly kind: 'units';
      readonly unit: { readonly one: string; readonly many: string };
      readonly terms: readonly CalculatorTerm[];
      /** Bytes a second that one unit gives each reader with a share of its own. */
      readonly fanOut?: number;
    }
  | { readonly kind: 'buffer' }
  | { readonly kind: 'storage'; readonly name: string; readonly copies: CopiesTable };

/** One form of the calculator. */
export interface CalculatorForm {
  readonly id: string;
  readonly title: string;
  readonly service: string;
  readonly inputs: readonly CalculatorInput[];
  readonly figures: CalculatorFigures;
  readonly facts: readonly { readonly id: string; readonly claim: string }[];
}

export interface CalculatorRow {
  readonly name: string;
  /** The calculation with its numbers: `6 MB/s ÷ 1 MiB/s = 5.72`. */
  readonly formula: string;
  readonly result: string;
  readonly decides: boolean;
}

export interface CalculatorResult {
  readonly headline: string;
  readonly detail: string;
  readonly rows: readonly CalculatorRow[];
}

/** Larger numbers than this say no more. */
const LARGEST = 1e12;

/** Reckons a form with the numbers that were put in. Pure; safe for any number. */
export function calculate(
  figures: CalculatorFigures,
  values: Readonly<Record<string, number>>,
): CalculatorResult {
  const of = (name: string) => {
    const value = values[name];
    return value !== undefined && Number.isFinite(value) && value > 0 ? Math.min(value, LARGEST) : 0;
  };
  switch (figures.kind) {
    case 'units':
      return units(figures, of);
    case 'buffer':
      return buffer(of);
    case 'storage':
      return storage(figures, of);
  }
}

type Get = (name: string) => number;

function units(figures: Extract<CalculatorFigures, { kind: 'units' }>, of: Get): CalculatorResult {
  const write = of('records') * of('recordSize') * 1000;
  const loads = { write, records: of('records'), read: write * of('shared') };
  const lines = figures.terms.map((t) => ({ base: loads[t.load], each: t.each, term: t }));
  const decision = decide(lines);
  const count = decision?.count ?? 1;
  const have = of('units');
  const rows = lines.map(({ base, each, term }, i): CalculatorRow => {
    return {
      name: term.name,
      formula: `${loadText(term.load, base)} ÷ ${term.text} = ${digits(base / each)}`,
      result: counted(unitsFor(base, each), figures.unit),
      decides: i === decision?.index,
    };
  });
  const formula = figures.terms.flatMap((t) =>
    t.formula === undefined ? [] : [{ base: loads[t.load], ...t.formula }],
  );
  const notes = decide(formula);
  if (notes !== undefined) {
    const parts = formula.map((f) => `${digits(f.base / 1000)} KB/s ÷ ${digits(f.each / 1000)}`);
    rows.push({
      name: 'By the formula of the notes',
      formula: `the larger of ${parts.join(' and ')}`,
      result: counted(notes.count, figures.unit),
      decides: false,
    });
  }
  const read = figures.terms.find((t) => t.load === 'read');
  const basis = have > 0 ? have : count;
  if (read !== undefined && of('shared') > 0) {
    const budget = read.each * basis;
    rows.push({
      name: 'Read budget of each shared consumer',
      formula: `${read.text} × ${digits(basis)} ÷ ${digits(of('shared'))}`,
      result: `${binary(budget / of('shared'))}/s`,
      decides: false,
    });
  }
  if (figures.fanOut !== undefined && of('enhanced') > 0) {
    rows.push({
      name: 'Read budget of each enhanced consumer',
      formula: `${binary(figures.fanOut)}/s × ${digits(basis)}`,
      result: `${binary(figures.fanOut * basis)}/s`,
      decides: false,
    });
  }
  const spare = spareOf(basis, lines);
  const detail =
    have > 0 && have < count
      ? `${counted(have, figures.unit)} ${have === 1 ? 'is' : 'are'} not enough: ${counted(count - have, figures.unit)} more.`
      : `With ${counted(basis, figures.unit)}, ${percent(spare)} of the capacity is spare.`;
  return { headline: `${counted(count, figures.unit)} needed`, detail, rows };
}

function loadText(load: CalculatorTerm['load'], base: number): string {
  return load === 'records' ? `${digits(base)} records/s` : `${binary(base)}/s`;
}

function buffer(of: Get): CalculatorResult {
  const [rate, size, interval] = [of('rate') * 1e6, of('size') * 1024 ** 2, of('interval')];
  const fill = fillOf(rate, size, interval);
  if (fill === undefined)
    return { headline: 'Nothing comes in', detail: 'Put in a rate and a buffer size.', rows: [] };
  const full = {
    name: 'Time until the buffer is full',
    formula: `${digits(of('size'))} MiB ÷ ${digits(of('rate'))} MB/s`,
    result: time(fill.full),
    decides: fill.first === 'size',
  };
  if (fill.first === 'none') {
    return {
      headline: 'No waiting',
      detail: 'With an interval of 0 s, records go on as they come.',
      rows: [full],
    };
  }
  return {
    headline:
      fill.first === 'size'
        ? `The size comes first, after ${time(fill.seconds)}`
        : `The interval comes first, after ${time(fill.seconds)}`,
    detail: `About ${digits(fill.perHour)} objects of ${binary(fill.volume)} an hour, before compression.`,
    rows: [
      full,
      {
        name: 'Interval',
        formula: `${digits(interval)} s`,
        result: time(interval),
        decides: fill.first === 'interval',
      },
      {
        name: 'Objects an hour',
        formula: `3,600 s ÷ ${time(fill.seconds)}`,
        result: digits(fill.perHour),
        decides: false,
      },
      {
        name: 'Size of an object',
        formula: `${digits(of('rate'))} MB/s × ${time(fill.seconds)}`,
        result: binary(fill.volume),
        decides: false,
      },
    ],
  };
}

function storage(
  { name, copies: table }: Extract<CalculatorFigures, { kind: 'storage' }>,
  of: Get,
): CalculatorResult {
  const nodes = Math.max(1, Math.round(of('nodes')));
  const copies = of('copies') > 0 ? Math.round(of('copies')) : copiesFor(nodes, table);
  const usable = usableOf(nodes, of('storage'), Math.max(1, copies));
  const text = usable >= 1000 ? `${digits(usable / 1000)} TB` : `${digits(usable)} GB`;
  return {
    headline: `${text} of usable ${name}`,
    detail:
      of('copies') > 0
        ? 'The copies are as you set them.'
        : `With ${digits(nodes)} nodes, ${digits(copies)} ${copies === 1 ? 'copy is' : 'copies are'} kept of each block.`,
    rows: [
      {
        name: 'Usable space',
        formula: `${digits(nodes)} nodes × ${digits(of('storage'))} GB ÷ ${digits(copies)} ${copies === 1 ? 'copy' : 'copies'}`,
        result: text,
        decides: true,
      },
    ],
  };
}
