/** The lightbulb: fixes, suppressions with a reason, the rule's page; and "fix all" for the file. */
import * as vscode from 'vscode';
import { type CodeAction, codeActions } from '../core/features/code-actions.js';
import { setRuleLevel } from '../core/features/config/edits.js';
import { fixAll } from '../core/features/fix-all.js';
import type { SuppressEdit } from '../core/features/suppress-comments.js';
import { ruleById } from '../core/knowledge.js';
import { changeConfigFile, configFileFor } from './config-file.js';
import type { Configuration } from './configuration.js';
import { fromRange } from './convert.js';
import type { Linted, Linter } from './diagnostics.js';
import { fileName, mayBeLinted, selector } from './readings.js';
import { siblingsOf } from './siblings.js';

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('tributary');

export function registerCodeActions(linter: Linter, configuration: Configuration): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, context, token) {
      if (!mayBeLinted(document)) return [];
      const linted = await linter.linted(document);
      if (linted.whyNot !== undefined || token.isCancellationRequested) return [];
      const { only } = context;
      const quick = only === undefined || only.contains(vscode.CodeActionKind.QuickFix);
      const all = only?.contains(FIX_ALL) ?? false;
      return [
        ...(quick ? quickFixes(document, range, context, linted) : []),
        ...(all ? fixAllActions(document, linted) : []),
      ];
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(selector, provider, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL],
    }),
    vscode.commands.registerCommand('tributary.fixAll', () => fixActiveFile(linter)),
    vscode.commands.registerCommand('tributary.turnRuleOff', (uri: unknown, rule: unknown, reason: unknown) =>
      turnRuleOff(configuration, uri, rule, reason),
    ),
  );
}

function quickFixes(
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
  { result, settings }: Linted,
): vscode.CodeAction[] {
  const workspace = configFileFor(document.uri, settings.file) !== undefined;
  return codeActions(result, fromRange(range), { workspace, until: inThreeMonths() }).map((a) =>
    toCodeAction(document, context, a),
  );
}

/** ISO date: long enough to mend something, short enough to remember it. */
function inThreeMonths(): string {
  const day = new Date();
  day.setMonth(day.getMonth() + 3);
  return day.toISOString().slice(0, 10);
}

function toCodeAction(
  document: vscode.TextDocument,
  context: vscode.CodeActionContext,
  found: CodeAction,
): vscode.CodeAction {
  const action = new vscode.CodeAction(found.title, vscode.CodeActionKind.QuickFix);
  action.isPreferred = found.preferred;
  const answered = [found.finding, ...(found.also ?? [])];
  action.diagnostics = context.diagnostics.filter(
    ({ code, message }) =>
      typeof code === 'object' && answered.some((f) => f.rule === code.value && f.message === message),
  );
  if (found.edits.length > 0) {
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(
      document.uri,
      found.edits.map((e) => toEdit(document, e)),
    );
  }
  if (found.run !== undefined) action.command = commandOf(document.uri, found.title, found.run);
  return action;
}

/** With a snippet, so that the cursor stands on the reason, which is to be typed. */
function toEdit(document: vscode.TextDocument, edit: SuppressEdit): vscode.TextEdit | vscode.SnippetTextEdit {
  const range = new vscode.Range(document.positionAt(edit.start), document.positionAt(edit.end));
  const { text, placeholder } = edit;
  if (placeholder === undefined) return vscode.TextEdit.replace(range, text);
  const snippet = new vscode.SnippetString()
    .appendText(text.slice(0, placeholder.start))
    .appendPlaceholder(text.slice(placeholder.start, placeholder.end))
    .appendText(text.slice(placeholder.end));
  const made = vscode.SnippetTextEdit.replace(range, snippet);
  made.keepWhitespace = true;
  return made;
}

function commandOf(
  uri: vscode.Uri,
  title: string,
  { what, rule }: NonNullable<CodeAction['run']>,
): vscode.Command {
  switch (what) {
    case 'open-rule-page':
      return { title, command: 'tributary.openPage', arguments: [{ rule }] };
    case 'turn-rule-off':
      return { title, command: 'tributary.turnRuleOff', arguments: [uri, rule] };
    case 'fix-all':
      return { title, command: 'tributary.fixAll' };
  }
}

// -------------------------------------------------------------------------------------------------- fix all

function fixAllActions(document: vscode.TextDocument, linted: Linted): vscode.CodeAction[] {
  const { edit, count } = allFixes(document, linted);
  if (count === 0) return [];
  const action = new vscode.CodeAction('Fix all safe Tributary findings', FIX_ALL);
  action.edit = edit;
  return [action];
}

function allFixes(
  document: vscode.TextDocument,
  linted: Linted,
): { edit: vscode.WorkspaceEdit; count: number } {
  const { edits, count } = fixAll(linted.result, fileName(document.uri), {
    ...linted.settings.options,
    sibling: siblingsOf(document.uri),
  });
  const edit = new vscode.WorkspaceEdit();
  for (const e of edits) {
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(e.start), document.positionAt(e.end)),
      e.text,
    );
  }
  return { edit, count };
}

/** Gives the number of fixes that were made. */
async function fixActiveFile(linter: Linter): Promise<number> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !mayBeLinted(document)) {
    void vscode.window.showInformationMessage('Open a pipeline sketch first: there is nothing to fix here.');
    return 0;
  }
  const linted = await linter.linted(document);
  const { edit, count } = allFixes(document, linted);
  const left = linted.result.findings.filter((f) => !f.fixes.some((x) => x.safe)).length;
  if (count === 0 || !(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.setStatusBarMessage(
      left === 0 ? 'Tributary: nothing to fix' : 'Tributary: no finding here has a safe fix',
      5000,
    );
    return 0;
  }
  void vscode.window.setStatusBarMessage(`Tributary: ${count} ${count === 1 ? 'fix' : 'fixes'} made`, 5000);
  return count;
}

// ------------------------------------------------------------------------------------------- for the workspace

/** Writes `rule: off` into the configuration file. Without a reason it asks for one, which becomes a comment. */
async function turnRuleOff(
  configuration: Configuration,
  uri: unknown,
  rule: unknown,
  given: unknown,
): Promise<boolean> {
  const known = typeof rule === 'string' ? ruleById(rule) : undefined;
  if (!(uri instanceof vscode.Uri) || known === undefined) return false;
  const file = configFileFor(uri, (await configuration.of(uri)).file);
  if (file === undefined) return false;
  const reason =
    typeof given === 'string'
      ? given
      : await vscode.window.showInputBox({
          title: `Turn ${known.id} off for the workspace`,
          prompt: `Why? The reason is kept as a comment in ${fileName(file)}. It may be empty.`,
          placeHolder: 'reason',
        });
  if (reason === undefined) return false;
  const changed = await changeConfigFile(file, (text) => setRuleLevel(text, known.id, 'off', reason));
  configuration.refresh();
  return changed;
}
