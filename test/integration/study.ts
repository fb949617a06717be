/** What the tests of the study side share. */
import * as vscode from 'vscode';
import type { StudyApi } from '../../src/vscode/study.js';

/** The running extension's testing surface. */
export async function study(): Promise<StudyApi> {
  const extension = vscode.extensions.getExtension<StudyApi>('tributary.tributary');
  if (!extension) throw new Error('tributary.tributary is not installed in this host');
  return await extension.activate();
}

/** Opens a file of the test workspace in an editor. */
export async function show(name: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('no workspace folder is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Waits until a question has an answer that is not undefined or false. */
export async function until<T>(what: string, ask: () => T | undefined | false): Promise<T> {
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    const answer = ask();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}
