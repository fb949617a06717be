/** The composition root: everything that the extension does in the editor is registered here. */
import type * as vscode from 'vscode';
import { registerLinting } from './linting.js';

export function activate(context: vscode.ExtensionContext): void {
  registerLinting(context);
}
