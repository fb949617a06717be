/** Writes the drawing to a file that the user chooses. */
import * as vscode from 'vscode';
import { fileName } from './readings.js';

export async function saveExport(sketch: vscode.Uri, format: 'svg' | 'png', data: string): Promise<void> {
  const base = fileName(sketch).replace(/(\.pipeline)?\.ya?ml$/i, '');
  const target = await vscode.window.showSaveDialog({
    defaultUri: defaultUri(sketch, `${base}.${format}`),
    filters: format === 'svg' ? { 'SVG drawing': ['svg'] } : { 'PNG picture': ['png'] },
    title: 'Export the diagram',
  });
  if (target === undefined) return;
  const bytes =
    format === 'svg' ? new TextEncoder().encode(data) : Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`Tributary: ${fileName(target)} was not written: ${reason}`);
    return;
  }
  const open = 'Open';
  const answer = await vscode.window.showInformationMessage(
    `Tributary: the diagram is in ${fileName(target)}.`,
    open,
  );
  if (answer === open) await vscode.commands.executeCommand('vscode.open', target);
}

/** Beside the sketch; for one that is not saved yet, in the first folder. */
function defaultUri(sketch: vscode.Uri, name: string): vscode.Uri {
  if (sketch.scheme !== 'untitled') return vscode.Uri.joinPath(sketch, '..', name);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name);
}
