/** What the run of a mocha suite, or of a part of it, writes: counts, and where the time went. */
export interface SuiteReport {
  readonly passed: number;
  readonly failed: number;
  /** Milliseconds from the first test to the last. */
  readonly tests: number;
  /** Milliseconds of processor time of the whole process: on a busy machine less than what passed. */
  readonly processor: number;
  /** The slowest tests and hooks with their milliseconds, slowest first. */
  readonly slowest: readonly (readonly [title: string, milliseconds: number])[];
}

/** So many of the slowest are told. */
export const SLOWEST = 8;

/** Where it is written. */
export function reportFile(suite: string, part: number): string {
  return `out/test/${suite}-results-${part}.json`;
}
