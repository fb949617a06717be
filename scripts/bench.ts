/**
 * `npm run bench`: what reading and linting cost, against what others take for the same text, and how long the extension host of a real
 * VS Code is busy after a keystroke; measured in one run. The ratios count; the absolute times belong to the machine. `--write` keeps
 * the tables in bench/README.md, `--quick` takes fewer runs, `--no-host` leaves VS Code out.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { parseDocument as parseYaml } from 'yaml';
import { parseDocument } from '../src/core/document.js';
import { lint, lintReading, read } from '../src/core/index.js';
import { keystroke, keystrokeInNewKey } from './bench/keystroke.js';
import { type Line, peerLines } from './bench/peers.js';
import { memoryTable, startTable } from './bench/processes.js';
import { NAME, sketch } from './bench/sketch.js';
import { median, ms, RUNS, time, times } from './bench/timing.js';
import { typingTable } from './bench/typing.js';

async function texts(): Promise<{ lines: Line[]; left: string[] }> {
  const [small, large] = [sketch(1000), sketch(10_000)];
  const json = [small, large].map((t) => JSON.stringify(load(t))) as [string, string];
  const both = async (
    what: string,
    job: (text: string, index: 0 | 1) => unknown,
    runs = RUNS,
  ): Promise<Line> => ({
    what,
    small: await time(() => job(small, 0), runs),
    large: await time(() => job(large, 1), Math.ceil(runs / 3)),
  });
  const lines = [
    await both('**Tributary: read and lint, cold**', (t) => lint(t, NAME, {})),
    await both('— of which: text to tree', (t) => parseDocument(t)),
    await both('— of which: tree to pipeline', (t) => read(t, NAME)),
    await both('— of which: all rules, both editions', (t) => lintReading(read(t, NAME), {})),
    await both('**Tributary: all that an editor asks for after a keystroke**', keystroke()),
    await both('— the same while a key is half written, and the YAML is broken', keystrokeInNewKey()),
    await both('`JSON.parse` of the same value', (_, i) => JSON.parse(json[i])),
    await both('js-yaml `load`', (t) => load(t)),
    await both('`yaml` `parseDocument`', (t) => parseYaml(t, { uniqueKeys: false }), 5),
  ];
  const { peers, left } = await peerLines(both);
  const [, tree, reading, all] = lines as [Line, Line, Line, Line];
  lines[2] = { ...reading, small: reading.small - tree.small, large: reading.large - tree.large };
  lines[3] = { ...all, small: all.small - reading.small, large: all.large - reading.large };
  return { lines: [...lines, ...peers], left };
}

/** The largest template of a folder of real ones, where there is one beside the project. */
function templateTable(): string {
  const folder = '../shared/corpus/templates';
  if (!existsSync(folder)) return 'No folder of real templates stands beside the project: none is measured.';
  const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const largest = files.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  const job = () => lint(largest.text, largest.name, {});
  const taken = Array.from({ length: RUNS }, () => {
    const begun = performance.now();
    job();
    return performance.now() - begun;
  });
  const kilobytes = largest.text.length / 1000;
  return [
    '| the largest of the real templates | first, ms | median, ms | ms per kB |\n|---|---:|---:|---:|',
    `| ${Math.round(kilobytes)} kB | ${ms(taken[0] ?? 0)} | ${ms(median(taken))} | ${(median(taken) / kilobytes).toFixed(3)} |`,
  ].join('\n');
}

async function main(): Promise<void> {
  const { lines, left } = await texts();
  const base = lines[0] as Line;
  const table = lines.map(
    (l) =>
      `| ${l.what} | ${ms(l.small)} | ${times(l.small / base.small)} | ${ms(l.large)} | ${times(l.large / base.large)} | ${times(l.large / l.small / 10)} |`,
  );
  const report = [
    `Node ${process.versions.node}, ${cpus().length} cores; medians of ${RUNS} runs, fewer for the slow ones.`,
    '',
    '| what | 1,000 steps, ms | × ours | 10,000 steps, ms | × ours | growth per line |\n|---|---:|---:|---:|---:|---:|',
    ...table,
    '',
    'Growth per line: time of a line at 10,000 steps against one at 1,000; 1.0 is linear.',
    ...(left.length > 0 ? ['', `Left out: ${left.join('; ')}.`] : []),
    '',
    startTable(),
    '',
    templateTable(),
    '',
    memoryTable(),
    '',
    await typingTable(),
  ].join('\n');
  console.log(report);
  if (!process.argv.includes('--write')) return;
  const file = 'bench/README.md';
  const [head = ''] = readFileSync(file, 'utf8').split('<!-- table -->');
  writeFileSync(file, `${head}<!-- table -->\n\n${report}\n`);
  console.log(`\nkept in ${file}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
