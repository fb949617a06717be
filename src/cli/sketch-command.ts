/** `tributary sketch`: the pipeline of a template, written as a sketch. */
import { basename } from 'node:path';
import { convert } from '../core/features/convert.js';
import { read } from '../core/index.js';
import { EXIT, type ExitCode, type Io, UsageError } from './io.js';
import { readInput } from './read-input.js';
import { siblingsOf } from './siblings.js';

export async function sketchCommand(file: string, io: Io): Promise<ExitCode> {
  const input = await readInput(file, io);
  const reading = read(input.text, input.name, siblingsOf(input.name, io.cwd));
  if (reading.dialect === undefined) throw new UsageError(`${file}: ${reading.why}`);
  if (reading.dialect === 'sketch') throw new UsageError(`${file}: a sketch already`);
  const name = file === '-' ? 'template' : basename(file).replace(/(\.(template|asl))?\.\w+$/, '');
  const text = convert(reading, name);
  if (text === undefined) throw new UsageError(`${file}: no step of a pipeline in it`);
  io.stdout.write(text);
  return EXIT.ok;
}
