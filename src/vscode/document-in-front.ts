import * as vscode from 'vscode';

let last: vscode.TextDocument | undefined;

/**
 * The document that is in front. A diagram or a page that takes the focus beside it is no other document; a notebook or a walkthrough
 * that covers it leaves none.
 */
export function documentInFront(): vscode.TextDocument | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  last = activeTextEditor?.document ?? visibleTextEditors.find((e) => e.document === last)?.document;
  return last;
}
