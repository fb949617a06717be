import type * as vscode from 'vscode';
import { registerLinting } from './linting.js';
import { registerStudy, type StudyApi } from './study.js';

export function activate(context: vscode.ExtensionContext): StudyApi {
  registerLinting(context);
  return registerStudy(context);
}
