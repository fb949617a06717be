/** `Tributary: Lint Workspace`: every file of the folders that may be a sketch or a template, with progress and cancel. */
import ignore, { type Ignore } from 'ignore';
import * as vscode from 'vscode';
import { type Counts, countsText } from '../core/features/diagnostics.js';
import type { Linter } from './diagnostics.js';
import { LINTED_FILES } from './readings.js';

export interface WorkspaceSummary extends Counts {
  /** Files that may be sketches or templates by their names. */
  readonly found: number;
  /** Those of them that were looked at. */
  readonly files: number;
  /** Those of them that are sketches or templates. */
  readonly sketches: number;
  readonly cancelled: boolean;
}

let running: Promise<WorkspaceSummary> | undefined;

/**
 * Lints all folders; the findings stand in Problems until the next run, also of files that are not open. Asked again while it runs, it
 * does not begin a second time.
 */
export function lintWorkspace(linter: Linter): Promise<WorkspaceSummary> {
  running ??= lintOnce(linter).finally(() => {
    running = undefined;
  });
  return running;
}

async function lintOnce(linter: Linter): Promise<WorkspaceSummary> {
  const summary = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: 'Tributary: linting the workspace',
      cancellable: true,
    },
    (progress, token) => lintFiles(linter, progress, token),
  );
  void tell(summary);
  return summary;
}

async function lintFiles(
  linter: Linter,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<WorkspaceSummary> {
  const uris = await filesOf(token);
  linter.forgetFiles();
  const total = { errors: 0, warnings: 0, notes: 0, found: uris.length, files: 0, sketches: 0 };
  for (const uri of uris) {
    if (token.isCancellationRequested) break;
    const counts = await linter.lintFile(uri);
    total.files++;
    progress.report({ increment: 100 / uris.length, message: `${total.files} of ${uris.length}` });
    if (counts === undefined) continue;
    total.sketches++;
    total.errors += counts.errors;
    total.warnings += counts.warnings;
    total.notes += counts.notes;
  }
  return { ...total, cancelled: token.isCancellationRequested };
}

/** `files.exclude` is respected by VS Code, `.gitignore` in the root of a folder here, as on the command line. */
async function filesOf(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(LINTED_FILES, '**/node_modules/**', undefined, token);
  const ignored = new Map<string, Ignore>();
  for (const folder of vscode.workspace.workspaceFolders ?? [])
    ignored.set(folder.uri.toString(), await gitignore(folder.uri));
  return found
    .filter((uri) => {
      const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
      const path = folder === undefined ? '' : uri.path.slice(folder.path.length).replace(/^\//, '');
      return path === '' || ignored.get(folder?.toString() ?? '')?.ignores(path) !== true;
    })
    .sort((a, b) => a.path.localeCompare(b.path));
}

async function gitignore(folder: vscode.Uri): Promise<Ignore> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, '.gitignore'));
    return ignore().add(new TextDecoder().decode(bytes));
  } catch {
    return ignore();
  }
}

async function tell(summary: WorkspaceSummary): Promise<void> {
  const { errors, warnings, notes } = summary;
  const message = summaryText(summary);
  const open = 'Open Problems';
  const offers = errors + warnings + notes > 0 ? [open] : [];
  const chosen = await vscode.window.showInformationMessage(message, ...offers);
  if (chosen === open) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

function summaryText(summary: WorkspaceSummary): string {
  const { sketches, files, found, cancelled } = summary;
  if (found === 0 && cancelled) return 'Stopped before a file was linted.';
  if (found === 0) return 'There is no YAML, JSON or Markdown file in the workspace.';
  const linted = `${sketches} ${sketches === 1 ? 'sketch or template' : 'sketches and templates'}`;
  const all = `${found} ${found === 1 ? 'file that may hold some' : 'files that may hold some'}`;
  const head = cancelled ? `Stopped after ${files} of ${all}: ${linted}` : `${linted} in ${all}`;
  return `${head}, ${countsText(summary)}.`;
}
