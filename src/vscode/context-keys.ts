/** Context keys that say what the active editor holds: menus and commands are offered by them. */
import * as vscode from 'vscode';
import { documentInFront } from './document-in-front.js';
import { mayBeLinted, readingOf } from './readings.js';

/** Something that can be drawn. */
const DRAWABLE = 'tributary.drawable';
/** A file that is deployed, of which a sketch can be made. */
const CONVERTIBLE = 'tributary.convertible';
/** Linting comes first. */
const PAUSE = 220;

/** Keeps the keys up to date. */
export function registerContextKeys(context: vscode.ExtensionContext): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const known = new Map<string, boolean>();
  const set = (key: string, value: boolean) => {
    if (known.get(key) !== value) void vscode.commands.executeCommand('setContext', key, value);
    known.set(key, value);
  };
  const check = () => {
    const document = documentInFront();
    const dialect = document !== undefined && mayBeLinted(document) ? readingOf(document).dialect : undefined;
    set(DRAWABLE, dialect !== undefined);
    set(CONVERTIBLE, dialect !== undefined && dialect !== 'sketch');
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  };
  check();
  context.subscriptions.push(
    vscode.window.onDidChangeActiveTextEditor(check),
    vscode.window.onDidChangeVisibleTextEditors(check),
    vscode.workspace.onDidOpenTextDocument(later),
    vscode.workspace.onDidChangeTextDocument((e) => {
      if (e.document === documentInFront()) later();
    }),
    { dispose: () => clearTimeout(timer) },
  );
}
