import assert from 'node:assert/strict';
import { parseDocument } from '../../src/core/document.js';
import { type LintResult, lintAgain, read } from '../../src/core/index.js';
import type { Node } from '../../src/core/model.js';
import { stepLines } from '../../src/core/text/step-lines.js';
import { get } from '../../src/core/text/tree.js';

const NAME = 'x.pipeline.yaml';

/** Chains of four steps: a producer, a stream, a delivery, a store. */
function chains(count: number): string {
  const chain = (i: number) =>
    [
      `  web-${i}: { service: EC2, output: { format: json, recordSize: 1 KB, records: 900/s }, to: clicks-${i} }`,
      `  clicks-${i}:\n    service: KDS\n    mode: provisioned\n    shards: 1\n    to: deliver-${i}`,
      `  deliver-${i}:\n    service: Firehose\n    to: lake-${i}`,
      `  lake-${i}:\n    service: S3\n`,
    ].join('\n');
  return `pipeline: p\nsteps:\n${Array.from({ length: count }, (_, i) => chain(i)).join('')}`;
}

/** The places that were asked again, not taken over from the version before. */
function asked(before: LintResult, after: LintResult): string[] {
  const [old, now] = [before.memo?.pipelines[0]?.sites, after.memo?.pipelines[0]?.sites];
  return [...(now ?? [])]
    .filter(([place, site]) => old?.get(place)?.seen !== site.seen)
    .map(([place]) => place);
}

/** Lints a text, then the same with an edit. */
function edited(text: string, from: string, to: string): { after: LintResult; asked: string[] } {
  const reading = read(text, NAME);
  const before = lintAgain(reading, {}, undefined);
  const after = lintAgain(read(text.replace(from, to), NAME, undefined, reading), {}, before);
  return { after, asked: asked(before, after) };
}

/** How many steps of the tree were there before. */
function kept(text: string, from: string, to: string): number {
  const before = parseDocument(text);
  const known = new Set<Node>(values(before.roots[0]));
  const after = parseDocument(text.replace(from, to), before);
  return values(after.roots[0]).filter((v) => known.has((v.kind !== 'scalar' && v.moved?.from) || v)).length;
}

function values(root: Node | undefined): Node[] {
  const steps = get(root, 'steps');
  return steps?.kind === 'map' ? steps.entries.flatMap((e) => e.value ?? []) : [];
}

describe('an edit', () => {
  it('parses one step again, wherever it stands', () => {
    const text = chains(12);
    assert.equal(kept(text, 'shards: 1\n', 'shards: 2\n'), 47);
    assert.equal(kept(text, '  lake-8:\n', '  lake-8:\n    retention: 1 d\n'), 47);
    assert.equal(kept(text, 'pipeline: p', 'pipeline: another'), 48);
    assert.equal(kept(text, 'lake-8:\n', 'new:\n    service: S3\n  lake-8:\n'), 47, 'and its neighbour');
  });

  it('that breaks the YAML leaves the other steps as they were', () => {
    const text = chains(12);
    assert.equal(kept(text, '  deliver-8:\n', '  deliver-8:\n    reten\n'), 47);
    assert.equal(kept(text, 'service: S3\n', 'service: "S3\n'), 47);
    const { document, pipelines } = read(text.replace('service: S3\n', 'service: "S3\n'), NAME);
    assert.equal(document.problems.length, 1, 'an open quote is one fault');
    assert.equal(pipelines[0]?.steps.length, 48);
    assert.equal(pipelines[0]?.edges.length, 36);
  });

  it('of a value asks its step and those that it flows to', () => {
    const { asked: places } = edited(chains(12), 'shards: 1\n', 'shards: 2\n');
    assert.deepEqual(places.sort(), ['clicks-0', 'clicks-0\ndeliver-0', 'web-0\nclicks-0'].sort());
    const flowing = edited(chains(12), 'records: 900/s', 'records: 950/s').asked;
    assert.ok(flowing.includes('clicks-0') && !flowing.includes('clicks-1'), flowing.join());
    assert.ok(flowing.length <= 6, flowing.join());
  });

  it('of a rate brings the finding two steps on', () => {
    const { after } = edited(chains(3), 'records: 900/s', 'records: 1200/s');
    assert.deepEqual(
      after.findings.map((f) => `${f.rule} ${f.step}`),
      ['kds-shard-write-bandwidth clicks-0', 'kds-shard-write-records clicks-0'],
    );
  });

  it('of the goal asks all who look at it', () => {
    const text = chains(3).replace('steps:', 'goal: { latency: 10 min }\nsteps:');
    const { after } = edited(text, '10 min', '100 ms');
    const fresh = lintAgain(read(text.replace('10 min', '100 ms'), NAME), {}, undefined);
    assert.deepEqual(after.findings, fresh.findings);
    assert.ok(after.findings.some((f) => f.step === 'deliver-2'));
  });

  it('asks nobody where only a comment comes', () => {
    const { asked: places } = edited(chains(12), '  web-6:', '# a word\n  web-6:');
    // The comment stands in the lines of the step above.
    assert.deepEqual(places, ['lake-5', 'deliver-5\nlake-5']);
  });
});

describe('the lines of steps', () => {
  const lines = (text: string) => stepLines(text, parseDocument(text).lines);

  it('are those from one key, or dash, to the next', () => {
    assert.deepEqual(lines('pipeline: p\nsteps:\n  a:\n    x: 1\n  # c\n  b: S3\nmode: batch\n'), {
      form: 'map',
      column: 2,
      starts: [19, 39, 47],
    });
    const list = lines('steps:\n- id: a\n  service: S3\n- id: b\n');
    assert.deepEqual([list?.form, list?.column, list?.starts.length], ['list', 0, 3]);
  });

  it('cannot be told where one step may hold what another says, or a parser sees other lines', () => {
    for (const text of [
      'steps: { a: S3 }\n',
      'steps:\n',
      'steps:\n  a: &x { service: S3 }\n  b: *x\n',
      'steps:\n  a: S3\n---\nsteps:\n  b: S3\n',
      'steps:\n  ? a\n  : S3\n',
      'steps:\n  a: S3\rmode: batch\n',
      'steps:\n  a: S3\nsteps:\n  b: S3\n',
    ])
      assert.equal(lines(text), undefined, JSON.stringify(text));
    assert.notEqual(lines('steps:\n  a: S3 # **bold** & more\n'), undefined);
    assert.notEqual(lines('---\nsteps:\n  a: S3\n'), undefined);
  });
});
