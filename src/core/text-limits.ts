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

/** Why a text is not read, and where; undefined when it is. Looks at lines, indentation, quotes and brackets only. */
export function excessOf(text: string): Excess | undefined {
  if (text.length > MAX_LENGTH) {
    return {
      kind: 'size',
      message: `the file has ${n(text.length)} characters; more than ${n(MAX_LENGTH)} are not read`,
      start: 0,
    };
  }
  let flow = 0;
  let items = 0;
  let quote = '';
  let lineStart = 0;
  const indents: number[] = [];
  for (let i = 0; i <= text.length; i++) {
    const c = i < text.length ? text[i] : '\n';
    if (quote !== '') {
      if (c === '\\' && quote === '"') i++;
      else if (c === quote) quote = '';
    } else if (c === '#' && (i === 0 || /\s/.test(text[i - 1] ?? ''))) {
      while (i + 1 < text.length && text[i + 1] !== '\n') i++;
    } else if ((c === '"' || c === "'") && /[\s[{:,-]/.test(text[i - 1] ?? ' ')) quote = c;
    else if (c === '[' || c === '{') {
      if (++flow > MAX_DEPTH) return tooDeep(i);
    } else if (c === ']' || c === '}') flow = Math.max(0, flow - 1);
    if ((c === '\n' || c === ',') && ++items > MAX_ITEMS) {
      return {
        kind: 'size',
        message: `the file has more than ${n(MAX_ITEMS)} lines and list items; it is not read`,
        start: 0,
      };
    }
    if (c === '\n') {
      const at = nested(text.slice(lineStart, i), indents);
      if (at !== undefined) return tooDeep(lineStart + at);
      lineStart = i + 1;
    }
  }
  return undefined;
}

/** Column at which a line goes too deep. `indents` is the open stack of columns. */
function nested(line: string, indents: number[]): number | undefined {
  const lead = /^[\s-]*/.exec(line)?.[0] ?? '';
  if (lead.length >= line.length || line[lead.length] === '#') return undefined;
  while ((indents.at(-1) ?? -1) >= lead.length) indents.pop();
  indents.push(lead.length);
  const dashes = lead.split('-').length - 1;
  return indents.length > MAX_DEPTH || dashes > MAX_DEPTH ? lead.length : undefined;
}

function tooDeep(start: number): Excess {
  return {
    kind: 'depth',
    message: `nested more than ${MAX_DEPTH} levels deep; the file is not read further`,
    start,
  };
}

function n(value: number): string {
  return value.toLocaleString('en');
}
