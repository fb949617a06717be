/** The output formats by their names. To add one: a file beside this one, and a row here. */
import { github } from './github.js';
import { json } from './json.js';
import type { Formatter } from './run.js';
import { sarif } from './sarif.js';
import { text } from './text.js';

export const formats = { text, json, sarif, github } as const satisfies Readonly<Record<string, Formatter>>;

export type FormatName = keyof typeof formats;
