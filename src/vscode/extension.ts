import type * as vscode from 'vscode';
import { registerLanguage } from './language.js';
import { registerLinting } from './linting.js';
import { registerStudy, type StudyApi } from './study.js';

export function activate(context: vscode.ExtensionContext): StudyApi {
  registerLinting(context);
  registerLanguage(context);
  return registerStudy(context);
}
