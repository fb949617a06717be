/**
 * The steps of a sketch as ranges of lines, found without a parser: each begins with its key, or with the dash of its list item, in the
 * column in which the first one begins, and goes on to the next.
 */

export interface StepLines {
  /** How the steps are written: as a map by their ids, or as a list. */
  readonly form: 'map' | 'list';
  /** Column of the keys or dashes. */
  readonly column: number;
  /** Offset at which each step begins, and behind them the end of the last one. */
  readonly starts: readonly number[];
}

/**
 * Undefined where the steps cannot be told apart by their lines: no `steps:` of its own line, steps in flow style, several YAML
 * documents, anchors and aliases (then one step may hold what another one says), lines that end with a lone carriage return.
 */
export function stepLines(text: string, lines: readonly number[]): StepLines | undefined {
  const heading = headingLine(text, lines);
  if (heading === undefined || hasAnchor(text)) return undefined;
  if (text.includes('\r') && /\r(?!\n)/.test(text)) return undefined;
  let form: StepLines['form'] | undefined;
  let column = 0;
  const starts: number[] = [];
  for (let line = heading + 1; line < lines.length; line++) {
    const start = lines[line] as number;
    const at = contentOf(text, start);
    const c = text.charCodeAt(at);
    // Blank lines, comments and what a tab indents belong to the step above.
    if (at >= text.length || c === NEWLINE || c === RETURN || c === HASH || c === TAB) continue;
    const indent = at - start;
    const dash = c === DASH && isBlank(text.charCodeAt(at + 1));
    if (form === undefined) {
      if (indent === 0 && !dash) return undefined;
      form = dash ? 'list' : 'map';
      column = indent;
    }
    const begins = indent === column && dash === (form === 'list');
    // Other keys than plain or quoted words are for a parser to read.
    if ((begins || indent === 0) && (c === QUESTION || c === COLON)) return undefined;
    if (begins) starts.push(start);
    else if (indent === 0) return form && { form, column, starts: [...starts, start] };
  }
  return form && { form, column, starts: [...starts, text.length] };
}

/** The line that says `steps:` and nothing else, if there is one and no line that begins or ends a YAML document behind it. */
function headingLine(text: string, lines: readonly number[]): number | undefined {
  let found: number | undefined;
  for (let line = 0; line < lines.length; line++) {
    const start = lines[line] as number;
    const c = text.charCodeAt(start);
    if (c === DASH || c === DOT) {
      const mark = text.slice(start, start + 3);
      const first =
        mark === '---' && found === undefined && /^(?:\s*(?:#.*)?\n)*$/.test(text.slice(0, start));
      if ((mark === '---' && !first) || mark === '...') return undefined;
    } else if (c === S && text.startsWith(HEADING, start)) {
      const end = text.indexOf('\n', start);
      const rest = text.slice(start + HEADING.length, end === -1 ? text.length : end);
      if (found !== undefined || !/^\s*(?:\s#.*)?$/.test(rest)) return undefined;
      found = line;
    }
  }
  return found;
}

/** Is there an anchor or an alias outside of comments? A word that only looks like one counts as well. */
function hasAnchor(text: string): boolean {
  for (const sign of ['&', '*']) {
    for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
      const before = text.charCodeAt(at - 1);
      const begins = isBlank(before) || before === BRACKET || before === BRACE || before === COMMA;
      if (!begins || isBlank(text.charCodeAt(at + 1))) continue;
      const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
      if (!/(?:^|\s)#/.test(line)) return true;
    }
  }
  return false;
}

const HEADING = 'steps:';
const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const HASH = 35;
const COMMA = 44;
const DASH = 45;
const DOT = 46;
const COLON = 58;
const QUESTION = 63;
const BRACKET = 91;
const S = 115;
const BRACE = 123;

/** Before and behind the text there is nothing, which counts as a blank. */
function isBlank(c: number): boolean {
  return c === SPACE || c === TAB || c === NEWLINE || c === RETURN || Number.isNaN(c);
}

function contentOf(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}
