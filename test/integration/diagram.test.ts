import * as vscode from 'vscode';
import { closeAll, equal, pause, showText, until } from './editors.js';

const SKETCH = `pipeline: shop
steps:
  web: { service: EC2, to: clicks }
  clicks: { service: KDS, to: deliver }
  deliver: { service: Firehose, to: S3 }
`;

function tabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((g) => g.tabs)
    .filter(
      (t) => t.input instanceof vscode.TabInputWebview && t.input.viewType.includes('tributary.diagram'),
    );
}

/** The panel gets its title only after its page has said that it is ready, and has been sent a drawing. */
async function waitForDiagramOf(name: string): Promise<void> {
  await until(
    () =>
      tabs()
        .map((t) => t.label)
        .join() === `Diagram of ${name}`,
    () =>
      `diagrams: [${tabs()
        .map((t) => t.label)
        .join(', ')}]`,
  );
}

describe('the diagram', () => {
  before(async () => {
    await vscode.extensions.getExtension('tributary.tributary')?.activate();
  });
  afterEach(closeAll);

  it('opens beside the text, which keeps the focus', async () => {
    const { document } = await showText(SKETCH, 'beside.pipeline.yaml');
    await vscode.commands.executeCommand('tributary.showDiagram');
    await waitForDiagramOf('beside.pipeline.yaml');
    equal(
      vscode.window.activeTextEditor?.document.uri.toString(),
      document.uri.toString(),
      'the active editor',
    );
    equal(tabs()[0]?.group.viewColumn, 2, 'the column of the diagram');
  });

  it('is one panel, which follows the active sketch and nothing else', async () => {
    await showText(SKETCH, 'first.pipeline.yaml');
    await vscode.commands.executeCommand('tributary.showDiagram');
    await waitForDiagramOf('first.pipeline.yaml');
    await showText(SKETCH, 'second.pipeline.yaml');
    await waitForDiagramOf('second.pipeline.yaml');
    await showText('a: b\n', 'plain-diagram.yaml');
    await pause(300);
    await waitForDiagramOf('second.pipeline.yaml');
    await vscode.commands.executeCommand('tributary.showDiagram');
    await waitForDiagramOf('plain-diagram.yaml');
  });

  it('draws the sketch that is still seen where a page beside it has the focus', async () => {
    await showText(SKETCH, 'covered.pipeline.yaml');
    await vscode.commands.executeCommand('tributary.openCalculator');
    await until(
      () => vscode.window.activeTextEditor === undefined,
      () => 'the text keeps the focus',
    );
    await vscode.commands.executeCommand('tributary.showDiagram');
    await waitForDiagramOf('covered.pipeline.yaml');
  });

  it('copies itself as Mermaid', async () => {
    await showText(SKETCH);
    await vscode.commands.executeCommand('tributary.copyMermaid');
    const text = await vscode.env.clipboard.readText();
    for (const part of ['flowchart LR', 'clicks', 'deliver', '-->']) {
      if (!text.includes(part)) throw new Error(`the clipboard has no ${part}: ${text}`);
    }
  });
});
