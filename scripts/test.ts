/** `npm test`: the unit and property tests, then the suite inside of a real VS Code in both extension hosts, then the workbench; one line at the end. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';

interface Counts {
  passed: number;
  failed: number;
}

const RESULTS = 'out/test/vscode-results.json';
const WORKBENCH_RESULTS = 'out/test/workbench-results.json';

function run(title: string, command: string, args: readonly string[]): number {
  console.log(`\n— ${title}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error !== undefined) console.error(error.message);
  return status ?? 1;
}

/** Mocha writes its own counts; a run that ended before it could is a failure. */
function mochaTests(suite: 'unit' | 'thorough'): Counts {
  const report = `out/test/${suite}-results.json`;
  rmSync(report, { force: true });
  const reporter = ['--reporter', 'out/scripts/mocha-reporter.js', '--reporter-option', `output=${report}`];
  const mocha = 'node_modules/mocha/bin/mocha.js';
  const args = [mocha, ...reporter, '--timeout', '20000', `out/test/${suite}.js`];
  return counts(report, run(`${suite} tests`, process.execPath, args), suite);
}

function counts(file: string, status: number, title: string): Counts {
  if (!existsSync(file)) {
    console.error(`${title}: no results were written (exit code ${status})`);
    return { passed: 0, failed: 1 };
  }
  const found = JSON.parse(readFileSync(file, 'utf8')) as Counts;
  const silent = status !== 0 && found.failed === 0;
  return { passed: found.passed, failed: silent ? 1 : found.failed };
}

function hostTests(): Counts {
  rmSync(RESULTS, { force: true });
  const status = run('inside VS Code, Node host and web host', process.execPath, [
    'out/scripts/vscode/run-tests.js',
  ]);
  if (!existsSync(RESULTS)) return { passed: 0, failed: 1 };
  const hosts = Object.values(JSON.parse(readFileSync(RESULTS, 'utf8')) as Record<string, Counts>);
  const total = add(...hosts);
  return status !== 0 && total.failed === 0 ? { ...total, failed: 1 } : total;
}

function workbenchTests(): Counts {
  rmSync(WORKBENCH_RESULTS, { force: true });
  const status = run('workbench, driven by a browser', process.execPath, [
    'out/scripts/vscode/run-workbench.js',
  ]);
  return counts(WORKBENCH_RESULTS, status, 'workbench');
}

function add(...all: readonly Counts[]): Counts {
  return all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}

const unitOnly = process.argv.includes('--unit');
const quick = [mochaTests('unit'), ...(unitOnly ? [] : [mochaTests('thorough')])];
const results = unitOnly ? quick : [...quick, hostTests(), workbenchTests()];
const total = add(...results);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
