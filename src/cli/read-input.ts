/** The one file that a command takes, or standard input. */
import { resolve } from 'node:path';
import { type Io, UsageError } from './io.js';
import { decode, readText } from './read-text.js';

export interface Input {
  readonly text: string;
  /** The name to read it as: it says what is in it, as far as names do. */
  readonly name: string;
}

export async function readInput(file: string, io: Io): Promise<Input> {
  const content = file === '-' ? decode(await io.readStdin()) : readText(resolve(io.cwd, file));
  if ('reason' in content) throw new UsageError(`${file}: ${content.reason}`);
  return { text: content.text, name: file === '-' ? 'stdin.yaml' : file };
}
