/** "Get started with Tributary": notices what was done, whichever way, so that the steps of the walkthrough complete by doing. */
import * as vscode from 'vscode';
import { CONFIG_FILE } from '../core/config.js';
import { PAGE_SCHEME } from '../core/features/links.js';
import { ruleById } from '../core/knowledge.js';
import { ruleIdOf } from './finding-counts.js';

/** How long VS Code takes to know the walkthroughs of extensions, in milliseconds. */
const KNOWN = 600;

/**
 * Shows a walkthrough. VS Code begins to look for those of extensions only when the first one is asked for, and shows one of its own
 * then; asked again, it shows the right one in the same place.
 */
export async function openWalkthrough(id: string): Promise<void> {
  const open = () => vscode.commands.executeCommand('workbench.action.openWalkthrough', id, false);
  const before = vscode.window.tabGroups.activeTabGroup.activeTab;
  await open();
  for (
    let waited = 0;
    vscode.window.tabGroups.activeTabGroup.activeTab === before && waited < KNOWN;
    waited += 50
  )
    await pause(50);
  await pause(KNOWN);
  // Tabs of walkthroughs have no input that extensions know; with another tab in front, the reader has gone on.
  if (vscode.window.tabGroups.activeTabGroup.activeTab?.input === undefined) await open();
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

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

/** A finding that has stood for less was never read: a text that is being typed or put in. */
const READ = 1500;

/** A finding is fixed when, some time after it appeared, an edit makes it go. Only rules that rest on facts count: the others are about texts that are not finished. */
function watchFixes(): vscode.Disposable {
  const known = new Map<string, Standing>();
  return vscode.Disposable.from(
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) {
        const key = uri.toString();
        const document = vscode.workspace.textDocuments.find((d) => d.uri.toString() === key);
        if (document === undefined) known.delete(key);
        else {
          const last = known.get(key);
          const now = standing(document, last);
          if (last !== undefined && document.version > last.version && wasFixed(last, now)) markDone('fix');
          known.set(key, now);
        }
      }
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
  );
}

/** The rules that a document breaks: how often, and since when. */
interface Standing {
  readonly version: number;
  readonly rules: ReadonlyMap<string, { readonly count: number; readonly since: number }>;
}

function standing({ uri, version }: vscode.TextDocument, last: Standing | undefined): Standing {
  const rules = new Map<string, { count: number; since: number }>();
  for (const diagnostic of vscode.languages.getDiagnostics(uri)) {
    const id = ruleIdOf(diagnostic);
    if (id === undefined || (ruleById(id)?.facts.length ?? 0) === 0) continue;
    const count = (rules.get(id)?.count ?? 0) + 1;
    rules.set(id, { count, since: last?.rules.get(id)?.since ?? Date.now() });
  }
  return { version, rules };
}

function wasFixed(last: Standing, now: Standing): boolean {
  return [...last.rules].some(
    ([id, { count, since }]) => Date.now() - since >= READ && (now.rules.get(id)?.count ?? 0) < count,
  );
}
