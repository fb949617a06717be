/** Context keys that say what the active editor holds: menus and commands are offered by them. */
import * as vscode from 'vscode';
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
    const document = vscode.window.activeTextEditor?.document;
    // While the diagram itself is active, no text editor is: the keys then stay as they are.
    if (document === undefined) return;
    const dialect = mayBeLinted(document) ? readingOf(document).dialect : undefined;
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
    vscode.workspace.onDidOpenTextDocument(later),
    vscode.workspace.onDidChangeTextDocument((e) => {
      if (e.document === vscode.window.activeTextEditor?.document) later();
    }),
    { dispose: () => clearTimeout(timer) },
  );
}
