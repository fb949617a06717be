import * as vscode from 'vscode';
import { closeAll, equal, removeFile, setting, showText, until, writeFile } from './editors.js';
import { study } from './study.js';

const SKETCH = `pipeline: p
steps:
  clicks:
    service: KDS
    to: deliver
  deliver:
    service: Firehose
    @
  lake: { service: S3 }
  score: { service: Lambda }
`;

/** Opens the text with the cursor at its last `|`. */
async function open(marked: string, name?: string): Promise<vscode.TextEditor> {
  const offset = marked.lastIndexOf('|');
  const editor = await showText(marked.slice(0, offset) + marked.slice(offset + 1), name);
  const position = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

/** Our completions at the last `|`, in the order in which VS Code shows them. Other extensions' are left out. */
async function items(marked: string, name?: string, resolved = 0): Promise<vscode.CompletionItem[]> {
  const { document, selection } = await open(marked, name);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    selection.active,
    undefined,
    resolved,
  );
  const own = list.items.filter(
    (i) => i.kind !== vscode.CompletionItemKind.Text && /^\d{5}$/.test(i.sortText ?? ''),
  );
  return own.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

function labels(list: readonly vscode.CompletionItem[]): string[] {
  return list.map((i) => (typeof i.label === 'string' ? i.label : i.label.label));
}

function textOf(markdown: vscode.CompletionItem['documentation']): string {
  return typeof markdown === 'object' ? markdown.value : (markdown ?? '');
}

describe('completion', () => {
  before(study);
  afterEach(closeAll);

  it('offers typical pipelines in an empty sketch', async () => {
    const found = await items('|');
    if (!found.some((i) => i.kind === vscode.CompletionItemKind.Snippet))
      throw new Error(labels(found).join(', '));
  });

  it("offers the settings of the step's service, with what is documented", async () => {
    const found = await items(SKETCH.replace('@', 'buffer: { | }'), undefined, 5);
    equal(labels(found), ['size', 'interval']);
    const documentation = textOf(found[1]?.documentation);
    if (!documentation.includes('60–900 s')) throw new Error(`no range in: ${documentation}`);
  });

  it('offers the steps that make a documented edge first, and says why another would not', async () => {
    const found = await items(SKETCH.replace('@', 'to: [|'), undefined, 200);
    equal(labels(found)[0], 'lake');
    const score = found.find((i) => labels([i])[0] === 'score');
    if (!textOf(score?.documentation).startsWith('⚠')) throw new Error(textOf(score?.documentation));
  });

  it('goes by the edition of `.tributaryrc.yaml`', async () => {
    const amounts = async () => labels(await items(SKETCH.replace('@', 'buffer: { interval: | }')));
    const before = await amounts();
    const file = await writeFile('.tributaryrc.yaml', 'edition: notes\n');
    let after = before;
    try {
      // A watcher may take its time to tell of the file.
      await until(
        async () => {
          after = await amounts();
          return before.includes('0 s') && !after.includes('0 s') && after.includes('60 s');
        },
        () => `${before.join(', ')}; by the notes: ${after.join(', ')}`,
      );
    } finally {
      await removeFile(file);
    }
  });

  it('completes `.tributaryrc.yaml` itself, and no sketch in it', async () => {
    equal(labels(await items('|', '.tributaryrc.yaml')), ['edition', 'rules', 'exclude']);
    const found = await items('rules:\n  firehose-re|\nexclude: ["*.pipeline.yaml"]\n', '.tributaryrc.yaml');
    if (!labels(found).includes('firehose-retention')) throw new Error(labels(found).join(', '));
  });

  it('strikes out former names and writes the one of today', async () => {
    const found = await items('pipeline: p\nsteps:\n  a:\n    service: |\n');
    const former = found.find((i) => labels([i])[0] === 'Kinesis Data Firehose');
    equal(former?.tags, [vscode.CompletionItemTag.Deprecated]);
    equal(former?.insertText, 'Firehose');
  });

  it('offers rules inside of suppressions', async () => {
    const found = await items(SKETCH.replace('@', 'retention: 7 d # tributary-disable-line |'));
    equal(labels(found)[0], 'firehose-retention');
  });

  it('offers settings in a fenced block of Markdown, and nothing outside', async () => {
    const block = `# Notes\n\n- in a list\n\n  \`\`\`yaml\n${SKETCH.replace('@', '|').replaceAll(/^(?=.)/gm, '  ')}  \`\`\`\n`;
    if (!labels(await items(block, 'completion.md')).includes('buffer')) throw new Error('no buffer');
    equal(await items('# Notes\n\npipeline: |\n', 'completion.md'), []);
  });

  it('says nothing in other YAML, and nothing when it is switched off', async () => {
    equal(await items('services:\n  |\n', 'docker-compose.yaml'), []);
    const restore = await setting('completion.enabled', false);
    try {
      equal(await items(SKETCH.replace('@', '|')), []);
    } finally {
      await restore();
    }
  });

  it('is taken with the keyboard', async () => {
    const { document } = await open(SKETCH.replace('@', 'buf|'));
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await until(
      async () => {
        await vscode.commands.executeCommand('acceptSelectedSuggestion');
        return document.getText().includes('buffer: { size: , interval:  }');
      },
      () => document.getText(),
    );
  });
});
