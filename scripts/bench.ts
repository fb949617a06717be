/**
 * `npm run bench`: what reading and linting cost, against what others take for the same text, measured in one run. The ratios count; the
 * absolute times belong to the machine. `--write` keeps the table in bench/README.md, `--quick` takes fewer runs.
 * Peers are installed on demand into `.models/peers/`; without network they are left out.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { parseDocument as parseYaml } from 'yaml';
import { parseDocument } from '../src/core/document.js';
import { folds } from '../src/core/features/folding.js';
import { sizing } from '../src/core/features/sizing.js';
import { documentSymbols } from '../src/core/features/symbols.js';
import { lint, lintReading, read } from '../src/core/index.js';

const RUNS = process.argv.includes('--quick') ? 5 : 15;
const PEERS = [
  'yaml-language-server',
  '@stoplight/spectral-core',
  '@stoplight/spectral-functions',
  '@stoplight/spectral-parsers',
];
const NAME = 'bench.pipeline.yaml';

/** Sketches of ten lines a step: chains of ten steps, each from a producer to a store. */
function sketch(steps: number): string {
  const kinds = [
    'service: EC2\n    output: { format: json, recordSize: 2 KB, records: 300/s }',
    'service: KDS\n    mode: provisioned\n    shards: 4\n    retention: 24 h',
    'service: Firehose\n    buffer: { size: 64 MB, interval: 120 s }\n    output: { format: parquet, compression: snappy }',
    'service: S3',
    'service: Glue\n    type: spark\n    language: python',
    'service: S3',
    'service: EMR\n    release: emr-6.10.0\n    nodes: { master: 1, core: 3 }',
    'service: S3',
    'service: Athena',
    'service: QuickSight\n    edition: enterprise',
  ];
  const lines = ['pipeline: bench', 'goal: { latency: batch }', 'steps:'];
  for (let i = 0; i < steps; i++) {
    const own = [
      `  step-${i}:`,
      ...`    ${kinds[i % 10]}`.split('\n'),
      `    description: step ${i} of the chain`,
    ];
    if (i % 10 !== 9 && i + 1 < steps) own.push(`    to: step-${i + 1}`);
    while (own.length < 10) own.push(`    # ${own.length} of the ten lines of this step`);
    lines.push(...own);
  }
  return `${lines.join('\n')}\n`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Median milliseconds of a job, after a warm-up. */
async function time(job: () => unknown, runs = RUNS): Promise<number> {
  for (let i = 0; i < Math.min(3, runs - 1); i++) await job();
  const taken: number[] = [];
  for (let i = 0; i < runs; i++) {
    const begun = performance.now();
    await job();
    taken.push(performance.now() - begun);
  }
  return median(taken);
}

const ms = (n: number) => (n >= 100 ? n.toFixed(0) : n >= 10 ? n.toFixed(1) : n.toFixed(2));
const times = (n: number) => (n >= 10 ? n.toFixed(0) : n >= 1 ? n.toFixed(1) : n.toFixed(2));

interface Line {
  readonly what: string;
  readonly small: number;
  readonly large: number;
}

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
  const readings = [read(small, NAME), read(large, NAME)] as const;
  const lines = [
    await both('**Tributary: read and lint, cold**', (t) => lint(t, NAME, {})),
    await both('— of which: text to tree', (t) => parseDocument(t)),
    await both('— of which: tree to pipeline', (t) => read(t, NAME)),
    await both('— of which: all rules, both editions', (_, i) => lintReading(readings[i], {})),
    await both('Tributary: again after one edit', edited()),
    await both('Tributary: all that an editor asks for after a keystroke', keystroke()),
    await both('`JSON.parse` of the same value', (_, i) => JSON.parse(json[i])),
    await both('js-yaml `load`', (t) => load(t)),
    await both('`yaml` `parseDocument`', (t) => parseYaml(t, { uniqueKeys: false }), 5),
  ];
  const { peers, left } = await peerLines(both);
  const [, tree, reading] = lines as [Line, Line, Line];
  lines[2] = { ...reading, small: reading.small - tree.small, large: reading.large - tree.large };
  return { lines: [...lines, ...peers], left };
}

/** One more character in a value in the middle, each time another. */
function edited(): (text: string) => unknown {
  let n = 0;
  return (text) => {
    const middle = text.indexOf('shards: 4', text.length / 2);
    return lint(`${text.slice(0, middle)}shards: ${4 + (n++ % 5)}${text.slice(middle + 9)}`, NAME, {});
  };
}

/** What keeps the extension host busy after an edit: the lint, sizes, outline and folding, of one reading. */
function keystroke(): (text: string) => unknown {
  let n = 0;
  return (text) => {
    const reading = read(`${text}# ${n++}\n`, NAME);
    return [
      lintReading(reading, {}),
      sizing(reading, { edition: 'both' }),
      documentSymbols(reading),
      folds(reading),
    ];
  };
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

// ----------------------------------------------------------------------------------------------------- peers

type Both = (what: string, job: (text: string, index: 0 | 1) => unknown, runs?: number) => Promise<Line>;

async function peerLines(both: Both): Promise<{ peers: Line[]; left: string[] }> {
  const folder = resolve('.models/peers');
  const peers: Line[] = [];
  const left: string[] = [];
  const attempt = async (name: string, make: () => Promise<Line>) => {
    try {
      peers.push(await make());
    } catch (error) {
      left.push(`${name} (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)})`);
    }
  };
  try {
    installPeers(folder);
  } catch {
    return { peers, left: ['yaml-language-server and Spectral (they cannot be installed here)'] };
  }
  const require = createRequire(join(folder, 'package.json'));
  await attempt('yaml-language-server', async () => {
    const validate = languageServer(require);
    return both('yaml-language-server, validation with our schema', validate, 3);
  });
  await attempt('Spectral', async () => {
    const { Spectral, Document } = require('@stoplight/spectral-core');
    const { truthy } = require('@stoplight/spectral-functions');
    const { Yaml } = require('@stoplight/spectral-parsers');
    const spectral = new Spectral();
    // Rules that hold, as ours do: what a finding costs is not measured here.
    const names = Array.from({ length: 8 }, (_, i) => ({
      name: `rule-${i}`,
      field: i % 2 === 0 ? 'service' : 'description',
    }));
    const rules = names.map(({ name, field }) => [
      name,
      // biome-ignore lint/suspicious/noThenProperty: a word of Spectral's own language
      { given: '$.steps[*]', severity: 1, then: { field, function: truthy } },
    ]);
    spectral.setRuleset({ rules: Object.fromEntries(rules) });
    return both('Spectral, eight simple rules', (t) => spectral.run(new Document(t, Yaml, NAME)), 3);
  });
  return { peers, left };
}

function installPeers(folder: string): void {
  if (PEERS.every((name) => existsSync(join(folder, 'node_modules', name)))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "peers", "private": true }\n');
  const args = [
    'install',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...PEERS,
  ];
  execFileSync('npm', args, { cwd: folder, stdio: 'ignore', timeout: 300_000 });
}

function languageServer(require: NodeRequire): (text: string) => unknown {
  const server = require('yaml-language-server');
  const { TextDocument } = require('vscode-languageserver-textdocument');
  const schema = readFileSync('schemas/pipeline.schema.json', 'utf8');
  const telemetry = { send() {}, sendError() {}, sendTrack() {} };
  const workspace = { resolveRelativePath: (path: string) => path };
  const service = server.getLanguageService({
    schemaRequestService: async () => schema,
    workspaceContext: workspace,
    telemetry,
  });
  service.configure({
    validate: true,
    schemas: [
      { uri: 'file:///sketch.schema.json', fileMatch: ['*.pipeline.yaml'], schema: JSON.parse(schema) },
    ],
  });
  let version = 0;
  return (text) =>
    service.doValidation(TextDocument.create(`file:///${NAME}`, 'yaml', version++, text), false);
}

// ------------------------------------------------------------------------------------------------- processes

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

function startTable(): string {
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

/** Heap after many lints of one text: it must not grow with their number. */
function memoryTable(): string {
  const program = `
    const { lint } = require(${JSON.stringify(resolve('out/scripts/bench-core.js'))});
    const text = require('node:fs').readFileSync(0, 'utf8');
    const heap = () => { gc(); gc(); return process.memoryUsage().heapUsed / 1048576; };
    const out = [];
    for (let i = 0; i <= 200; i++) { lint(text + '# ' + i + '\\n', '${NAME}', {}); if (i % 50 === 0) out.push(heap().toFixed(1)); }
    console.log(out.join(' | '));`;
  const { stdout, status, stderr } = spawnSync(process.execPath, ['--expose-gc', '-e', program], {
    input: sketch(1000),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return `| lints | 1 | 51 | 101 | 151 | 201 |\n|---|---:|---:|---:|---:|---:|\n| heap, MB | ${stdout.trim()} |`;
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
