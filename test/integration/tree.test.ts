import * as vscode from 'vscode';
import type { TopicNode } from '../../src/core/features/topics.js';
import type { TopicsTree } from '../../src/vscode/topics-tree.js';
import { show, study, until } from './study.js';

function expectEqual(actual: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${a} instead of ${b}`);
}

function node(topics: TopicsTree, wanted: { fact?: string; service?: string }): TopicNode {
  const found = topics.find(wanted);
  if (!found) throw new Error(`the tree has no ${JSON.stringify(wanted)}`);
  return found;
}

describe('the topics tree', () => {
  let topics: TopicsTree;

  before(async () => {
    ({ topics } = await study());
  });

  afterEach(() => topics.setFilter({}));

  it('has the topics in the order of the notes', () => {
    const labels = topics.getChildren().map((n) => topics.getTreeItem(n).label);
    expectEqual(labels.slice(0, 4), ['Batch and stream processing', 'Kinesis', 'MSK and Kafka', 'Glue']);
  });

  it('leads from a topic over a service to its facts', () => {
    const kinesis = topics.getChildren().find((n) => n.label === 'Kinesis');
    const services = kinesis ? topics.getChildren(kinesis) : [];
    expectEqual(
      services.map((s) => s.service?.id),
      ['kds', 'kvs', 'kda', 'kdf', 'kinesis-summary'],
    );
    const firehose = node(topics, { service: 'kdf' });
    if (topics.getChildren(firehose).length < 40) throw new Error('some facts are missing');
    expectEqual(topics.getParent(firehose)?.label, 'Kinesis');
  });

  it('says what became of a fact in words, with an icon and for screen readers', () => {
    const item = topics.getTreeItem(node(topics, { fact: 'kdf-buffer-interval-range' }));
    expectEqual(item.label, 'Buffer interval range');
    if (!String(item.description).startsWith('changed 2023-12-14 · '))
      throw new Error(String(item.description));
    expectEqual((item.iconPath as vscode.ThemeIcon).id, 'history');
    const { label } = item.accessibilityInformation ?? { label: '' };
    if (!label.includes('changed 2023-12-14')) throw new Error(`a screen reader says "${label}"`);
    const { value } = item.tooltip as vscode.MarkdownString;
    if (!/60 and 900 seconds/.test(value) || !/Today: changed 2023-12-14/.test(value)) throw new Error(value);
  });

  it('remembers what is studied, and counts it per branch', async () => {
    const firehose = node(topics, { service: 'kdf' });
    const fact = node(topics, { fact: 'kdf-retention-max' });
    const total = firehose.facts.length;
    try {
      await topics.mark([[fact, true]]);
      expectEqual(topics.getTreeItem(firehose).description, `1/${total}`);
      const state = topics.getTreeItem(fact).checkboxState as { state: vscode.TreeItemCheckboxState };
      expectEqual(state.state, vscode.TreeItemCheckboxState.Checked);
      await topics.mark([[firehose, true]]);
      expectEqual(topics.getTreeItem(firehose).description, `${total}/${total}`);
    } finally {
      await topics.mark([[firehose, false]]);
    }
    expectEqual(topics.getTreeItem(firehose).description, `0/${total}`);
  });

  it('filters by words, by change and by use, and is whole again', async () => {
    const all = topics.getChildren().length;
    await vscode.commands.executeCommand('tributary.topics.filter', 'buffer interval');
    expectEqual(topics.view.message, 'Only with “buffer interval”');
    node(topics, { fact: 'kdf-buffer-interval-range' });
    // What little is left is unfolded.
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const firehose = () => topics.getTreeItem(node(topics, { service: 'kdf' })).collapsibleState;
    expectEqual(firehose(), Expanded);
    if (topics.find({ service: 'glue' })) throw new Error('Glue is still there');
    await vscode.commands.executeCommand('tributary.topics.clearFilter');
    expectEqual(firehose(), Collapsed);
    await vscode.commands.executeCommand('tributary.topics.showChanged');
    if (topics.find({ fact: 'kdf-retention-max' })) throw new Error('an unchanged fact is still there');
    await vscode.commands.executeCommand('tributary.topics.clearFilter');
    expectEqual(topics.getChildren().length, all);
  });

  it('shows the services of the active file, and follows it', async () => {
    await show('clickstream.pipeline.yaml');
    await vscode.commands.executeCommand('tributary.topics.showUsed');
    const firehose = node(topics, { service: 'kdf' });
    if (topics.find({ service: 'glue' })) throw new Error('Glue is not used in the sketch');
    // Its services are seen at once; what belongs to them is for whoever unfolds them.
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const states = [topics.getParent(firehose), firehose].map(
      (n) => n && topics.getTreeItem(n).collapsibleState,
    );
    expectEqual(states, [Expanded, Collapsed]);
    await show('notes.md');
    await until('Glue of the other file', () => topics.find({ service: 'glue' }));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('an empty tree', () => topics.getChildren().length === 0);
    await vscode.commands.executeCommand('tributary.topics.showUnused');
    node(topics, { service: 'kvs' });
  });

  it('is empty when nothing passes', () => {
    topics.setFilter({ text: 'xyzzy' });
    expectEqual(topics.getChildren(), []);
  });

  it('reveals a fact, even one that a filter hides', async () => {
    topics.setFilter({ text: 'athena' });
    await vscode.commands.executeCommand('tributary.revealInTopics', {
      service: 'kdf',
      fact: 'kdf-retention-max',
    });
    await until('the selection', () => topics.view.selection[0]?.id === 'kdf-retention-max');
  });

  it('reveals the service at the cursor', async () => {
    const document = await show('producer.py');
    const at = document.positionAt(document.getText().indexOf('"firehose"') + 3);
    const editor = vscode.window.activeTextEditor;
    if (editor) editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('tributary.revealInTopics');
    await until('the selection', () => topics.view.selection[0]?.service?.id === 'kdf');
  });
});
