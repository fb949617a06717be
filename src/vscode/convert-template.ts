/** `Tributary: Convert Template to Sketch`: the pipeline of the active template as a new sketch beside it. */
import * as vscode from 'vscode';
import { convert } from '../core/features/convert.js';
import { untitledSketch } from './new-sketch.js';
import { fileName, mayBeLinted, readingOf } from './readings.js';
import { siblingsLoaded } from './siblings.js';

/** Gives the new document; undefined where there is nothing to convert, which is told. */
export async function convertTemplate(): Promise<vscode.TextDocument | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const dialect = document !== undefined && mayBeLinted(document) ? readingOf(document).dialect : undefined;
  if (document === undefined || dialect === undefined || dialect === 'sketch')
    return tell('Open a template first: CloudFormation, SAM, Serverless Framework, or a state machine.');
  await siblingsLoaded(document.uri);
  const file = fileName(document.uri);
  const name = file.replace(/(\.(template|asl))?\.\w+$/, '') || 'template';
  const text = convert(readingOf(document), name);
  if (text === undefined) return tell(`${file} has no step of a pipeline in it.`);
  const sketch = await untitledSketch(name);
  const editor = await vscode.window.showTextDocument(sketch, vscode.ViewColumn.Beside);
  const start = new vscode.Position(0, 0);
  await editor.edit((edit) => edit.insert(start, text));
  editor.selection = new vscode.Selection(start, start);
  return sketch;
}

function tell(message: string): undefined {
  void vscode.window.showInformationMessage(message);
  return undefined;
}
