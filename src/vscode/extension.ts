import type * as vscode from 'vscode';
import { registerContextKeys } from './context-keys.js';
import { registerDiagram } from './diagram.js';
import { registerLanguage } from './language.js';
import { registerLinting } from './linting.js';
import { registerSizing } from './sizing.js';
import { registerStudy, type StudyApi } from './study.js';

export function activate(context: vscode.ExtensionContext): StudyApi {
  const configuration = registerLinting(context);
  registerLanguage(context, configuration);
  registerSizing(context, configuration);
  registerContextKeys(context);
  registerDiagram(context);
  return registerStudy(context);
}
