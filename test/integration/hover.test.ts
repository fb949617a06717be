import * as vscode from 'vscode';
import { closeAll, showText } from './editors.js';
import { show, study } from './study.js';

/** The text of our hover on the nth occurrence of a piece of text, and the text that it marks. */
async function hoverOn(
  name: string,
  text: string,
  nth = 0,
): Promise<{ markdown: string; marked: string } | undefined> {
  const document = await show(name);
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = document.getText().indexOf(text, offset + 1);
  if (offset < 0) throw new Error(`${name} has no "${text}" number ${nth}`);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(offset + 1),
  );
  for (const { contents, range } of hovers) {
    const markdown = contents.map((c) => (typeof c === 'string' ? c : c.value)).join('\n');
    if (markdown.startsWith('**')) return { markdown, marked: document.getText(range) };
  }
  return undefined;
}

async function expectHover(
  name: string,
  text: string,
  nth: number,
  marked: string,
  ...parts: readonly string[]
) {
  const found = await hoverOn(name, text, nth);
  if (!found) throw new Error(`no hover on "${text}" of ${name}`);
  if (found.marked !== marked) throw new Error(`the hover marks "${found.marked}", not "${marked}"`);
  for (const part of parts) {
    if (!found.markdown.includes(part)) throw new Error(`"${part}" is not in the hover:\n${found.markdown}`);
  }
}

describe('hover', () => {
  before(study);

  it('says what a service is in Markdown, with its former name', () =>
    expectHover(
      'notes.md',
      'Kinesis Data Firehose',
      0,
      'Kinesis Data Firehose',
      '**Amazon Data Firehose**',
      '2024-02-09',
    ));

  it('knows an ambiguous name behind the vendor', () =>
    expectHover('notes.md', 'AWS Glue', 0, 'AWS Glue', '**AWS Glue**'));

  it('leaves the same word alone elsewhere', async () => {
    const found = await hoverOn('notes.md', 'Glue from the shop');
    if (found) throw new Error(`a hover on glue from the shop:\n${found.markdown}`);
  });

  it('knows SDK clients in Python', async () => {
    await expectHover('producer.py', 'firehose"', 0, 'firehose', '**Amazon Data Firehose**');
    await expectHover('producer.py', 'dynamodb', 0, 'dynamodb', '**Amazon DynamoDB**');
  });

  it('knows resource types of Terraform and CloudFormation', async () => {
    const terraform = 'aws_kinesis_firehose_delivery_stream';
    await expectHover('main.tf', terraform, 0, terraform, '**Amazon Data Firehose**');
    await expectHover(
      'template.yaml',
      'AWS::Kinesis::Stream',
      0,
      'AWS::Kinesis::Stream',
      '**Amazon Kinesis Data Streams**',
    );
  });

  it('shows limits in both editions', () =>
    expectHover(
      'clickstream.pipeline.yaml',
      'Firehose',
      0,
      'Firehose',
      'Buffer interval range',
      '60–900 s',
      '0–900 s',
    ));

  it('explains a setting and its value', async () => {
    const sketch = 'clickstream.pipeline.yaml';
    await expectHover(sketch, 'interval', 0, 'interval', 'buffer.interval', 'Duration', '60–900 s');
    await expectHover(sketch, '7 d', 0, '7 d', '`7 d` = 168 h');
  });

  it('explains a step with what flows through it', () =>
    expectHover(
      'clickstream.pipeline.yaml',
      'deliver:',
      0,
      'deliver',
      'Reads from `clicks` (KDS)',
      '6 MB/s (from web)',
    ));

  it('explains an edge by the facts behind it', () =>
    expectHover(
      'clickstream.pipeline.yaml',
      'to: deliver',
      0,
      'to',
      'The steps (or services) that this step writes to',
    ).then(() =>
      expectHover('clickstream.pipeline.yaml', 'deliver', 0, 'deliver', '**clicks → deliver**', 'Documented'),
    ));

  it('explains the rule that a comment names', () =>
    expectHover(
      'clickstream.pipeline.yaml',
      'firehose-interval-above-goal',
      0,
      'firehose-interval-above-goal',
      'Rule page',
    ));

  it('explains a sketch that can only be read, such as the old side of a comparison', async () => {
    const path = '/examples/firehose-recordio-output/1-bad.pipeline.yaml';
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'tributary', path }));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('format') + 1),
    );
    const said = hovers.flatMap((h) => h.contents).map((c) => (typeof c === 'string' ? c : c.value));
    if (!said.some((text) => text.includes('`output.format`')))
      throw new Error(`it says: ${said.join('\n')}`);
  });

  it('explains the keys and the rules of `.tributaryrc.yaml`', async () => {
    const { document } = await showText('rules:\n  firehose-retention: off\n', '.tributaryrc.yaml');
    const [found] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 5),
    );
    const marked = found?.range && document.getText(found.range);
    await closeAll();
    if (marked !== 'firehose-retention') throw new Error(`the hover marks ${marked}`);
  });

  it('is off when the settings say so', async () => {
    const settings = vscode.workspace.getConfiguration('tributary.hover');
    await settings.update('enabled', false, vscode.ConfigurationTarget.Global);
    try {
      const found = await hoverOn('notes.md', 'Kinesis Data Firehose');
      if (found) throw new Error('there is a hover all the same');
    } finally {
      await settings.update('enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
