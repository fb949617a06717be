/** The study side of the extension: tree, pages, hovers, search. */
import * as vscode from 'vscode';
import { namesIn } from '../core/features/names-in-text.js';
import type { ServiceId } from '../core/model.js';
import { documentInFront } from './document-in-front.js';
import { watchFindingCounts } from './finding-counts.js';
import { registerHover } from './hover.js';
import { openPage, pageUri, registerPages } from './notes-pages.js';
import { serviceAtCursor, targetOf } from './page-target.js';
import { mayBeLinted, readingOf } from './readings.js';
import { pageHasFocus, pickPage } from './search.js';
import { openLink, registerTopicActions } from './topic-actions.js';
import { registerDrop } from './topic-drag.js';
import { TopicsTree } from './topics-tree.js';
import { registerWalkthrough } from './walkthrough.js';

/** What `activate` hands out, for tests. */
export interface StudyApi {
  readonly topics: TopicsTree;
  readonly pageUri: typeof pageUri;
  /** Follows a link from outside of the editor. */
  readonly openLink: typeof openLink;
}

export function registerStudy(context: vscode.ExtensionContext): StudyApi {
  context.globalState.setKeysForSync(['tributary.studied']);
  const topics = new TopicsTree(context.globalState);
  registerHover(context);
  registerPages(context);
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    topics.view,
    registerCommand('tributary.openPage', (given?: unknown) => openGiven(given)),
    registerCommand('tributary.searchNotes', (query?: unknown) =>
      searchNotes(typeof query === 'string' ? query : ''),
    ),
    registerCommand('tributary.revealInTopics', (given?: unknown) => reveal(topics, given)),
    registerCommand('tributary.topics.filter', (text?: unknown) => filterByText(topics, text)),
    registerCommand('tributary.topics.clearFilter', () => topics.setFilter({})),
    registerCommand('tributary.topics.showChanged', () =>
      topics.setFilter({ ...topics.filter, changed: true }),
    ),
    registerCommand('tributary.topics.showAll', () => topics.setFilter({ ...topics.filter, changed: false })),
    registerCommand('tributary.topics.showUsed', () =>
      topics.setFilter({ ...topics.filter, services: usedServices() }),
    ),
    registerCommand('tributary.topics.showUnused', () => topics.setFilter(withoutServices(topics))),
    followActiveFile(topics),
    watchFindingCounts((counts) => topics.setFindings(counts)),
    registerTopicActions(topics, context.extension),
    registerDrop(),
    registerWalkthrough(),
  );
  return { topics, pageUri, openLink };
}

// ------------------------------------------------------------------------------------------------------ pages

async function openGiven(given: unknown): Promise<void> {
  const target = targetOf(given) ?? serviceAtCursor() ?? (await pickPage());
  if (target !== undefined) await openPage(target);
}

async function searchNotes(query: string): Promise<void> {
  const target = await pickPage(query);
  if (target !== undefined) await openPage(target);
}

// ------------------------------------------------------------------------------------------------------- tree

async function reveal(topics: TopicsTree, given: unknown): Promise<void> {
  const target = targetOf(given) ?? serviceAtCursor() ?? (await pickPage());
  if (target === undefined) return;
  const wanted = 'service' in target && target.fact !== undefined ? { fact: target.fact } : target;
  if (topics.find(wanted) === undefined) topics.setFilter({});
  const node = topics.find(wanted);
  if (node !== undefined) await topics.view.reveal(node, { select: true, focus: true, expand: true });
}

async function filterByText(topics: TopicsTree, given: unknown): Promise<void> {
  const text =
    typeof given === 'string'
      ? given
      : await vscode.window.showInputBox({
          title: 'Filter Topics',
          prompt: 'Show only facts with these words; empty shows all',
          value: topics.filter.text ?? '',
          ignoreFocusOut: pageHasFocus(),
        });
  if (text !== undefined) topics.setFilter({ ...topics.filter, text: text.trim() });
}

/** The services named in the active file; in a sketch those of its steps. */
function usedServices(): ReadonlySet<ServiceId> {
  const document = documentInFront();
  if (document === undefined) return new Set();
  const named = namesIn(document.getText()).map((n) => n.service.id);
  const steps = mayBeLinted(document)
    ? readingOf(document).pipelines.flatMap((p) => p.steps.flatMap((s) => s.service ?? []))
    : [];
  return new Set([...named, ...steps]);
}

function withoutServices(topics: TopicsTree) {
  const { services: _, ...rest } = topics.filter;
  return rest;
}

/** While "used in this file" is on, the tree follows the active editor and what is typed there. */
function followActiveFile(topics: TopicsTree): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    if (topics.filter.services === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const services = usedServices();
      const before = topics.filter.services;
      if (
        before === undefined ||
        (before.size === services.size && [...services].every((s) => before.has(s)))
      )
        return;
      topics.setFilter({ ...topics.filter, services });
    }, 200);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      // A preview or a view that takes the focus is no other file.
      if (editor !== undefined) refresh();
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.length > 0 && vscode.window.tabGroups.all.every((group) => group.tabs.length === 0))
        refresh();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) refresh();
    }),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}
