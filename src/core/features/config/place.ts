/** What is written at a place of a configuration file, told by the lines above it: a text that is being typed need not parse. */
import type { Span } from '../../model.js';
import { wordAround } from '../../text/word-around.js';

export interface ConfigPlace {
  /** A key of the file, an edition, the id of a rule, or its severity. */
  readonly part: 'key' | 'edition' | 'rule' | 'level';
  /** The word that stands there; empty between words. */
  readonly word: Span;
}

const SECTION = /^(\w+)[ \t]*:/gm;

/** The place at an offset; undefined where any text may stand. */
export function configPlaceAt(text: string, offset: number): ConfigPlace | undefined {
  const word = wordAround(text, offset, /[\w-]/);
  const { start } = word;
  const lead = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (/(?:^|\s)#/.test(lead)) return undefined;
  if (lead === '') return { part: 'key', word };
  const section = [...text.slice(0, start).matchAll(SECTION)].at(-1);
  if (section === undefined) return undefined;
  const body = text.slice(section.index + section[0].length, start);
  if (section[1] === 'edition' && /^[ \t]*["']?$/.test(body)) return { part: 'edition', word };
  const item = /[\n{,]([^\n{,]*)$/.exec(body)?.[1];
  if (section[1] !== 'rules' || item === undefined) return undefined;
  if (/^\s*["']?$/.test(item)) return { part: 'rule', word };
  return /^\s*["']?[\w-]+["']?[ \t]*:[ \t]*["']?$/.test(item) ? { part: 'level', word } : undefined;
}
