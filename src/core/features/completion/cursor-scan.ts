/**
 * Where a place stands in a YAML text, read from the lines and brackets before it. It knows no parser, so it answers in texts that
 * are being typed: what is open (keys by their indentation, list items, brackets, quotes) is all that counts.
 */
import type { Span } from '../../model.js';
import { type Bracket, KEY, OpenParts } from './cursor-lines.js';

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

const NOWHERE = {
  quote: '',
  flow: false,
  colon: false,
  mayBeValue: false,
  wantsBlank: false,
  wantsDash: false,
  closers: '',
  trailing: false,
};

/** The place of an offset. Never throws, whatever the text. */
export function placeAt(text: string, offset: number): TextPlace {
  return new Scan(text, Math.max(0, Math.min(offset, text.length))).run();
}

class Scan {
  private readonly open: OpenParts;

  constructor(
    private readonly text: string,
    private readonly offset: number,
  ) {
    this.open = new OpenParts(text, offset);
  }

  run(): TextPlace {
    let start = 0;
    for (;;) {
      const newline = this.text.indexOf('\n', start);
      const end = newline === -1 ? this.text.length : newline;
      if (this.offset <= end)
        return this.last(start, this.text[end - 1] === '\r' && end > start ? end - 1 : end);
      this.open.line(start, this.text[end - 1] === '\r' ? end - 1 : end);
      start = end + 1;
    }
  }

  private last(start: number, end: number): TextPlace {
    const { text, offset } = this;
    const comment = this.comment(start);
    if (comment !== undefined) {
      return {
        ...NOWHERE,
        part: 'comment',
        path: [],
        word: { start: comment, end },
        trailing: text.slice(start, comment).trim() !== '',
      };
    }
    const indent = this.open.indent(start, end);
    const head = text.slice(start, offset);
    const blank = head.trim() === '';
    const none: TextPlace = {
      ...NOWHERE,
      part: 'none',
      path: this.path(),
      word: { start: offset, end: offset },
    };
    if (
      this.open.scalar !== -1 &&
      (!blank || indent > this.open.scalar || (start + indent >= end && head.length > this.open.scalar))
    ) {
      if (indent > this.open.scalar || blank) return none;
    }
    const isOpen = this.open.brackets.length > 0 || this.open.quote !== '';
    const broken =
      isOpen &&
      !(indent > this.open.owner || start + indent >= end || /[\]}]/.test(text[start + indent] ?? ''));
    if (blank && (!isOpen || broken)) {
      this.open.brackets = [];
      this.open.quote = '';
      // To the left of what the line holds there is nothing to write.
      return start + indent < end && offset < start + indent
        ? none
        : this.blockWord(offset - start, offset, end, false);
    }
    this.open.line(start, offset);
    if (this.open.brackets.length > 0) return this.flowPlace(end);
    if (this.open.quote !== '') return this.quoted(end);
    if (this.open.scalar !== -1 || /[}\]"']\s*$/.test(head)) return none;
    return this.blockPlace(start, end, none);
  }

  /** Start of a comment that holds the place. */
  private comment(start: number): number | undefined {
    if (this.open.quote !== '') return undefined;
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
      while ((this.open.stack.at(-1)?.column ?? -1) >= column) {
        const top = this.open.stack.at(-1);
        wantsDash = top?.kind === 'item' && top.column === column;
        this.open.stack.pop();
      }
    }
    const tail = /^[^#]*?(?=\s*:(?:\s|$)|\s+#|\s*$)/.exec(text.slice(offset, end))?.[0] ?? '';
    const word = { start: from, end: offset + tail.length };
    const colon = /^\s*:(\s|$)/.test(text.slice(word.end, end));
    const top = this.open.stack.at(-1);
    const mayBeValue = top !== undefined && (dashed || !top.parent);
    // Behind `key: value` a deeper line only carries on that value.
    if (top?.valued === true && !top.parent && !dashed)
      return { ...NOWHERE, part: 'none', path: this.path(), word };
    return { ...NOWHERE, part: 'key', path: this.path(), word, colon, mayBeValue, wantsDash };
  }

  private valueAt(start: number, end: number, more: Partial<TextPlace>): TextPlace {
    const tail = /^[^#]*?(?=\s+#|\s*$)/.exec(this.text.slice(this.offset, end))?.[0] ?? '';
    return {
      ...NOWHERE,
      part: 'value',
      path: this.path(),
      word: { start, end: this.offset + tail.length },
      ...more,
    };
  }

  private quoted(end: number): TextPlace {
    const close = this.text.indexOf(this.open.quote, this.offset);
    const word = { start: this.open.quoteStart + 1, end: close === -1 || close > end ? this.offset : close };
    return { ...NOWHERE, part: 'value', path: this.path(), word, quote: this.open.quote };
  }

  private flowPlace(end: number): TextPlace {
    const top = this.open.brackets.at(-1) as Bracket;
    const raw = this.text.slice(top.token, this.offset);
    const inQuote = this.open.quote !== '';
    const start = inQuote ? this.open.quoteStart + 1 : top.token + (raw.length - raw.trimStart().length);
    const rest = this.text.slice(this.offset, end);
    const tail =
      (inQuote
        ? new RegExp(`^[^${this.open.quote}]*`)
        : /^[^,[\]{}#]*?(?=\s*(?:[,[\]{}]|:[\s,[\]{}]|:$|#|$))/
      ).exec(rest)?.[0] ?? '';
    const word = { start: Math.min(start, this.offset), end: this.offset + tail.length };
    const isKey = top.open === '{' && top.key === undefined;
    const path = [...this.path(), ...this.flowPath(isKey)];
    const colon = isKey && /^["']?\s*:/.test(this.text.slice(word.end, end));
    const done = !inQuote && /^(["'].*["']|[{[].*[}\]])\s*$/.test(raw.trim());
    const place = {
      ...NOWHERE,
      path,
      word,
      flow: true,
      quote: this.open.quote,
      colon,
      closers: this.closers(end),
    };
    if (done || /^[&*!|>]/.test(raw.trim())) return { ...place, part: 'none' };
    const wantsBlank = top.key !== undefined && raw === '' && this.text[this.offset - 1] === ':';
    return { ...place, part: isKey ? 'key' : 'value', wantsBlank };
  }

  /** Keys and items inside of the brackets. */
  private flowPath(isKey: boolean): Segment[] {
    return this.open.brackets.flatMap((b, i): Segment[] => {
      const last = i === this.open.brackets.length - 1;
      if (b.open === '[') return [{ name: undefined, start: this.open.brackets[i + 1]?.start ?? b.token }];
      return b.key === undefined || (last && isKey) ? [] : [b.key];
    });
  }

  private path(): Segment[] {
    return this.open.stack.map((o) => ({ name: o.name, start: o.start }));
  }

  /** What closes the open brackets, if nothing behind the place does. */
  private closers(end: number): string {
    const rest = new OpenParts(this.text, this.text.length);
    rest.brackets = this.open.brackets.map((b) => ({ ...b }));
    rest.owner = this.open.owner;
    rest.quote = this.open.quote;
    rest.inside(this.offset, end);
    for (let start = end; rest.brackets.length > 0 && start < this.text.length; ) {
      start = this.text.indexOf('\n', start) + 1;
      if (start === 0) break;
      const newline = this.text.indexOf('\n', start);
      const stop = newline === -1 ? this.text.length : newline;
      const indent = rest.indent(start, stop);
      const ends =
        start + indent < stop && indent <= this.open.owner && !/[\]}]/.test(this.text[start + indent] ?? '');
      if (ends) break;
      rest.inside(start, stop);
      start = stop;
    }
    return rest.brackets
      .map((b) => (b.open === '{' ? '}' : ']'))
      .reverse()
      .join('');
  }
}
