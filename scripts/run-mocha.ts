/**
 * `node out/scripts/run-mocha.js unit|thorough`: a suite in mocha, which is loaded without its command line. Prints short output for a
 * thousand tests, and writes counts and times to a file for the script that sums up.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Mocha, { type MochaOptions, type Runner, reporters } from 'mocha';
import { reportFile, type SuiteReport } from './suite-report.js';

const SLOWEST = 8;

class CountingReporter extends reporters.Dot {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const { output } = options.reporterOptions as { output: string };
    const counts = { passed: 0, failed: 0 };
    const times: [string, number][] = [];
    runner.on('pass', () => counts.passed++);
    runner.on('fail', () => counts.failed++);
    runner.on('test end', (test) => times.push([test.fullTitle(), test.duration ?? 0]));
    runner.on('hook end', (hook) => times.push([hook.fullTitle(), hook.duration ?? 0]));
    runner.once('end', () => {
      const { user, system } = process.cpuUsage();
      const report: SuiteReport = {
        ...counts,
        tests: runner.stats?.duration ?? 0,
        processor: Math.round((user + system) / 1000),
        slowest: times.sort((a, b) => b[1] - a[1]).slice(0, SLOWEST),
      };
      writeFileSync(output, JSON.stringify(report));
    });
  }
}

const [suite] = process.argv.slice(2);
if (suite === undefined) throw new Error('which suite? unit or thorough');
const mocha = new Mocha({
  reporter: CountingReporter,
  reporterOptions: { output: reportFile(suite) },
  timeout: 20_000,
});
mocha.addFile(resolve(`out/test/${suite}.js`));
mocha.run((failures) => {
  process.exitCode = failures === 0 ? 0 : 1;
});
