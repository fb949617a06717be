/**
 * Files that templates name, such as the definition of a state machine. Reading a text asks for them at once, and files come later: what
 * is not there yet is loaded, and who has asked for it is told when it has come and whenever it changes.
 */
import * as vscode from 'vscode';
import type { Sibling } from '../core/index.js';
import { isLocalPath, MAX_SIBLING } from '../core/siblings.js';

interface File {
  /** Undefined: not there, not loaded yet, or too large. */
  text: string | undefined;
  loading: Promise<void>;
  /** Addresses of the texts that have asked for it. */
  readonly users: Set<string>;
}

const files = new Map<string, File>();
const generations = new Map<string, number>();
const changed = new vscode.EventEmitter<vscode.Uri>();

/** Fires with the address of a text when a file that it names has come or has changed. */
export const onDidChangeSiblings = changed.event;

/** Grows whenever a file that the text at this address names has changed. */
export function siblingGeneration(uri: vscode.Uri): number {
  return generations.get(uri.toString()) ?? 0;
}

/** The files beside a text, as far as they have been loaded. */
export function siblingsOf(uri: vscode.Uri): Sibling {
  return (path) => {
    const target = targetOf(uri, path);
    if (target === undefined) return undefined;
    const key = target.toString();
    const file = files.get(key) ?? begin(target, key);
    file.users.add(uri.toString());
    return file.text;
  };
}

/** Waits until everything that the text has asked for so far is there. */
export async function siblingsLoaded(uri: vscode.Uri): Promise<void> {
  const key = uri.toString();
  await Promise.all([...files.values()].filter((f) => f.users.has(key)).map((f) => f.loading));
}

/** Follows changes in editors and on the disk. */
export function watchSiblings(): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.{json,yaml,yml,asl}');
  const reload = (uri: vscode.Uri) => {
    const file = files.get(uri.toString());
    if (file !== undefined) file.loading = load(uri, file);
  };
  const edited = (document: vscode.TextDocument) => {
    const file = files.get(document.uri.toString());
    if (file !== undefined) put(file, document.getText());
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(reload),
    watcher.onDidChange(reload),
    watcher.onDidDelete(reload),
    vscode.workspace.onDidChangeTextDocument((e) => edited(e.document)),
    // What was typed and not saved is gone.
    vscode.workspace.onDidCloseTextDocument((d) => reload(d.uri)),
    vscode.workspace.onDidSaveTextDocument((d) => edited(d)),
    { dispose: () => files.clear() },
  );
}

function begin(uri: vscode.Uri, key: string): File {
  const file: File = { text: undefined, loading: Promise.resolve(), users: new Set() };
  files.set(key, file);
  file.loading = load(uri, file);
  return file;
}

async function load(uri: vscode.Uri, file: File): Promise<void> {
  const text = await textAt(uri);
  put(file, text);
}

function put(file: File, text: string | undefined): void {
  const known = text !== undefined && text.length > MAX_SIBLING ? undefined : text;
  if (known === file.text) return;
  file.text = known;
  for (const user of file.users) {
    generations.set(user, (generations.get(user) ?? 0) + 1);
    changed.fire(vscode.Uri.parse(user, true));
  }
}

async function textAt(uri: vscode.Uri): Promise<string | undefined> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((d) => !d.isClosed && d.uri.toString() === key);
  if (open !== undefined) return open.getText();
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || size > MAX_SIBLING) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Beside the text, and inside of the workspace folder; outside of one, below the text's own folder. */
function targetOf(uri: vscode.Uri, path: string): vscode.Uri | undefined {
  if (!uri.path.startsWith('/') || uri.scheme === 'untitled' || !isLocalPath(path)) return undefined;
  const folder = vscode.Uri.joinPath(uri, '..');
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? folder;
  const target = vscode.Uri.joinPath(folder, path.replaceAll('\\', '/'));
  return target.path.startsWith(`${root.path.replace(/\/$/, '')}/`) ? target : undefined;
}
