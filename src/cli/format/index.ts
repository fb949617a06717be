/** The output formats by their names. To add one: a file beside this one, and a row here. */
import type { Formatter } from './run.js';

/** Loaded when asked for. */
export const formats = {
  text: async (): Promise<Formatter> => (await import('./text.js')).text,
  json: async (): Promise<Formatter> => (await import('./json.js')).json,
  sarif: async (): Promise<Formatter> => (await import('./sarif.js')).sarif,
  github: async (): Promise<Formatter> => (await import('./github.js')).github,
} as const;

export type FormatName = keyof typeof formats;
