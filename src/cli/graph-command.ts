/** `tributary graph`: the pipelines of one file as Mermaid, DOT or SVG, with what has errors and warnings coloured. */
import { basename, resolve } from 'node:path';
import { dot, mermaid } from '../core/features/graph.js';
import { lint } from '../core/index.js';
import { diagramsOf } from '../diagram/read.js';
import { configFinder } from './config-files.js';
import { EXIT, type ExitCode, type Io, UsageError } from './io.js';
import { readInput } from './read-input.js';
import { siblingsOf } from './siblings.js';

export interface GraphOptions {
  readonly format: 'mermaid' | 'dot' | 'svg';
}

export async function graphCommand(file: string, options: GraphOptions, io: Io): Promise<ExitCode> {
  const { text, name } = await readInput(file, io);
  const { rules, edition } = configFinder(io.cwd).for(resolve(io.cwd, name)).config;
  const { document, dialect, why, pipelines, findings } = lint(text, name, {
    rules,
    edition,
    today: io.today,
    sibling: siblingsOf(name, io.cwd),
  });
  if (dialect === undefined) throw new UsageError(`${file}: ${why}`);
  if (pipelines.length === 0) throw new UsageError(`${file}: no pipeline in it`);
  if (options.format === 'svg') {
    const { standaloneSvg } = await import('../diagram/standalone.js');
    const marks = findings.map(({ span, severity, message, rule }) => ({ ...span, severity, message, rule }));
    io.stdout.write(
      standaloneSvg(diagramsOf({ document, pipelines }, marks, file === '-' ? undefined : basename(file))),
    );
    return EXIT.ok;
  }
  io.stdout.write((options.format === 'dot' ? dot : mermaid)(pipelines, findings));
  return EXIT.ok;
}
