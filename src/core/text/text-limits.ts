/** What is refused before any parser sees it: texts that would take seconds or overflow a parser's recursion. */

/** Deeper nesting than any real file has. */
export const MAX_DEPTH = 100;
/** Larger texts are not parsed: a quote left open in 20 MB takes a parser tens of seconds. */
export const MAX_LENGTH = 4_000_000;
/** So many lines and list items take about a second to parse; real files have a tenth of it. */
export const MAX_ITEMS = 120_000;

export interface Excess {
  readonly kind: 'depth' | 'size';
  readonly message: string;
  readonly start: number;
}

/** Lines and list items of a text; or why it is not read, and where. */
export type Measure = { readonly items: number } | { readonly excess: Excess };

/** How large a text is. Looks at lines, indentation, quotes and brackets only. */
export function measure(text: string): Measure {
  if (text.length > MAX_LENGTH)
    return tooLarge(`${n(text.length)} characters; more than ${n(MAX_LENGTH)} are not read`);
  const indents: number[] = [];
  let flow = 0;
  let items = 0;
  let quote = 0;
  let lineStart = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = i < text.length ? text.charCodeAt(i) : NEWLINE;
    if (quote !== 0) {
      if (c === BACKSLASH && quote === DOUBLE) i++;
      else if (c === quote) quote = 0;
    } else if (c === HASH && isBlank(text.charCodeAt(i - 1))) {
      const newline = text.indexOf('\n', i);
      i = (newline === -1 ? text.length : newline) - 1;
    } else if ((c === DOUBLE || c === SINGLE) && beginsValue(text.charCodeAt(i - 1))) quote = c;
    else if (c === BRACKET || c === BRACE) {
      if (++flow > MAX_DEPTH) return tooDeep(i);
    } else if (c === BRACKET_END || c === BRACE_END) flow = Math.max(0, flow - 1);
    if (c === COMMA || c === NEWLINE) items++;
    if (items > MAX_ITEMS) return tooLarge(`more than ${n(MAX_ITEMS)} lines and list items; it is not read`);
    if (c === NEWLINE) {
      const at = nested(text, lineStart, i, indents);
      if (at !== undefined) return tooDeep(at);
      lineStart = i + 1;
    }
  }
  return { items };
}

const NEWLINE = 10;
const RETURN = 13;
const TAB = 9;
const SPACE = 32;
const DOUBLE = 34;
const HASH = 35;
const SINGLE = 39;
const COMMA = 44;
const DASH = 45;
const COLON = 58;
const BRACKET = 91;
const BACKSLASH = 92;
const BRACKET_END = 93;
const BRACE = 123;
const BRACE_END = 125;

/** Before the text there is nothing, which counts as a blank. */
function isBlank(c: number): boolean {
  return c === SPACE || c === TAB || c === NEWLINE || c === RETURN || Number.isNaN(c);
}

function beginsValue(before: number): boolean {
  return (
    isBlank(before) ||
    before === BRACKET ||
    before === BRACE ||
    before === COLON ||
    before === COMMA ||
    before === DASH
  );
}

/** Offset at which a line goes too deep. `indents` is the open stack of columns. */
function nested(text: string, start: number, end: number, indents: number[]): number | undefined {
  let at = start;
  let dashes = 0;
  for (; at < end; at++) {
    const c = text.charCodeAt(at);
    if (c === DASH) dashes++;
    else if (!isBlank(c)) break;
  }
  if (at >= end || text.charCodeAt(at) === HASH) return undefined;
  const column = at - start;
  while ((indents.at(-1) ?? -1) >= column) indents.pop();
  indents.push(column);
  return indents.length > MAX_DEPTH || dashes > MAX_DEPTH ? at : undefined;
}

function tooLarge(what: string): Measure {
  return { excess: { kind: 'size', message: `the file has ${what}`, start: 0 } };
}

function tooDeep(start: number): Measure {
  const message = `nested more than ${MAX_DEPTH} levels deep; the file is not read further`;
  return { excess: { kind: 'depth', message, start } };
}

function n(value: number): string {
  return value.toLocaleString('en');
}
