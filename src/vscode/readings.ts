/** What an open document was read as, once for each of its versions, for whoever asks. */
import type * as vscode from 'vscode';
import { type Reading, read } from '../core/index.js';

interface Remembered {
  readonly version: number;
  readonly reading: Reading;
}

const readings = new WeakMap<vscode.TextDocument, Remembered>();

/** The reading of the document as it stands now. */
export function readingOf(document: vscode.TextDocument): Reading {
  const known = readings.get(document);
  if (known?.version === document.version) return known.reading;
  const reading = read(document.getText(), fileName(document.uri));
  readings.set(document, { version: document.version, reading });
  return reading;
}

/** The last part of the path, by which a sketch is told. */
export function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** Old versions of files and our own pages: what they say cannot be mended there. */
const READ_ONLY_SCHEMES: ReadonlySet<string> = new Set([
  'git',
  'output',
  'tributary',
  'vscode-scm',
  'walkThroughSnippet',
]);

/** May this document be a sketch? YAML by its language or by its name, in any file system. */
export function isYaml(document: vscode.TextDocument): boolean {
  if (READ_ONLY_SCHEMES.has(document.uri.scheme)) return false;
  return document.languageId === 'yaml' || /\.ya?ml$/i.test(document.uri.path);
}
