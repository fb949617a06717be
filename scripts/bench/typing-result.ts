/** What the extension host hands over to the program that started it. */

/** The file in the workspace that holds what was measured, by file name. */
export const RESULT = 'typing.json';

/** Milliseconds for one keystroke: of all the work that it sets off until the host rests again. */
export interface Typing {
  readonly busy: number;
  readonly most: number;
  /** The longest time in which the host answered nobody. */
  readonly longest: number;
}
