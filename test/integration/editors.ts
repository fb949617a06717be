/** What the tests of the linting side share: documents to type in, and waiting for what VS Code does with them. */
import * as vscode from 'vscode';

let count = 0;

/** A new untitled document, shown in an editor. Its name makes it a sketch unless another is given. */
export async function showText(content: string, name?: string): Promise<vscode.TextEditor> {
  count++;
  const uri = vscode.Uri.from({ scheme: 'untitled', path: name ?? `test-${count}.pipeline.yaml` });
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  await setText(editor, content);
  return editor;
}

export async function setText(editor: vscode.TextEditor, content: string): Promise<void> {
  const { document } = editor;
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  if (!(await editor.edit((edit) => edit.replace(all, content)))) throw new Error('the edit was refused');
}

/** Closes all editors without asking, whatever is in them. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor !== undefined) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** The diagnostics of this extension. */
export function diagnosticsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((d) => d.source === 'tributary');
}

/** The rule ids of a file's diagnostics, sorted. */
export function rulesAt(uri: vscode.Uri): string[] {
  return diagnosticsOf(uri).map(ruleOf).sort();
}

export function ruleOf(diagnostic: vscode.Diagnostic): string {
  return typeof diagnostic.code === 'object' ? String(diagnostic.code.value) : '';
}

/** Waits until the rules found in a file are these. */
export async function waitForRules(uri: vscode.Uri, expected: readonly string[]): Promise<void> {
  const wanted = [...expected].sort().join(', ');
  await until(
    () => rulesAt(uri).join(', ') === wanted,
    () => `expected [${wanted}] in ${uri.path}, found [${rulesAt(uri).join(', ')}]`,
  );
}

/** Waits for a condition; the message says what was there instead. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  message: () => string,
): Promise<void> {
  for (const end = Date.now() + 8_000; Date.now() < end; await pause(20)) {
    if (await condition()) return;
  }
  throw new Error(message());
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function equal(actual: unknown, expected: unknown, what = 'the value'): void {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) throw new Error(`${what}: expected ${e}, got ${a}`);
}

/** The root of the workspace. */
export function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (first === undefined) throw new Error('no workspace folder is open');
  return first.uri;
}

export async function writeFile(name: string, content: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return uri;
}

export async function removeFile(uri: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.delete(uri, { recursive: true }).then(undefined, () => {});
}

/** A setting for the time of a test; gives what puts it back. */
export async function setting(key: string, value: unknown): Promise<() => Promise<void>> {
  const set = (v: unknown) =>
    vscode.workspace.getConfiguration('tributary').update(key, v, vscode.ConfigurationTarget.Global);
  await set(value);
  return async () => set(undefined);
}

/** A sketch with one step, whose own settings are given, each on a line of its own. */
export function sketch(...lines: readonly string[]): string {
  return [
    'pipeline: test',
    'steps:',
    '  archive:',
    '    service: S3',
    ...lines.map((l) => `    ${l}`),
    '',
  ].join('\n');
}
