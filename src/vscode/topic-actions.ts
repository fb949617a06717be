/** What can be done with a node of the Topics tree beside opening it; all of it from the command palette too. */
import * as vscode from 'vscode';
import { deepLinkPath, sourcesOf, targetOfPath } from '../core/features/deep-links.js';
import { knowledge, rulesCiting, sketchServices } from '../core/knowledge.js';
import type { Rule, ServiceId } from '../core/model.js';
import { findingsOf, ruleIdOf } from './finding-counts.js';
import { openPage } from './notes-pages.js';
import { isTopicNode, targetOf, targetOrAsk } from './page-target.js';
import { mayBeLinted, readingOf } from './readings.js';
import { stepEdit } from './topic-drag.js';
import type { TopicsTree } from './topics-tree.js';
import { openWalkthrough } from './walkthrough.js';

export function registerTopicActions(
  topics: TopicsTree,
  extension: vscode.Extension<unknown>,
): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  const selected = () => (topics.view.visible ? topics.view.selection[0] : undefined);
  return vscode.Disposable.from(
    registerCommand('tributary.copyLink', async (given?: unknown) => {
      const target = await targetOrAsk(given, selected());
      if (target === undefined) return;
      const link = vscode.Uri.from({
        scheme: vscode.env.uriScheme,
        authority: extension.id,
        path: deepLinkPath(target),
      });
      await vscode.env.clipboard.writeText(link.toString(true));
      vscode.window.setStatusBarMessage('Tributary: link copied', 3000);
    }),
    registerCommand('tributary.openSource', async (given?: unknown) => {
      const target = await targetOrAsk(given, selected());
      if (target !== undefined) await openSource(sourcesOf(target));
    }),
    registerCommand('tributary.insertStep', (given?: unknown) => insert(given)),
    registerCommand('tributary.topics.markStudied', (given?: unknown) => mark(topics, given, true)),
    registerCommand('tributary.topics.markNotStudied', (given?: unknown) => mark(topics, given, false)),
    registerCommand('tributary.topics.openRules', (given?: unknown) => openRules(given)),
    registerCommand('tributary.topics.goToFinding', (given?: unknown) => goToFinding(given)),
    registerCommand('tributary.getStarted', () => openWalkthrough(`${extension.id}#start`)),
    vscode.window.registerUriHandler({ handleUri: openLink }),
  );
}

/** Follows a link that `Copy Link` made. */
export async function openLink(uri: vscode.Uri): Promise<void> {
  const target = targetOfPath(uri.path);
  if (target !== undefined) return openPage(target);
  void vscode.window.showWarningMessage(
    `Tributary: the link leads to ${uri.path}, which this version does not know.`,
  );
}

async function openSource(sources: readonly string[]): Promise<void> {
  const [first] = sources;
  if (first === undefined) {
    void vscode.window.showInformationMessage('Tributary: no web page is known for this.');
    return;
  }
  const chosen =
    sources.length === 1
      ? first
      : await vscode.window.showQuickPick(sources, {
          title: 'Open Source Page',
          placeHolder: 'Which source?',
        });
  if (chosen !== undefined) await vscode.env.openExternal(vscode.Uri.parse(chosen, true));
}

/** What the check box does, for those who have no mouse: a menu is opened by keys. */
async function mark(topics: TopicsTree, given: unknown, studied: boolean): Promise<void> {
  if (isTopicNode(given)) await topics.mark([[given, studied]]);
}

/** The rules that enforce a fact. */
async function openRules(given: unknown): Promise<void> {
  const rules = isTopicNode(given) && given.place !== undefined ? rulesCiting(given.place.fact.id) : [];
  const [first] = rules;
  const rule = rules.length > 1 ? await askRule(rules) : first;
  if (rule !== undefined) await openPage({ rule: rule.id });
}

async function askRule(rules: readonly Rule[]): Promise<Rule | undefined> {
  const items = rules.map((rule) => ({ label: rule.id, detail: rule.title, rule }));
  const options = { title: 'Open Rule Page', placeHolder: 'Which rule that rests on this fact?' };
  return (await vscode.window.showQuickPick(items, options))?.rule;
}

// ------------------------------------------------------------------------------------------------- findings

interface FindingRow extends vscode.QuickPickItem {
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
}

/** To the finding of a rule, or of any; of several, one is chosen. */
async function goToFinding(given: unknown): Promise<void> {
  const rule = isTopicNode(given) ? given.rule?.id : undefined;
  const rows = findingsOf(rule).map(
    ({ uri, diagnostic }): FindingRow => ({
      label: diagnostic.message,
      description: ruleIdOf(diagnostic) ?? '',
      detail: `${vscode.workspace.asRelativePath(uri)}:${diagnostic.range.start.line + 1}`,
      uri,
      diagnostic,
    }),
  );
  const options = {
    title: 'Go to Finding',
    placeHolder: 'Which finding?',
    matchOnDescription: true,
    matchOnDetail: true,
  };
  const chosen = rows.length > 1 ? await vscode.window.showQuickPick(rows, options) : rows[0];
  if (chosen !== undefined)
    await vscode.window.showTextDocument(chosen.uri, { selection: chosen.diagnostic.range });
  else if (rows.length === 0)
    void vscode.window.showInformationMessage(
      'Tributary: there is no finding in the files that are open or were linted.',
    );
}

// ---------------------------------------------------------------------------------------------------- steps

/** Writes a step of the service into the sketch in front, behind the step at the cursor, with its id selected. */
async function insert(given: unknown): Promise<void> {
  const editor = sketchEditor();
  if (editor === undefined) {
    const chosen = await vscode.window.showInformationMessage(
      'Open a pipeline sketch first: a step goes there.',
      'New Sketch',
    );
    if (chosen !== undefined) await vscode.commands.executeCommand('tributary.newSketch');
    return;
  }
  const service = serviceOf(given) ?? (await askService());
  if (service === undefined) return;
  const { document } = editor;
  const change = stepEdit(document, service, editor.selection.active);
  if (change === undefined) {
    void vscode.window.showWarningMessage(
      'Tributary: no step can be written here; is `steps` a map or a list?',
    );
    return;
  }
  if (!(await vscode.workspace.applyEdit(change.edit))) return;
  const { edit, idSpan } = change.insertion;
  const place = (offset: number) => document.positionAt(edit.start + offset);
  const selection = new vscode.Range(place(idSpan.start), place(idSpan.end));
  await vscode.window.showTextDocument(document, {
    viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active,
    selection,
  });
}

/** The editor in front, or one beside it while a page is in front. */
function sketchEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor: active, visibleTextEditors: visible } = vscode.window;
  return [...(active === undefined ? [] : [active]), ...visible].find(
    ({ document }) => mayBeLinted(document) && readingOf(document).dialect === 'sketch',
  );
}

function serviceOf(given: unknown): ServiceId | undefined {
  const target = typeof given === 'string' ? { service: given } : targetOf(given);
  if (target === undefined || !('service' in target)) return undefined;
  return knowledge.services.find((s) => s.id === target.service && s.kind !== 'concept')?.id;
}

async function askService(): Promise<ServiceId | undefined> {
  const items = [...sketchServices()]
    .sort((a, b) => a.shortName.localeCompare(b.shortName))
    .map(({ id, shortName, name, summary }) => ({
      label: shortName,
      ...(name !== shortName && { description: name }),
      detail: summary,
      id,
    }));
  const options = {
    title: 'Insert Step into Sketch',
    placeHolder: 'A step of which service?',
    matchOnDescription: true,
  };
  return (await vscode.window.showQuickPick(items, options))?.id;
}
