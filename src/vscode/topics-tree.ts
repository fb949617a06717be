/** The Topics tree: what can be studied, what has been, and what has changed since the notes. */
import * as vscode from 'vscode';
import {
  countBelow,
  findNode,
  type TopicFilter,
  type TopicNode,
  topicTree,
  type WantedNode,
} from '../core/features/topics.js';
import { TopicDrag } from './topic-drag.js';
import { topicItem } from './topic-item.js';

const VIEW = 'tributary.topics';
const STUDIED = 'tributary.studied';

export class TopicsTree implements vscode.TreeDataProvider<TopicNode> {
  private readonly changed = new vscode.EventEmitter<TopicNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<TopicNode>;
  private roots: readonly TopicNode[] | undefined;
  private few: boolean | undefined;
  private readonly studied: Set<string>;
  private findings: ReadonlyMap<string, number> = new Map();
  private filtered: TopicFilter = {};

  constructor(private readonly memory: vscode.Memento) {
    this.studied = new Set(memory.get<readonly string[]>(STUDIED, []));
    this.view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      manageCheckboxStateManually: true,
      dragAndDropController: new TopicDrag(),
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
    this.few = undefined;
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

  /** The node of a fact, a rule or a service, under the filter in force. */
  find(wanted: WantedNode): TopicNode | undefined {
    return findNode(this.getChildren(), wanted);
  }

  getChildren(node?: TopicNode): TopicNode[] {
    this.roots ??= topicTree(this.filtered);
    const children = [...(node?.children ?? this.roots)];
    // Of many rules, those that are broken somewhere come first.
    const found = (child: TopicNode) => (countBelow(child, this.findings) > 0 ? 1 : 0);
    return node?.kind === 'rules' ? children.sort((a, b) => found(b) - found(a)) : children;
  }

  getParent(node: TopicNode): TopicNode | undefined {
    return node.parent;
  }

  getTreeItem(node: TopicNode): vscode.TreeItem {
    const item = topicItem(node, this.studied, this.findings);
    const { text = '', services } = this.filtered;
    // Of the active file, its services are asked for, and not the topics that they belong to.
    const open = this.unfolded() || (services !== undefined && node.kind === 'topic');
    if (node.children.length === 0 || !open) return item;
    item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
    // Under its usual id a branch would stay as folded as it was before.
    item.id = `${node.id}?${text}`;
    return item;
  }

  /** Is little enough left of the tree by the words of a filter that all of it can be shown? */
  private unfolded(): boolean {
    if ((this.filtered.text ?? '') === '') return false;
    this.few ??= leafCount(this.getChildren()) <= MOST_UNFOLDED;
    return this.few;
  }

  /** Findings per rule, as they are now. Only branches whose counts changed are drawn again. */
  setFindings(findings: ReadonlyMap<string, number>): void {
    const before = this.findings;
    this.findings = findings;
    const rules = new Set([...before.keys(), ...findings.keys()]);
    const changed = [...rules].filter((rule) => before.get(rule) !== findings.get(rule));
    const roots = new Set(changed.flatMap((rule) => rootOf(this.find({ rule })) ?? []));
    if (roots.size > 0) this.changed.fire([...roots]);
  }
}

/** So many leaves may stand in an unfolded tree. */
const MOST_UNFOLDED = 100;

function leafCount(nodes: readonly TopicNode[]): number {
  return nodes.reduce((sum, { children }) => sum + (children.length === 0 ? 1 : leafCount(children)), 0);
}

function rootOf(node: TopicNode | undefined): TopicNode | undefined {
  return node?.parent === undefined ? node : rootOf(node.parent);
}

function setContext(name: string, value: boolean): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', `${VIEW}.${name}`, value);
}
