/** The status bar item: what this file was read as, with which edition, how many findings, or why it is not linted. */
import * as vscode from 'vscode';
import { countsOf, countsText } from '../core/features/diagnostics.js';
import { type Dialect, defaultEdition } from '../core/index.js';
import type { Linted, Linter } from './diagnostics.js';
import { documentInFront } from './document-in-front.js';
import { mayBeLinted } from './readings.js';

export function registerStatusBar(linter: Linter): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('tributary.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Tributary: Lint Status';
  item.command = 'tributary.lintStatus';
  let last: vscode.TextDocument | undefined;
  const update = async () => {
    const document = documentInFront();
    last = document;
    if (document === undefined || !mayBeLinted(document)) return item.hide();
    const linted = await linter.linted(document);
    if (documentInFront() !== document) return;
    const { text, tooltip } = describe(linted);
    item.text = text;
    item.tooltip = new vscode.MarkdownString(tooltip);
    item.accessibilityInformation = { label: text.replaceAll(' · ', ', '), role: 'button' };
    item.show();
  };
  void update();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(() => void update()),
    vscode.window.onDidChangeVisibleTextEditors(() => void update()),
    linter.onDidLint((document) => {
      if (document === last) void update();
    }),
    vscode.commands.registerCommand('tributary.lintStatus', () => showStatus(linter, documentInFront())),
  );
}

/** The item's text and what its tooltip says. */
function describe({ result, settings, whyNot }: Linted): { text: string; tooltip: string } {
  if (whyNot !== undefined) return { text: 'Tributary: not linted', tooltip: `**Not linted**: ${whyNot}.` };
  const edition = settings.options.edition ?? defaultEdition(result.dialect);
  const counts = countsText(countsOf(result.findings));
  const lines = [
    `${result.why.replace(/^r/, 'R')}, against ${EDITION_WORDS[edition]}: ${counts}.`,
    ...(result.suppressed.length > 0 ? [`${result.suppressed.length} suppressed by comments.`] : []),
    ...(settings.file === undefined ? [] : ['`.tributaryrc.yaml` is in force.']),
  ];
  return {
    text: `Tributary: ${DIALECT_WORDS[result.dialect ?? 'sketch']} · ${edition} · ${counts}`,
    tooltip: lines.join('  \n'),
  };
}

const DIALECT_WORDS: Readonly<Record<Dialect, string>> = {
  sketch: 'sketch',
  'state-machine': 'state machine',
  cloudformation: 'CloudFormation',
  serverless: 'Serverless',
};

export const EDITION_WORDS = {
  notes: 'the notes of 2023-02-03',
  current: 'AWS documentation today',
  both: 'the notes and AWS documentation today',
} as const;

interface Choice extends vscode.QuickPickItem {
  readonly run: () => Thenable<unknown>;
}

async function showStatus(linter: Linter, document: vscode.TextDocument | undefined): Promise<void> {
  const linted = document !== undefined && mayBeLinted(document) ? await linter.linted(document) : undefined;
  const command = (label: string, id: string): Choice => ({
    label,
    run: () => vscode.commands.executeCommand(id),
  });
  const explain: Choice[] =
    document === undefined || linted?.whyNot === undefined
      ? []
      : [
          {
            label: '$(question) Why is this file not linted?',
            detail: unmarked(linted.whyNot),
            run: () => explainWhyNot(document, linted.whyNot ?? ''),
          },
        ];
  const choices: Choice[] = [
    ...explain,
    {
      ...command('$(list-selection) Change edition', 'tributary.changeEdition'),
      ...(linted && {
        description: linted.settings.options.edition ?? defaultEdition(linted.result.dialect),
      }),
    },
    command('$(warning) Open Problems', 'workbench.actions.view.problems'),
    command('$(checklist) Lint the workspace', 'tributary.lintWorkspace'),
    ...(linted?.result.findings.some((f) => f.fixes.some((x) => x.safe)) === true
      ? [command('$(wand) Fix all safe findings in this file', 'tributary.fixAll')]
      : []),
    command('$(gear) Open settings', 'tributary.openSettings'),
  ];
  const title = linted === undefined ? 'Tributary' : describe(linted).text;
  const chosen = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: 'What would you like to do?',
  });
  await chosen?.run();
}

/** Where Markdown is not shown as such, its quotes are plain ones. */
function unmarked(text: string): string {
  return text.replaceAll('`', '"');
}

/** Says why, and offers what turns the file into a sketch. */
async function explainWhyNot(document: vscode.TextDocument, why: string): Promise<void> {
  const sketch = 'Show how a sketch looks';
  const settings = 'Open settings';
  const other = why.startsWith('neither') || why.startsWith('not a');
  // Of what was read as something else, there is nothing to set.
  const set = /settings|excluded/.test(why);
  const offers = other ? [sketch] : set ? [settings] : [];
  const hint = other ? ' A name that ends in .pipeline.yaml makes it a sketch.' : '';
  const name = vscode.workspace.asRelativePath(document.uri);
  const chosen = await vscode.window.showInformationMessage(
    `${name} is not linted: ${unmarked(why)}.${hint}`,
    ...offers,
  );
  if (chosen === sketch) await vscode.commands.executeCommand('tributary.newSketch');
  if (chosen === settings) await vscode.commands.executeCommand('tributary.openSettings');
}
