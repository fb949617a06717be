import * as vscode from 'vscode';
import {
  closeAll,
  equal,
  folder,
  removeFile,
  setText,
  showText,
  sketch,
  until,
  waitForRules,
} from './editors.js';

async function actionsAt(
  editor: vscode.TextEditor,
  text: string,
  kind?: string,
): Promise<vscode.CodeAction[]> {
  const at = editor.document.positionAt(editor.document.getText().indexOf(text));
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    editor.document.uri,
    new vscode.Range(at, at),
    kind,
  );
  return found ?? [];
}

/** Applies the action of this title as the lightbulb does: first its edit, then its command. */
async function take(editor: vscode.TextEditor, text: string, title: string): Promise<void> {
  const actions = await actionsAt(editor, text);
  const action = actions.find((a) => a.title === title);
  if (action === undefined)
    throw new Error(`no "${title}" among: ${actions.map((a) => a.title).join(' | ')}`);
  if (action.edit !== undefined && !(await vscode.workspace.applyEdit(action.edit)))
    throw new Error('refused');
  if (action.command !== undefined) {
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }
}

describe('quick fixes', () => {
  afterEach(closeAll);

  it('mend a word, and are preferred', async () => {
    const editor = await showText(sketch('storageClass: standrad'));
    await waitForRules(editor.document.uri, ['unknown-value']);
    const action = (await actionsAt(editor, 'standrad')).find((a) => a.title === 'Change to standard');
    equal(action?.isPreferred, true, 'preferred');
    await take(editor, 'standrad', 'Change to standard');
    equal(editor.document.getText(), sketch('storageClass: standard'));
    await waitForRules(editor.document.uri, []);
  });

  for (const [title, expected] of [
    [
      'Suppress unknown-setting on this line',
      sketch('colour: blue # tributary-disable-line unknown-setting -- reason'),
    ],
    [
      'Suppress unknown-setting with a comment above',
      sketch('# tributary-disable-next-line unknown-setting -- reason', 'colour: blue'),
    ],
    [
      'Suppress unknown-setting in this file',
      `# tributary-disable-file unknown-setting -- reason\n${sketch('colour: blue')}`,
    ],
  ] as const) {
    it(`${title.toLowerCase()}, with the reason selected`, async () => {
      const editor = await showText(sketch('colour: blue'));
      await waitForRules(editor.document.uri, ['unknown-setting']);
      await take(editor, 'colour', title);
      equal(editor.document.getText(), expected);
      equal(editor.document.getText(editor.selection), 'reason', 'the selection');
      await waitForRules(editor.document.uri, []);
    });
  }

  it('turn a rule off for the workspace and back on with the file', async () => {
    const uri = vscode.Uri.joinPath(folder(), '.tributaryrc.yaml');
    const editor = await showText(sketch('colour: blue', 'storageClass: standrad'));
    try {
      await waitForRules(editor.document.uri, ['unknown-setting', 'unknown-value']);
      const action = (await actionsAt(editor, 'colour')).find((a) =>
        a.title.startsWith('Turn unknown-setting off'),
      );
      const run = async (rule: string) => {
        const [target] = action?.command?.arguments ?? [];
        await vscode.commands.executeCommand(action?.command?.command ?? '', target, rule, 'tried out');
      };
      await run('unknown-setting');
      await waitForRules(editor.document.uri, ['unknown-value']);
      await run('unknown-value');
      await waitForRules(editor.document.uri, []);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      equal(
        text,
        'rules:\n  unknown-setting: off # tried out\n  unknown-value: off # tried out\n',
        'the file',
      );
    } finally {
      await removeFile(uri);
    }
    await waitForRules(editor.document.uri, ['unknown-setting', 'unknown-value']);
  });

  it('open the page of the rule in the Markdown preview', async () => {
    const editor = await showText(sketch('colour: blue'));
    await waitForRules(editor.document.uri, ['unknown-setting']);
    await take(editor, 'colour', 'Open the page of unknown-setting');
    await until(
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('unknown-setting') ?? false,
      () => `the active tab is ${vscode.window.tabGroups.activeTabGroup.activeTab?.label}`,
    );
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (input instanceof vscode.TabInputText) throw new Error('the page opens as plain text');
  });

  it('fix all: safe fixes only, as a source action and as a command', async () => {
    const text = sketch(
      'storageClass: standrad',
      'bucket: a # tributary-disable-line unknown-key',
      'prefix: b # tributary-disable-line unknown-step',
    );
    const fixed = sketch('storageClass: standrad', 'bucket: a', 'prefix: b');
    const editor = await showText(text);
    await waitForRules(editor.document.uri, ['unknown-value', 'unused-suppression', 'unused-suppression']);
    const [action] = await actionsAt(editor, 'pipeline', 'source.fixAll.tributary');
    equal(action?.kind?.value, 'source.fixAll.tributary', 'the kind');
    if (action?.edit === undefined) throw new Error('no edit');
    await vscode.workspace.applyEdit(action.edit);
    equal(editor.document.getText(), fixed);
    await setText(editor, text);
    equal(await vscode.commands.executeCommand('tributary.fixAll'), 2, 'the number of fixes');
    equal(editor.document.getText(), fixed);
  });
});
