import * as vscode from 'vscode';
import { study, until } from './study.js';

async function text(path: string): Promise<string> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'tributary', path }));
  if (path.endsWith('.md') && document.languageId !== 'markdown')
    throw new Error(`${path} is ${document.languageId}`);
  return document.getText();
}

function expectParts(page: string, ...parts: readonly string[]): void {
  for (const part of parts)
    if (!page.includes(part)) throw new Error(`"${part}" is not in the page:\n${page.slice(0, 2000)}`);
}

/** The tab of the Markdown preview, by its label. */
function previewTab(label: string): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap((g) => g.tabs)
    .find((t) => t.label.includes(label) && t.isActive);
}

describe('notes pages', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('tell the facts of a service in both editions, with sources', async () => {
    await study();
    const page = await text('/services/Firehose.md');
    expectParts(page, '# Amazon Data Firehose', 'buffer interval', '2023-12-14', 'https://');
  });

  it('tell a rule with its examples', async () => {
    const page = await text('/rules/unknown-service.md');
    expectParts(page, 'unknown-service', '../examples/unknown-service/1-bad.pipeline.yaml');
  });

  it('cannot be written', async () => {
    const uri = vscode.Uri.from({ scheme: 'tributary', path: '/services/Firehose.md' });
    const stat = await vscode.workspace.fs.stat(uri);
    if (stat.permissions !== vscode.FilePermission.Readonly) throw new Error('the page is not read-only');
    if (vscode.workspace.fs.isWritableFileSystem('tributary') !== false)
      throw new Error('the pages can be written');
  });

  it('do not exist for what nobody knows', async () => {
    const missing = ['/services/none.md', '/rules/none.md', '/examples/none/1-bad.pipeline.yaml', '/other'];
    for (const path of missing) {
      const found = await Promise.resolve(
        vscode.workspace.fs.stat(vscode.Uri.from({ scheme: 'tributary', path })),
      ).then(
        () => true,
        () => false,
      );
      if (found) throw new Error(`${path} exists`);
    }
  });

  it('render as HTML with a place for each fact', async () => {
    const { pageUri } = await study();
    const uri = pageUri({ service: 'kdf', fact: 'kdf-retention-max' });
    const html = await vscode.commands.executeCommand<string>(
      'markdown.api.render',
      await text('/services/Firehose.md'),
    );
    if (uri.fragment === '' || !html.includes(`id="${uri.fragment}"`))
      throw new Error(`no heading "${uri.fragment}"`);
  });

  it('open in the preview from the tree, from a hover and from a rule', async () => {
    const { topics } = await study();
    await vscode.commands.executeCommand('tributary.openPage', topics.find({ fact: 'kds-data-blob-max' }));
    await until('the preview of a fact', () => previewTab('KDS.md'));
    await vscode.commands.executeCommand('tributary.openPage', { rule: 'unknown-service' });
    await until('the preview of a rule', () => previewTab('unknown-service.md'));
  });

  it('open in the preview as plain links too', async () => {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse('tributary:/rules/unknown-key.md'));
    const tab = await until('the preview', () => previewTab('unknown-key.md'));
    if (tab.input instanceof vscode.TabInputText) throw new Error('the page opened as text');
  });

  it('open an example as a sketch of its own', async () => {
    const source = await text('/examples/unknown-service/1-bad.pipeline.yaml');
    await vscode.commands.executeCommand('tributary.openExample', 'unknown-service/1-bad');
    const editor = await until('the sketch', () => vscode.window.activeTextEditor);
    const { document } = editor;
    if (!document.isUntitled || !document.fileName.endsWith('.pipeline.yaml'))
      throw new Error(`opened ${document.uri}`);
    if (document.getText() !== source) throw new Error(`the sketch is:\n${document.getText()}`);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('open an example as what it is, with the cursor at what is marked', async () => {
    await vscode.commands.executeCommand('tributary.openExample', 'unknown-state-type/1-bad');
    const machine = await until('the definition', () => vscode.window.activeTextEditor);
    if (!machine.document.fileName.endsWith('.asl.yaml')) throw new Error(`opened ${machine.document.uri}`);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('tributary.openExample', 'firehose-recordio-output/1-bad');
    const { document, selection } = await until('the sketch', () => vscode.window.activeTextEditor);
    const word = document.getText(document.getWordRangeAtPosition(selection.active, /[\w-]+/));
    if (word !== 'recordio-protobuf') throw new Error(`the cursor is at "${word}"`);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('turn the file behind such a link into that sketch', async () => {
    const uri = vscode.Uri.parse('tributary:/examples/unknown-service/1-bad.pipeline.yaml');
    await vscode.commands.executeCommand('vscode.open', uri);
    await until('the sketch', () => vscode.window.activeTextEditor?.document.isUntitled);
    const tabs = () => vscode.window.tabGroups.all.flatMap((g) => g.tabs);
    await until(
      'the file to close',
      () => !tabs().some((t) => t.input instanceof vscode.TabInputText && t.input.uri.scheme === 'tributary'),
    );
    if (!tabs().some((t) => t.label.includes('unknown-service.md'))) throw new Error('the page is gone');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
