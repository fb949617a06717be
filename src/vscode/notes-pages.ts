/**
 * The notes as virtual files: `tributary:/services/<name>.md`, `tributary:/rules/<id>.md`, and the rules' examples as
 * `tributary:/examples/<rule>/<n>-<part>.<ending>`. A read-only file system and not a content provider, because the Markdown preview
 * follows a link only to a file that it can look up.
 */
import * as vscode from 'vscode';
import { PAGE_SCHEME } from '../core/features/links.js';
import { exampleNamed, fileText, fragmentOf, serviceFile } from '../core/features/pages/files.js';
import type { PageTarget } from '../core/features/search.js';
import { ruleById } from '../core/knowledge.js';
import { markDone } from './walkthrough.js';

const EXAMPLE = /^\/examples\/((?<rule>[\w-]+)\/\d+-[a-z]+)\./;

/** The address of a page, with the fact as its fragment. */
export function pageUri(target: PageTarget): vscode.Uri {
  const path = 'rule' in target ? `/rules/${target.rule}.md` : `/services/${serviceFile(target.service)}`;
  const fragment = 'rule' in target || target.fact === undefined ? '' : fragmentOf(target.fact);
  return vscode.Uri.from({ scheme: PAGE_SCHEME, path, fragment });
}

/** Shows a page in the built-in Markdown preview, at the fact where one is named. */
export async function openPage(target: PageTarget): Promise<void> {
  await vscode.commands.executeCommand('markdown.showPreview', pageUri(target));
  markDone('page');
}

/**
 * Opens an example of a rule, such as `some-rule/1-bad`, as a new file that can be edited and saved. The cursor is at what the rule
 * marks.
 */
export async function openExample(name: unknown): Promise<void> {
  const example = typeof name === 'string' ? exampleNamed(name) : undefined;
  if (example === undefined) {
    void vscode.window.showWarningMessage(`Tributary: there is no example ${String(name)}.`);
    return;
  }
  const path = freeName(String(name).replace('/', '-'), example.ending);
  const uri = vscode.Uri.from({ scheme: 'untitled', path });
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), example.text);
  await vscode.workspace.applyEdit(edit);
  const cursor = document.positionAt(example.mark?.start ?? 0);
  const selection = new vscode.Range(cursor, cursor);
  await vscode.window.showTextDocument(document, { preview: false, selection });
}

/** A name that no open document has. */
function freeName(base: string, ending: string): string {
  const taken = new Set(vscode.workspace.textDocuments.map((d) => d.uri.path));
  for (let n = 1; ; n++) {
    const name = `${base}${n === 1 ? '' : `-${n}`}.${ending}`;
    if (!taken.has(name)) return name;
  }
}

export function registerPages(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider(PAGE_SCHEME, new PageFiles(), {
      isReadonly: true,
      isCaseSensitive: true,
    }),
    vscode.commands.registerCommand('tributary.openExample', openExample),
    vscode.window.onDidChangeActiveTextEditor((editor) => void replaceExample(editor)),
  );
  void replaceExample(vscode.window.activeTextEditor);
}

/**
 * A link in a page leads to the example's read-only file; what people want is a sketch of their own, with the page still there. (A page
 * that was opened by a link stands in a preview tab, which the file has just taken.)
 */
async function replaceExample(editor: vscode.TextEditor | undefined): Promise<void> {
  const uri = editor?.document.uri;
  if (uri?.scheme !== PAGE_SCHEME) return;
  const [, name, id = ''] = EXAMPLE.exec(uri.path) ?? [];
  const rule = ruleById(id);
  if (rule === undefined) return;
  const page = pageUri({ rule: rule.id });
  if (!openTabs().some((tab) => showsPage(tab, page))) {
    const viewColumn = editor?.viewColumn ?? vscode.ViewColumn.Active;
    await vscode.commands.executeCommand('vscode.open', page, { viewColumn, preview: false });
  }
  await openExample(name);
  const old = openTabs().filter(
    (t) => t.input instanceof vscode.TabInputText && t.input.uri.toString() === uri.toString(),
  );
  await vscode.window.tabGroups.close(old);
}

function openTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

/** A preview that VS Code has made by itself tells its page by its title only. */
function showsPage({ input, label }: vscode.Tab, page: vscode.Uri): boolean {
  if (input instanceof vscode.TabInputCustom) return input.uri.path === page.path;
  return (
    input instanceof vscode.TabInputWebview && label.includes(page.path.slice(page.path.lastIndexOf('/') + 1))
  );
}

class PageFiles implements vscode.FileSystemProvider {
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;

  /** Pages change only with the extension. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    if (/^\/(services|rules|examples)?\/?$/.test(uri.path)) {
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    const size = this.readFile(uri).byteLength;
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: 0,
      size,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const text = fileText(uri.path);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
