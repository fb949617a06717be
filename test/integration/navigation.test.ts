import * as vscode from 'vscode';
import { closeAll, equal, setting, showText } from './editors.js';
import { study } from './study.js';

const TEXT = `pipeline: clicks
steps:
  clicks:
    service: KDS
    to: [deliver, "score"]
  deliver:
    service: Firehose
    to: S3
  score:
    service: Lambda
    to: [deliver]
`;

/** More than there are: so many are told where they lead. */
const ALL_LINKS = 100;

async function ask<T>(
  command: string,
  document: vscode.TextDocument,
  ...rest: readonly unknown[]
): Promise<T> {
  return vscode.commands.executeCommand<T>(command, document.uri, ...rest);
}

function at(document: vscode.TextDocument, text: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(text) + 1);
}

describe('navigation', () => {
  before(study);
  afterEach(closeAll);

  it('goes from a name in to: to the step', async () => {
    const { document } = await showText(TEXT);
    const found = await ask<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      document,
      at(document, 'deliver,'),
    );
    equal(
      found.map((l) => document.getText(l.targetSelectionRange)),
      ['deliver'],
    );
    equal(found[0]?.targetSelectionRange?.start.line, 5);
  });

  it('finds and marks all places that name a step', async () => {
    const { document } = await showText(TEXT);
    const position = at(document, 'deliver:');
    const places = await ask<vscode.Location[]>('vscode.executeReferenceProvider', document, position);
    equal(
      places.map((l) => l.range.start.line),
      [4, 5, 10],
    );
    const marks = await ask<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document,
      position,
    );
    equal(marks.map((m) => m.range.start.line).sort(), [10, 4, 5]);
  });

  it('renames a step everywhere, and says why it does not', async () => {
    const { document } = await showText(TEXT);
    const edit = await ask<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document,
      at(document, 'score"'),
      'rate: 2',
    );
    await vscode.workspace.applyEdit(edit);
    equal(document.getText(), TEXT.replace('"score"', '"rate: 2"').replace('  score:', "  'rate: 2':"));
    const refused = await ask(
      'vscode.executeDocumentRenameProvider',
      document,
      at(document, 'clicks:'),
      'deliver',
    ).then(
      () => '',
      (error: unknown) => String(error),
    );
    if (!refused.includes('There is a step "deliver"')) throw new Error(refused);
  });

  it('shows pipelines and steps in the outline, if wanted', async () => {
    const { document } = await showText(TEXT);
    const symbols = () =>
      ask<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', document);
    const own = (await symbols())?.find((s) => s.detail === '3 steps');
    equal(
      own?.children.map((s) => `${s.name} ${s.detail}`),
      ['clicks KDS', 'deliver Firehose', 'score Lambda'],
    );
    const restore = await setting('outline.enabled', false);
    try {
      equal(
        (await symbols())?.find((s) => s.detail === '3 steps'),
        undefined,
      );
    } finally {
      await restore();
    }
  });

  it('folds steps, and selects outwards', async () => {
    const { document } = await showText(TEXT);
    const folds = await ask<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document);
    if (!folds.some((f) => f.start === 2 && f.end === 4)) throw new Error(JSON.stringify(folds));
    const [range] = await ask<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', document, [
      at(document, 'score"'),
    ]);
    const texts: string[] = [];
    for (let r = range; r !== undefined; r = r.parent) texts.push(document.getText(r.range));
    if (!texts.includes('[deliver, "score"]')) throw new Error(texts.join('\n---\n'));
  });

  it('links services and rules to their pages, if wanted', async () => {
    const { document } = await showText(`${TEXT}# tributary-disable-file kds-transform -- a test\n`);
    const links = async () =>
      (await ask<vscode.DocumentLink[]>('vscode.executeLinkProvider', document, ALL_LINKS))
        .filter((l) => l.target?.path === 'tributary.openPage')
        .map((l) => `${document.getText(l.range)} ${decodeURIComponent(l.target?.query ?? '')}`);
    equal(await links(), [
      'KDS [{"service":"kds"}]',
      'Firehose [{"service":"kdf"}]',
      'Lambda [{"service":"lambda"}]',
      'kds-transform [{"rule":"kds-transform"}]',
    ]);
    const restore = await setting('links.enabled', false);
    try {
      equal(await links(), []);
    } finally {
      await restore();
    }
  });
});
