/** The sketch dialect: what a text is read as, and the exact places of what is wrong with it. */
import assert from 'node:assert/strict';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { lint, read } from '../../src/core/index.js';

const NAME = 'a.pipeline.yaml';
const options = { edition: 'both' as const, today: '2026-11-22' };

function marks(text: string): string[] {
  return lint(text, NAME, options).findings.map((f) => `${f.rule}: ${text.slice(f.span.start, f.span.end)}`);
}

function edges(text: string): string[] {
  return read(text, NAME).pipelines.flatMap((p) => p.edges.map((e) => `${e.from.id} → ${e.to.id}`));
}

describe('sketch', () => {
  it('is told by its name or by its top level, never by YAML alone', () => {
    assert.equal(read('a: 1', NAME).dialect, 'sketch');
    assert.equal(read('a: 1', 'a.pipeline.yml').dialect, 'sketch');
    assert.equal(read('pipeline: p\nsteps: {}', 'b.yaml').dialect, 'sketch');
    assert.equal(read('pipeline: p', 'b.yaml').dialect, undefined);
    assert.equal(read('steps: [1]', 'b.yaml').dialect, undefined);
    assert.match(read('a: 1', 'b.yaml').why, /a sketch/);
  });

  it('reads both forms of steps, and from and to as the same edge', () => {
    const map =
      'pipeline: p\nsteps:\n  a: { service: KDS, to: b }\n  b: { service: Lambda, from: a, to: S3 }\n';
    const list =
      'pipeline: p\nsteps:\n  - id: a\n    service: KDS\n    to: [b]\n  - { id: b, service: Lambda, to: S3 }\n';
    assert.deepEqual(edges(map), ['a → b', 'b → S3']);
    assert.deepEqual(edges(list), ['a → b', 'b → S3']);
    assert.deepEqual(marks(map), []);
    assert.deepEqual(marks(list), []);
  });

  it('knows a service by any of its names', () => {
    for (const name of [
      'KDS',
      'kds',
      'Kinesis Data Streams',
      'Amazon Kinesis Data Streams',
      'kinesis-data-streams',
      'AWS::Kinesis::Stream',
      'aws_kinesis_stream',
    ]) {
      const step = read(`pipeline: p\nsteps:\n  a: { service: "${name}" }\n`, NAME).pipelines[0]?.steps[0];
      assert.equal(step?.service, 'kds', name);
    }
  });

  it('marks the very word', () => {
    const text =
      'pipeline: p\nstep: 1\nsteps:\n  a:\n    service: KDSS\n  b:\n    service: KDS\n    retenton: 24 h\n    mode: on-demnd\n    to: [nowhere, S3x]\n';
    assert.deepEqual(marks(text), [
      'unknown-key: step',
      'unknown-service: KDSS',
      'unknown-setting: retenton',
      'unknown-value: on-demnd',
      'unknown-step: nowhere',
      'unknown-step: S3x',
    ]);
  });

  it('offers what was meant', () => {
    const { findings } = lint('pipeline: p\nsteps:\n  a: { service: Kinesis Data Steams }\n', NAME, options);
    assert.match(findings[0]?.message ?? '', /did you mean .*Kinesis Data Streams/i);
    assert.equal(findings[0]?.fixes.length, 1);
  });

  it('proposes nothing for a word that has little in common with any', () => {
    const text = 'pipeline: p\nsteps:\n  a: { service: KDS, to: [5, true] }\n';
    const { findings } = lint(text, NAME, options);
    assert.deepEqual(
      findings.map((f) => f.message),
      ['5', 'true'].map((word) => `\`${word}\` is neither a step of this pipeline nor a service`),
    );
  });

  it('says what has the wrong shape, or nothing in it', () => {
    const text =
      'pipeline: p\nsteps:\n  a: { service: [KDS], to: { x: y } }\n  b: { service: { name: S3 } }\n  c: { service: "" }\n  d: { service: KDS, to: [{ service: Lambda }, { target: S3 }] }\n';
    assert.deepEqual(marks(text), [
      'wrong-shape: [KDS]',
      'wrong-shape: { x: y }',
      'wrong-shape: { name: S3 }',
      'missing-service: c',
      'wrong-shape: { target: S3 }',
    ]);
    const buffer = 'pipeline: p\nsteps:\n  a: { service: Firehose, buffer: 60, to: S3 }\n';
    assert.match(lint(buffer, NAME, options).findings[0]?.message ?? '', /a map with size, interval$/);
    for (const none of ['[]', '{}', ''])
      assert.deepEqual(marks(`pipeline: p\nsteps: ${none}\n`), ['no-steps: steps']);
  });

  it('says how several steps are written, and steps in a list', () => {
    const several = 'pipeline: p\nsteps:\n  a: { service: KDS, to: "b, Lambda" }\n  b: { service: Flink }\n';
    const [found] = lint(several, NAME, options).findings;
    assert.match(found?.message ?? '', /did you mean \[b, Lambda\]\?$/);
    assert.deepEqual(marks(applyEdits(several, found?.fixes[0]?.edits ?? [])), []);
    const listed = 'pipeline: p\nsteps:\n  - a: { service: KDS, to: b }\n  - b:\n      service: Lambda\n';
    assert.deepEqual(marks(listed), ['wrong-shape: a', 'wrong-shape: b']);
    assert.match(
      lint(listed, NAME, options).findings[0]?.message ?? '',
      /write `id: a`, or leave the dashes out$/,
    );
  });

  it('says what to do about a service that it does not know', () => {
    const { findings } = lint('pipeline: p\nsteps:\n  a: { service: Our Enricher }\n', NAME, options);
    assert.match(findings[0]?.message ?? '', /; write `custom: true` into the step if it is right$/);
  });

  it('reads what is indented with tabs as it is meant, and fixes it with tabs', () => {
    const text = 'pipeline: p\nsteps:\n\ta:\n\t\tservice: KDS\n\t\tto: b\n\tb:\n\t\tservice: S3\n';
    const found = lint(text, NAME, options).findings.filter((f) => f.rule !== 'yaml-syntax');
    assert.deepEqual(
      found.map((f) => f.rule),
      ['kds-direct-storage'],
    );
    assert.equal(
      applyEdits(text, found[0]?.fixes[0]?.edits ?? []),
      text.replace('to: b\n', 'to: deliver\n\tdeliver:\n\t\tservice: Firehose\n\t\tto: b\n'),
    );
  });

  it('knows what copies data to others of its kind', () => {
    for (const service of ['DynamoDB', 'SQS', 'S3', 'Redshift', 'RDS', 'OpenSearch', 'HDFS', 'Kafka'])
      assert.deepEqual(
        marks(`pipeline: p\nsteps:\n  a: { service: ${service}, to: b }\n  b: { service: ${service} }\n`),
        [],
        service,
      );
  });

  it('leaves dynamic values alone', () => {
    const text =
      'pipeline: ${name}\nsteps:\n  a: { service: "${service}", shards: x }\n  b: { service: KDS, mode: !Ref Mode, shards: "${n}", retention: "{{ hours }}", to: "${next}" }\n';
    assert.deepEqual(marks(text), []);
    assert.deepEqual(
      marks(
        'pipeline: p\nsteps:\n  a: { service: <any stream>, to: b }\n  b: { service: KDS, shards: <n>, to: <target> }\n',
      ),
      [],
    );
  });

  it('reads several documents as several pipelines', () => {
    const text =
      'pipeline: one\nsteps: { a: { service: S3 } }\n---\npipeline: two\nsteps: { a: { service: S33 } }\n';
    assert.equal(read(text, NAME).pipelines.length, 2);
    assert.deepEqual(marks(text), ['unknown-service: S33']);
  });

  it('reads anchors and merge keys, and leaves x- keys to the user', () => {
    const text =
      'x-base: &base { service: KDS, shards: two }\npipeline: p\nsteps:\n  a: { <<: *base }\n  b: { <<: *base, shards: 2 }\n';
    assert.deepEqual(marks(text), ['wrong-value: two']);
  });

  it('keeps places true with CRLF and a byte order mark', () => {
    const text = '\uFEFFpipeline: p\r\nsteps:\r\n  a:\r\n    service: KDSS\r\n';
    assert.deepEqual(marks(text), ['unknown-service: KDSS']);
  });

  it('still lints what stands around a syntax error', () => {
    const text = 'pipeline: p\nsteps:\n  a:\n    service: KDSS\n  b:\n    service: [S3\n';
    const found = marks(text);
    assert.ok(
      found.some((m) => m.startsWith('yaml-syntax')),
      found.join(),
    );
    assert.ok(found.includes('unknown-service: KDSS'), found.join());
  });

  it('says what is wrong with other shapes', () => {
    assert.deepEqual(marks('[]'), ['wrong-shape: []']);
    assert.deepEqual(marks('pipeline: p\nsteps: 3\n'), ['wrong-shape: 3']);
    assert.deepEqual(marks('pipeline: p\nsteps: [3]\n'), ['wrong-shape: 3']);
    assert.deepEqual(marks('pipeline: p\nsteps:\n  a: { service: KDS, retention: { h: 3 } }\n'), [
      'wrong-shape: { h: 3 }',
    ]);
  });

  it('tells a unit of another kind', () => {
    assert.deepEqual(marks('pipeline: p\nsteps:\n  a: { service: KDS, retention: 3 MB }\n'), [
      'wrong-value: 3 MB',
    ]);
  });

  it('reports a loop once, at the edge that closes it', () => {
    const loop =
      'pipeline: p\nsteps:\n  a: { service: Lambda, to: b }\n  b: { service: Lambda, to: [c] }\n  c: { service: Lambda, to: a }\n';
    assert.deepEqual(
      marks(loop).filter((m) => m.startsWith('step-cycle')),
      ['step-cycle: a'],
    );
  });
});
