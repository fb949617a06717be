/** Line by line through a YAML text: which keys, list items, brackets and quotes stand open. It forgives what was forgotten. */
export interface Open {
  readonly kind: 'key' | 'item';
  readonly column: number;
  readonly name: string | undefined;
  readonly start: number;
  /** Something stands on its own line behind it. */
  valued: boolean;
  /** Something stands below it. */
  parent: boolean;
}

export interface Bracket {
  readonly open: string;
  readonly start: number;
  /** Where the word that is being read began. */
  token: number;
  key: { readonly name: string; readonly start: number } | undefined;
}

/** What stands open behind the lines that have been read. */
export class OpenParts {
  stack: Open[] = [];
  brackets: Bracket[] = [];
  /** Column of the line that opened the brackets or quotes. */
  owner = 0;
  quote = '';
  quoteStart = 0;
  /** Column of the key of an open block scalar; -1 outside. */
  scalar = -1;

  constructor(
    private readonly text: string,
    private readonly offset: number,
  ) {}

  /** Reads from `start` to `end`: a whole line, or the last one as far as the place. */
  line(start: number, end: number): void {
    const indent = this.indent(start, end);
    if (start + indent >= end) return;
    if (this.scalar !== -1) {
      if (indent > this.scalar) return;
      this.scalar = -1;
    }
    if (this.brackets.length > 0 || this.quote !== '') {
      // A line that starts no deeper than the one that opened a bracket shows that the bracket was forgotten.
      if (indent > this.owner || /[\]}]/.test(this.text[start + indent] ?? '')) {
        this.inside(start, end);
        return;
      }
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

  indent(start: number, end: number): number {
    let i = start;
    while (i < end && (this.text[i] === ' ' || this.text[i] === '\t')) i++;
    return i - start;
  }

  /** Dashes, then a key or a value. */
  private block(lineStart: number, from: number, end: number): void {
    let at = from;
    while (this.text[at] === '-' && (at + 1 >= end || /[ \t]/.test(this.text[at + 1] ?? ''))) {
      this.leave(at - lineStart, 'item');
      this.push({
        kind: 'item',
        column: at - lineStart,
        name: undefined,
        start: at,
        valued: false,
        parent: false,
      });
      at++;
      while (at < end && /[ \t]/.test(this.text[at] ?? '')) at++;
    }
    if (at >= end) return;
    const rest = this.text.slice(at, end);
    const match = KEY.exec(rest);
    if (match === null) {
      // The word at the place itself may yet become a key.
      const typed = end === this.offset && !/^[[{"'|>]/.test(rest);
      if (!typed) this.value(at, end, at - lineStart);
      return;
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
  inside(from: number, end: number): void {
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
      } else if (c === '{' || c === '[')
        this.brackets.push({ open: c, start: i, token: i + 1, key: undefined });
      else if (top === undefined) return;
      else if (c === '}' || c === ']') {
        this.brackets.pop();
        if (this.brackets.length === 0) return;
      } else if (c === ',') {
        top.token = i + 1;
        top.key = undefined;
      } else if (
        c === ':' &&
        top.key === undefined &&
        (i + 1 >= end || /[\s,[\]{}]/.test(this.text[i + 1] ?? '') || /["']/.test(this.text[i - 1] ?? ''))
      ) {
        const raw = this.text.slice(top.token, i);
        top.key = { name: unquote(raw.trim()), start: top.token + (raw.length - raw.trimStart().length) };
        top.token = i + 1;
      }
    }
  }
}

/** Anchors and tags, then a key with its colon, at the start of what a line holds. */
export const KEY =
  /^((?:[&!]\S*[ \t]+)*)("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#[\]{},&*!|>%@`](?:[^#:]|:(?=\S)|(?<=\S)#)*?|<<)[ \t]*:(?=[ \t]|$)/;

function unquote(text: string): string {
  const quote = text[0];
  return (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote)
    ? text.slice(1, -1)
    : text;
}
