/** Which of size and interval of a buffer comes first, and how many objects that makes. */
import type { BufferSizing, KnownValue, SizingInput } from '../../model.js';
import { formatBase } from '../../quantity.js';
import { binary, digits, fillOf, time } from '../../sizing/arithmetic.js';
import { measured, quantityAt, round, type Site, type SizedStep, sized } from './site.js';

export function sizeBuffer(sizing: BufferSizing, site: Site): SizedStep[] {
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
