/** The output formats by their names. To add one: a file beside this one, and a row here. */
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
  /** Absolute path of the checkout, on GitHub: annotations name files from there. */
  readonly workspace?: string | undefined;
}

export type Formatter = (run: Run, options: FormatOptions) => string;

/** Loaded when asked for. */
export const formats = {
  text: async (): Promise<Formatter> => (await import('./text.js')).text,
  json: async (): Promise<Formatter> => (await import('./json.js')).json,
  sarif: async (): Promise<Formatter> => (await import('./sarif.js')).sarif,
  github: async (): Promise<Formatter> => (await import('./github.js')).github,
} as const;

export type FormatName = keyof typeof formats;
