import * as vscode from 'vscode';
import {
  closeAll,
  diagnosticsOf,
  equal,
  pause,
  removeFile,
  rulesAt,
  setText,
  setting,
  showText,
  sketch,
  until,
  waitForRules,
  writeFile,
} from './editors.js';

describe('settings', () => {
  afterEach(closeAll);

  it('tributary.lint.enable: off takes every finding away, on brings it back', async () => {
    const editor = await showText(sketch('colour: blue'));
    const { uri } = editor.document;
    await waitForRules(uri, ['unknown-setting']);
    const restore = await setting('lint.enable', false);
    await waitForRules(uri, []);
    await setText(editor, sketch('colour: red'));
    await pause(300);
    await waitForRules(uri, []);
    await restore();
    await waitForRules(uri, ['unknown-setting']);
  });

  it('tributary.rules: sets severities and turns rules off', async () => {
    const editor = await showText(sketch('colour: blue', 'storageClass: standrad'));
    const { uri } = editor.document;
    await waitForRules(uri, ['unknown-setting', 'unknown-value']);
    const restore = await setting('rules', { 'unknown-setting': 'off', 'unknown-value': 'information' });
    await waitForRules(uri, ['unknown-value']);
    equal(diagnosticsOf(uri)[0]?.severity, 2, 'the severity');
    await restore();
    await waitForRules(uri, ['unknown-setting', 'unknown-value']);
  });

  it('tributary.rules: ids of rules are completed in a settings file, and held against the rules there are', async () => {
    const text = '{ "tributary.rules": { "kds-retention-rnage": "off", "" } }\n';
    const uri = await writeFile('sub/.vscode/settings.json', text);
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      const messages = () => vscode.languages.getDiagnostics(uri).map((d) => d.message);
      await until(
        () => messages().some((m) => m.includes('kds-retention-rnage')),
        () => `no word about the rule: ${messages().join('; ')}`,
      );
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        document.positionAt(text.indexOf('""') + 1),
      );
      const labels = list.items.map((i) => (typeof i.label === 'string' ? i.label : i.label.label));
      equal(labels.includes('kds-retention-range'), true, labels.slice(0, 5).join());
    } finally {
      await closeAll();
      await removeFile(vscode.Uri.joinPath(uri, '../..'));
    }
  });

  it('tributary.edition: the notes do not know what AWS changed later', async () => {
    const editor = await showText('pipeline: a\nsteps:\n  copy: { service: Data Pipeline }\n');
    const { uri } = editor.document;
    await waitForRules(uri, ['data-pipeline-retired']);
    const restore = await setting('edition', 'notes');
    await waitForRules(uri, []);
    await restore();
    await waitForRules(uri, ['data-pipeline-retired']);
  });

  it('tributary.lint.run: onSave waits for the save', async () => {
    const restore = await setting('lint.run', 'onSave');
    const uri = await writeFile('saved.pipeline.yaml', sketch());
    try {
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      await setText(editor, sketch('colour: blue'));
      await pause(400);
      await waitForRules(uri, []);
      await editor.document.save();
      await waitForRules(uri, ['unknown-setting']);
    } finally {
      await closeAll();
      await removeFile(uri);
      await restore();
    }
  });

  it('.tributaryrc.yaml: the nearest upwards wins over the settings, and is watched', async () => {
    const restore = await setting('rules', { 'unknown-setting': 'error' });
    const uri = await writeFile('rc/deep/a.pipeline.yaml', sketch('colour: blue'));
    const far = await writeFile('rc/.tributaryrc.yaml', 'rules: { unknown-setting: off }\n');
    try {
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      await waitForRules(uri, []);
      const near = await writeFile('rc/deep/.tributaryrc.yaml', 'rules: { unknown-setting: hint }\n');
      await waitForRules(uri, ['unknown-setting']);
      equal(diagnosticsOf(uri)[0]?.severity, 3, 'the severity');
      await removeFile(near);
      await waitWhileTyping(editor, []);
      await removeFile(far);
      await waitWhileTyping(editor, ['unknown-setting']);
      equal(diagnosticsOf(uri)[0]?.severity, 0, 'the severity');
    } finally {
      await closeAll();
      await removeFile(vscode.Uri.joinPath(far, '..'));
      await restore();
    }
  });
});

/** On a busy machine a watcher may miss that a file went; then the next keystrokes notice it. */
async function waitWhileTyping(editor: vscode.TextEditor, expected: readonly string[]): Promise<void> {
  const { uri } = editor.document;
  const same = () => rulesAt(uri).join() === expected.join();
  await until(
    async () => {
      if (same()) return true;
      await setText(editor, sketch('colour: blue'));
      await pause(400);
      return same();
    },
    () => `expected [${expected.join()}], found [${rulesAt(uri).join()}]`,
  );
}
