/** Mocha's `dot`-like output, short for a thousand tests, with the counts written to a file for the script that sums up. */
import { writeFileSync } from 'node:fs';
import { type MochaOptions, type Runner, reporters } from 'mocha';

class CountingReporter extends reporters.Dot {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const output = (options.reporterOptions as { output?: string } | undefined)?.output;
    const stats = { passed: 0, failed: 0 };
    runner.on('pass', () => stats.passed++);
    runner.on('fail', () => stats.failed++);
    runner.once('end', () => {
      if (output !== undefined) writeFileSync(output, JSON.stringify(stats));
    });
  }
}

module.exports = CountingReporter;
