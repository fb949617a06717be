/** A quick look at a text before it is parsed: a folder may hold thousands of YAML and JSON files of other tools. */

/** Names that a folder is searched for. */
export const SEARCHED = /\.(ya?ml|json|template|asl|md|markdown)$/i;
const BY_NAME = /\.(pipeline|asl)\.(ya?ml|json)$/i;

/** The words that every file of a dialect has somewhere: a sketch, a state machine, a template, a template of functions. */
const WORDS: readonly (readonly RegExp[])[] = [
  [/\bpipeline\b/, /\bsteps\b/],
  [/\bStartAt\b/, /\bStates\b/],
  [/\bResources\b/],
  [/^\s*["']?service["']?\s*:/m, /^\s*["']?provider["']?\s*:/m],
];

/** Can the text be something that is linted? Only what is certain is ruled out; `read` of the core has the last word. */
export function mayBeLinted(text: string, fileName: string): boolean {
  return isNamed(fileName) || WORDS.some((words) => words.every((word) => word.test(text)));
}

/** The name says that it is to be linted, whatever is in it. */
export function isNamed(fileName: string): boolean {
  return BY_NAME.test(fileName);
}
