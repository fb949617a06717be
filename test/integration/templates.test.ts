import * as vscode from 'vscode';
import {
  closeAll,
  equal,
  folder,
  removeFile,
  rulesAt,
  setText,
  showText,
  until,
  waitForRules,
  writeFile,
} from './editors.js';
import { study } from './study.js';

const TEMPLATE = `Resources:
  Clicks:
    Type: AWS::Kinesis::Stream
    Properties:
      RetentionPeriodHours: 12
  Deliver:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      KinesisStreamSourceConfiguration: { KinesisStreamARN: !GetAtt Clicks.Arn }
      ExtendedS3DestinationConfiguration:
        CompressionFormat: GZIP
        BucketARN: !Ref Bucket
  Bucket:
    Type: AWS::S3::Bucket
`;

const MACHINE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Load:
    Type: AWS::Serverless::StateMachine
    Properties: { Type: EXPRESS, Logging: { Level: ALL }, DefinitionUri: flow/load.asl.json }
`;

/** A definition with one task; an Express machine cannot wait for a token. */
function definition(resource: string): string {
  return `{ "StartAt": "Send", "States": { "Send": { "Type": "Task", "Resource": "${resource}", "End": true } } }`;
}
const WAITING = definition('arn:aws:states:::sqs:sendMessage.waitForTaskToken');
const SENDING = definition('arn:aws:states:::sqs:sendMessage');

describe('templates in the editor', () => {
  before(study);
  afterEach(closeAll);
  let count = 0;

  async function show(content: string, extension = 'yaml'): Promise<vscode.TextEditor> {
    return showText(content, `template-${++count}.${extension}`);
  }

  async function ask<T>(command: string, { document }: vscode.TextEditor, text: string, by = 1): Promise<T> {
    const position = document.positionAt(document.getText().indexOf(text) + by);
    return vscode.commands.executeCommand<T>(command, document.uri, position);
  }

  it('are linted, in YAML and in JSON', async () => {
    const yaml = await show(TEMPLATE);
    await waitForRules(yaml.document.uri, ['kds-retention-range']);
    const json = await show(
      '{ "Resources": { "Clicks": { "Type": "AWS::Kinesis::Stream", "Properties": { "RetentionPeriodHours": 12 } } } }',
      'json',
    );
    await waitForRules(json.document.uri, ['kds-retention-range']);
  });

  it('show on a property what is documented about it', async () => {
    const editor = await show(TEMPLATE);
    const hovers = await ask<vscode.Hover[]>('vscode.executeHoverProvider', editor, 'RetentionPeriodHours');
    const texts = hovers.flatMap((h) => h.contents.map((c) => (typeof c === 'string' ? c : c.value)));
    const own = texts.find((t) => t.startsWith('**`RetentionPeriodHours`**')) ?? '';
    if (!own.includes('8760 h') || !own.includes('command:tributary.openPage'))
      throw new Error(texts.join('\n'));
  });

  it('lead from a name to its resource', async () => {
    const editor = await show(TEMPLATE);
    const found = await ask<vscode.LocationLink[]>('vscode.executeDefinitionProvider', editor, 'Clicks.Arn');
    equal(
      found.map((l) => l.targetRange.start.line),
      [1],
    );
  });

  it('have their steps in the outline', async () => {
    const { document } = await show(TEMPLATE);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const own = symbols.find((s) => s.name === 'Resources' && s.detail === '3 steps');
    equal(
      own?.children.map((c) => c.name),
      ['Clicks', 'Deliver', 'Bucket'],
    );
  });

  it('complete properties and their words', async () => {
    const editor = await show(TEMPLATE);
    const labels = async (text: string, by: number) => {
      const list = await ask<vscode.CompletionList>('vscode.executeCompletionItemProvider', editor, text, by);
      return list.items.map((i) => (typeof i.label === 'string' ? i.label : i.label.label));
    };
    const words = await labels('GZIP', 1);
    if (!words.includes('HADOOP_SNAPPY')) throw new Error(`no words of the format: ${words.join(', ')}`);
    const types = await labels('AWS::S3', 4);
    if (!types.includes('AWS::Glue::Job')) throw new Error(`no resource types: ${types.join(', ')}`);
  });

  it('become sketches', async () => {
    await show(TEMPLATE);
    const sketch = await vscode.commands.executeCommand<vscode.TextDocument>('tributary.convertToSketch');
    const text = vscode.workspace.textDocuments.find(
      (d) => d.uri.path.endsWith('.pipeline.yaml') && d.isDirty,
    );
    if (sketch === undefined || text === undefined) throw new Error('there is no sketch');
    if (!text.getText().includes('retention: 12 h')) throw new Error(text.getText());
    await waitForRules(text.uri, ['kds-retention-range']);
  });

  it('say so where there is nothing to convert', async () => {
    await showText('pipeline: a\nsteps: {}\n');
    equal(await vscode.commands.executeCommand('tributary.convertToSketch'), undefined);
  });

  it('read the definition beside them, as it stands in its editor', async () => {
    const beside = await writeFile('flow/load.asl.json', WAITING);
    const uri = await writeFile('machine.yaml', MACHINE);
    try {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      await waitForRules(uri, ['step-functions-express-waits']);
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(beside));
      await setText(editor, SENDING);
      await waitForRules(uri, []);
      await setText(editor, WAITING.replace('"End"', ' "End"'));
      await waitForRules(uri, ['step-functions-express-waits']);
    } finally {
      await closeAll();
      await removeFile(uri);
      await removeFile(vscode.Uri.joinPath(folder(), 'flow'));
    }
  });

  it('hear of a definition that changes on the disk', async () => {
    const uri = await writeFile('machine.yaml', MACHINE);
    try {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      await until(
        () => vscode.window.activeTextEditor?.document.uri.toString() === uri.toString(),
        () => 'the template is not shown',
      );
      await writeFile('flow/load.asl.json', WAITING);
      await waitForRules(uri, ['step-functions-express-waits']);
      await writeFile('flow/load.asl.json', SENDING);
      await until(
        () => rulesAt(uri).length === 0,
        () => 'the finding is still there',
      );
    } finally {
      await closeAll();
      await removeFile(uri);
      await removeFile(vscode.Uri.joinPath(folder(), 'flow'));
    }
  });
});
