import assert from 'node:assert/strict';
import { complete } from '../../src/core/features/completion/completion.js';
import { hover } from '../../src/core/features/hover/hover.js';
import { sizing } from '../../src/core/features/sizing/sizing.js';
import { documentSymbols } from '../../src/core/features/symbols.js';
import { definitionInTemplate } from '../../src/core/features/template-definition.js';
import { read } from '../../src/core/index.js';

const links = { service: (id: string, fact?: string) => `${id}#${fact ?? ''}`, rule: (id: string) => id };

const TEMPLATE = `Parameters: { Seconds: { Type: Number } }
Conditions: { Large: !Equals [a, b] }
Resources:
  Clicks:
    Type: AWS::Kinesis::Stream
    Properties:
      ShardCount: 2
      RetentionPeriodHours: 12
  Deliver:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      KinesisStreamSourceConfiguration: { KinesisStreamARN: !GetAtt Clicks.Arn }
      ExtendedS3DestinationConfiguration:
        BucketARN: !Sub 'arn:aws:s3:::\${Bucket}'
        CompressionFormat: UNCOMPRESSED
        BufferingHints: { IntervalInSeconds: !Ref Seconds, SizeInMBs: !If [Large, 128, 64] }
        DataFormatConversionConfiguration:
          OutputFormatConfiguration: { Serializer: { ParquetSerDe: {} } }
  Bucket:
    Type: AWS::S3::Bucket
`;

/** The hover behind the first character of a piece of the template: the text that it marks, and what it says. */
function on(piece: string, text = TEMPLATE): { marked: string; markdown: string } {
  const found = hover(read(text, 'template.yaml'), text.indexOf(piece) + 1, { links });
  assert.ok(found, `no hover on ${piece}`);
  return { marked: text.slice(found.span.start, found.span.end), markdown: found.markdown };
}

describe('hover in templates', () => {
  it('says what a property means, under its own name and that of sketches', () => {
    const { marked, markdown } = on('RetentionPeriodHours');
    assert.equal(marked, 'RetentionPeriodHours');
    assert.match(markdown, /^\*\*`RetentionPeriodHours`\*\* · KDS · in sketches `retention`/);
    assert.match(markdown, /bare number is in h/);
    assert.match(markdown, /kds#kds-retention-default/);
  });

  it('reads a value in the unit of its property, with both editions', () => {
    assert.match(on('12').markdown, /`12` = 12 h = 720 min/);
    const { markdown } = on('IntervalInSeconds');
    assert.match(markdown, /60–900 s/);
    assert.match(markdown, /\*\*0–900 s.*since 2023-12-14/);
  });

  it('spells the words as the vendor does', () => {
    assert.match(on('CompressionFormat').markdown, /Values: `UNCOMPRESSED`, `GZIP`/);
    assert.match(on('UNCOMPRESSED').markdown, /`UNCOMPRESSED` = `none`/);
  });

  it('tells the branches of a condition apart', () => {
    assert.match(on('128').markdown, /`128` = 128 MiB/);
    assert.match(on('64]').markdown, /`64` = 64 MiB/);
  });

  it('knows what the mere presence of a property says', () => {
    const { marked, markdown } = on('ParquetSerDe');
    assert.equal(marked, 'ParquetSerDe');
    assert.match(markdown, /`output.format`|`format`/);
  });

  it('shows the card of a service on its type, and the edges on a logical id', () => {
    assert.match(on('AWS::Kinesis::Stream').markdown, /^\*\*Amazon Kinesis Data Streams\*\*/);
    const { markdown } = on('Clicks:');
    assert.match(markdown, /^\*\*Clicks\*\*/);
    assert.match(markdown, /Writes to `Deliver`/);
    assert.match(on('Clicks.Arn').markdown, /\*\*Clicks → Deliver\*\*/);
  });
});

describe('hover in definitions of state machines', () => {
  const DEFINITION = `{
  "StartAt": "Each",
  "TimeoutSeconds": 3600,
  "States": {
    "Each": {
      "Type": "Map", "MaxConcurrency": 100, "Next": "Last",
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "One",
        "States": { "One": { "Type": "Pass", "End": true } }
      }
    },
    "Last": { "Type": "Task", "Resource": "arn:aws:states:eu-west-1:123456789012:activity:Check", "End": true }
  }
}`;
  const over = (piece: string) => {
    const found = hover(read(DEFINITION, 'load.asl.json'), DEFINITION.indexOf(piece) + 1, { links });
    return found && [DEFINITION.slice(found.span.start, found.span.end), found.markdown.split('\n')[0]];
  };

  it('says what a field means, on the field and on its value', () => {
    assert.deepEqual(over('"TimeoutSeconds"'), [
      '"TimeoutSeconds"',
      '**`TimeoutSeconds`** · Step Functions · in sketches `timeout`',
    ]);
    for (const piece of ['Mode', 'DISTRIBUTED'])
      assert.match(over(piece)?.[1] ?? '', /^\*\*`Mode`\*\* · .* `states.mode`$/);
    assert.match(over('arn:aws')?.[1] ?? '', /^\*\*`Resource`\*\*/);
  });

  it('does not take the whole definition for a field', () => {
    assert.equal(over('"Next"'), undefined);
    assert.equal(over('"Last"'), undefined);
    assert.match(over('"States"')?.[1] ?? '', /^\*\*`States`\*\*/);
  });
});

describe('navigation in templates', () => {
  const reading = read(TEMPLATE, 'template.yaml');
  const to = (piece: string) => {
    const found = definitionInTemplate(reading, TEMPLATE.indexOf(piece) + 1);
    return found === undefined ? undefined : TEMPLATE.slice(0, found.start).split('\n').length;
  };

  it('goes from a name to the resource, the parameter or the condition', () => {
    assert.equal(to('Clicks.Arn'), 4);
    assert.equal(to('Seconds, '), 1);
    assert.equal(to('Large, '), 2);
    assert.equal(to('Bucket}'), 19);
    assert.equal(to('UNCOMPRESSED'), undefined);
  });

  it('has an outline of the resources that are steps', () => {
    const [root] = documentSymbols(reading);
    assert.equal(root?.name, 'Resources');
    assert.deepEqual(
      root?.children.map((c) => `${c.name} ${c.detail}`),
      ['Clicks KDS', 'Deliver Firehose', 'Bucket S3'],
    );
  });

  it('sizes a resource at its logical id', () => {
    const consumer = `  Reader:
    Type: AWS::Kinesis::StreamConsumer
    Properties: { StreamARN: !GetAtt Clicks.Arn, ConsumerName: reader }
`;
    const text = TEMPLATE + consumer;
    const sized = sizing(read(text, 'template.yaml'), { edition: 'current' }).steps;
    assert.deepEqual(
      sized.map((s) => [s.step, text.slice(s.offset, s.offset + s.step.length)]),
      [['Clicks', 'Clicks']],
    );
    assert.match(sized[0]?.lens.title ?? '', /4 MiB\/s for the enhanced fan-out consumer/);
  });
});

/** Labels at the bar of a text. */
function offered(marked: string): string[] {
  return items(marked).map((c) => c.label);
}

function items(marked: string) {
  const at = marked.indexOf('|');
  return complete(read(marked.replace('|', ''), 'template.yaml'), at, { edition: 'current' });
}

const DELIVERY = `Resources:
  D:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      ExtendedS3DestinationConfiguration:
`;

describe('completion in templates', () => {
  it('offers the names that the template defines, where one is asked for', () => {
    const resource = (line: string) => `${TEMPLATE}  Other:\n    Type: AWS::Lambda::Function\n    ${line}\n`;
    const names = (line: string) => items(resource(line)).map((c) => c.label);
    const resources = ['Clicks', 'Deliver', 'Bucket'];
    assert.deepEqual(names('Properties: { Role: !Ref | }'), [...resources, 'Seconds']);
    assert.deepEqual(names('Properties: { Role: { Ref: Sec|onds } }'), [...resources, 'Seconds']);
    assert.deepEqual(names('Properties: { Role: !Sub "x-${|}" }'), [...resources, 'Seconds']);
    assert.deepEqual(names('Properties: { Role: !GetAtt | }'), resources);
    assert.deepEqual(names('DependsOn: |'), resources);
    assert.deepEqual(names('DependsOn: [Clicks, |]'), resources);
    assert.deepEqual(names('Condition: |'), ['Large']);
    assert.deepEqual(names('Properties: { Timeout: !If [|, 1, 2] }'), ['Large']);
    assert.deepEqual(names('# !Ref |'), []);
    assert.deepEqual(names('Properties: { Role: !GetAtt Clicks.| }'), []);
  });

  it('puts such a name into quotes where JSON wants them', () => {
    const [first] = items(
      '{ "Resources": { "A": { "Type": "AWS::Kinesis::Stream" }, "B": { "DependsOn": | } } }',
    );
    assert.equal(first?.insertText, '"A"');
    const [inside] = items(
      '{ "Resources": { "A": { "Type": "AWS::Kinesis::Stream" }, "B": { "DependsOn": "|" } } }',
    );
    assert.equal(inside?.insertText, 'A');
    assert.equal(inside?.description, 'AWS::Kinesis::Stream');
  });

  it('offers the properties of a place that are not there yet', () => {
    const found = offered(`${DELIVERY}        BufferingHints:\n          SizeInMBs: 5\n          |\n`);
    assert.deepEqual(found, ['IntervalInSeconds']);
    assert.ok(offered(`${DELIVERY}        Comp|\n`).includes('CompressionFormat'));
  });

  it('writes what comes below a key on the next line, a list with its dash', () => {
    const find = (text: string, label: string) => items(text).find((c) => c.label === label)?.insertText;
    assert.equal(find(`${DELIVERY}        |\n`, 'BufferingHints'), 'BufferingHints:\n  ');
    assert.equal(find(`${DELIVERY}        |\n`, 'Prefix'), 'Prefix: ');
    assert.equal(find(`${DELIVERY}        Pref|: x\n`, 'Prefix'), 'Prefix');
  });

  it('offers the words of a property as the vendor spells them', () => {
    const expected = ['UNCOMPRESSED', 'GZIP', 'ZIP', 'Snappy', 'HADOOP_SNAPPY'];
    assert.deepEqual(offered(`${DELIVERY}        CompressionFormat: |\n`), expected);
    assert.deepEqual(offered(`${DELIVERY}        { CompressionFormat: G| }\n`), expected);
    assert.deepEqual(
      offered(`${DELIVERY}        !If\n          - A\n          - CompressionFormat: |\n          - {}\n`),
      expected,
    );
  });

  it('works in JSON, between the quotes', () => {
    const open = '{"Resources": {"S": {"Type": "AWS::Kinesis::Stream", "Properties": {\n  ';
    assert.deepEqual(offered(`${open}"StreamModeDetails": { "StreamMode": "|" } }}}}`), [
      'PROVISIONED',
      'ON_DEMAND',
    ]);
    const [first] = items(`${open}"|"\n  "ShardCount": 1}}}}`);
    assert.equal(first?.insertText, 'Name');
  });

  it('offers resource types, and replaces what is typed of one', () => {
    const text = 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  S:\n    Type: AWS::Kin|\n';
    assert.ok(offered(text.replace('AWS::Kin|', 'AWS:|:Kin')).includes('AWS::Glue::Job'));
    const found = items(text).find((c) => c.label === 'AWS::Kinesis::Stream');
    assert.equal(found?.edit.replace.end, text.indexOf('|'));
    assert.equal(found?.edit.replace.start, text.indexOf('AWS::Kin'));
  });

  it('says nothing in comments, behind values, and where nothing is mapped', () => {
    for (const place of ['        Prefix: x # |', '        Prefix: x |', '        Unmapped:\n          |'])
      assert.deepEqual(offered(`${DELIVERY}${place}\n`), [], place);
    assert.deepEqual(offered('Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      |\n'), []);
  });
});
