import assert from 'node:assert/strict';
import { repairIndent } from '../../src/core/dialects/cloudformation/repair.js';
import { parseDocument } from '../../src/core/document.js';
import { definitionInTemplate } from '../../src/core/features/template-definition.js';
import { defaultEdition, lint, read } from '../../src/core/index.js';
import { knowledge } from '../../src/core/knowledge.js';
import type { Node } from '../../src/core/model.js';

function edges(resources: string, rest = ''): string[] {
  const { pipelines } = read(`Resources:\n${resources.replace(/^/gm, '  ')}\n${rest}`, 'template.yaml');
  return pipelines.flatMap((p) =>
    p.edges.map((e) => `${e.from.id} -> ${e.to.id}${e.maybe === true ? ' ?' : ''}`),
  );
}

function findings(text: string): string[] {
  return lint(text, 'template.yaml', {}).findings.map((f) => f.rule);
}

const STREAM = 'Clicks: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 1, Name: clicks } }';
const BUCKET = 'Lake: { Type: AWS::S3::Bucket, Properties: { BucketName: lake } }';
const delivery = (bucket: string) => `Deliver:
  Type: AWS::KinesisFirehose::DeliveryStream
  Properties:
    ExtendedS3DestinationConfiguration: { BucketARN: ${bucket} }`;

describe('what is a template', () => {
  const dialect = (text: string, name = 'x.yaml') => read(text, name).dialect;

  it('by its content, whatever its name', () => {
    assert.equal(dialect('Resources: { A: { Type: AWS::SNS::Topic } }', 'notes.txt'), 'cloudformation');
    assert.equal(dialect('{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}', 'a.json'), 'cloudformation');
    assert.equal(dialect('A: { Type: AWS::SNS::Topic, Properties: {} }'), 'cloudformation');
    assert.equal(dialect('service: s\nprovider: { name: aws }\nfunctions: {}'), 'serverless');
    assert.equal(
      dialect('AWSTemplateFormatVersion: 2010-09-09\nResources: { A: { Type: !Ref x } }'),
      'cloudformation',
    );
  });

  it('other YAML is none, and the status says why', () => {
    for (const [text, why] of [
      ['Diagram: { Resources: { A: { Type: AWS::Kinesis::Stream } } }', /diagram/],
      ['apiVersion: v1\nkind: Stream\nspec: { shardCount: 1 }', /Kubernetes/],
      ['services: { web: { image: nginx } }', /Compose/],
      ['Resources: { A: 1 }', /neither/],
      ['{% if x %}\nResources: [\n{% endif %}', /generator/],
    ] as const) {
      const reading = read(text, 'x.yaml');
      assert.equal(reading.dialect, undefined, text);
      assert.match(reading.why, why);
    }
  });

  it('asks for today’s documentation unless told otherwise', () => {
    assert.equal(defaultEdition('cloudformation'), 'current');
    assert.equal(defaultEdition('sketch'), 'both');
    const text = `Resources:\n  ${delivery('arn:aws:s3:::lake').replaceAll('\n', '\n  ')}\n`.replace(
      '{ BucketARN',
      '{ BufferingHints: { IntervalInSeconds: 30, SizeInMBs: 5 }, BucketARN',
    );
    assert.deepEqual(findings(text), []);
    assert.deepEqual(
      lint(text, 'x.yaml', { edition: 'both' }).findings.map((f) => f.rule),
      ['firehose-buffer-interval'],
    );
  });
});

describe('edges of a template', () => {
  it('from every way to write a reference', () => {
    for (const bucket of [
      '!GetAtt Lake.Arn',
      '!GetAtt [Lake, Arn]',
      '{ "Fn::GetAtt": [Lake, Arn] }',
      '{ "Fn::GetAtt": Lake.Arn }',
      '!Sub "arn:aws:s3:::${Lake}"',
      '!Sub ["arn:aws:s3:::${B}", { B: !Ref Lake }]',
      '{ "Fn::Sub": "arn:aws:s3:::${Lake}/raw" }',
      '!Join ["", ["arn:aws:s3:::", !Ref Lake]]',
      'arn:aws:s3:::lake',
      'arn:aws:s3:::lake/raw',
    ]) {
      assert.deepEqual(edges(`${BUCKET}\n${delivery(bucket)}`), ['Deliver -> Lake'], bucket);
    }
  });

  it('to what is not in the file', () => {
    assert.deepEqual(edges(delivery('!Ref Target')), ['Deliver -> Target']);
    assert.deepEqual(edges(delivery('!ImportValue shared-lake')), ['Deliver -> shared-lake']);
    assert.deepEqual(edges(delivery('arn:aws:s3:::elsewhere')), ['Deliver -> elsewhere']);
  });

  it('to the service that the property is for, whatever stands in front of it', () => {
    const api = 'Api: { Type: AWS::Serverless::HttpApi }';
    const deliver = `Deliver:
  Type: AWS::KinesisFirehose::DeliveryStream
  Properties:
    HttpEndpointDestinationConfiguration: { EndpointConfiguration: { Url: !Sub 'https://\${Api}.example.com' } }`;
    assert.deepEqual(edges(`${api}\n${deliver}`), ['Deliver -> Api']);
    assert.deepEqual(findings(`Resources:\n${`${api}\n${deliver}`.replace(/^/gm, '  ')}\n`), []);
  });

  it('both branches of a condition are possible', () => {
    const other = 'Other: { Type: AWS::S3::Bucket }';
    assert.deepEqual(
      edges(`${BUCKET}\n${other}\n${delivery('!If [c, !GetAtt Lake.Arn, !GetAtt Other.Arn]')}`),
      ['Deliver -> Lake ?', 'Deliver -> Other ?'],
    );
  });

  it('mappings, subscriptions and parts connect others', () => {
    const fn = 'Score: { Type: AWS::Lambda::Function }';
    const map =
      'Map: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Clicks.Arn, FunctionName: !Ref Score } }';
    assert.deepEqual(edges(`${STREAM}\n${fn}\n${map}`), ['Clicks -> Score']);
    const consumer =
      'Reader: { Type: AWS::Kinesis::StreamConsumer, Properties: { ConsumerName: r, StreamARN: !GetAtt Clicks.Arn } }';
    const sam = `Score:\n  Type: AWS::Serverless::Function\n  Properties:\n    Events:\n      E: { Type: Kinesis, Properties: { Stream: !GetAtt Reader.ConsumerARN } }`;
    assert.deepEqual(edges(`${STREAM}\n${consumer}\n${sam}`), ['Clicks -> Score']);
    const filter = `Filter:\n  Type: AWS::Logs::SubscriptionFilter\n  Properties: { LogGroupName: /app, DestinationArn: !GetAtt Clicks.Arn }`;
    assert.deepEqual(edges(`${STREAM}\n${filter}`), ['app -> Clicks']);
  });

  it('what a rule about messages and the end of an asynchronous call send on', () => {
    const rule = `Rule:
  Type: AWS::IoT::TopicRule
  Properties:
    TopicRulePayload:
      Actions:
        - Timestream: { DatabaseName: !Ref Series, TableName: readings }
        - CloudwatchLogs: { LogGroupName: !Ref Log }
        - Http: { Url: https://example.com/in }`;
    const places = 'Series: { Type: AWS::Timestream::Database }\nLog: { Type: AWS::Logs::LogGroup }';
    const [series, log, http, ...others] = edges(`${places}\n${rule}`);
    assert.deepEqual([series, log, others], ['Rule -> Series', 'Rule -> Log', []]);
    assert.match(http ?? '', /^Rule -> /);
    const fn = `Score:
  Type: AWS::Serverless::Function
  Properties: { EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Failed.Arn } } } }`;
    assert.deepEqual(edges(`Failed: { Type: AWS::SQS::Queue }\n${fn}`), ['Score -> Failed']);
  });

  it('a service that watches a video stream, and what it writes to', () => {
    const watcher = `Watch:
  Type: AWS::Rekognition::StreamProcessor
  Properties: { KinesisVideoStream: { Arn: !GetAtt Camera.Arn }, KinesisDataStream: { Arn: !GetAtt Clicks.Arn } }`;
    const camera = 'Camera: { Type: AWS::KinesisVideo::Stream, Properties: { DataRetentionInHours: 24 } }';
    assert.deepEqual(edges(`${STREAM}\n${camera}\n${watcher}`), ['Camera -> Watch', 'Watch -> Clicks']);
  });

  it('a Kafka cluster that a pipe reads by its address', () => {
    const pipe = `Pipe:
  Type: AWS::Pipes::Pipe
  Properties: { Source: 'smk://broker.example.com:9092', Target: !Ref Clicks }`;
    assert.deepEqual(edges(`${STREAM}\n${pipe}`).length, 2);
  });

  it('a replication task joins what its endpoints stand for', () => {
    const source =
      'S: { Type: AWS::DMS::Endpoint, Properties: { EngineName: aurora, ServerName: !GetAtt Db.Endpoint.Address } }';
    const target =
      'T: { Type: AWS::DMS::Endpoint, Properties: { EngineName: s3, S3Settings: { BucketName: !Ref Lake } } }';
    const task =
      'Task: { Type: AWS::DMS::ReplicationTask, Properties: { SourceEndpointArn: !Ref S, TargetEndpointArn: !Ref T } }';
    assert.deepEqual(edges(`Db: { Type: AWS::RDS::DBCluster }\n${BUCKET}\n${source}\n${target}\n${task}`), [
      'Db -> Task',
      'Task -> Lake',
    ]);
  });

  it('what a state machine calls', () => {
    const machine = `Flow:
  Type: AWS::StepFunctions::StateMachine
  Properties:
    Definition:
      StartAt: Run
      States:
        Run: { Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "\${Fn}" }, End: true }
    DefinitionSubstitutions: { Fn: !Ref Score }`;
    assert.deepEqual(edges(`Score: { Type: AWS::Lambda::Function }\n${machine}`), ['Flow -> Score']);
  });

  it('what a state machine calls that is joined from pieces', () => {
    const machine = (call: string) => `Flow:
  Type: AWS::StepFunctions::StateMachine
  Properties:
    DefinitionString:
      Fn::Join:
        - ''
        - - '{"StartAt": "Run", "States": {"Run": {"Type": "Task", "Resource": "'
          - ${call}
          - '", "End": true}}}'`;
    const fn = 'Score: { Type: AWS::Lambda::Function }';
    for (const call of ['!GetAtt Score.Arn', '{ Fn::GetAtt: [Score, Arn] }', '!Ref Score', '{ Ref: Score }'])
      assert.deepEqual(edges(`${fn}\n${machine(call)}`), ['Flow -> Score'], call);
    for (const call of ['!ImportValue score', '!Ref AWS::Region', '!Select [0, !Ref Score]'])
      assert.deepEqual(edges(`${fn}\n${machine(call)}`), [], call);
  });

  it('a definition in a file beside the template', () => {
    const text = `Resources:
  Score: { Type: AWS::Serverless::Function }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: flow.asl.json, DefinitionSubstitutions: { Fn: !GetAtt Score.Arn } }`;
    const definition =
      '{"StartAt": "Run", "States": {"Run": {"Type": "Task", "Resource": "${Fn}", "End": true}}}';
    const steps = (sibling?: (path: string) => string | undefined) =>
      read(text, 'x.yaml', sibling).pipelines.flatMap((p) =>
        p.edges.map((e) => `${e.from.id} -> ${e.to.id}`),
      );
    assert.deepEqual(
      steps((path) => (path === 'flow.asl.json' ? definition : undefined)),
      ['Flow -> Score'],
    );
    assert.deepEqual(
      steps(() => undefined),
      [],
    );
    assert.deepEqual(steps(), []);
  });

  it('streams of a Serverless function', () => {
    const text = `service: s
provider: { name: aws }
functions:
  score: { handler: h, events: [{ stream: { type: kinesis, arn: !GetAtt Clicks.Arn } }] }
resources: { Resources: { ${STREAM} } }`;
    const [pipeline] = read(text, 'serverless.yml').pipelines;
    assert.deepEqual(
      pipeline?.edges.map((e) => `${e.from.id} -> ${e.to.id}`),
      ['Clicks -> score'],
    );
  });

  it('a resource without a connection is shown only if it is a service of pipelines', () => {
    const { pipelines } = read(`Resources:\n  ${STREAM}\n  ${BUCKET}\n`, 'x.yaml');
    assert.deepEqual(
      pipelines[0]?.steps.map((s) => s.id),
      ['Clicks'],
    );
  });
});

describe('what a template leaves open', () => {
  const stream = (properties: string, rest = '') =>
    `${rest}\nResources:\n  S: { Type: AWS::Kinesis::Stream, Properties: { ${properties} } }\n`;

  it('a macro over the whole template may add what seems to be missing', () => {
    const properties = 'StreamModeDetails: { StreamMode: PROVISIONED }';
    assert.deepEqual(findings(stream(properties)), ['kds-provisioned-without-shards']);
    assert.deepEqual(findings(stream(properties, 'Transform: OurMacro')), []);
    assert.deepEqual(findings(stream(properties, 'Transform: AWS::Serverless-2016-10-31')), [
      'kds-provisioned-without-shards',
    ]);
  });

  it('words of functions are only functions where a value stands alone', () => {
    assert.deepEqual(findings(stream('ShardCount: 1, RetentionPeriodHours: { Ref: Hours }')), []);
    assert.deepEqual(findings(stream('ShardCount: 1, RetentionPeriodHours: "{{resolve:ssm:hours}}"')), []);
    assert.deepEqual(findings(stream('ShardCount: 1, RetentionPeriodHours: !If [c, 12, !Ref Hours]')), []);
    assert.deepEqual(
      findings(stream('ShardCount: 1, RetentionPeriodHours: !If [c, 12, !Ref AWS::NoValue]')),
      [],
    );
    assert.deepEqual(findings(stream('ShardCount: 1, RetentionPeriodHours: !If [c, 12, !If [d, 13, 14]]')), [
      'kds-retention-range',
    ]);
  });

  it('the defaults of parameters are never errors', () => {
    assert.deepEqual(
      findings(
        stream(
          'ShardCount: 1, RetentionPeriodHours: !Ref Hours',
          'Parameters: { Hours: { Type: Number, Default: 1 } }',
        ),
      ),
      [],
    );
  });

  it('quotas that can be raised and words of sketches stay below a warning', () => {
    const high = knowledge.rules.filter((r) => r.templates !== undefined);
    assert.ok(high.length > 0);
    assert.ok(high.every((r) => r.templates !== 'error'));
  });
});

describe('templates with faults', () => {
  it('one finding at the first fault, and no rules', () => {
    const text = `Resources:\n  S: { Type: AWS::Kinesis::Stream, Properties: { RetentionPeriodHours: 1 } }\n  T: "open\n  U: [\n`;
    assert.deepEqual(findings(text), ['yaml-syntax']);
  });

  it('equal keys are a warning', () => {
    const { findings: found } = lint(`Resources:\n  ${STREAM}\n  ${STREAM}\n`, 'x.yaml', {});
    assert.deepEqual(
      found.map((f) => [f.rule, f.severity]),
      [['duplicate-key', 'warning']],
    );
  });

  it('what is continued at too shallow an indent is read, and every place stays true', () => {
    const text = [
      "Description: 'two lines",
      "at the margin'",
      'Resources:',
      '  S:',
      '    Type: AWS::Kinesis::Stream',
      '    Properties: {',
      '    ShardCount: 1, Tags: [-, "a',
      'b"],',
      '  RetentionPeriodHours: 12',
      '    }',
      '',
    ].join('\n');
    const document = parseDocument(text);
    assert.ok(document.problems.length > 0);
    const repaired = repairIndent(document);
    assert.deepEqual(repaired?.problems, []);
    const words: string[] = [];
    const walk = (node: Node | undefined): void => {
      if (node === undefined) return;
      if (node.kind === 'scalar') words.push(text.slice(node.start, node.end));
      else if (node.kind === 'list') node.items.forEach(walk);
      else for (const e of node.entries) [e.key, e.value].forEach(walk);
    };
    repaired?.roots.forEach(walk);
    assert.ok(
      words.includes('RetentionPeriodHours') && words.includes('12') && words.includes('-'),
      words.join('|'),
    );
    const result = lint(text, 'x.yaml', {});
    assert.deepEqual(
      result.findings.map((f) => [f.rule, text.slice(f.span.start, f.span.end)]),
      [['kds-retention-range', '12']],
    );
  });

  it('reads what it can of odd texts and never throws', () => {
    for (const text of [
      'Resources:',
      'Resources: []',
      'Resources: { A: { Type: AWS::Kinesis::Stream, Properties: [] } }',
      'Resources: { A: { Type: AWS::DMS::ReplicationTask, Properties: { TargetEndpointArn: !Ref A } } }',
      'Resources: { A: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref A } } }',
      'Resources: { A: { Type: AWS::Kinesis::Stream, Properties: !If [a] } }',
    ]) {
      assert.doesNotThrow(() => lint(text, 'x.yaml', {}), text);
    }
  });
});

describe('definitions in a template', () => {
  const text = `Parameters:
  Target: { Type: String }
Conditions:
  Wide: !Equals [!Ref Target, a]
Resources:
  Clicks: { Type: AWS::Kinesis::Stream }
  Deliver:
    Type: AWS::KinesisFirehose::DeliveryStream
    DependsOn: Clicks
    Properties:
      DeliveryStreamName: !Sub 'x-\${Target}-\${Clicks.Arn}'
      Other: [!Ref Clicks, !GetAtt Clicks.Arn, { Ref: Target }, { 'Fn::GetAtt': [Clicks, Arn] }, !If [Wide, a, b], Clicks]
`;
  const reading = read(text, 'x.yaml');
  const at = (part: string, inside: string) => {
    const span = definitionInTemplate(reading, text.indexOf(part) + part.indexOf(inside) + 1);
    return span === undefined
      ? undefined
      : `${text.slice(0, span.start).split('\n').length}:${text.slice(span.start, span.end)}`;
  };

  it('are found from every kind of reference', () => {
    assert.equal(at('DependsOn: Clicks', 'Clicks'), '6:Clicks');
    assert.equal(at('${Target}', 'Target'), '2:Target');
    assert.equal(at('${Clicks.Arn}', 'Clicks'), '6:Clicks');
    assert.equal(at('!Ref Clicks', 'Clicks'), '6:Clicks');
    assert.equal(at('!GetAtt Clicks.Arn', 'Clicks'), '6:Clicks');
    assert.equal(at('{ Ref: Target }', 'Target'), '2:Target');
    assert.equal(at('[Clicks, Arn]', 'Clicks'), '6:Clicks');
    assert.equal(at('[Wide', 'Wide'), '4:Wide');
    assert.equal(at(', Clicks]', 'Clicks'), undefined);
  });
});

describe('messages about templates', () => {
  it('name a service where a sketch would, not the type of its resource', () => {
    const source = 'KinesisStreamSourceConfiguration: { KinesisStreamARN: !GetAtt Clicks.Arn }';
    const rule =
      'Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !GetAtt Deliver.Arn }] } }';
    const resources = `${STREAM}\n${rule}\n${delivery('arn:aws:s3:::lake')}\n    ${source}`;
    const text = `Resources:\n${resources.replace(/^/gm, '  ')}\n`;
    const [found] = lint(text, 'template.yaml', {}).findings;
    assert.match(found?.message ?? '', /so EventBridge cannot put records/);
  });
});
