/**
 * Where a place stands in a YAML text, read from the lines and brackets before it. It knows no parser, so it answers in texts that
 * are being typed: what is open (keys by their indentation, list items, brackets, quotes) is all that counts.
 */
import type { Span } from '../model.js';

/** A key, or an item of a list, that the place stands below. */
export interface Segment {
  /** Undefined for an item of a list. */
  readonly name: string | undefined;
  /** Offset of the key's or the item's first character. */
  readonly start: number;
}

export interface TextPlace {
  /** `key`: a key of the map at `path`. `value`: a value of the last key (or an item) of `path`. `none`: nothing to write here. */
  readonly part: 'key' | 'value' | 'comment' | 'none';
  readonly path: readonly Segment[];
  /** The word at the place, as far as it is on this line; in quotes without them. */
  readonly word: Span;
  /** The quote that stands open. */
  readonly quote: string;
  /** Inside of brackets. */
  readonly flow: boolean;
  /** A colon follows the word: it is a key already. */
  readonly colon: boolean;
  /** Nothing stands below the last key yet: in the place of a key, a value may stand just as well. */
  readonly mayBeValue: boolean;
  /** The place is right behind a colon; a blank belongs between. */
  readonly wantsBlank: boolean;
  /** A list goes on here: the next item begins with a dash. */
  readonly wantsDash: boolean;
  /** Brackets that stand open at the end of the line and are not closed behind it. */
  readonly closers: string;
  /** The place is a comment that stands behind something on its line. */
  readonly trailing: boolean;
}

interface Open {
  readonly kind: 'key' | 'item';
  readonly column: number;
  readonly name: string | undefined;
  readonly start: number;
  /** Something stands on its own line behind it. */
  valued: boolean;
  /** Something stands below it. */
  parent: boolean;
}

interface Bracket {
  readonly open: string;
  readonly start: number;
  /** Where the word that is being read began. */
  token: number;
  key: { readonly name: string; readonly start: number } | undefined;
}

const NOWHERE = { quote: '', flow: false, colon: false, mayBeValue: false, wantsBlank: false, wantsDash: false, closers: '', trailing: false };

/** The place of an offset. Never throws, whatever the text. */
export function placeAt(text: string, offset: number): TextPlace {
  return new Scan(text, Math.max(0, Math.min(offset, text.length))).run();
}

class Scan {
  private stack: Open[] = [];
  private brackets: Bracket[] = [];
  /** Column of the line that opened the brackets or quotes. */
  private owner = 0;
  private quote = '';
  private quoteStart = 0;
  /** Column of the key of an open block scalar; -1 outside. */
  private scalar = -1;

  constructor(
    private readonly text: string,
    private readonly offset: number,
  ) {}

  run(): TextPlace {
    let start = 0;
    for (;;) {
      const newline = this.text.indexOf('\n', start);
      const end = newline === -1 ? this.text.length : newline;
      if (this.offset <= end) return this.last(start, this.text[end - 1] === '\r' && end > start ? end - 1 : end);
      this.line(start, this.text[end - 1] === '\r' ? end - 1 : end);
      start = end + 1;
    }
  }

  // ---------------------------------------------------------------------------------------- lines before

  /** Reads from `start` to `end`: a whole line, or the last one as far as the place. */
  private line(start: number, end: number): void {
    const indent = this.indent(start, end);
    if (start + indent >= end) return;
    if (this.scalar !== -1) {
      if (indent > this.scalar) return;
      this.scalar = -1;
    }
    if (this.brackets.length > 0 || this.quote !== '') {
      // A line that starts no deeper than the one that opened a bracket shows that the bracket was forgotten.
      if (indent > this.owner || /[\]}]/.test(this.text[start + indent] ?? '')) return this.inside(start, end);
      this.brackets = [];
      this.quote = '';
    }
    const first = this.text[start + indent];
    if (first === '#' || first === '%') return;
    if (indent === 0 && /^(---|\.\.\.)(\s|$)/.test(this.text.slice(start, Math.min(end, start + 4)))) {
      this.stack = [];
      return;
    }
    this.block(start, start + indent, end);
  }

  private indent(start: number, end: number): number {
    let i = start;
    while (i < end && (this.text[i] === ' ' || this.text[i] === '\t')) i++;
    return i - start;
  }

  /** Dashes, then a key or a value. */
  private block(lineStart: number, from: number, end: number): void {
    let at = from;
    while (this.text[at] === '-' && (at + 1 >= end || /[ \t]/.test(this.text[at + 1] ?? ''))) {
      this.leave(at - lineStart, 'item');
      this.push({ kind: 'item', column: at - lineStart, name: undefined, start: at, valued: false, parent: false });
      at++;
      while (at < end && /[ \t]/.test(this.text[at] ?? '')) at++;
    }
    if (at >= end) return;
    const rest = this.text.slice(at, end);
    const match = KEY.exec(rest);
    if (match === null) {
      // The word at the place itself may yet become a key.
      const typed = end === this.offset && !/^[[{"'|>]/.test(rest);
      return typed ? undefined : this.value(at, end, at - lineStart);
    }
    this.leave(at - lineStart, 'key');
    const name = unquote((match[2] ?? '').trim());
    const start = at + (match[1] ?? '').length;
    this.push({ kind: 'key', column: at - lineStart, name, start, valued: false, parent: false });
    this.value(at + match[0].length, end, at - lineStart);
  }

  /** Closes what stands at this column or deeper. A list may stand at the column of its key. */
  private leave(column: number, next: 'key' | 'item'): void {
    for (let top = this.stack.at(-1); top !== undefined; top = this.stack.at(-1)) {
      if (top.column < column || (top.column === column && next === 'item' && top.kind === 'key')) return;
      this.stack.pop();
    }
  }

  private push(open: Open): void {
    const top = this.stack.at(-1);
    if (top !== undefined) top.parent = true;
    this.stack.push(open);
  }

  /** What stands behind a colon or a dash, to the end of the line. */
  private value(from: number, end: number, column: number): void {
    let at = from;
    for (;;) {
      while (at < end && /[ \t]/.test(this.text[at] ?? '')) at++;
      const property = /^[&!][^\s,[\]{}]*(?=\s|$)/.exec(this.text.slice(at, end));
      if (property === null) break;
      at += property[0].length;
    }
    if (at >= end || this.text[at] === '#') return;
    const top = this.stack.at(-1);
    if (top !== undefined) top.valued = true;
    const first = this.text[at] ?? '';
    if (first === '|' || first === '>') this.scalar = column;
    else if (first === '{' || first === '[' || first === '"' || first === "'") {
      this.owner = this.stack.at(-1)?.kind === 'item' ? (this.stack.at(-1)?.column ?? column) : column;
      if (first === '"' || first === "'") {
        this.quote = first;
        this.quoteStart = at;
        at++;
      }
      this.inside(at, end);
    }
  }

  /** Inside of brackets or quotes. */
  private inside(from: number, end: number): void {
    for (let i = from; i < end; i++) {
      const c = this.text[i] ?? '';
      if (this.quote !== '') {
        if (c === '\\' && this.quote === '"') i++;
        else if (c === this.quote) {
          if (c === "'" && this.text[i + 1] === "'" && i + 1 < end) i++;
          else this.quote = '';
        }
        continue;
      }
      const top = this.brackets.at(-1);
      if (c === '#' && /\s/.test(this.text[i - 1] ?? ' ')) return;
      if ((c === '"' || c === "'") && top !== undefined && this.text.slice(top.token, i).trim() === '') {
        this.quote = c;
        this.quoteStart = i;
      } else if (c === '{' || c === '[') this.brackets.push({ open: c, start: i, token: i + 1, key: undefined });
      else if (top === undefined) return;
      else if (c === '}' || c === ']') {
        this.brackets.pop();
        if (this.brackets.length === 0) return;
      } else if (c === ',') {
        top.token = i + 1;
        top.key = undefined;
      } else if (c === ':' && top.key === undefined && (i + 1 >= end || /[\s,[\]{}]/.test(this.text[i + 1] ?? '') || /["']/.test(this.text[i - 1] ?? ''))) {
        const raw = this.text.slice(top.token, i);
        top.key = { name: unquote(raw.trim()), start: top.token + (raw.length - raw.trimStart().length) };
        top.token = i + 1;
      }
    }
  }

  // ------------------------------------------------------------------------------------------- the last line

  private last(start: number, end: number): TextPlace {
    const { text, offset } = this;
    const comment = this.comment(start);
    if (comment !== undefined) {
      return { ...NOWHERE, part: 'comment', path: [], word: { start: comment, end }, trailing: text.slice(start, comment).trim() !== '' };
    }
    const indent = this.indent(start, end);
    const head = text.slice(start, offset);
    const blank = head.trim() === '';
    const none: TextPlace = { ...NOWHERE, part: 'none', path: this.path(), word: { start: offset, end: offset } };
    if (this.scalar !== -1 && (!blank || indent > this.scalar || (start + indent >= end && head.length > this.scalar))) {
      if (indent > this.scalar || blank) return none;
    }
    const open = this.brackets.length > 0 || this.quote !== '';
    const broken = open && !(indent > this.owner || start + indent >= end || /[\]}]/.test(text[start + indent] ?? ''));
    if (blank && (!open || broken)) {
      this.brackets = [];
      this.quote = '';
      // To the left of what the line holds there is nothing to write.
      return start + indent < end && offset < start + indent ? none : this.blockWord(offset - start, offset, end, false);
    }
    this.line(start, offset);
    if (this.brackets.length > 0) return this.flowPlace(end);
    if (this.quote !== '') return this.quoted(end);
    if (this.scalar !== -1 || /[}\]"']\s*$/.test(head)) return none;
    return this.blockPlace(start, end, none);
  }

  /** Start of a comment that holds the place. */
  private comment(start: number): number | undefined {
    if (this.quote !== '') return undefined;
    for (let i = start; i < this.offset; i++) {
      const c = this.text[i];
      if (c === '#' && (i === start || /\s/.test(this.text[i - 1] ?? ''))) return i;
      if ((c === '"' || c === "'") && /[\s[{:,]/.test(this.text[i - 1] ?? ' ')) {
        const close = this.text.indexOf(c, i + 1);
        if (close === -1 || close >= this.offset) return undefined;
        i = close;
      }
    }
    return undefined;
  }

  /** Outside of brackets and quotes, behind something on the line. The line's head has been read already. */
  private blockPlace(start: number, end: number, none: TextPlace): TextPlace {
    const { text, offset } = this;
    const head = text.slice(start, offset);
    const dashes = /^[ \t]*(?:-[ \t]+)*(-$)?/.exec(head);
    if (dashes?.[1] !== undefined) return none;
    const from = start + (dashes?.[0].length ?? 0);
    const match = KEY.exec(text.slice(from, offset));
    if (match !== null) {
      const raw = text.slice(from + match[0].length, offset);
      const word = from + match[0].length + (raw.length - raw.trimStart().length);
      const property = /^(?:[&!]\S*\s+)*/.exec(text.slice(word, offset))?.[0].length ?? 0;
      if (/^[&!*|>]/.test(text.slice(word + property, offset))) return none;
      return this.valueAt(word + property, end, { wantsBlank: raw === '' });
    }
    return this.blockWord(from - start, from, end, /-[ \t]+$/.test(text.slice(start, from)));
  }

  /** A word that may become a key, or a value of the key above it. */
  private blockWord(column: number, from: number, end: number, dashed: boolean): TextPlace {
    const { text, offset } = this;
    let wantsDash = false;
    if (!dashed) {
      while ((this.stack.at(-1)?.column ?? -1) >= column) {
        const top = this.stack.at(-1);
        wantsDash = top?.kind === 'item' && top.column === column;
        this.stack.pop();
      }
    }
    const tail = /^[^#]*?(?=\s*:(?:\s|$)|\s+#|\s*$)/.exec(text.slice(offset, end))?.[0] ?? '';
    const word = { start: from, end: offset + tail.length };
    const colon = /^\s*:(\s|$)/.test(text.slice(word.end, end));
    const top = this.stack.at(-1);
    const mayBeValue = top !== undefined && (dashed || !top.parent);
    // Behind `key: value` a deeper line only carries on that value.
    if (top?.valued === true && !top.parent && !dashed) return { ...NOWHERE, part: 'none', path: this.path(), word };
    return { ...NOWHERE, part: 'key', path: this.path(), word, colon, mayBeValue, wantsDash };
  }

  private valueAt(start: number, end: number, more: Partial<TextPlace>): TextPlace {
    const tail = /^[^#]*?(?=\s+#|\s*$)/.exec(this.text.slice(this.offset, end))?.[0] ?? '';
    return { ...NOWHERE, part: 'value', path: this.path(), word: { start, end: this.offset + tail.length }, ...more };
  }

  private quoted(end: number): TextPlace {
    const close = this.text.indexOf(this.quote, this.offset);
    const word = { start: this.quoteStart + 1, end: close === -1 || close > end ? this.offset : close };
    return { ...NOWHERE, part: 'value', path: this.path(), word, quote: this.quote };
  }

  private flowPlace(end: number): TextPlace {
    const top = this.brackets.at(-1) as Bracket;
    const raw = this.text.slice(top.token, this.offset);
    const inQuote = this.quote !== '';
    const start = inQuote ? this.quoteStart + 1 : top.token + (raw.length - raw.trimStart().length);
    const rest = this.text.slice(this.offset, end);
    const tail = (inQuote ? new RegExp(`^[^${this.quote}]*`) : /^[^,[\]{}#]*?(?=\s*(?:[,[\]{}]|:[\s,[\]{}]|:$|#|$))/).exec(rest)?.[0] ?? '';
    const word = { start: Math.min(start, this.offset), end: this.offset + tail.length };
    const isKey = top.open === '{' && top.key === undefined;
    const path = [...this.path(), ...this.flowPath(isKey)];
    const colon = isKey && /^["']?\s*:/.test(this.text.slice(word.end, end));
    const done = !inQuote && /^(["'].*["']|[{[].*[}\]])\s*$/.test(raw.trim());
    const place = { ...NOWHERE, path, word, flow: true, quote: this.quote, colon, closers: this.closers(end) };
    if (done || /^[&*!|>]/.test(raw.trim())) return { ...place, part: 'none' };
    const wantsBlank = top.key !== undefined && raw === '' && this.text[this.offset - 1] === ':';
    return { ...place, part: isKey ? 'key' : 'value', wantsBlank };
  }

  /** Keys and items inside of the brackets. */
  private flowPath(isKey: boolean): Segment[] {
    return this.brackets.flatMap((b, i): Segment[] => {
      const last = i === this.brackets.length - 1;
      if (b.open === '[') return [{ name: undefined, start: this.brackets[i + 1]?.start ?? b.token }];
      return b.key === undefined || (last && isKey) ? [] : [b.key];
    });
  }

  private path(): Segment[] {
    return this.stack.map((o) => ({ name: o.name, start: o.start }));
  }

  /** What closes the open brackets, if nothing behind the place does. */
  private closers(end: number): string {
    const rest = new Scan(this.text, this.text.length);
    rest.brackets = this.brackets.map((b) => ({ ...b }));
    rest.owner = this.owner;
    rest.quote = this.quote;
    rest.inside(this.offset, end);
    for (let start = end; rest.brackets.length > 0 && start < this.text.length; ) {
      start = this.text.indexOf('\n', start) + 1;
      if (start === 0) break;
      const newline = this.text.indexOf('\n', start);
      const stop = newline === -1 ? this.text.length : newline;
      const indent = rest.indent(start, stop);
      const ends = start + indent < stop && indent <= this.owner && !/[\]}]/.test(this.text[start + indent] ?? '');
      if (ends) break;
      rest.inside(start, stop);
      start = stop;
    }
    return rest.brackets.map((b) => (b.open === '{' ? '}' : ']')).reverse().join('');
  }
}

/** Anchors and tags, then a key with its colon, at the start of what a line holds. */
const KEY = /^((?:[&!]\S*[ \t]+)*)("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#[\]{},&*!|>%@`](?:[^#:]|:(?=\S)|(?<=\S)#)*?|<<)[ \t]*:(?=[ \t]|$)/;

function unquote(text: string): string {
  const quote = text[0];
  return (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote) ? text.slice(1, -1) : text;
}
