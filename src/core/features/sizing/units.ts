/** How many equal units the loads of a step need, and what its readers can read. */

import type { Edition, Quantity, SizingTerm, UnitsSizing } from '../../model.js';
import { unitOf } from '../../quantity.js';
import { counted, decide, digits, percent, spareOf, unitsFor } from '../../sizing/arithmetic.js';
import { both, loads, readersOf, type Term } from '../../sizing/shards.js';
import {
  type CalculatorArgs,
  measured,
  quantityAt,
  round,
  type Site,
  type SizedStep,
  sized,
} from './site.js';

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

export function sizeUnits(sizing: UnitsSizing, site: Site): SizedStep[] {
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
  const reason = `${amountIn(decider)} ${PARTICIPLES[decider.term.load]}`;
  const spare = have === undefined ? 0 : spareOf(have, lines);
  const needed = counted(need.count, sizing.unit);
  const verdict =
    have === undefined
      ? `Load of ${needed}: ${reason}${notes}`
      : need.count > have
        ? `${needed} needed for ${reason}${notes}, ${digits(have)} set`
        : `${digits(need.count)} of ${counted(have, sizing.unit)} needed for ${reason}${notes}, ${percent(spare)} spare`;
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
  return [sized(site, verdict, unitsArgs(sizing, site, terms, have), hint)];
}

function shortNotes(count: number, notes: number | undefined): string {
  return notes === undefined || notes === count ? '' : ` (notes: ${digits(notes)})`;
}

const PARTICIPLES: Readonly<Record<Term['name'], string>> = {
  write: 'written',
  records: 'written',
  read: 'read by shared consumers',
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
export function sizeReaders(sizing: UnitsSizing, site: Site): SizedStep[] {
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

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
