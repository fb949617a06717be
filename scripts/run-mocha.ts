/**
 * `node out/scripts/run-mocha.js unit|thorough [part parts]`: a suite in mocha, which is loaded without its command line; or of its
 * groups (the outermost `describe`) every `parts`-th, beginning with number `part`. Prints short output for a thousand tests, and writes
 * counts and times to a file for the script that sums up.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Mocha, { type MochaOptions, type Runner, reporters } from 'mocha';
import { reportFile, SLOWEST, type SuiteReport } from './suite-report.js';

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

const [suite, part = '0', parts = '1'] = process.argv.slice(2);
if (suite === undefined) throw new Error('which suite? unit or thorough');
const mocha = new Mocha({
  reporter: CountingReporter,
  reporterOptions: { output: reportFile(suite, Number(part)) },
  timeout: 20_000,
});
mocha.addFile(resolve(`out/test/${suite}.js`));
void mocha.loadFilesAsync().then(() => {
  const groups = mocha.suite.suites;
  mocha.suite.suites = groups.filter((_, i) => i % Number(parts) === Number(part));
  mocha.run((failures) => {
    process.exitCode = failures === 0 ? 0 : 1;
  });
});
