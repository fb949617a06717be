/**
 * Amounts with units. A bare number has no unit until a setting gives it one; MB is 1,000,000 bytes and MiB is
 * 1,048,576, except in settings whose vendor writes MB and means MiB (`writtenAs`).
 */
import type { Dimension, Quantity } from './model.js';

interface Unit {
  readonly dimension: Dimension;
  readonly factor: number;
}

// biome-ignore format: a row for each unit
const DURATIONS: Readonly<Record<string, number>> = {
  ms: 0.001, millisecond: 0.001, milliseconds: 0.001,
  s: 1, sec: 1, secs: 1, second: 1, seconds: 1,
  m: 60, min: 60, mins: 60, minute: 60, minutes: 60,
  h: 3600, hr: 3600, hrs: 3600, hour: 3600, hours: 3600,
  d: 86400, day: 86400, days: 86400,
  w: 604800, week: 604800, weeks: 604800,
  y: 31536000, year: 31536000, years: 31536000,
};

// biome-ignore format: a row for each base
const SIZES: Readonly<Record<string, number>> = {
  b: 1, byte: 1, bytes: 1,
  kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, pb: 1e15,
  kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3, tib: 1024 ** 4, pib: 1024 ** 5,
  bit: 1 / 8, bits: 1 / 8, kbit: 1e3 / 8, mbit: 1e6 / 8, gbit: 1e9 / 8, tbit: 1e12 / 8,
};

/**
 * A comma stands between thousands only: `1,5` is nothing that can be read for sure. A bound such as `< 5 min` or an estimate such as
 * `~5 min` is read as its amount.
 */
const QUANTITY =
  /^(?:(?:<=?|[≤~≈])\s*)?([+-]?(?:\d{1,3}(?:,\d{3})+|\d[\d_]*)(?:\.\d+)?(?:e[+-]?\d+)?)\s*([^\d\s,].*)?$/i;
/** `Mbps` and `Mb/s` are bits where `MBps` are bytes; in lower case before a stroke, bytes are what people mean. */
const BITS = /^([kmgt]?)bps$|^([KMGT])b(?:ps|\/s)$/;
const BYTES = /^([kmgt]i?)Bps$/i;
/** `10k/s`, `2M records`: thousands and millions of what is counted. */
const THOUSANDS = /^([kKM])(?=$|[\s/])/;
const RATE = /^(.*?)\s*(?:\/|\bper\b)\s*([a-z]+)$/i;
const NOUN = /^[a-z][a-z -]*$/i;

/**
 * Reads a unit such as `s`, `MiB`, `MB/s`, `records/s`, `/s`, `shards`. Any other plain word counts things.
 * Undefined when the text is no unit at all.
 */
export function unitOf(text: string): Unit | undefined {
  const unit = text.trim();
  if (unit === '') return { dimension: 'count', factor: 1 };
  const rate = RATE.exec(withStroke(unit));
  if (rate !== null) {
    const per = DURATIONS[(rate[2] ?? '').toLowerCase()];
    const amount = unitOf(rate[1] ?? '');
    if (per === undefined || amount === undefined) return undefined;
    if (amount.dimension === 'size') return { dimension: 'sizeRate', factor: amount.factor / per };
    if (amount.dimension === 'count') return { dimension: 'countRate', factor: amount.factor / per };
    return undefined;
  }
  const key = unit.toLowerCase();
  const duration = DURATIONS[key];
  if (duration !== undefined) return { dimension: 'duration', factor: duration };
  const size = SIZES[key];
  if (size !== undefined) return { dimension: 'size', factor: size };
  return NOUN.test(unit) ? { dimension: 'count', factor: 1 } : undefined;
}

function withStroke(unit: string): string {
  return unit.replace(BITS, '$1$2bit/s').replace(BYTES, '$1B/s');
}

/** Reads `60 s`, `64 MiB`, `1,000 records/s`, `3`. A bare number takes `defaultUnit`. Undefined: not a quantity. */
export function parseQuantity(
  text: string,
  defaultUnit = '',
  writtenAs: readonly string[] = [],
): Quantity | undefined {
  const match = QUANTITY.exec(text.trim());
  if (match === null) return undefined;
  const figure = Number((match[1] ?? '').replaceAll(/[,_]/g, ''));
  const behind = (match[2] ?? '').trim();
  const times = thousandsIn(behind, defaultUnit);
  const amount = figure * times;
  const written = times === 1 ? behind : behind.slice(1).trim();
  const meant = written === '' || writtenAs.includes(written) ? defaultUnit : written;
  const unit = unitOf(meant);
  if (unit === undefined || !Number.isFinite(amount)) return undefined;
  return { text: text.trim(), amount, unit: written, dimension: unit.dimension, base: amount * unit.factor };
}

function thousandsIn(behind: string, defaultUnit: string): number {
  const letter = THOUSANDS.exec(behind)?.[1];
  if (letter === undefined) return 1;
  const dimension = unitOf(behind.slice(1).trim() || defaultUnit)?.dimension;
  const counts = dimension === 'count' || dimension === 'countRate';
  return counts ? (letter === 'M' ? 1e6 : 1e3) : 1;
}

/** The same figure read as a setting reads it, so that `128 MB` and the setting's MiB compare as the same number. */
export function readAs(quantity: Quantity, unit: string | undefined, writtenAs: readonly string[]): Quantity {
  return parseQuantity(quantity.text, unit, writtenAs) ?? quantity;
}

/**
 * The operand of a comparison brought to the dimension of `left`: a bare number (`300`) takes the left side's unit.
 * Undefined when the two cannot be compared.
 */
export function comparable(left: Quantity, right: Quantity, unit?: string): number | undefined {
  if (left.dimension === right.dimension) return right.base;
  if (right.unit === '' && right.dimension === 'count')
    return parseQuantity(right.text, unit ?? left.unit)?.base;
  if (left.unit === '' && left.dimension === 'count') return right.amount;
  return undefined;
}

const STEPS: Readonly<Record<'duration' | 'size', readonly (readonly [string, number])[]>> = {
  duration: [
    ['d', 86400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
    ['ms', 0.001],
  ],
  size: [
    ['TB', 1e12],
    ['GB', 1e9],
    ['MB', 1e6],
    ['KB', 1e3],
    ['B', 1],
  ],
};

/** A readable text for a computed amount: `2.5 MB/s`, `3,000 records/s`, `90 s`. */
export function formatBase(base: number, dimension: Dimension): string {
  if (dimension === 'count') return formatNumber(base);
  if (dimension === 'countRate') return `${formatNumber(base)}/s`;
  const steps = STEPS[dimension === 'duration' ? 'duration' : 'size'];
  const step = steps.find(([, factor]) => base >= factor) ?? steps.at(-1);
  const text = step === undefined ? formatNumber(base) : `${formatNumber(base / step[1])} ${step[0]}`;
  return dimension === 'sizeRate' ? `${text}/s` : text;
}

/** Three digits that count; thousands apart. */
export function formatNumber(value: number): string {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return String(rounded).replaceAll(/\B(?=(\d{3})+(?!\d))/g, String(rounded).includes('.') ? '' : ',');
}

/** Compares versions (`5.23.0`, `emr-6.4.0`) part by part; undefined when one has no number in it. */
export function compareVersions(a: string, b: string): number | undefined {
  const left = versionParts(a);
  const right = versionParts(b);
  if (left === undefined || right === undefined) return undefined;
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

function versionParts(text: string): number[] | undefined {
  return /\d+(\.\d+)*/.exec(text)?.[0].split('.').map(Number);
}
