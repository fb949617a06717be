/** `tributary sketch`: the pipeline of a template, written as a sketch. */
import { basename, dirname, resolve } from 'node:path';
import { convert } from '../core/features/convert.js';
import { read } from '../core/index.js';
import { EXIT, type ExitCode, type Io, UsageError } from './io.js';
import { decode, readText } from './read-text.js';

export async function sketchCommand(file: string, io: Io): Promise<ExitCode> {
  const content = file === '-' ? decode(await io.readStdin()) : readText(resolve(io.cwd, file));
  if ('reason' in content) throw new UsageError(`${file}: ${content.reason}`);
  const folder = file === '-' ? io.cwd : dirname(resolve(io.cwd, file));
  const reading = read(content.text, file, (path) => {
    const sibling = readText(resolve(folder, path));
    return 'reason' in sibling ? undefined : sibling.text;
  });
  if (reading.dialect === undefined) throw new UsageError(`${file}: ${reading.why}`);
  const name = file === '-' ? 'template' : basename(file).replace(/\.(template\.)?\w+$/, '');
  const text = convert(reading, name);
  if (text === undefined) throw new UsageError(`${file}: no step of a pipeline in it`);
  io.stdout.write(text);
  return EXIT.ok;
}
