import * as vscode from 'vscode';
import { closeAll, diagnosticsOf, equal, setText, showText, waitForRules } from './editors.js';
import { study } from './study.js';

const TEXT = `# Notes

> A sketch in a quote:
>
> \`\`\`yaml
> pipeline: p
> steps:
>   clicks: { service: KDS, to: lake-2 }
>   lake-2: { service: KDSS }
> \`\`\`

- A sketch in a list:

  \`\`\`yaml
  pipeline: q
  steps:
    clicks: { service: KDS, shard: 2 }
  \`\`\`

\`\`\`yaml
services: { web: [
\`\`\`
`;

describe('sketches in Markdown', () => {
  before(study);
  afterEach(closeAll);

  it('are linted where they stand, and no longer when they are gone', async () => {
    const editor = await showText(TEXT, 'lint.md');
    const { document } = editor;
    await waitForRules(document.uri, ['unknown-service', 'unknown-setting']);
    equal(
      diagnosticsOf(document.uri)
        .map((d) => document.getText(d.range))
        .sort(),
      ['KDSS', 'shard'],
    );
    await setText(editor, '# Notes\n');
    await waitForRules(document.uri, []);
  });

  it('have hovers and definitions', async () => {
    const { document } = await showText(TEXT, 'hover.md');
    const position = document.positionAt(TEXT.indexOf('lake-2') + 1);
    const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      position,
    );
    equal(link?.targetSelectionRange?.start.line, 8);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(TEXT.indexOf('KDS,') + 1),
    );
    if (hovers.length === 0) throw new Error('no hover on the service');
  });
});
