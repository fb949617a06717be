/**
 * `npm test`: the unit and the thorough tests, then the suite inside of a real VS Code (as it is developed, and as it is packaged, in
 * both extension hosts), then the workbench; one line at the end. `--unit` and `--thorough` run one of the first two only.
 */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { reportFile, SLOWEST, type SuiteReport } from './suite-report.js';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const RESULTS = 'out/test/vscode-results.json';
const WORKBENCH_RESULTS = 'out/test/workbench-results.json';
/** Milliseconds. People run the unit tests after every change only as long as nobody has to wait for them. */
const UNIT_LIMIT = 2000;
/** Most code of a quick suite runs once: to optimise it costs more than that gains. */
const UNIT_FLAGS = ['--no-opt'];
/** More processes take longer to begin than they save. */
const MOST_PARTS = 4;

/** What has to be seen, though thousands of lines may follow: told where it happens and again at the end. */
const warnings: string[] = [];

function warn(text: string): void {
  warnings.push(text);
  console.warn(`\nWARNING: ${text}`);
}

function run(title: string, args: readonly string[]): number {
  console.log(`\n— ${title}`);
  const { status, error } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (error !== undefined) console.error(error.message);
  return status ?? 1;
}

function resultOf<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

/** A suite in as many processes as there are processors, each with its share of it. */
async function mochaTests(
  suite: 'unit' | 'thorough',
  parts: number,
  flags: readonly string[] = [],
): Promise<Counts> {
  console.log(`\n— ${suite} tests`);
  const start = performance.now();
  const shares = Array.from({ length: parts }, (_, part) => mochaShare(suite, part, parts, flags));
  const results = await Promise.all(shares);
  times(
    suite,
    performance.now() - start,
    results.flatMap((r) => r.report ?? []),
  );
  return add(...results.map((r) => r.counts));
}

/** Mocha writes its own counts; a run that ended before it could is a failure. What it prints is shown at its end, in one piece. */
function mochaShare(
  suite: string,
  part: number,
  parts: number,
  flags: readonly string[],
): Promise<{ readonly report: SuiteReport | undefined; readonly counts: Counts }> {
  const file = reportFile(suite, part);
  rmSync(file, { force: true });
  const args = [...flags, 'out/scripts/run-mocha.js', suite, String(part), String(parts)];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { maxBuffer: Number.POSITIVE_INFINITY },
      (error, out, err) => {
        process.stdout.write(out);
        process.stderr.write(err);
        const report = resultOf<SuiteReport>(file);
        resolve({ report, counts: counted(report, child.exitCode ?? (error === null ? 0 : 1), suite) });
      },
    );
  });
}

/** Says how long a suite took; one that everybody waits for must be quick. */
function times(suite: string, whole: number, reports: readonly SuiteReport[]): void {
  const tests = Math.max(...reports.map((r) => r.tests));
  const processor = reports.reduce((sum, r) => sum + r.processor, 0);
  const slowest = reports.flatMap((r) => r.slowest).sort((a, b) => b[1] - a[1]);
  const detail = `${seconds(tests)} of it in tests, processor time ${seconds(processor)}`;
  console.log(`${suite} tests took ${seconds(whole)}: ${detail}`);
  if (suite !== 'unit' || whole <= UNIT_LIMIT) return;
  warn(
    `the unit tests took ${seconds(whole)}, more than ${seconds(UNIT_LIMIT)} (${detail}). ` +
      `Make the slowest quicker, or move what is slow by nature to test/thorough:\n` +
      slowest
        .slice(0, SLOWEST)
        .map(([title, ms]) => `  ${String(ms).padStart(5)} ms  ${title}`)
        .join('\n'),
  );
}

function counted(found: Counts | undefined, status: number, title: string): Counts {
  if (found === undefined) {
    console.error(`${title}: no results were written (exit code ${status})`);
    return { passed: 0, failed: 1 };
  }
  const { passed, failed } = found;
  const silent = failed === 0 && (status !== 0 || passed === 0);
  if (silent) console.error(`${title}: ${passed} passed, but it ended with exit code ${status}`);
  return { passed, failed: silent ? 1 : failed };
}

/** The suite inside VS Code. Every host that was asked for must have results: one that is missing is a failure. */
function hostTests(title: string, hosts: readonly ('node' | 'web')[], options: readonly string[]): Counts {
  rmSync(RESULTS, { force: true });
  const status = run(title, ['out/scripts/vscode/run-tests.js', ...options]);
  const found = resultOf<Record<string, Counts>>(RESULTS) ?? {};
  const results = hosts.map((host) => counted(found[host], host in found ? 0 : status, `${host} host`));
  const total = add(...results);
  return status !== 0 && total.failed === 0 ? { ...total, failed: 1 } : total;
}

function workbenchTests(): Counts {
  rmSync(WORKBENCH_RESULTS, { force: true });
  const status = run('workbench, driven by a browser', ['out/scripts/vscode/run-workbench.js']);
  return counted(resultOf<Counts>(WORKBENCH_RESULTS), status, 'workbench');
}

function add(...all: readonly Counts[]): Counts {
  return all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}

const steps = {
  unit: () => mochaTests('unit', Math.min(availableParallelism(), MOST_PARTS), UNIT_FLAGS),
  thorough: () => mochaTests('thorough', 1),
  development: () => hostTests('inside VS Code, as it is developed: Node host', ['node'], ['--host', 'node']),
  packaged: () =>
    hostTests('inside VS Code, as it is packaged: Node host and web host', ['node', 'web'], ['--package']),
  workbench: workbenchTests,
};

async function main(): Promise<void> {
  const only = Object.keys(steps).filter((name) => process.argv.includes(`--${name}`));
  const results: Counts[] = [];
  for (const [name, step] of Object.entries(steps)) {
    if (only.length === 0 || only.includes(name)) results.push(await step());
  }
  const total = add(...results);
  if (results.length > 1) for (const text of warnings) console.warn(`\nWARNING: ${text}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
}

void main();
