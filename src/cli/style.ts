/** Colours on a terminal, and texts that a terminal may be given without harm. */
import { styleText } from 'node:util';
import type { Io, Out } from './io.js';

export type Look = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'cyan' | 'green' | 'underline';
export type Paint = (look: Look, text: string) => string;

/** Colours only where they are wanted: `--no-color`, FORCE_COLOR, NO_COLOR, then whether a terminal reads. */
export function painter(io: Pick<Io, 'env'>, out: Out, allowed: boolean): Paint {
  return wantsColour(io.env, out, allowed)
    ? (look, text) => styleText(look, text, { validateStream: false })
    : plain;
}

export const plain: Paint = (_, text) => text;

function wantsColour(env: Io['env'], out: Out, allowed: boolean): boolean {
  if (!allowed) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return out.isTTY && env.TERM !== 'dumb';
}

/** Control characters of a file or a file's name do not reach the terminal. */
export function harmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (c) =>
    c === '\t' ? ' ' : '\ufffd',
  );
}

/** Cells that a text takes on a terminal: wide characters two, combining ones none. */
export function width(text: string): number {
  let cells = 0;
  for (const character of text) {
    if (/\p{M}|\p{Cf}/u.test(character)) continue;
    cells += WIDE.test(character) ? 2 : 1;
  }
  return cells;
}
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** `1 error`, `2 errors`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
