import * as vscode from 'vscode';
import { closeAll, equal, removeFile, setting, showText, until, writeFile } from './editors.js';

const SKETCH = `pipeline: test
steps:
  web: { service: EC2, output: { recordSize: 2 KB, records: 3000/s }, to: clicks }
  clicks:
    service: KDS
    shards: 4
    to: deliver
  deliver:
    service: Firehose
    buffer: { size: 64 MB, interval: 60 s }
    to: S3
`;

async function lensesOf(document: vscode.TextDocument): Promise<readonly (readonly [number, string])[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    20,
  );
  const own = found.filter((l) => l.command?.command === 'tributary.openCalculator');
  return own.map((l) => [l.range.start.line, l.command?.title ?? ''] as const);
}

async function hintsOf(document: vscode.TextDocument): Promise<readonly (readonly [string, string])[]> {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    all,
  );
  return found.map(
    (h) =>
      [document.lineAt(h.position.line).text.slice(0, h.position.character).trim(), String(h.label)] as const,
  );
}

describe('sizing in the text', () => {
  before(async () => {
    await vscode.extensions.getExtension('tributary.tributary')?.activate();
  });
  afterEach(closeAll);

  it('shows code lenses above steps', async () => {
    const { document } = await showText(SKETCH);
    equal(await lensesOf(document), [
      [3, '$(dashboard)\u00a0 6 shards needed for 5.72 MiB/s written, 4 set'],
      [3, '$(dashboard)\u00a0 Read budget: 8 MiB/s for the one shared consumer'],
      [7, '$(dashboard)\u00a0 Buffer: size comes first, 64 MiB after 11.2 s · about 322 objects an hour'],
    ]);
  });

  it('shows inlay hints behind values', async () => {
    const { document } = await showText(SKETCH);
    equal(await hintsOf(document), [
      ['shards: 4', 'needs 6'],
      ['buffer: { size: 64 MB', 'full after 11.2 s'],
    ]);
  });

  it('has an off switch for each', async () => {
    const { document } = await showText(SKETCH);
    const lenses = await setting('sizing.codeLens', false);
    equal(
      [(await lensesOf(document)).length, (await hintsOf(document)).length],
      [0, 2],
      'without code lenses',
    );
    await lenses();
    const hints = await setting('sizing.inlayHints', false);
    equal(
      [(await lensesOf(document)).length, (await hintsOf(document)).length],
      [3, 0],
      'without inlay hints',
    );
    await hints();
  });

  it('counts by the edition of the nearest `.tributaryrc.yaml`', async () => {
    const load = SKETCH.replace('recordSize: 2 KB, records: 3000/s', 'throughput: 4.1 MB/s');
    const made = [
      await writeFile('rc-sizing/.tributaryrc.yaml', 'edition: notes\n'),
      await writeFile('rc-sizing/a.pipeline.yaml', load),
    ] as const;
    try {
      const document = await vscode.workspace.openTextDocument(made[1]);
      const [first] = await lensesOf(document);
      equal(first, [3, '$(dashboard)\u00a0 5 shards needed for 4,100 KB/s written, 4 set'], 'the code lens');
    } finally {
      await removeFile(vscode.Uri.joinPath(made[0], '..'));
    }
  });

  it('leaves other YAML alone', async () => {
    const { document } = await showText('shards: 4\n', 'plain-sizing.yaml');
    equal(await lensesOf(document), []);
  });

  it('opens the calculator, once', async () => {
    const labels = () =>
      vscode.window.tabGroups.all
        .flatMap((g) => g.tabs)
        .filter(
          (t) =>
            t.input instanceof vscode.TabInputWebview && t.input.viewType.includes('tributary.calculator'),
        )
        .map((t) => t.label);
    await vscode.commands.executeCommand('tributary.openCalculator');
    await vscode.commands.executeCommand('tributary.openCalculator', {
      sizing: 'kds-shards',
      values: { records: 1, nonsense: 'x' },
    });
    await until(
      () => labels().length === 1,
      () => `calculators: ${labels().join(', ')}`,
    );
  });
});
