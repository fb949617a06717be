import assert from 'node:assert/strict';
import { isLocalPath } from '../../src/core/siblings.js';
import { type JsonFile, testFolder } from './cli-support.js';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Load:
    Type: AWS::Serverless::StateMachine
    Properties: { Type: EXPRESS, Logging: { Level: ALL }, DefinitionUri: DEFINITION }
`;
const BROKEN = definition('arn:aws:states:::sqs:sendMessage.waitForTaskToken');
const SOUND = definition('arn:aws:states:::sqs:sendMessage');

/** One task, for an Express machine: it cannot wait for a token. */
function definition(resource: string): string {
  return `{ "StartAt": "Send", "States": { "Send": { "Type": "Task", "Resource": "${resource}", "End": true } } }`;
}

describe('files that a template names', () => {
  const folder = testFolder();

  const rules = async (uri: string, files: Readonly<Record<string, string>>, path = 'app/template.yaml') => {
    folder.open({ [path]: TEMPLATE.replace('DEFINITION', uri), ...files });
    const { out } = await folder.run(['lint', path, '--format', 'json', '--fail-on', 'never']);
    return (JSON.parse(out) as JsonFile[]).flatMap((f) => f.findings.map((x) => x.rule));
  };

  it('are read from its folder, and count for the rules about what names them', async () => {
    assert.deepEqual(await rules('flow/load.asl.json', { 'app/flow/load.asl.json': BROKEN }), [
      'step-functions-express-waits',
    ]);
    assert.deepEqual(await rules('flow/load.asl.json', { 'app/flow/load.asl.json': SOUND }), []);
  });

  it('may lie elsewhere in the working folder, not outside of it', async () => {
    assert.deepEqual(await rules('../load.asl.json', { 'load.asl.json': BROKEN }), [
      'step-functions-express-waits',
    ]);
    folder.open({
      'load.asl.json': BROKEN,
      'app/template.yaml': TEMPLATE.replace('DEFINITION', '../load.asl.json'),
    });
    const { out } = await folder.run(['lint', 'template.yaml', '--format', 'json'], { cwd: 'app' });
    assert.deepEqual((JSON.parse(out) as JsonFile[])[0]?.findings, []);
  });

  it('may be missing, a folder, an address, or too large', async () => {
    assert.deepEqual(await rules('missing.asl.json', {}), []);
    assert.deepEqual(await rules('flow', { 'app/flow/load.asl.json': BROKEN }), []);
    assert.deepEqual(await rules('s3://bucket/load.asl.json', {}), []);
    assert.deepEqual(
      await rules('large.asl.json', { 'app/large.asl.json': BROKEN + ' '.repeat(3_000_000) }),
      [],
    );
  });

  it('count for the diagram too', async () => {
    folder.open({ 'template.yaml': TEMPLATE.replace('DEFINITION', 'load.asl.json'), 'load.asl.json': SOUND });
    const { out } = await folder.run(['graph', 'template.yaml', '--format', 'mermaid']);
    assert.match(out, /SQS/);
  });

  it('are named by relative paths only', () => {
    for (const path of ['a.json', './a.json', '../a/b.yaml', 'a b.json']) assert.ok(isLocalPath(path), path);
    for (const path of ['', '/etc/a', '\\\\host\\a', 'C:\\a', 's3://b/a', 'https://x/a', '~/a'])
      assert.ok(!isLocalPath(path), path);
  });
});

describe('searching a folder', () => {
  const folder = testFolder();

  it('finds a Serverless file that has no resources of its own', async () => {
    folder.open({
      'serverless.yml': `service: clicks
provider: { name: aws }
functions:
  score: { handler: score.handler, events: [{ stream: { type: kinesis, arn: 'arn:aws:kinesis:eu-west-1:1:stream/a' } }] }
`,
      'compose.yaml': 'services: { web: { image: nginx } }\n',
    });
    const { out } = await folder.run(['lint', '.', '--format', 'json']);
    assert.deepEqual(
      (JSON.parse(out) as JsonFile[]).map((f) => [f.file, f.dialect]),
      [['serverless.yml', 'serverless']],
    );
  });
});
