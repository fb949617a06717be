/**
 * The arithmetic of sizing, without any knowledge of services: the checks, the hints in the text and the calculator reckon with
 * the same functions. Amounts are in base units: bytes, bytes a second, seconds.
 */

/** A load and what one unit takes of it. */
export interface Load {
  readonly base: number;
  readonly each: number;
}

/** Whole units that a load needs; one at least. */
export function unitsFor(base: number, each: number): number {
  return Math.max(1, Math.ceil(base / each - 1e-9));
}

export interface Decision {
  /** Units for all loads together. */
  readonly count: number;
  /** Index of the load that decides. */
  readonly index: number;
}

/** The units that the largest of the loads needs. Undefined without any load. */
export function decide(loads: readonly Load[]): Decision | undefined {
  let best: { index: number; ratio: number } | undefined;
  for (const [index, load] of loads.entries()) {
    const ratio = load.base / load.each;
    if (best === undefined || ratio > best.ratio) best = { index, ratio };
  }
  const load = best === undefined ? undefined : loads[best.index];
  return best === undefined || load === undefined
    ? undefined
    : { count: unitsFor(load.base, load.each), index: best.index };
}

/** The share (0 to 1) of `count` units that the fullest load leaves free; below 0 where they are not enough. */
export function spareOf(count: number, loads: readonly Load[]): number {
  return 1 - Math.max(0, ...loads.map((l) => l.base / (l.each * count)));
}

export interface Fill {
  /** What comes first; `none`: nothing is waited for. */
  readonly first: 'size' | 'interval' | 'none';
  /** Seconds from one delivery to the next. */
  readonly seconds: number;
  /** Bytes of one delivery. */
  readonly volume: number;
  /** Seconds until the buffer would be full. */
  readonly full: number;
  /** Deliveries in an hour; infinite where nothing is waited for. */
  readonly perHour: number;
}

/** How a buffer of `size` bytes fills at `rate` bytes a second, when it is handed on after `interval` seconds at the latest. */
export function fillOf(rate: number, size: number, interval: number): Fill | undefined {
  if (!(rate > 0) || !(size > 0) || !(interval >= 0)) return undefined;
  const full = size / rate;
  if (interval === 0)
    return { first: 'none', seconds: 0, volume: 0, full, perHour: Number.POSITIVE_INFINITY };
  const seconds = Math.min(full, interval);
  return {
    first: full < interval ? 'size' : 'interval',
    seconds,
    volume: rate * seconds,
    full,
    perHour: 3600 / seconds,
  };
}

/** Bytes to count on, on `nodes` nodes of `storage` bytes that keep `copies` of each block. */
export function usableOf(nodes: number, storage: number, copies: number): number {
  return (nodes * storage) / copies;
}

/** Copies of each block that follow from the number of nodes. */
export interface CopiesTable {
  readonly small: number;
  readonly mediumFrom: number;
  readonly medium: number;
  readonly largeFrom: number;
  readonly large: number;
}

export function copiesFor(nodes: number, table: CopiesTable): number {
  if (nodes >= table.largeFrom) return table.large;
  return nodes >= table.mediumFrom ? table.medium : table.small;
}

// --------------------------------------------------------------------------------------------------- texts

/** Three significant digits, thousands in groups: `5.72`, `1,240`. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  numbers ??= new Intl.NumberFormat('en', { maximumFractionDigits: 6 });
  return numbers.format(rounded);
}

/** Made once, when it is needed: that takes longer than a thousand uses of it. */
let numbers: Intl.NumberFormat | undefined;

const BINARY: readonly (readonly [string, number])[] = [
  ['TiB', 1024 ** 4],
  ['GiB', 1024 ** 3],
  ['MiB', 1024 ** 2],
  ['KiB', 1024],
  ['B', 1],
];

/** Bytes in binary units: `5.72 MiB`. */
export function binary(base: number): string {
  const [unit, factor] = BINARY.find(([, f]) => base >= f) ?? ['B', 1];
  return `${digits(base / factor)} ${unit}`;
}

/** A time as people say it: `11.2 s`, `5 min`, `1.5 h`. */
export function time(seconds: number): string {
  if (seconds >= 7200) return `${digits(seconds / 3600)} h`;
  return seconds > 900 ? `${digits(seconds / 60)} min` : `${digits(seconds)} s`;
}

export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`;
}

/** `1 shard`, `4 shards`. */
export function counted(count: number, unit: { readonly one: string; readonly many: string }): string {
  return `${digits(count)} ${count === 1 ? unit.one : unit.many}`;
}
