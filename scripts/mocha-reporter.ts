/** Mocha's `dot`-like output, short for a thousand tests, with the counts and times written to a file for the script that sums up. */
import { writeFileSync } from 'node:fs';
import { type MochaOptions, type Runner, reporters } from 'mocha';
import type { SuiteReport } from './suite-report.js';

const SLOWEST = 8;

class CountingReporter extends reporters.Dot {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const output = (options.reporterOptions as { output?: string } | undefined)?.output;
    const counts = { passed: 0, failed: 0 };
    const times: [string, number][] = [];
    runner.on('pass', () => counts.passed++);
    runner.on('fail', () => counts.failed++);
    runner.on('test end', (test) => times.push([test.fullTitle(), test.duration ?? 0]));
    runner.on('hook end', (hook) => times.push([hook.fullTitle(), hook.duration ?? 0]));
    runner.once('end', () => {
      if (output === undefined) return;
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

module.exports = CountingReporter;
