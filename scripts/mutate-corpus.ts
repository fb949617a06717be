/**
 * Breaks real templates on purpose, one value at a time, and counts how many of the mistakes are found on their line. The templates are not
 * part of this project: `node out/scripts/mutate-corpus.js [folder]`, by default `../shared/corpus/templates` where that exists.
 * Prints found and total of each rule, and every mistake that was missed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineAt } from '../src/core/document.js';
import { lintReading, type Reading, read } from '../src/core/index.js';
import { settingsOf } from '../src/core/knowledge.js';
import type { Node, Pipeline, Step } from '../src/core/model.js';
import { nodesAt } from '../src/core/pipeline/paths.js';

interface Mutation {
  readonly rule: string;
  readonly service: string;
  /** The setting whose value is replaced. */
  readonly path: string;
  /** What it is replaced with; undefined: its line is taken out. */
  readonly values: readonly (string | undefined)[];
  /** A line that is put in before it; then the value stays as it is. */
  readonly insert?: string;
  readonly when?: (step: Step, pipeline: Pipeline) => boolean;
  /** The finding stands on the line of this setting, where it is not that of the value. */
  readonly at?: string;
}

const writesTo = (service: string) => (step: Step, pipeline: Pipeline) =>
  pipeline.edges.some((e) => e.from === step && e.maybe !== true && e.to.service === service);
const says = (path: string, words?: RegExp) => (step: Step) =>
  nodesAt(step.body, path, settingsOf(step.service)).some(
    (n) => n.kind === 'scalar' && n.tag === undefined && (words?.test(n.text) ?? true),
  );

const MUTATIONS: readonly Mutation[] = [
  { rule: 'kds-retention-range', service: 'kds', path: 'retention', values: ['23', '8761', "'12'"] },
  {
    rule: 'kds-on-demand-shards',
    service: 'kds',
    path: 'mode',
    values: ['ON_DEMAND'],
    when: says('shards'),
    at: 'shards',
  },
  {
    rule: 'kds-on-demand-shards',
    service: 'kds',
    path: 'shards',
    values: [],
    insert: 'StreamModeDetails: { StreamMode: ON_DEMAND }',
    when: (step) => !says('mode')(step),
  },
  {
    rule: 'kds-max-record-size-range',
    service: 'kds',
    path: 'shards',
    values: [],
    insert: 'MaxRecordSizeInKiB: 10241',
  },
  {
    rule: 'kds-provisioned-without-shards',
    service: 'kds',
    path: 'shards',
    values: [undefined],
    when: says('mode', /^provisioned$/i),
    at: 'mode',
  },
  { rule: 'kds-max-record-size-range', service: 'kds', path: 'maxRecordSize', values: ['1023', '10241'] },
  { rule: 'kvs-retention-range', service: 'kvs', path: 'retention', values: ['87601'] },
  { rule: 'firehose-buffer-interval', service: 'kdf', path: 'buffer.interval', values: ['901', '-1'] },
  { rule: 'firehose-buffer-size', service: 'kdf', path: 'buffer.size', values: ['0', '129'] },
  {
    rule: 'firehose-reshape-buffer-size',
    service: 'kdf',
    path: 'buffer.size',
    values: ['63'],
    when: says('output.format'),
  },
  {
    rule: 'firehose-partition-interval',
    service: 'kdf',
    path: 'buffer.interval',
    values: ['59'],
    when: says('dynamicPartitioning.enabled', /^true$/i),
  },
  {
    rule: 'firehose-splunk-interval',
    service: 'kdf',
    path: 'buffer.interval',
    values: ['61'],
    when: writesTo('splunk'),
  },
  {
    rule: 'firehose-buffer-size-destination',
    service: 'kdf',
    path: 'buffer.size',
    values: ['101'],
    when: writesTo('opensearch'),
  },
  {
    rule: 'firehose-buffer-size-destination',
    service: 'kdf',
    path: 'buffer.size',
    values: ['65'],
    when: writesTo('http-endpoint'),
  },
  {
    rule: 'firehose-redshift-compression',
    service: 'kdf',
    path: 'compressionFormat',
    values: ['Snappy', 'ZIP'],
    when: writesTo('redshift'),
  },
  {
    rule: 'firehose-conversion-codec',
    service: 'kdf',
    path: 'compressionFormat',
    values: ['GZIP', 'Snappy'],
    when: says('output.format', /parquet|orc/),
  },
  {
    rule: 'firehose-conversion-codec',
    service: 'kdf',
    path: 'formatConversion.codec',
    values: ['ZLIB'],
    when: says('output.format', /parquet/),
  },
  { rule: 'firehose-transform-buffer', service: 'kdf', path: 'transform.buffer.size', values: ['4'] },
  { rule: 'batch-retry-attempts', service: 'batch', path: 'retryStrategy.attempts', values: ['0', '11'] },
  { rule: 'batch-timeout-too-short', service: 'batch', path: 'timeout', values: ['59'] },
  {
    rule: 'batch-compute-type',
    service: 'batch',
    path: 'computeEnvironment.type',
    values: ['ONDEMAND_ONLY'],
  },
  { rule: 'emr-step-concurrency', service: 'emr', path: 'stepConcurrency', values: ['257'] },
  { rule: 'emr-primary-count', service: 'emr', path: 'nodes[type=master].count', values: ['2'] },
  {
    rule: 'emr-ha-few-core-nodes',
    service: 'emr',
    path: 'nodes[type=master].count',
    values: ['3'],
    when: says('nodes[type=core].count', /^[12]$/),
    at: 'nodes[type=core].count',
  },
  { rule: 'emr-spot-primary', service: 'emr', path: 'nodes[type=master].market', values: ['SPOT'] },
  { rule: 'emr-serverless-type', service: 'emr', path: 'serverless.type', values: ['Presto'] },
  {
    rule: 'athena-query-limit-too-low',
    service: 'athena',
    path: 'workgroup.bytesScannedCutoffPerQuery',
    values: ['9999999'],
  },
  { rule: 'dms-migration-type', service: 'dms', path: 'migrationType', values: ['continuous-copy'] },
  { rule: 'dms-s3-data-format', service: 'dms', path: 'target.s3.dataFormat', values: ['orc'] },
  { rule: 'glue-trigger-type', service: 'glue', path: 'trigger.type', values: ['HOURLY'] },
  { rule: 'glue-job-language', service: 'glue', path: 'language', values: ['java'] },
  { rule: 'kda-unknown-runtime', service: 'kda', path: 'runtime', values: ['BEAM-2_0'] },
  { rule: 'msk-version-ended', service: 'msk', path: 'kafkaVersion', values: ['2.2.1'] },
  { rule: 'step-functions-type', service: 'step-functions', path: 'type', values: ['FAST'] },
];

interface Count {
  found: number;
  total: number;
}

const folder = process.argv[2] ?? '../shared/corpus/templates';
if (existsSync(folder)) run(folder);
else console.log(`${folder} does not exist, nothing to break`);

function run(root: string): void {
  const counts = new Map<string, Count>(MUTATIONS.map((m) => [m.rule, { found: 0, total: 0 }]));
  const missed: string[] = [];
  for (const file of readdirSync(root).filter((f) => /\.(ya?ml|json|template)$/.test(f))) {
    const text = readFileSync(join(root, file), 'utf8');
    const reading = read(text, file);
    for (const pipeline of reading.pipelines.filter((p) => p.template === true)) {
      for (const mutation of MUTATIONS) {
        for (const mutant of mutantsOf(mutation, pipeline, reading)) {
          const count = counts.get(mutation.rule) ?? { found: 0, total: 0 };
          count.total++;
          if (isFound(mutant, mutation, file)) count.found++;
          else
            missed.push(
              `${file}:${mutant.line + 1} ${mutation.rule} ${mutation.path} = ${mutant.value ?? 'taken out'}`,
            );
        }
      }
    }
  }
  print(counts, missed);
}

interface Mutant {
  readonly text: string;
  readonly value: string | undefined;
  readonly line: number;
}

function* mutantsOf(mutation: Mutation, pipeline: Pipeline, { document }: Reading): Iterable<Mutant> {
  const { text } = document;
  for (const step of pipeline.steps) {
    if (step.service !== mutation.service || mutation.when?.(step, pipeline) === false) continue;
    const settings = settingsOf(step.service);
    for (const node of nodesAt(step.body, mutation.path, settings)) {
      const place = placeIn(text, node);
      if (place === undefined) continue;
      if (mutation.insert !== undefined)
        yield* withLine(text, place.start, mutation.insert, lineAt(document, place.start), mutation.rule);
      const marked = mutation.at === undefined ? node : nodesAt(step.body, mutation.at, settings)[0];
      for (const value of mutation.values) {
        const line = lineAt(document, marked?.start ?? node.start);
        if (value !== undefined)
          yield { text: text.slice(0, place.start) + value + text.slice(place.end), value, line };
        else {
          const mutated = withoutLine(text, place.start);
          yield { text: mutated, value, line: line > lineAt(document, node.start) ? line - 1 : line };
        }
      }
    }
  }
}

/** Where a value stands, its tag included; undefined where no text of its own does. */
function placeIn(text: string, node: Node): { start: number; end: number } | undefined {
  if (
    node.kind !== 'scalar' ||
    node.foreign?.fixed === true ||
    node.foreign?.choices !== undefined ||
    node.style === 'block'
  )
    return undefined;
  const { start, end } = node;
  if (node.foreign?.maybe === true || text.slice(start, end).includes('\n')) return undefined;
  if (node.tag === undefined) return text.slice(start, end).includes(node.text) ? { start, end } : undefined;
  const before = text.slice(0, start).trimEnd();
  return before.endsWith(node.tag) ? { start: before.length - node.tag.length, end } : undefined;
}

/** The finding is on the new line, or on the one behind it which the new line contradicts. */
function* withLine(
  text: string,
  offset: number,
  line: string,
  number: number,
  rule: string,
): Iterable<Mutant> {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^\s*/.exec(text.slice(start))?.[0] ?? '';
  // A key on the line of a dash or a brace has no line of its own.
  if (!/^\s*[A-Za-z]+:/.test(text.slice(start, offset))) return;
  const contradicted = rule === 'kds-on-demand-shards';
  yield {
    text: `${text.slice(0, start)}${indent}${line}\n${text.slice(start)}`,
    value: line,
    line: contradicted ? number + 1 : number,
  };
}

function withoutLine(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(0, start) + text.slice(end === -1 ? text.length : end + 1);
}

function isFound({ text, line }: Mutant, { rule }: Mutation, file: string): boolean {
  const reading = read(text, file);
  const { findings, suppressed } = lintReading(reading, {});
  return [...findings, ...suppressed].some(
    (f) => f.rule === rule && lineAt(reading.document, f.span.start) === line,
  );
}

function print(counts: ReadonlyMap<string, Count>, missed: readonly string[]): void {
  const rows = [...counts].sort(([a], [b]) => a.localeCompare(b));
  const width = Math.max(...rows.map(([rule]) => rule.length));
  for (const [rule, { found, total }] of rows)
    console.log(`${rule.padEnd(width)}  ${found}/${total}${total === 0 ? '  (no template has it)' : ''}`);
  const sum = (key: keyof Count) => rows.reduce((n, [, c]) => n + c[key], 0);
  console.log(`${'all'.padEnd(width)}  ${sum('found')}/${sum('total')}`);
  for (const line of missed) console.log(`missed  ${line}`);
  if (missed.length > 0) process.exitCode = 1;
}
