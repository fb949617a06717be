/** `.tributaryrc.yaml` in the editor: its mistakes as diagnostics, and changes of it that commands ask for. */
import * as vscode from 'vscode';
import { CONFIG_FILE, type ConfigReading, readConfig } from '../core/config.js';
import { applyEdits } from '../core/fixes/fixes.js';
import type { TextEdit } from '../core/model.js';
import { isConfigFile } from './configuration.js';

export interface ConfigProblems extends vscode.Disposable {
  /**
   * Shows the problems of a file that was read from disk, unless it is open: then its editor's text counts. Undefined: there
   * is no such file (any more).
   */
  report(uri: vscode.Uri, reading: ConfigReading | undefined): void;
}

/** Diagnostics on configuration files: of those in use, and of an open one as it is typed. */
export function createConfigProblems(): ConfigProblems {
  const collection = vscode.languages.createDiagnosticCollection('tributary-configuration');
  const show = (uri: vscode.Uri, reading: ConfigReading) => {
    collection.set(
      uri,
      reading.problems.map(({ line, message }) => {
        const range = new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
        const diagnostic = new vscode.Diagnostic(
          trimmed(uri, range),
          message,
          vscode.DiagnosticSeverity.Warning,
        );
        diagnostic.source = 'tributary';
        return diagnostic;
      }),
    );
  };
  const typed = (document: vscode.TextDocument) => {
    if (isConfigFile(document.uri)) show(document.uri, readConfig(document.getText()));
  };
  vscode.workspace.textDocuments.forEach(typed);
  const subscriptions = [
    collection,
    vscode.workspace.onDidOpenTextDocument(typed),
    vscode.workspace.onDidChangeTextDocument((e) => typed(e.document)),
    vscode.workspace.onDidCloseTextDocument((d) => {
      if (isConfigFile(d.uri)) void refresh(d.uri);
    }),
  ];
  async function refresh(uri: vscode.Uri): Promise<void> {
    const text = await readFile(uri);
    if (text === undefined) collection.delete(uri);
    else show(uri, readConfig(text));
  }
  return {
    report(uri, reading) {
      if (reading === undefined) collection.delete(uri);
      else if (openDocument(uri) === undefined) show(uri, reading);
    },
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
  };
}

/** The line without its blanks, where the file is open. */
function trimmed(uri: vscode.Uri, range: vscode.Range): vscode.Range {
  const document = openDocument(uri);
  if (document === undefined || range.start.line >= document.lineCount) return range;
  const line = document.lineAt(range.start.line);
  return line.range.with({ start: line.range.start.translate(0, line.firstNonWhitespaceCharacterIndex) });
}

/** The configuration file that a command changes for `uri`: the one in force, else a new one in its folder's root. */
export function configFileFor(uri: vscode.Uri, inForce: vscode.Uri | undefined): vscode.Uri | undefined {
  if (inForce !== undefined) return inForce;
  const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
  return folder === undefined ? undefined : vscode.Uri.joinPath(folder.uri, CONFIG_FILE);
}

/**
 * Changes a configuration file, or makes it, and saves it. One with unsaved changes is edited where it is open, any other on
 * disk. False: the file is broken and has to be mended first.
 */
export async function changeConfigFile(
  uri: vscode.Uri,
  change: (text: string) => readonly TextEdit[] | undefined,
): Promise<boolean> {
  const open = openDocument(uri);
  const text = open?.isDirty === true ? open.getText() : ((await readFile(uri)) ?? '');
  const edits = change(text);
  if (edits === undefined) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    void vscode.window.showWarningMessage(`${CONFIG_FILE} has mistakes; mend them first.`);
    return false;
  }
  if (open?.isDirty !== true) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(applyEdits(text, edits)));
    return true;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const e of edits) {
    edit.replace(uri, new vscode.Range(open.positionAt(e.start), open.positionAt(e.end)), e.text);
  }
  return (await vscode.workspace.applyEdit(edit)) && open.save();
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((d) => d.uri.toString() === uri.toString());
}

async function readFile(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
