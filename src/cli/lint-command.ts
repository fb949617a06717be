/** `tributary lint`: files or standard input to findings in a format, and an exit code. */
import { resolve } from 'node:path';
import { atLeast } from '../core/rules/severity.js';
import { applyBaseline, BASELINE_FILE, readBaseline, writeBaseline } from './baseline.js';
import { type ConfigFinder, configFinder } from './config-files.js';
import { displayName, findFiles } from './files.js';
import { formats } from './format/index.js';
import type { Run } from './format/run.js';
import { EXIT, type ExitCode, type Io, UsageError } from './io.js';
import { type Found, lintAll, sorted } from './lint-all.js';
import { type Asked, isProblem, lintGiven } from './lint-files.js';
import { type LintOptions, ruleLevels } from './options.js';
import { reportProblems } from './problems.js';
import { decode } from './read-text.js';
import { painter } from './style.js';

export async function lintCommand(paths: readonly string[], options: LintOptions, io: Io): Promise<ExitCode> {
  const asked: Asked = {
    ...(options.edition && { edition: options.edition }),
    rules: ruleLevels(options.rule),
    today: io.today,
    cwd: io.cwd,
  };
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline, io.cwd);
  const configs = configFinder(io.cwd, options.config);
  const stdin = options.stdin === true || (paths.length === 1 && paths[0] === '-');
  if (stdin && paths.some((p) => p !== '-')) throw new UsageError('--stdin takes no paths');
  if (!stdin && options.stdinFilename !== undefined) throw new UsageError('--stdin-filename needs --stdin');
  const found = stdin
    ? await lintStdin(options, configs, asked, io)
    : await lintPaths(paths, configs, asked, io);
  const problems = [...configs.problems, ...found.problems];

  if (options.writeBaseline !== undefined) {
    const file = options.writeBaseline === true ? BASELINE_FILE : options.writeBaseline;
    const written = writeBaseline(found.linted, file, io.cwd);
    io.stderr.write(`wrote ${file}: ${written} finding${written === 1 ? '' : 's'}\n`);
    return reportProblems(problems, io) ?? EXIT.ok;
  }
  const { files, stale } =
    baseline === undefined ? { files: found.linted, stale: 0 } : applyBaseline(found.linted, baseline);
  io.stdout.write(
    formats[options.format](
      { files, problems, stale },
      { paint: painter(io, io.stdout, options.color), nameFromRoot: namer(io) },
    ),
  );
  return (
    reportProblems(problems, io) ?? (failed({ files, problems, stale }, options) ? EXIT.findings : EXIT.ok)
  );
}

/** On GitHub files are named from the root of the checkout, wherever the linter was started. */
function namer({ cwd, env }: Io): (name: string) => string {
  const root = env.GITHUB_WORKSPACE;
  return (name) => (root === undefined || root === '' ? name : displayName(resolve(cwd, name), root));
}

function failed({ files }: Run, { failOn }: LintOptions): boolean {
  return failOn !== 'never' && files.some((file) => file.findings.some((f) => atLeast(f.severity, failOn)));
}

async function lintPaths(
  paths: readonly string[],
  configs: ConfigFinder,
  asked: Asked,
  io: Io,
): Promise<Found> {
  const { files, problems } = await findFiles(paths.length === 0 ? ['.'] : paths, io.cwd);
  const found = await lintAll(files, configs, asked, io);
  return { linted: found.linted, problems: [...problems, ...found.problems] };
}

const UNNAMED = 'by its content neither a sketch nor a template; --stdin-filename says what it is';

/** Standard input, read as the file that `--stdin-filename` names (it need not exist). */
async function lintStdin(options: LintOptions, configs: ConfigFinder, asked: Asked, io: Io): Promise<Found> {
  const name = options.stdinFilename ?? 'stdin';
  const path = resolve(io.cwd, name);
  const bytes = await io.readStdin();
  const outcome = lintGiven({ path, name, explicit: true }, decode(bytes), configs.for(path), asked);
  const unnamed = options.stdinFilename === undefined && outcome !== undefined && !isProblem(outcome);
  return sorted([unnamed && outcome.dialect === undefined ? { ...outcome, why: UNNAMED } : outcome]);
}
