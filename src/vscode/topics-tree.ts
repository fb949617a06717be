/** The Topics tree: what can be studied, what has been, and what has changed since the notes. */
import * as vscode from 'vscode';
import { plain } from '../core/features/markdown.js';
import {
  findNode,
  isChanged,
  progress,
  statusText,
  type TopicFilter,
  type TopicNode,
  topicTree,
} from '../core/features/topics.js';
import { NOTES_DATE } from '../core/knowledge.js';
import type { Fact, FactKind, Service } from '../core/model.js';

const VIEW = 'tributary.topics';
const STUDIED = 'tributary.studied';

export class TopicsTree implements vscode.TreeDataProvider<TopicNode> {
  private readonly changed = new vscode.EventEmitter<TopicNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<TopicNode>;
  private roots: readonly TopicNode[] | undefined;
  private readonly studied: Set<string>;
  private filtered: TopicFilter = {};

  constructor(private readonly memory: vscode.Memento) {
    this.studied = new Set(memory.get<readonly string[]>(STUDIED, []));
    this.view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      manageCheckboxStateManually: true,
    });
    this.view.onDidChangeCheckboxState(({ items }) => {
      void this.mark(items.map(([node, state]) => [node, state === vscode.TreeItemCheckboxState.Checked]));
    });
  }

  get filter(): TopicFilter {
    return this.filtered;
  }

  /** Shows only what the filter lets through, and says so beside the title. */
  setFilter(filter: TopicFilter): void {
    this.filtered = filter;
    this.roots = undefined;
    const { text = '', changed = false, services } = filter;
    const parts = [
      ...(text === '' ? [] : [`with “${text}”`]),
      ...(changed ? ['what changed since the notes'] : []),
      ...(services === undefined ? [] : ['services used in this file']),
    ];
    this.view.description = parts.join(', ');
    // A message would take the place of the welcome content of an empty tree.
    this.view.message =
      parts.length === 0 || this.getChildren().length === 0 ? '' : `Only ${parts.join(', ')}`;
    void setContext('filtered', parts.length > 0);
    void setContext('changedOnly', changed);
    void setContext('usedInFile', services !== undefined);
    this.changed.fire(undefined);
  }

  /** Marks whole branches as studied or not, and remembers it. */
  async mark(marks: readonly (readonly [TopicNode, boolean])[]): Promise<void> {
    for (const [node, studied] of marks) {
      for (const fact of node.facts) {
        if (studied) this.studied.add(fact);
        else this.studied.delete(fact);
      }
    }
    this.changed.fire(undefined);
    await this.memory.update(STUDIED, [...this.studied].sort());
  }

  /** The node of a fact or a service, under the filter in force. */
  find(wanted: { readonly fact?: string; readonly service?: string }): TopicNode | undefined {
    return findNode(this.getChildren(), wanted);
  }

  getChildren(node?: TopicNode): TopicNode[] {
    this.roots ??= topicTree(this.filtered);
    return [...(node?.children ?? this.roots)];
  }

  getParent(node: TopicNode): TopicNode | undefined {
    return node.parent;
  }

  getTreeItem(node: TopicNode): vscode.TreeItem {
    const { done, total } = progress(node, this.studied);
    const item = new vscode.TreeItem(node.label, collapsible(node));
    item.id = node.id;
    item.iconPath = icon(node);
    item.tooltip = tooltip(node, done);
    item.contextValue = node.service === undefined ? node.kind : `${node.kind}.page`;
    if (total > 0) {
      const checked = done === total;
      item.checkboxState = {
        state: checked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
        tooltip: checked
          ? 'Studied'
          : node.kind === 'fact'
            ? 'Mark as studied'
            : `Mark all ${total} facts as studied`,
      };
    }
    item.description = description(node, done, total);
    item.accessibilityInformation = { label: spoken(node, done, total) };
    if (node.children.length === 0 && node.service !== undefined) {
      item.command = { command: 'tributary.openPage', title: 'Open Notes Page', arguments: [node] };
    }
    return item;
  }
}

/** Is a node of the tree, and not some other argument of a command? */
export function isTopicNode(value: unknown): value is TopicNode {
  return (
    typeof value === 'object' && value !== null && 'children' in value && 'facts' in value && 'label' in value
  );
}

function setContext(name: string, value: boolean): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', `${VIEW}.${name}`, value);
}

function collapsible(node: TopicNode): vscode.TreeItemCollapsibleState {
  return node.children.length === 0
    ? vscode.TreeItemCollapsibleState.None
    : vscode.TreeItemCollapsibleState.Collapsed;
}

const SERVICE_ICONS: Readonly<Record<Service['kind'], string>> = {
  service: 'cloud',
  engine: 'gear',
  concept: 'mortar-board',
  destination: 'inbox',
  producer: 'broadcast',
};

const FACT_ICONS: Readonly<Record<FactKind, string>> = {
  definition: 'book',
  feature: 'star-empty',
  capability: 'check',
  incapability: 'circle-slash',
  limit: 'dashboard',
  formula: 'symbol-operator',
  integration: 'plug',
  api: 'symbol-method',
  guidance: 'lightbulb',
  comparison: 'split-horizontal',
};

const STATUS_ICONS: Readonly<Partial<Record<Fact['today']['status'], string>>> = {
  changed: 'history',
  renamed: 'replace',
  retired: 'archive',
};

function icon(node: TopicNode): vscode.ThemeIcon {
  const fact = node.place?.fact;
  if (fact === undefined) {
    if (node.kind === 'topic') return new vscode.ThemeIcon('library');
    return new vscode.ThemeIcon(
      node.kind === 'section' ? 'list-tree' : SERVICE_ICONS[node.service?.kind ?? 'service'],
    );
  }
  const status = STATUS_ICONS[fact.today.status];
  if (status === undefined) return new vscode.ThemeIcon(FACT_ICONS[fact.kind]);
  return new vscode.ThemeIcon(status, new vscode.ThemeColor('list.warningForeground'));
}

/** What became of a fact comes before what it claims: the rest of the row may be cut off. */
function description(node: TopicNode, done: number, total: number): string {
  if (node.place === undefined) return total === 0 ? '' : `${done}/${total}`;
  const { fact } = node.place;
  const status = statusText(fact);
  return status === undefined ? fact.claim : `${status} · ${fact.claim}`;
}

function tooltip(node: TopicNode, done: number): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  const fact = node.place?.fact;
  if (fact !== undefined) {
    text.appendMarkdown(`${plain(fact.claim)}\n\n`);
    text.appendMarkdown(
      `*${fact.kind}, ${fact.origin === 'added' ? 'added to the notes' : `notes of ${NOTES_DATE}`}*\n\n`,
    );
    if (isChanged(fact)) text.appendMarkdown(`**Today: ${statusText(fact) ?? ''}**\n\n`);
    if (fact.today.status === 'unverified')
      text.appendMarkdown('**Today: not found in current documentation**\n\n');
    if (fact.today.note !== undefined) text.appendMarkdown(`${plain(fact.today.note)}\n\n`);
    return text;
  }
  const { service } = node;
  text.appendMarkdown(
    service === undefined
      ? `**${plain(node.label)}**\n\n`
      : `**${plain(service.name)}**\n\n${plain(service.summary)}\n\n`,
  );
  const former = service?.aliases.find((a) => a.formerly && a.since !== undefined);
  if (former !== undefined)
    text.appendMarkdown(`Formerly *${plain(former.text)}* (until ${former.since})\n\n`);
  if (node.facts.length > 0) text.appendMarkdown(`${done} of ${node.facts.length} facts studied`);
  return text;
}

/** What a screen reader says; the check box says its own state. */
function spoken(node: TopicNode, done: number, total: number): string {
  const fact = node.place?.fact;
  if (fact === undefined)
    return total === 0
      ? `${node.label}, ${node.kind}`
      : `${node.label}, ${node.kind}, ${done} of ${total} facts studied`;
  const status = statusText(fact);
  return `${fact.claim} ${fact.kind}${status === undefined ? '' : `, ${status}`}`;
}
