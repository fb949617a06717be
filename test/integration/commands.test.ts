import * as vscode from 'vscode';
import { closeAll, equal, removeFile, showText, sketch, until, waitForRules, writeFile } from './editors.js';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

interface Summary {
  readonly files: number;
  readonly sketches: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly cancelled: boolean;
}

describe('commands', () => {
  afterEach(closeAll);

  it('are all registered', async () => {
    const extension = vscode.extensions.getExtension('tributary.tributary');
    if (extension === undefined) throw new Error('the extension is not there');
    await extension.activate();
    const known = new Set(await vscode.commands.getCommands(true));
    const { contributes } = extension.packageJSON as Manifest;
    const missing = contributes.commands.map((c) => c.command).filter((id) => !known.has(id));
    equal(missing, [], 'commands without a handler');
  });

  it('new sketch: an empty one, with its name selected', async () => {
    await vscode.commands.executeCommand('tributary.newSketch', 'empty');
    const editor = vscode.window.activeTextEditor;
    equal(editor?.document.languageId, 'yaml', 'the language');
    equal(editor?.document.getText(), 'pipeline: name\nsteps:\n  step:\n    service: \n');
    equal(editor?.document.getText(editor.selection), 'name', 'the selection');
  });

  it('new sketch: from a template, without a finding, twice with different names', async () => {
    await vscode.commands.executeCommand('tributary.newSketch', 'log-analytics');
    const first = vscode.window.activeTextEditor?.document;
    if (!first?.getText().startsWith('pipeline: log-analytics\n')) throw new Error(`got ${first?.getText()}`);
    await vscode.commands.executeCommand('tributary.newSketch', 'log-analytics');
    const second = vscode.window.activeTextEditor?.document;
    if (second?.uri.toString() === first.uri.toString())
      throw new Error('the second has the name of the first');
    await waitForRules(first.uri, []);
  });

  it('lint workspace: finds in closed files, respects .gitignore and exclude, and counts', async () => {
    const made = [
      await writeFile('lw/bad.pipeline.yaml', sketch('colour: blue')),
      await writeFile('lw/good.pipeline.yaml', sketch()),
      await writeFile('lw/other.yaml', 'a: b\n'),
      await writeFile('lw/skipped/bad.pipeline.yaml', sketch('colour: blue')),
      await writeFile('lw/notes.md', `# Notes\n\n\`\`\`yaml\n${sketch('colour: blue')}\`\`\`\n`),
      await writeFile(
        'lw/as.json',
        '{ "pipeline": "p", "steps": { "a": { "service": "S3", "colour": "blue" } } }',
      ),
      await writeFile('lw/.tributaryrc.yaml', 'exclude: [skipped/]\n'),
      await writeFile('ignored/bad.pipeline.yaml', sketch('colour: blue')),
      await writeFile('.gitignore', 'ignored/\n'),
    ];
    const [bad, good, , skipped, notes, json, , ignored] = made as [
      vscode.Uri,
      vscode.Uri,
      vscode.Uri,
      vscode.Uri,
      vscode.Uri,
      vscode.Uri,
      vscode.Uri,
      vscode.Uri,
    ];
    try {
      const summary = await vscode.commands.executeCommand<Summary>('tributary.lintWorkspace');
      equal(summary.cancelled, false, 'cancelled');
      if (summary.sketches < 2 || summary.files <= summary.sketches) throw new Error(JSON.stringify(summary));
      if (summary.warnings < 1) throw new Error(JSON.stringify(summary));
      for (const uri of [bad, notes, json]) await waitForRules(uri, ['unknown-setting']);
      for (const uri of [good, skipped, ignored]) await waitForRules(uri, []);
      // Opening and closing the file keeps what was found, and a change on disk is seen.
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(bad));
      await closeAll();
      await waitForRules(bad, ['unknown-setting']);
      await writeFile('lw/bad.pipeline.yaml', sketch());
      await waitForRules(bad, []);
    } finally {
      for (const uri of made) await removeFile(uri);
      await removeFile(vscode.Uri.joinPath(bad, '..'));
      await removeFile(vscode.Uri.joinPath(ignored, '..'));
    }
  });

  it('change edition: in the settings, or in the file that sets it', async () => {
    const text = 'pipeline: a\nsteps:\n  copy: { service: Data Pipeline }\n';
    const editor = await showText(text);
    const { uri } = editor.document;
    await waitForRules(uri, ['data-pipeline-retired']);
    await vscode.commands.executeCommand('tributary.changeEdition', 'notes');
    try {
      await waitForRules(uri, []);
      const file = await writeFile('.tributaryrc.yaml', '# ours\nedition: current # today\n');
      try {
        await waitForRules(uri, ['data-pipeline-retired']);
        await vscode.commands.executeCommand('tributary.changeEdition', 'notes');
        await waitForRules(uri, []);
        const after = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
        equal(after, '# ours\nedition: notes # today\n', 'the file');
      } finally {
        await removeFile(file);
      }
    } finally {
      const settings = vscode.workspace.getConfiguration('tributary');
      await settings.update('edition', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await waitForRules(uri, ['data-pipeline-retired']);
  });

  it('open rule page: in the Markdown preview', async () => {
    await vscode.commands.executeCommand('tributary.openRulePage', 'unknown-value');
    await until(
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('unknown-value') ?? false,
      () => `the active tab is ${vscode.window.tabGroups.activeTabGroup.activeTab?.label}`,
    );
  });
});
