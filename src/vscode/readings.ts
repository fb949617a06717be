/** What an open document was read as, once for each of its versions and those of the files beside it, for whoever asks. */
import * as vscode from 'vscode';
import { isMarkdown } from '../core/dialects/markdown.js';
import { type Reading, read } from '../core/index.js';
import { siblingGeneration, siblingsOf } from './siblings.js';

interface Remembered {
  readonly version: number;
  /** Of the files beside it. */
  readonly generation: number;
  readonly reading: Reading;
}

const readings = new WeakMap<vscode.TextDocument, Remembered>();

/** The reading of the document as it stands now. */
export function readingOf(document: vscode.TextDocument): Reading {
  const known = readings.get(document);
  const { version, uri } = document;
  const generation = siblingGeneration(uri);
  if (known?.version === version && known.generation === generation) return known.reading;
  const reading = read(document.getText(), nameOf(document), siblingsOf(uri), known?.reading);
  readings.set(document, { version, generation, reading });
  return reading;
}

/** The file's name; a Markdown text that has no name yet is read as Markdown all the same. */
function nameOf(document: vscode.TextDocument): string {
  const name = fileName(document.uri);
  return isMarkdownDocument(document) && !isMarkdown(name) ? `${name}.md` : name;
}

export function isMarkdownDocument(document: vscode.TextDocument): boolean {
  return document.languageId === 'markdown';
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

const FENCE = /[`~]{3,}/;

function readsMarkdown(scope: vscode.ConfigurationScope): boolean {
  return vscode.workspace.getConfiguration('tributary', scope).get('markdown.enabled') !== false;
}

/** Markdown that has held a sketch since it was opened: when the last one goes, its findings have to go too. */
const held = new WeakSet<vscode.TextDocument>();

/** Does one of its fenced blocks hold a sketch? */
function holdsSketch(document: vscode.TextDocument): boolean {
  if (held.has(document)) return true;
  if (!readsMarkdown(document)) return false;
  if (!FENCE.test(document.getText()) || readingOf(document).dialect === undefined) return false;
  held.add(document);
  return true;
}

/** Documents that providers are asked about; `mayBeLinted` says more. */
export const selector: vscode.DocumentSelector = [
  { language: 'yaml' },
  { language: 'json' },
  { language: 'markdown' },
  { pattern: '**/*.{yaml,yml,template,asl}' },
];

/** Files of these names are looked for in the workspace. */
export const LINTED_FILES = '**/*.{yaml,yml,json,template,asl,md,markdown}';

/** JSON is most often something else: these words are in every template and state machine, and in every sketch. */
function mayBeLintedJson(text: string): boolean {
  return /"(?:Resources|States)"\s*:/.test(text) || (/"steps"\s*:/.test(text) && /"pipeline"\s*:/.test(text));
}

/**
 * May this document be linted? YAML by its language or by its name, in any file system; JSON that may be a template or a state
 * machine; Markdown that holds a sketch.
 */
export function mayBeLinted(document: vscode.TextDocument): boolean {
  return !READ_ONLY_SCHEMES.has(document.uri.scheme) && mayBeRead(document);
}

/** The same for whoever only explains what is there: an old version in a diff is explained like the one of today. */
export function mayBeRead(document: vscode.TextDocument): boolean {
  if (isMarkdownDocument(document)) return holdsSketch(document);
  const { path } = document.uri;
  if (document.languageId === 'yaml' || /\.(ya?ml|template)$/i.test(path)) return true;
  return (
    (document.languageId.startsWith('json') || /\.asl$/i.test(path)) && mayBeLintedJson(document.getText())
  );
}

/** The same for a file that is not open, by its name and its text. */
export function mayBeLintedText(text: string, uri: vscode.Uri): boolean {
  const name = fileName(uri);
  if (isMarkdown(name)) return readsMarkdown(uri) && FENCE.test(text);
  return /\.(ya?ml|template)$/i.test(name) || mayBeLintedJson(text);
}
