/** Words as they have to be written in YAML so that they come back as the same text. */

/** Words that YAML 1.1 or 1.2 reads as something else than text, and numbers. */
const NOT_TEXT = /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?\.?\d.*|[-+]?\.(?:inf|nan)|0[xo].*)$/i;
const PLAIN =
  /^[\p{L}\p{N}_$./(]$|^[\p{L}\p{N}_$./(](?:[^#:,[\]{}\r\n\t"]|:(?=\S)(?![,[\]{}])|(?<=\S)#)*[^\s#:,[\]{}\r\n\t"]$/u;

/** Does the text stand for itself without quotes, in brackets as well as outside? */
export function isPlainWord(text: string): boolean {
  return PLAIN.test(text) && !NOT_TEXT.test(text);
}

/** The text as a value or key. `quote` is the quote that stands around it already; empty adds quotes only where they are needed. */
export function yamlWord(text: string, quote: '"' | "'" | ''): string {
  if (quote === "'") return text.replaceAll("'", "''");
  if (quote === '"') return text.replaceAll(/["\\]/g, (c) => `\\${c}`);
  return isPlainWord(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

/** The quote that stands around a piece of the text. */
export function quoteAt(text: string, start: number): '"' | "'" | '' {
  const c = text[start];
  return c === '"' || c === "'" ? c : '';
}
