/** Snippets: texts with places to fill in, in the syntax of the Language Server Protocol. */

/** A place with a text that is there until something else is typed. */
export function slot(number: number, text: string): string {
  return `\${${number}:${text}}`;
}

/** A text that stands for itself inside of a snippet. */
export function literal(text: string): string {
  return text.replaceAll(/[$}\\]/g, (c) => `\\${c}`);
}
