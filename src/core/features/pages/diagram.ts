/** A small drawing in characters: what a service reads from on the left, what it writes to on the right. */
import { serviceById } from '../../knowledge.js';
import type { Links, Service } from '../../model.js';

/** At most this many lines a side; the rest is counted. */
const MOST = 12;

/** Lines of equal height on both sides, the service in the middle. */
export function neighbourDiagram(service: Service): string {
  const left = namesOf(service.reads);
  const right = namesOf(service.writes);
  const height = Math.max(left.length, right.length, 1);
  const middle = Math.floor((height - 1) / 2);
  const sources = centred(left, height);
  const targets = centred(right, height);
  const room = Math.max(0, ...left.map((n) => n.length));
  const box = ` ${service.shortName} `;
  const lines = sources.map((source, i) => {
    const into =
      left.length === 0 ? '' : `${(source ?? '').padEnd(room)} ${join(sources, i, middle, 'left')}`;
    const out = right.length === 0 ? '' : join(targets, i, middle, 'right');
    const centre = i === middle ? box : ' '.repeat(box.length);
    return `${into}${centre}${out}${targets[i] === undefined ? '' : ` ${targets[i]}`}`.trimEnd();
  });
  return lines.join('\n');
}

function namesOf({ links }: Links): string[] {
  const names = links.map((l) => serviceById(l.service).shortName);
  return names.length <= MOST ? names : [...names.slice(0, MOST - 1), `… ${names.length - MOST + 1} more`];
}

/** The names in the middle of `height` lines. */
function centred(names: readonly string[], height: number): (string | undefined)[] {
  const above = Math.floor((height - names.length) / 2);
  return Array.from({ length: height }, (_, i) => names[i - above]);
}

/** The piece of line at row `i` between a side's names and the service in row `middle`. */
function join(
  rows: readonly (string | undefined)[],
  i: number,
  middle: number,
  side: 'left' | 'right',
): string {
  const used = rows.flatMap((name, row) => (name === undefined ? [] : [row]));
  const first = Math.min(middle, used[0] ?? middle);
  const last = Math.max(middle, used.at(-1) ?? middle);
  const here = rows[i] !== undefined;
  const up = i > first && i <= last;
  const down = i >= first && i < last;
  const centre = i === middle;
  if (!here && !up && !down && !centre) return side === 'left' ? '    ' : '   ';
  const corner = cornerOf(up, down, side === 'left' ? here : centre, side === 'left' ? centre : here);
  return side === 'left'
    ? `${here ? '─' : ' '}${corner}${centre ? '─►' : '  '}`
    : `${centre ? '─' : ' '}${corner}${here ? '─►' : '  '}`;
}

function cornerOf(up: boolean, down: boolean, left: boolean, right: boolean): string {
  const key = `${up ? 'u' : ''}${down ? 'd' : ''}${left ? 'l' : ''}${right ? 'r' : ''}`;
  return CORNERS[key] ?? '│';
}

const CORNERS: Readonly<Record<string, string>> = {
  lr: '─',
  dl: '┐',
  ul: '┘',
  udl: '┤',
  dr: '┌',
  ur: '└',
  udr: '├',
  udlr: '┼',
  dlr: '┬',
  ulr: '┴',
  ud: '│',
  u: '│',
  d: '│',
};
