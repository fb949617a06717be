import * as vscode from 'vscode';
import type { TopicNode, WantedNode } from '../../src/core/features/topics.js';
import type { StudyApi } from '../../src/vscode/study.js';
import { closeAll, equal, showText, waitForRules } from './editors.js';
import { study, until } from './study.js';

const { executeCommand } = vscode.commands;

/** A rule that no other test breaks: what they leave behind for a while is counted too. */
const RULE = 'missing-service';

function nameless(...ids: readonly string[]): string {
  return `pipeline: p\nsteps:\n${ids.map((id) => `  ${id}: { description: none }\n`).join('')}`;
}

describe('what can be done with a node of the topics tree', () => {
  let api: StudyApi;

  before(async () => {
    api = await study();
  });

  afterEach(closeAll);

  function node(wanted: WantedNode): TopicNode {
    const found = api.topics.find(wanted);
    if (!found) throw new Error(`the tree has no ${JSON.stringify(wanted)}`);
    return found;
  }

  function item(wanted: WantedNode): vscode.TreeItem {
    return api.topics.getTreeItem(node(wanted));
  }

  function previewOf(label: string): boolean {
    return vscode.window.tabGroups.all.some((g) => g.activeTab?.label.includes(label));
  }

  it('counts the findings of each rule as they come and go', async () => {
    const wanted = { rule: RULE };
    const { document } = await showText(nameless('a', 'b'));
    await waitForRules(document.uri, [RULE, RULE]);
    await until('two findings', () => String(item(wanted).description).startsWith('2 findings · '));
    const { label } = item(wanted).accessibilityInformation ?? { label: '' };
    if (!/, warning, 2 findings$/.test(label)) throw new Error(`a screen reader says "${label}"`);
    const icon = item(wanted).iconPath as vscode.ThemeIcon;
    equal([icon.id, icon.color?.id], ['warning', 'problemsWarningIcon.foreground'], 'the icon');
    const parent = node(wanted).parent;
    if (!parent) throw new Error('a rule without a branch');
    // Earlier tests leave findings behind for a while: the branch counts exactly those of its rules, these two among them.
    const counted = (n: TopicNode) =>
      Number(/(\d+) findings?\b/.exec(String(api.topics.getTreeItem(n).description))?.[1] ?? 0);
    equal(counted(node(wanted)), 2, 'the rule counts');
    const rules = api.topics.getChildren(parent);
    const sum = rules.reduce((total, rule) => total + counted(rule), 0);
    equal(counted(parent), sum, 'the branch counts');
    await closeAll();
    await until('no finding', () => !String(item(wanted).description).includes('finding'));
    equal((item(wanted).iconPath as vscode.ThemeIcon).color, undefined, 'the colour');
  });

  it('goes from a rule to its finding', async () => {
    const { document } = await showText(nameless('a'));
    await waitForRules(document.uri, [RULE]);
    await showText('other', 'other.txt');
    await executeCommand('tributary.topics.goToFinding', node({ rule: RULE }));
    const editor = vscode.window.activeTextEditor;
    equal(editor?.document.uri.toString(), document.uri.toString(), 'the editor');
    equal(editor?.document.getText(editor.selection), 'a', 'the selection');
  });

  it('opens the page of a rule, and of the rule behind a fact', async () => {
    await executeCommand('tributary.openPage', node({ rule: 'unknown-setting' }));
    await until('the page', () => previewOf('unknown-setting.md'));
    await executeCommand('tributary.topics.openRules', node({ fact: 'kdf-not-for-batch' }));
    await until('the page behind the fact', () => previewOf('firehose-batch-source.md'));
  });

  it('says which actions a node has', async () => {
    const words = (wanted: WantedNode) => String(item(wanted).contextValue).split('.');
    equal(words({ service: 'kdf' }), ['service', 'page', 'link', 'source', 'step', 'todo'], 'a service');
    equal(words({ service: 'kinesis-summary' }).includes('step'), false, 'what is no service');
    equal(
      words({ fact: 'kdf-buffer-interval-range' }),
      ['fact', 'page', 'link', 'source', 'rules', 'todo'],
      'a fact',
    );
    await until('a rule without findings', () => !words({ rule: RULE }).includes('found'));
    equal(words({ rule: RULE }), ['rule', 'page', 'link'], 'a rule');
  });

  it('copies links that lead back', async () => {
    for (const [wanted, path, page] of [
      [{ fact: 'kdf-retention-max' }, 'fact/kdf-retention-max', 'Firehose.md'],
      [{ service: 'kds' }, 'service/kds', 'KDS.md'],
      [{ rule: 'unknown-setting' }, 'rule/unknown-setting', 'unknown-setting.md'],
    ] as const) {
      await executeCommand('tributary.copyLink', node(wanted));
      const link = await vscode.env.clipboard.readText();
      equal(link, `${vscode.env.uriScheme}://tributary.tributary/${path}`, 'the link');
      await api.openLink(vscode.Uri.parse(link));
      await until(`the page ${page}`, () => previewOf(page));
    }
  });

  it('marks a branch as studied without its check box', async () => {
    const service = node({ service: 'swf' });
    const words = () => String(item({ service: 'swf' }).contextValue).split('.');
    await executeCommand('tributary.topics.markStudied', service);
    equal([words().includes('todo'), words().includes('done')], [false, true], 'studied');
    await executeCommand('tributary.topics.markNotStudied', service);
    equal([words().includes('todo'), words().includes('done')], [true, false], 'not studied');
  });

  it('inserts a step into the sketch in front, with its id selected', async () => {
    const editor = await showText('pipeline: p\nsteps:\n  a:\n    service: KDS\n  b:\n    service: S3\n');
    editor.selection = new vscode.Selection(3, 4, 3, 4);
    await executeCommand('tributary.insertStep', node({ service: 'kdf' }));
    equal(
      editor.document.getText(),
      'pipeline: p\nsteps:\n  a:\n    service: KDS\n  firehose:\n    service: Firehose\n  b:\n    service: S3\n',
    );
    const active = vscode.window.activeTextEditor;
    equal(active?.document.getText(active.selection), 'firehose', 'the selection');
    await executeCommand('undo');
    equal(editor.document.getText().includes('firehose'), false, 'one undo takes it away');
  });
});
