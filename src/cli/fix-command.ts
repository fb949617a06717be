/** `tributary fix`: every fix that needs no asking, until none is left; with `--unsafe` the others too. */
import { realpathSync, writeFileSync } from 'node:fs';
import { fixAll } from '../core/features/fix-all.js';
import { lint } from '../core/index.js';
import type { Finding } from '../core/model.js';
import { atLeast } from '../core/rules/severity.js';
import { configFinder } from './config-files.js';
import { findFiles, type Problem } from './files.js';
import { rangeIn } from './format/places.js';
import { EXIT, type ExitCode, type Io } from './io.js';
import { lintAll } from './lint-all.js';
import type { LintedFile } from './lint-files.js';
import { type FixOptions, ruleLevels } from './options.js';
import { reportProblems } from './problems.js';
import { systemReason } from './read-text.js';
import { siblingsOf } from './siblings.js';
import { count, harmless, type Paint, painter } from './style.js';

/** A file after its fixes. */
interface FixedFile {
  readonly file: LintedFile;
  readonly text: string;
  /** How many fixes were made. */
  readonly made: number;
  readonly left: readonly Finding[];
}

export async function fixCommand(paths: readonly string[], options: FixOptions, io: Io): Promise<ExitCode> {
  const configs = configFinder(io.cwd, options.config);
  const asked = {
    ...(options.edition && { edition: options.edition }),
    rules: ruleLevels(options.rule),
    today: io.today,
    cwd: io.cwd,
  };
  const { files, problems } = await findFiles(paths.length === 0 ? ['.'] : paths, io.cwd);
  const found = await lintAll(files, configs, asked, io);
  const linted = onceEach(found.linted.filter((f) => f.dialect !== undefined));
  const unsafe = options.unsafe === true;
  const fixed = linted.map((file) => fixFile(file, unsafe, io.cwd));
  const failures: Problem[] = [];
  if (options.dryRun === true) io.stdout.write(await diffs(fixed.filter(isChanged)));
  const paint = painter(io, io.stdout, options.color);
  const settled = fixed.map((f) => {
    if (options.dryRun === true || !isChanged(f)) return f;
    const failure = write(f);
    if (failure === undefined) io.stdout.write(told(f, unsafe, paint));
    else failures.push(failure);
    return failure === undefined ? f : asItWas(f.file);
  });
  const summary = options.dryRun === true ? io.stderr : io.stdout;
  summary.write(`${summaryOf(settled, options)}\n`);
  const trouble = reportProblems([...configs.problems, ...problems, ...found.problems, ...failures], io);
  return (
    trouble ??
    (settled.some((f) => f.left.some((x) => atLeast(x.severity, 'error'))) ? EXIT.findings : EXIT.ok)
  );
}

/** A file that was found by two names, one of them a link, is fixed by its own. */
function onceEach(files: readonly LintedFile[]): LintedFile[] {
  const paths = new Set(files.map((f) => f.path));
  return files.filter(({ path }) => {
    const own = realpathSync(path);
    return own === path || !paths.has(own);
  });
}

function isChanged({ file, text }: FixedFile): boolean {
  return text !== file.text;
}

function asItWas(file: LintedFile): FixedFile {
  return { file, text: file.text, made: 0, left: file.findings };
}

function fixFile(file: LintedFile, unsafe: boolean, cwd: string): FixedFile {
  const fixable = file.findings.some((f) => f.fixes.some((x) => unsafe || x.safe));
  if (!fixable) return asItWas(file);
  const options = { ...file.options, sibling: siblingsOf(file.path, cwd) };
  const { text, count: made } = fixAll(lint(file.text, file.name, options), file.name, options, unsafe);
  return { file, text, made, left: lint(text, file.name, options).findings };
}

function write({ file, text }: FixedFile): Problem | undefined {
  try {
    writeFileSync(file.path, (file.bom ? '\ufeff' : '') + text);
    return undefined;
  } catch (error) {
    return { file: file.name, message: `${systemReason(error, 'write')}` };
  }
}

/** The fixes of the findings that are gone; those that only came up after a first fix are counted. */
function told({ file, made, left }: FixedFile, unsafe: boolean, paint: Paint): string {
  const remaining = left.map((f) => `${f.rule}\0${f.message}`);
  const gone = file.findings.filter((f) => {
    const at = remaining.indexOf(`${f.rule}\0${f.message}`);
    if (at !== -1) remaining.splice(at, 1);
    return at === -1 && f.fixes.some((x) => unsafe || x.safe);
  });
  const lines = gone.map((finding) => {
    const { line, column } = rangeIn(file, finding.span).start;
    const title = finding.fixes.find((x) => unsafe || x.safe)?.title ?? '';
    return `  ${line}:${column} ${harmless(title)} ${paint('dim', finding.rule)}`;
  });
  const more = made - gone.length;
  const rest = more > 0 ? [`  and ${more} more that followed from it`] : [];
  return `${[paint('underline', harmless(file.name)), ...lines, ...rest].join('\n')}\n\n`;
}

async function diffs(changed: readonly FixedFile[]): Promise<string> {
  if (changed.length === 0) return '';
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff');
  return changed
    .map(({ file, text }) =>
      createTwoFilesPatch(file.name, file.name, file.text, text, undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      }),
    )
    .join('');
}

function summaryOf(fixed: readonly FixedFile[], { dryRun }: FixOptions): string {
  const changed = fixed.filter(isChanged);
  const made = changed.reduce((n, f) => n + f.made, 0);
  const left = fixed.flatMap((f) => f.left);
  const errors = left.filter((f) => f.severity === 'error').length;
  const head =
    made === 0
      ? `nothing to fix in ${count(fixed.length, 'file')}`
      : `${dryRun === true ? 'would make ' : ''}${made} ${made === 1 ? 'fix' : 'fixes'} in ${changed.length} of ${count(fixed.length, 'file')}`;
  const rest =
    left.length === 0
      ? 'no findings left'
      : `${count(left.length, 'finding')} left${errors > 0 ? `, ${count(errors, 'error')} among them` : ''}`;
  return `${head}; ${rest}`;
}
