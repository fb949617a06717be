/** Whole processes: how long the program takes to start, and whether its memory stays flat. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sketch } from './sketch.js';
import { median, ms, RUNS, times } from './timing.js';

/** Median milliseconds of a whole process. */
function spawned(args: readonly string[]): number {
  const taken = Array.from({ length: RUNS }, () => {
    const begun = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
    return performance.now() - begun;
  });
  return median(taken);
}

export function startTable(): string {
  const bare = spawned(['-e', '0']);
  const version = spawned(['dist/cli.js', '--version']);
  const one = spawned(['dist/cli.js', 'lint', 'samples/good-log-analytics.pipeline.yaml']);
  const file = resolve('dist/cli.js');
  const loading = version - bare;
  return [
    '| start | ms | × bare node |\n|---|---:|---:|',
    `| \`node -e 0\` | ${ms(bare)} | 1.0 |`,
    `| \`tributary --version\` | ${ms(version)} | ${times(version / bare)} |`,
    `| \`tributary lint\` of one sample | ${ms(one)} | ${times(one / bare)} |`,
    `| loading the program with its knowledge (${Math.round(readFileSync(file).length / 1024)} KB) | ${ms(loading)} | ${times(loading / bare)} |`,
  ].join('\n');
}

/** Heap after many edits of one text, read and linted each time: it must not grow with their number. */
export function memoryTable(): string {
  const program = `
    const { keystroke } = require(${JSON.stringify(resolve('out/scripts/bench/keystroke.js'))});
    const text = require('node:fs').readFileSync(0, 'utf8');
    const heap = () => { gc(); gc(); return process.memoryUsage().heapUsed / 1048576; };
    const edit = keystroke();
    const out = [];
    for (let i = 0; i <= 400; i++) { edit(text); if (i % 100 === 0) out.push(heap().toFixed(1)); }
    console.log(out.join(' | '));`;
  const { stdout, status, stderr } = spawnSync(process.execPath, ['--expose-gc', '-e', program], {
    input: sketch(1000),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return `| edits | 1 | 101 | 201 | 301 | 401 |\n|---|---:|---:|---:|---:|---:|\n| heap, MB | ${stdout.trim()} |`;
}
