/** The linting side of the extension, put together. */
import * as vscode from 'vscode';
import { changeEdition } from './change-edition.js';
import { registerCodeActions } from './code-actions.js';
import { createConfigProblems } from './config-file.js';
import { type Configuration, createConfiguration } from './configuration.js';
import { convertTemplate } from './convert-template.js';
import { createLinter } from './diagnostics.js';
import { lintWorkspace } from './lint-workspace.js';
import { newSketch } from './new-sketch.js';
import { openRulePage } from './open-rule.js';
import { registerStatusBar } from './status-bar.js';

/** Gives what holds for a file: whatever is said about a text in the editor goes by the same. */
export function registerLinting(context: vscode.ExtensionContext): Configuration {
  const log = vscode.window.createOutputChannel('Tributary', { log: true });
  const problems = createConfigProblems();
  const configuration = createConfiguration(problems.report);
  const linter = createLinter(configuration, log);
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    log,
    problems,
    configuration,
    linter,
    registerCodeActions(linter, configuration),
    registerStatusBar(linter),
    registerCommand('tributary.changeEdition', (edition?: unknown) => changeEdition(configuration, edition)),
    registerCommand('tributary.lintWorkspace', () => lintWorkspace(linter)),
    registerCommand('tributary.convertToSketch', convertTemplate),
    registerCommand('tributary.newSketch', (template?: unknown) => newSketch(template)),
    registerCommand('tributary.openRulePage', (rule?: unknown) => openRulePage(rule)),
    registerCommand('tributary.openSettings', () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@ext:tributary.tributary'),
    ),
    registerCommand('tributary.showOutput', () => log.show(true)),
  );
  return configuration;
}
