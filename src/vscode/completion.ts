/** Completion in sketches: the core's items in the editor's shape, their documentation when it is asked for. */
import * as vscode from 'vscode';
import { offsetAt, rangeOf } from '../core/document.js';
import { complete } from '../core/features/completion/completion.js';
import { documentationOf } from '../core/features/completion/docs.js';
import type { Completion, CompletionKind } from '../core/features/completion/types.js';
import { completeConfig } from '../core/features/config/completion.js';
import type { HoverLinks } from '../core/features/hover/cards.js';
import { defaultEdition, type Reading } from '../core/index.js';
import type { Span } from '../core/model.js';
import { type Configuration, isConfigFile } from './configuration.js';
import { fromPosition, toMarkdown, toRange } from './convert.js';
import { isMarkdownDocument, mayBeLinted, readingOf } from './readings.js';

/** What may come next can be told behind these. */
const TRIGGERS = [' ', ':', ',', '[', '{', '-', '"', "'", '#'];

export function registerCompletion(
  selector: vscode.DocumentSelector,
  configuration: Configuration,
): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    provideCompletionItems: (document, position) => itemsAt(document, position, configuration),
    resolveCompletionItem,
  };
  return vscode.languages.registerCompletionItemProvider(selector, provider, ...TRIGGERS);
}

const { CompletionItemKind } = vscode;

const kinds: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  map: CompletionItemKind.Module,
  service: CompletionItemKind.Class,
  value: CompletionItemKind.EnumMember,
  quantity: CompletionItemKind.Value,
  step: CompletionItemKind.Reference,
  rule: CompletionItemKind.Constant,
  directive: CompletionItemKind.Keyword,
  snippet: CompletionItemKind.Snippet,
};

/** An item remembers what it was made from, for when its documentation is asked for. */
class Item extends vscode.CompletionItem {
  constructor(
    readonly completion: Completion,
    label: vscode.CompletionItemLabel,
    kind: vscode.CompletionItemKind,
  ) {
    super(label, kind);
  }
}

/** Held against what the linter holds the file against: a rule that is off warns nobody here either. */
async function itemsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  configuration: Configuration,
): Promise<vscode.CompletionItem[] | undefined> {
  const settings = vscode.workspace.getConfiguration('tributary', document);
  const markdown = isMarkdownDocument(document);
  if (document.uri.scheme === 'tributary' || settings.get('completion.enabled') === false) return undefined;
  if (markdown && settings.get('markdown.enabled') === false) return undefined;
  if (isConfigFile(document.uri)) {
    const reading = readingOf(document);
    return completeConfig(document.getText(), document.offsetAt(position)).map((c) => toItem(c, reading));
  }
  if (!mayBecomeSketch(document, markdown) && !mayBeTemplate(document)) return undefined;
  const reading = readingOf(document);
  const { options } = await configuration.of(document.uri);
  const edition = options.edition ?? defaultEdition(reading.dialect);
  const offset = offsetAt(reading.document, fromPosition(position));
  return complete(reading, offset, { ...options, edition, markdown }).map((c) => toItem(c, reading));
}

/** Keeps the parser away from texts that are no sketch and have not begun to be one. */
function mayBecomeSketch(document: vscode.TextDocument, markdown: boolean): boolean {
  const text = document.getText();
  if (markdown) return /[`~]{3}/.test(text);
  return /\.pipeline\.ya?ml$/i.test(document.uri.path) || text.includes('pipeline') || text.trim() === '';
}

/** In every template stands one of these words, as early as there is something to complete. */
function mayBeTemplate(document: vscode.TextDocument): boolean {
  return (
    mayBeLinted(document) && /^\s*["']?(?:Resources|resources|functions)["']?\s*:/m.test(document.getText())
  );
}

function toItem(completion: Completion, reading: Reading): vscode.CompletionItem {
  const {
    label,
    description,
    detail,
    insertText,
    isSnippet,
    sortText,
    filterText,
    edit,
    deprecated,
    again,
    verdict,
  } = completion;
  const warned = verdict === undefined ? description : `⚠ ${description ?? ''}`.trim();
  const item = new Item(
    completion,
    warned === undefined ? { label } : { label, description: warned },
    kinds[completion.kind],
  );
  item.insertText = isSnippet ? new vscode.SnippetString(insertText) : insertText;
  const rangeIn = (span: Span) => toRange(rangeOf(reading.document, span));
  item.range = { inserting: rangeIn(edit.insert), replacing: rangeIn(edit.replace) };
  item.sortText = sortText;
  if (filterText !== undefined) item.filterText = filterText;
  if (detail !== undefined) item.detail = detail;
  if (deprecated) item.tags = [vscode.CompletionItemTag.Deprecated];
  if (again) item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
  return item;
}

const OPEN_PAGE = 'tributary.openPage';
const links: HoverLinks = {
  service: (service, fact) => page(fact === undefined ? { service } : { service, fact }),
  rule: (rule) => page({ rule }),
};

function page(target: Readonly<Record<string, string>>): string {
  return `command:${OPEN_PAGE}?${encodeURIComponent(JSON.stringify([target]))}`;
}

function resolveCompletionItem(item: vscode.CompletionItem): vscode.CompletionItem {
  if (!(item instanceof Item)) return item;
  const text = documentationOf(item.completion, links);
  if (text === '') return item;
  const documentation = toMarkdown(text);
  documentation.isTrusted = { enabledCommands: [OPEN_PAGE] };
  item.documentation = documentation;
  return item;
}
