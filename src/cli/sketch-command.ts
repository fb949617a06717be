/** `tributary sketch`: the pipeline of a template, written as a sketch. */
import { basename, resolve } from 'node:path';
import { convert } from '../core/features/convert.js';
import { read } from '../core/index.js';
import { EXIT, type ExitCode, type Io, UsageError } from './io.js';
import { decode, readText } from './read-text.js';
import { siblingsOf } from './siblings.js';

export async function sketchCommand(file: string, io: Io): Promise<ExitCode> {
  const content = file === '-' ? decode(await io.readStdin()) : readText(resolve(io.cwd, file));
  if ('reason' in content) throw new UsageError(`${file}: ${content.reason}`);
  const reading = read(content.text, file, siblingsOf(file === '-' ? 'stdin' : file, io.cwd));
  if (reading.dialect === undefined) throw new UsageError(`${file}: ${reading.why}`);
  if (reading.dialect === 'sketch') throw new UsageError(`${file}: a sketch already`);
  const name = file === '-' ? 'template' : basename(file).replace(/\.(template\.)?\w+$/, '');
  const text = convert(reading, name);
  if (text === undefined) throw new UsageError(`${file}: no step of a pipeline in it`);
  io.stdout.write(text);
  return EXIT.ok;
}
