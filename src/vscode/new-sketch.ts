/** `Tributary: New Sketch`: an empty one with fields to fill in, or a typical pipeline to change. */
import * as vscode from 'vscode';
import { knowledge } from '../core/knowledge.js';
import type { Template } from '../core/model.js';
import { pageHasFocus } from './search.js';
import { markDone } from './walkthrough.js';

const EMPTY = new vscode.SnippetString()
  .appendText('pipeline: ')
  .appendPlaceholder('name')
  .appendText('\nsteps:\n  ')
  .appendPlaceholder('step')
  .appendText(':\n    service: ')
  .appendTabstop(0)
  .appendText('\n');

/** Asks for a template unless `given` is the id of one (`empty` for none), and opens the sketch. */
export async function newSketch(given: unknown): Promise<vscode.TextDocument | undefined> {
  const template =
    given === 'empty' ? 'empty' : (knowledge.templates.find((t) => t.id === given) ?? (await ask()));
  if (template === undefined) return undefined;
  const document = await untitledSketch(template === 'empty' ? 'new' : template.id);
  const editor = await vscode.window.showTextDocument(document);
  const start = new vscode.Position(0, 0);
  if (template === 'empty') await editor.insertSnippet(EMPTY, start);
  else {
    await editor.edit((edit) => edit.insert(start, template.text));
    editor.selection = new vscode.Selection(start, start);
  }
  markDone('sketch');
  return document;
}

interface Choice extends vscode.QuickPickItem {
  readonly template: Template | 'empty';
}

async function ask(): Promise<Template | 'empty' | undefined> {
  const choices: Choice[] = [
    {
      label: '$(new-file) Empty sketch',
      detail: 'A name, one step, and the cursor where its service goes.',
      template: 'empty',
    },
    ...knowledge.templates.map(
      (t): Choice => ({
        label: `$(type-hierarchy) ${inWords(t.title)}`,
        detail: t.description,
        template: t,
      }),
    ),
  ];
  const options: vscode.QuickPickOptions = {
    title: 'New Sketch',
    placeHolder: 'What shall it begin with?',
    matchOnDetail: true,
    ignoreFocusOut: pageHasFocus(),
  };
  return (await vscode.window.showQuickPick(choices, options))?.template;
}

/** `log-analytics` as people say it. */
function inWords(title: string): string {
  const words = title.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A new document whose name makes it a sketch, in the language whose tools then help. */
export async function untitledSketch(name: string): Promise<vscode.TextDocument> {
  const open = new Set(vscode.workspace.textDocuments.map((d) => d.uri.toString()));
  for (let n = 1; ; n++) {
    const uri = vscode.Uri.from({
      scheme: 'untitled',
      path: `${name}${n === 1 ? '' : `-${n}`}.pipeline.yaml`,
    });
    if (open.has(uri.toString())) continue;
    const document = await vscode.workspace.openTextDocument(uri);
    return document.languageId === 'yaml'
      ? document
      : vscode.languages.setTextDocumentLanguage(document, 'yaml');
  }
}
