/** "Get started with Tributary": notices what was done, whichever way, so that the steps of the walkthrough complete by doing. */
import * as vscode from 'vscode';
import { CONFIG_FILE } from '../core/config.js';
import { PAGE_SCHEME } from '../core/features/links.js';
import { ruleIdOf } from './finding-counts.js';

/** Steps that no command alone completes; each is a context key `tributary.done.<step>`. */
type Step = 'page' | 'sketch' | 'fix' | 'edition';

const done = new Set<Step>();

/** Once said, it stays done. */
export function markDone(step: Step): void {
  if (done.has(step)) return;
  done.add(step);
  void vscode.commands.executeCommand('setContext', `tributary.done.${step}`, true);
}

export function registerWalkthrough(): vscode.Disposable {
  const config = vscode.workspace.createFileSystemWatcher(`**/${CONFIG_FILE}`, true, false, true);
  return vscode.Disposable.from(
    config,
    config.onDidChange(() => markDone('edition')),
    vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
      if (opened.some(isPage)) markDone('page');
    }),
    vscode.workspace.onDidCreateFiles(({ files }) => {
      if (files.some((f) => /\.pipeline\.ya?ml$/i.test(f.path))) markDone('sketch');
    }),
    watchFixes(),
  );
}

function isPage({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputCustom && input.uri.scheme === PAGE_SCHEME;
}

/** A finding is fixed when, after an edit, a document has fewer of them. */
function watchFixes(): vscode.Disposable {
  const before = new Map<string, { readonly version: number; readonly count: number }>();
  return vscode.Disposable.from(
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) {
        const key = uri.toString();
        const document = vscode.workspace.textDocuments.find((d) => d.uri.toString() === key);
        if (document === undefined) before.delete(key);
        else {
          const count = vscode.languages.getDiagnostics(uri).filter((d) => ruleIdOf(d) !== undefined).length;
          const last = before.get(key);
          if (last !== undefined && count < last.count && document.version > last.version) markDone('fix');
          before.set(key, { version: document.version, count });
        }
      }
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => before.delete(uri.toString())),
  );
}
