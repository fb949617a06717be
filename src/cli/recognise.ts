/** A quick look at a text before it is parsed: a folder may hold thousands of YAML and JSON files of other tools. */

/** Names that a folder is searched for. */
export const SEARCHED = /\.(ya?ml|json|template)$/i;
const BY_NAME = /\.pipeline\.ya?ml$/i;

/** Can the text be something that is linted? Only what is certain is ruled out; `read` of the core has the last word. */
export function mayBeLinted(text: string, fileName: string): boolean {
  return isNamedSketch(fileName) || (/\bpipeline\b/.test(text) && /\bsteps\b/.test(text));
}

/** The name says that it is a sketch, whatever is in it. */
export function isNamedSketch(fileName: string): boolean {
  return BY_NAME.test(fileName);
}
