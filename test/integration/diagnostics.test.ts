import * as vscode from 'vscode';
import {
  closeAll,
  diagnosticsOf,
  equal,
  pause,
  removeFile,
  setText,
  setting,
  showText,
  sketch,
  waitForRules,
  writeFile,
} from './editors.js';

describe('diagnostics', () => {
  afterEach(closeAll);

  it('appear as you type, change, and go', async () => {
    const editor = await showText(sketch());
    const { uri } = editor.document;
    await waitForRules(uri, []);
    await setText(editor, sketch('colour: blue'));
    await waitForRules(uri, ['unknown-setting']);
    await setText(editor, sketch('storageClass: standrad'));
    await waitForRules(uri, ['unknown-value']);
    await setText(editor, sketch('storageClass: standard'));
    await waitForRules(uri, []);
  });

  it('mark the word, name the rule, and lead to its page', async () => {
    const editor = await showText(sketch('colour: blue'));
    const { uri } = editor.document;
    await waitForRules(uri, ['unknown-setting']);
    const [diagnostic] = diagnosticsOf(uri);
    equal(diagnostic && editor.document.getText(diagnostic.range), 'colour', 'the mark');
    const code = diagnostic?.code;
    if (typeof code !== 'object') throw new Error('the code has no page');
    equal(code.target.toString(), 'tributary:/rules/unknown-setting.md', 'the page');
    equal(diagnostic?.severity, vscode.DiagnosticSeverity.Warning, 'the severity');
  });

  it('carry tags and related places', async () => {
    const unused = await showText(sketch('bucket: a # tributary-disable-line unknown-value'));
    await waitForRules(unused.document.uri, ['unused-suppression']);
    equal(diagnosticsOf(unused.document.uri)[0]?.tags, [vscode.DiagnosticTag.Unnecessary], 'the tags');
    const text = `pipeline: a
steps:
  web: { service: EC2, output: { format: csv }, to: deliver }
  deliver:
    service: Firehose
    buffer: { size: 128 MB, interval: 60 s }
    output: { format: parquet }
    to: S3
`;
    const flow = await showText(text);
    await waitForRules(flow.document.uri, ['firehose-conversion-input']);
    const related = diagnosticsOf(flow.document.uri)[0]?.relatedInformation ?? [];
    equal(
      related.map((r) => flow.document.getText(r.location.range)),
      ['csv'],
      'the related place',
    );
  });

  it('appear on YAML with `pipeline` and `steps`, go when it is a sketch no more, and never on other YAML', async () => {
    const editor = await showText(sketch('colour: blue'), 'ordinary.yaml');
    const { uri } = editor.document;
    await waitForRules(uri, ['unknown-setting']);
    await setText(editor, sketch('colour: blue').replace('steps:', 'stages:'));
    await waitForRules(uri, []);
  });

  it('go when the file closes', async () => {
    const editor = await showText(sketch('colour: blue'));
    const { uri } = editor.document;
    await waitForRules(uri, ['unknown-setting']);
    await closeAll();
    await waitForRules(uri, []);
  });

  it('stand on a file of the workspace, broken as its YAML may be', async () => {
    const uri = await writeFile('broken.pipeline.yaml', sketch('colour: blue', 'bucket: "open'));
    try {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      await waitForRules(uri, ['unknown-setting', 'yaml-syntax']);
    } finally {
      await removeFile(uri);
    }
  });

  it('are one for the text as it stands, however fast it is typed', async () => {
    const editor = await showText(sketch());
    const { uri } = editor.document;
    for (let i = 0; i < 20; i++) await setText(editor, sketch(`colour${i}: blue`));
    await setText(editor, sketch('bucket: last'));
    await pause(400);
    await waitForRules(uri, []);
  });

  it('stop at the maximum, and say how many more there are', async () => {
    const restore = await setting('lint.maxFindings', 3);
    try {
      const keys = Array.from({ length: 10 }, (_, i) => `colour${i}: blue`);
      const editor = await showText(sketch(...keys));
      await waitForRules(editor.document.uri, ['', 'unknown-setting', 'unknown-setting', 'unknown-setting']);
      const more = diagnosticsOf(editor.document.uri).find((d) => d.code === undefined);
      if (!more?.message.startsWith('7 more findings'))
        throw new Error(`the last line says: ${more?.message}`);
    } finally {
      await restore();
    }
  });

  it('say what is wrong in .tributaryrc.yaml', async () => {
    const uri = await writeFile(
      'nested/.tributaryrc.yaml',
      'edition: tomorrow\nrules:\n  no-such-rule: off\n',
    );
    try {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      await waitForRules(uri, ['', '']);
      equal(
        diagnosticsOf(uri).map((d) => d.range.start.line),
        [0, 2],
        'the lines',
      );
    } finally {
      await closeAll();
      await removeFile(vscode.Uri.joinPath(uri, '..'));
    }
  });
});
