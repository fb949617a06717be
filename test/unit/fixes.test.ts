/** Fixes in the forms in which people write sketches; that each of them cures stands in the tests of the rules. */
import assert from 'node:assert/strict';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { lint } from '../../src/core/index.js';
import type { Finding } from '../../src/core/model.js';

function findings(text: string, file = 'x.pipeline.yaml'): readonly Finding[] {
  return lint(text, file, { edition: 'both', today: '2026-11-22' }).findings;
}

/** The text after the fix of this title; the rule's finding is gone and nothing new has come. */
function after(text: string, rule: string, title: string): string {
  const before = findings(text);
  const finding = before.find((f) => f.rule === rule);
  assert.ok(finding, `no finding of ${rule}`);
  const fix = finding.fixes.find((f) => f.title === title);
  assert.ok(fix, `only ${finding.fixes.map((f) => f.title).join(', ') || 'no fix'}`);
  const fixed = applyEdits(text, fix.edits);
  const left = findings(fixed);
  assert.equal(left.length, before.length - 1, left.map((f) => f.message).join('\n'));
  return fixed;
}

const sketch = (...lines: string[]) => `${['pipeline: a', 'steps:', ...lines].join('\n')}\n`;

describe('fixes', () => {
  it('add an item to a list, in a block, in brackets, and to its map form', () => {
    const title = 'Have 1 core node';
    const rule = 'emr-no-core-node';
    const head = ['  etl:', '    service: EMR'];
    assert.equal(
      after(
        sketch(
          ...head,
          '    nodes:',
          '    - type: master',
          '      count: 1',
          '    - { type: task, count: 2 }',
        ),
        rule,
        title,
      ),
      sketch(
        ...head,
        '    nodes:',
        '    - type: master',
        '      count: 1',
        '    - { type: task, count: 2 }',
        '    - { type: core, count: 1 }',
      ),
    );
    assert.equal(
      after(
        sketch(...head, '    nodes: [{ type: master, count: 1 }, { type: task, count: 2 }] # small'),
        rule,
        title,
      ),
      sketch(
        ...head,
        '    nodes: [{ type: master, count: 1 }, { type: task, count: 2 }, { type: core, count: 1 }] # small',
      ),
    );
    assert.equal(
      after(sketch(...head, '    nodes: { master: 1, task: 2 }'), rule, title),
      sketch(...head, '    nodes: { master: 1, task: 2, core: 1 }'),
    );
    assert.equal(
      after(sketch(...head, '    nodes:', '      master: 1', '      task: 2', '    to: S3'), rule, title),
      sketch(...head, '    nodes:', '      master: 1', '      task: 2', '      core: 1', '    to: S3'),
    );
  });

  it('take an item out of a list', () => {
    const head = ['  etl:', '    service: EMR', '    releaseLabel: emr-7.5.0'];
    const rule = 'emr-presto-and-trino';
    assert.equal(
      after(
        sketch(...head, '    applications:', '      - presto # old', '      - trino', '      - hive'),
        rule,
        'Keep Trino',
      ),
      sketch(...head, '    applications:', '      - trino', '      - hive'),
    );
    assert.equal(
      after(sketch(...head, '    applications: [hive, trino, presto]'), rule, 'Keep Trino'),
      sketch(...head, '    applications: [hive, trino]'),
    );
  });

  it('take out the key as well when its list is left empty', () => {
    const step = ['  odd:', '    service: Managed Flink', '    runtime: flink'];
    assert.equal(
      after(
        sketch(...step, '    sqlFunctions: [HOTSPOTS]', '    to: KDS'),
        'kda-sql-function-on-flink',
        'Leave HOTSPOTS out',
      ),
      sketch(...step, '    to: KDS'),
    );
  });

  it('keep the label in front of a version', () => {
    const nodes = '    nodes: { master: 3, core: 4 }';
    assert.equal(
      after(
        sketch('  etl:', '    service: EMR', '    releaseLabel: "emr-5.9.0"', nodes),
        'emr-ha-release',
        'Take release 5.23.0',
      ),
      sketch('  etl:', '    service: EMR', '    releaseLabel: "emr-5.23.0"', nodes),
    );
  });

  it('put no other service where it would not know the settings', () => {
    const titles = (settings: string) =>
      lint(sketch(`  run: { service: Data Pipeline, ${settings} }`), 'a.pipeline.yaml', {})
        .findings.filter((f) => f.rule === 'data-pipeline-retired')
        .flatMap((f) => f.fixes.map((x) => x.title));
    assert.ok(titles('to: EMR').includes('Use Step Functions'));
    assert.deepEqual(titles('objectCount: 20, to: EMR'), []);
  });

  it('keep it in a template too', () => {
    const template = `Resources:
  Etl:
    Type: AWS::EMR::Cluster
    Properties:
      ReleaseLabel: emr-5.9.0
      Instances:
        MasterInstanceGroup: { InstanceCount: 3, InstanceType: m5.xlarge }
        CoreInstanceGroup: { InstanceCount: 4, InstanceType: m5.xlarge }
`;
    const [finding] = lint(template, 'template.yaml', {}).findings;
    assert.equal(finding?.rule, 'emr-ha-release');
    assert.equal(
      applyEdits(template, finding.fixes[0]?.edits ?? []),
      template.replace('emr-5.9.0', 'emr-5.23.0'),
    );
  });

  it('put a chain of steps on an edge, whichever end says it', () => {
    const rule = 'firehose-dynamodb-destination';
    const title = 'Deliver to S3 and let a Lambda function write the items';
    assert.equal(
      after(
        sketch(
          '  - id: deliver',
          '    service: Firehose',
          '    from: KDS',
          '  - id: profiles',
          '    service: DynamoDB',
          '    from: deliver',
        ),
        rule,
        title,
      ),
      sketch(
        '  - id: deliver',
        '    service: Firehose',
        '    from: KDS',
        '  - id: profiles',
        '    service: DynamoDB',
        '    from: write',
        '  - id: landing',
        '    service: S3',
        '    from: deliver',
        '  - id: write',
        '    service: Lambda',
        '    from: landing',
      ),
    );
  });

  it('set a value and put steps behind it in one', () => {
    assert.equal(
      after(
        sketch(
          '  deliver: { service: Firehose, from: KDS, format: recordio-protobuf, to: S3 }',
          '  convert: { service: EMR, from: S3 }',
        ),
        'firehose-recordio-output',
        'Deliver Parquet, and let Spark on EMR make the training files',
      ),
      sketch(
        '  deliver: { service: Firehose, from: KDS, format: parquet, to: landing }',
        '  landing: { service: S3, to: convert-2 }',
        '  convert-2: { service: EMR, output: { format: recordio-protobuf }, to: S3 }',
        '  convert: { service: EMR, from: S3 }',
      ),
    );
  });

  it('put a step in front of one with several sources', () => {
    assert.equal(
      after(
        sketch(
          '  a: { service: EC2, output: { records: 3000/s }, to: deliver }',
          '  b: { service: EC2, output: { records: 5000/s }, to: [deliver] }',
          '  deliver: { service: Firehose, to: S3 }',
        ),
        'firehose-intake-records',
        'Put a Kinesis data stream in front',
      ),
      sketch(
        '  a: { service: EC2, output: { records: 3000/s }, to: buffer }',
        '  buffer: { service: KDS, mode: on-demand, to: deliver }',
        '  b: { service: EC2, output: { records: 5000/s }, to: [buffer] }',
        '  deliver: { service: Firehose, to: S3 }',
      ),
    );
  });

  it('give an edge a step of its own, behind the same sources or before the same targets', () => {
    assert.equal(
      after(
        sketch(
          '  k: { service: KDS }',
          '  deliver:',
          '    service: Firehose',
          '    from: k',
          '    to:',
          '      - Redshift',
          '      - Splunk',
        ),
        'several-destinations',
        'Give it a Firehose stream of its own',
      ),
      sketch(
        '  k: { service: KDS }',
        '  deliver:',
        '    service: Firehose',
        '    from: k',
        '    to:',
        '      - Redshift',
        '  deliver-2:',
        '    service: Firehose',
        '    from: k',
        '    to: Splunk',
      ),
    );
    assert.equal(
      after(
        sketch(
          '  gate: { service: KVS, from: [north, south], to: SageMaker }',
          '  north: { service: IP camera }',
          '  south: { service: IP camera }',
        ),
        'kvs-second-producer',
        'Give it a stream of its own',
      ),
      sketch(
        '  gate: { service: KVS, from: [north], to: SageMaker }',
        '  gate-2: { service: KVS, from: south, to: SageMaker }',
        '  north: { service: IP camera }',
        '  south: { service: IP camera }',
      ),
    );
  });

  it('are not offered where one part of them cannot be done', () => {
    const text = sketch('  deliver: { service: Firehose, from: KDS, format: recordio-protobuf }');
    assert.deepEqual(
      findings(text).flatMap((f) => f.fixes.map((x) => x.title)),
      ['Deliver Parquet and convert it before training'],
    );
  });

  it('leave no finding of their own where the step has other edges', () => {
    const text = sketch(
      '  events: { service: KDS, to: deliver }',
      '  deliver: { service: Firehose, to: [S3, score] }',
      '  score: { service: Lambda }',
    );
    assert.equal(
      after(text, 'firehose-as-source', 'Read the stream in front of Firehose'),
      text.replace('[S3, score]', '[S3]').replace('service: Lambda', 'service: Lambda, from: events'),
    );
  });
});

describe('fixes of state machines', () => {
  const fixed = (text: string, file: string, rule: string) => {
    const finding = findings(text, file).find((f) => f.rule === rule);
    assert.ok(finding?.fixes[0], 'no fix');
    const result = applyEdits(text, finding.fixes[0].edits);
    assert.ok(
      findings(result, file).every((f) => f.rule !== rule),
      result,
    );
    return result;
  };

  it('move a retrier to the end in JSON', () => {
    const text = `{ "StartAt": "Load", "States": { "Load": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Retry": [{ "ErrorEquals": ["States.ALL"] }, { "ErrorEquals": ["A"] },
  { "ErrorEquals": ["B"] }], "End": true } } }`;
    assert.match(
      fixed(text, 'a.asl.json', 'every-error-not-alone'),
      /\[\{ "ErrorEquals": \["A"\] \}, \{ "ErrorEquals": \["B"\] \},\n {2}\{ "ErrorEquals": \["States.ALL"\] \}\]/,
    );
  });

  it('take a field out of JSON with its comma', () => {
    const text =
      '{\n  "StartAt": "A",\n  "States": { "A": { "Type": "Pass", "Retry": [], "End": true } }\n}\n';
    assert.equal(fixed(text, 'a.asl.json', 'state-field-not-supported'), text.replace('"Retry": [], ', ''));
  });

  it('add the type that the fields belong to, quoted as the others are', () => {
    const text = '{ "StartAt": "A", "States": { "A": { "Seconds": 5, "End": true } } }\n';
    assert.equal(
      fixed(text, 'a.asl.json', 'unknown-state-type'),
      text.replace('"Seconds"', '"Type": "Wait", "Seconds"'),
    );
  });
});
