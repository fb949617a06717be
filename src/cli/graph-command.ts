/** `tributary graph`: the pipelines of one file as Mermaid, DOT or SVG, with what has errors and warnings coloured. */
import { basename, resolve } from 'node:path';
import { dot, mermaid } from '../core/features/graph.js';
import { lint } from '../core/index.js';
import { EXIT, type ExitCode, type Io, UsageError } from './io.js';
import { decode, readText } from './read-text.js';
import { siblingsOf } from './siblings.js';

export interface GraphOptions {
  readonly format: 'mermaid' | 'dot' | 'svg';
}

export async function graphCommand(file: string, options: GraphOptions, io: Io): Promise<ExitCode> {
  const content = file === '-' ? decode(await io.readStdin()) : readText(resolve(io.cwd, file));
  if ('reason' in content) throw new UsageError(`${file}: ${content.reason}`);
  const { document, dialect, why, pipelines, findings } = lint(content.text, file, {
    today: io.today,
    sibling: siblingsOf(file === '-' ? 'stdin' : file, io.cwd),
  });
  if (dialect === undefined) throw new UsageError(`${file}: ${why}`);
  if (pipelines.length === 0) throw new UsageError(`${file}: no pipeline in it`);
  if (options.format === 'svg') {
    const [{ diagramsOf }, { standaloneSvg }] = await Promise.all([
      import('../diagram/read.js'),
      import('../diagram/standalone.js'),
    ]);
    const marks = findings.map(({ span, severity, message, rule }) => ({ ...span, severity, message, rule }));
    io.stdout.write(
      standaloneSvg(diagramsOf({ document, pipelines }, marks, file === '-' ? undefined : basename(file))),
    );
    return EXIT.ok;
  }
  io.stdout.write((options.format === 'dot' ? dot : mermaid)(pipelines, findings));
  return EXIT.ok;
}
