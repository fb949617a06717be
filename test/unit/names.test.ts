/** Service names in prose, code and templates. The fixtures name services; the source does not. */
import assert from 'node:assert/strict';
import { nameAt, namesIn } from '../../src/core/features/names-in-text.js';

/** The service under the `|`. */
function at(marked: string, sketch = false): string | undefined {
  const column = marked.indexOf('|');
  return nameAt(marked.replace('|', ''), column, { sketch })?.service.id;
}

/** `text=service` for each name of a text. */
function all(text: string, sketch = false): string[] {
  return namesIn(text, { sketch }).map((n) => `${text.slice(n.span.start, n.span.end)}=${n.service.id}`);
}

describe('names in text', () => {
  const places: readonly (readonly [string, string | undefined])[] = [
    ['We load it with Amazon Data Fire|hose.', 'kdf'],
    ['Kinesis Data Streams feeds Kinesis Data Fire|hose', 'kdf'],
    ['Kinesis Data Str|eams feeds Kinesis Data Firehose', 'kds'],
    ['kinesis-data-str|eams', 'kds'],
    ['the |KDS of the team', 'kds'],
    ['kds| in lower case is a variable', undefined],
    ['a KDS2| is something else', undefined],
    ['glue| the parts together', undefined],
    ['Glue| the parts together', undefined],
    ['crawled by AWS Gl|ue', 'glue'],
    ['crawled by A|WS Glue', 'glue'],
    ['run as an AWS Bat|ch job', 'batch'],
    ['a batch jo|b at night', undefined],
    ['a Batch Jo|b at night', 'batch'],
    ['the hive| of bees', undefined],
    ['Apache Hi|ve tables', 'hive'],
    ['client = boto3.client("fire|hose")', 'kdf'],
    ["s3 = session.resource('dyn|amodb', region_name=region)", 'dynamodb'],
    ["boto3.client(service_name='gl|ue')", 'glue'],
    ['const out = new Fireh|oseClient({})', 'kdf'],
    ['import { GlueClient } from "@aws-sdk/client-gl|ue";', 'glue'],
    ['resource "aws_kinesis_fire|hose_delivery_stream" "x" {', 'kdf'],
    ['resource "aws_gl|ue_job" "x" {', 'glue'],
    ['    Type: AWS::KinesisFire|hose::DeliveryStream', 'kdf'],
    ['    Type: AWS::Gl|ue::SomethingNew', 'glue'],
    ['aws kin|esis put-record --stream-name x', 'kds'],
    ['"Action": "fire|hose:PutRecordBatch"', 'kdf'],
    ['arn:aws:kin|esis:eu-west-1:1:stream/x', 'kds'],
    ['Service: fire|hose.amazonaws.com', 'kdf'],
    ["import * as streams from 'aws-cdk-lib/aws-kin|esis';", 'kds'],
    ["import { Job } from '@aws-cdk/aws-gl|ue-alpha';", 'glue'],
    ['from aws_cdk import aws_kinesisfire|hose as delivery', 'kdf'],
    ['from aws_cdk import aws_s3_asse|ts', undefined],
    ["new gl|ue.CfnJob(this, 'Job', {})", 'glue'],
    ["new glu|e.Factory('Job')", undefined],
    ['import "github.com/aws/aws-sdk-go-v2/service/gl|ue"', 'glue'],
    ['import software.amazon.awssdk.services.ba|tch.model.Job;', 'batch'],
    ['we dug up a new rel|ic', undefined],
    ['sent to New Rel|ic', 'new-relic'],
    ['a simple work|flow', undefined],
    ['a relational data|base', undefined],
    ['the lake form|ation of the Alps', undefined],
    ['step-func|tions', 'step-functions'],
    ['kinesis data str|eams', 'kds'],
    ['the client| app', undefined],
    ['Logz.io| and others', 'logz-io'],
  ];
  for (const [marked, wanted] of places) {
    it(`${marked} -> ${wanted ?? 'nothing'}`, () => assert.equal(at(marked), wanted));
  }

  it('takes any name as a value of a sketch', () => {
    assert.equal(at('    service: gl|ue', true), 'glue');
    assert.equal(at('    to: [kd|s, glue]', true), 'kds');
    assert.equal(at('    to: [kds, gl|ue]', true), 'glue');
    assert.equal(at('    service: gl|ue', false), undefined);
    assert.equal(at('    description: some gl|ue', true), undefined);
  });

  it('finds the names of a text in order, none inside another', () => {
    assert.deepEqual(all('From KDS by Kinesis Data Firehose to S3 (Redshift later).'), [
      'KDS=kds',
      'Kinesis Data Firehose=kdf',
      'S3=s3',
      'Redshift=redshift',
    ]);
  });

  it('gives offsets of a long line', () => {
    const line = `${'x '.repeat(5000)}Amazon Redshift${' y'.repeat(5000)}`;
    const found = nameAt(line, 10_005);
    assert.deepEqual(found?.span, { start: 10_000, end: 10_015 });
  });

  it('says which name was given up', () => {
    const found = nameAt('Kinesis Data Firehose', 3);
    assert.equal(found?.alias?.formerly, true);
    assert.equal(found?.alias?.since, '2024-02-09');
  });
});
