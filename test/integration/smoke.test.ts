import * as vscode from 'vscode';

describe('the extension', () => {
  it('is there and activates', async () => {
    const extension = vscode.extensions.getExtension('tributary.tributary');
    if (!extension) throw new Error('tributary.tributary is not installed in this host');
    await extension.activate();
    if (!extension.isActive) throw new Error('tributary.tributary did not become active');
  });

  it('leaves a Markdown file as it is', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (!folder) throw new Error('no workspace folder is open');
    const entries = await vscode.workspace.fs.readDirectory(folder.uri);
    const name = entries.map(([entry]) => entry).find((entry) => entry.endsWith('.md'));
    if (!name) throw new Error('the workspace of the tests has no Markdown file');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
    await vscode.window.showTextDocument(document);
    if (document.languageId !== 'markdown') throw new Error(`${name} was opened as ${document.languageId}`);
    if (document.isDirty) throw new Error(`${name} was changed by opening it`);
  });
});
