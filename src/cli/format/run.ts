/** What a format is given: all that a run found out. */
import type { Problem } from '../files.js';
import type { LintedFile } from '../lint-files.js';
import type { Paint } from '../style.js';

/** All that a run found out. */
export interface Run {
  readonly files: readonly LintedFile[];
  readonly problems: readonly Problem[];
  /** Entries of the baseline that met nothing any more. */
  readonly stale: number;
}

export interface FormatOptions {
  readonly paint: Paint;
  /** A file's name for a service that knows the checkout, which may lie above the working folder. */
  readonly nameFromRoot: (name: string) => string;
}

export type Formatter = (run: Run, options: FormatOptions) => string;
