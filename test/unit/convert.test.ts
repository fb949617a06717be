import assert from 'node:assert/strict';
import { convert } from '../../src/core/features/convert.js';
import { lint, read } from '../../src/core/index.js';
import { testFolder } from './cli-support.js';

const TEMPLATE = `Parameters: { Seconds: { Type: Number } }
Resources:
  Clicks:
    Type: AWS::Kinesis::Stream
    Properties: { ShardCount: 2, RetentionPeriodHours: 12, StreamModeDetails: { StreamMode: PROVISIONED } }
  Deliver:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      KinesisStreamSourceConfiguration: { KinesisStreamARN: !GetAtt Clicks.Arn }
      ExtendedS3DestinationConfiguration:
        BucketARN: !Ref Bucket
        CompressionFormat: UNCOMPRESSED
        BufferingHints: { IntervalInSeconds: !Ref Seconds, SizeInMBs: 64 }
`;

describe('the sketch of a template', () => {
  it('says it in the words of sketches', () => {
    assert.equal(
      convert(read(TEMPLATE, 'template.yaml'), 'clicks'),
      `pipeline: clicks
steps:
  Clicks:
    service: KDS
    shards: 2
    retention: 12 h
    mode: provisioned
    to: Deliver
  Deliver:
    service: Firehose
    destination: s3
    buffer:
      interval: "\${Seconds}"
      size: 64 MiB
    compressionFormat: none
    bucket: "\${Bucket}"
    to: S3
`,
    );
  });

  it('has the findings of the template', () => {
    const sketch = convert(read(TEMPLATE, 'template.yaml'), 'clicks') ?? '';
    assert.deepEqual(
      lint(sketch, 'clicks.pipeline.yaml', { edition: 'current' }).findings.map((f) => f.rule),
      ['kds-retention-range'],
    );
  });

  it('leaves a text as it is of which a part is decided elsewhere', () => {
    const template =
      'Resources:\n  S:\n    Type: AWS::Kinesis::Stream\n    Properties: { Name: !Sub "${Env}-clicks-${AWS::Region}" }\n';
    assert.match(
      convert(read(template, 'template.yaml'), 'clicks') ?? '',
      /^ {4}name: "\$\{Env\}-clicks-\$\{AWS::Region\}"$/m,
    );
  });

  it('does not take a step for the service that it is called like', () => {
    const text = `Resources:
  S3: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 1 } }
  Deliver:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties: { ExtendedS3DestinationConfiguration: { BucketARN: 'arn:aws:s3:::lake' } }
`;
    const sketch = convert(read(text, 'template.yaml'), 'lake') ?? '';
    assert.match(sketch, /to: s3\n/);
    assert.deepEqual(lint(sketch, 'lake.pipeline.yaml', { edition: 'current' }).findings, []);
  });

  it('mentions a service that sketches have no word for in a comment', () => {
    const task = (api: string) => `{ Type: Task, Resource: 'arn:aws:states:::${api}', Next: Last }`;
    const flow = (first: string) =>
      `StartAt: A\nStates:\n  A: ${task(first)}\n  Last: ${task('mediaconvert:createJob').replace('Next: Last', 'End: true')}\n`;
    const sketches = ['sns:publish', 'bedrock:invokeModel'].map(
      (first) => convert(read(flow(first), 'flow.asl.yaml'), 'flow') ?? '',
    );
    assert.match(sketches[0] ?? '', /^ {4}to: SNS # and mediaconvert$/m);
    assert.match(sketches[1] ?? '', /^ {4}# and bedrock, mediaconvert$/m);
    for (const sketch of sketches)
      assert.deepEqual(lint(sketch, 'flow.pipeline.yaml', { edition: 'current' }).findings, []);
  });

  it('has nothing to say about a template without steps', () => {
    assert.equal(convert(read('Resources: { T: { Type: AWS::SNS::Topic } }', 'x.yaml'), 'x'), undefined);
  });
});

describe('tributary sketch', () => {
  const folder = testFolder();

  it('names the pipeline as the editor does', async () => {
    const { out } = await folder
      .open({ 'load.asl.yaml': 'StartAt: A\nStates: { A: { Type: Succeed } }\n' })
      .run(['sketch', 'load.asl.yaml']);
    assert.match(out, /^pipeline: load\n/);
  });

  it('prints the sketch of a template, with the definitions beside it', async () => {
    const template = `Resources:
  Score: { Type: AWS::Serverless::Function }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: flow.asl.yaml, DefinitionSubstitutions: { Fn: !GetAtt Score.Arn } }
`;
    const definition = 'StartAt: Run\nStates: { Run: { Type: Task, Resource: "$' + '{Fn}", End: true } }\n';
    const { code, out } = await folder
      .open({ 'template.yaml': template, 'flow.asl.yaml': definition })
      .run(['sketch', 'template.yaml']);
    assert.equal(code, 0);
    assert.match(out, /^pipeline: template\nsteps:\n/);
    assert.match(out, /to: Score/);
  });

  it('says why there is none', async () => {
    const files = { 'a.yaml': 'a: 1\n', 'b.yaml': 'Resources: { T: { Type: AWS::SNS::Topic } }\n' };
    for (const file of Object.keys(files)) {
      const { code, err } = await folder.open(files).run(['sketch', file]);
      assert.equal(code, 2);
      assert.match(err, new RegExp(file));
    }
  });
});
