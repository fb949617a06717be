/**
 * Navigation and outline of sketches, in YAML and in the fenced blocks of Markdown; in templates the definitions of names and the
 * outline. Rows over the core's features.
 */
import * as vscode from 'vscode';
import { offsetAt, rangeOf } from '../core/document.js';
import { highlightsAt } from '../core/features/document-highlights.js';
import { documentLinks } from '../core/features/document-links.js';
import { folds } from '../core/features/folding.js';
import { definitionsAt, referencesAt } from '../core/features/references.js';
import { prepareRename, rename } from '../core/features/rename.js';
import type { PageTarget } from '../core/features/search.js';
import { selectionAt } from '../core/features/selection.js';
import { type DocumentSymbol, documentSymbols } from '../core/features/symbols.js';
import { definitionInTemplate } from '../core/features/template-definition.js';
import type { Reading } from '../core/index.js';
import type { Span } from '../core/model.js';
import { registerCompletion } from './completion.js';
import type { Configuration } from './configuration.js';
import { fromPosition, toRange } from './convert.js';
import { isMarkdownDocument, mayBeLinted, readingOf, selector } from './readings.js';

export function registerLanguage(context: vscode.ExtensionContext, configuration: Configuration): void {
  const { languages } = vscode;
  context.subscriptions.push(
    registerCompletion(selector, configuration),
    languages.registerDefinitionProvider(selector, { provideDefinition }),
    languages.registerReferenceProvider(selector, { provideReferences }),
    languages.registerRenameProvider(selector, { provideRenameEdits, prepareRename: prepare }),
    languages.registerDocumentHighlightProvider(selector, { provideDocumentHighlights }),
    registerSymbols(),
    languages.registerFoldingRangeProvider(selector, { provideFoldingRanges }),
    languages.registerSelectionRangeProvider(selector, { provideSelectionRanges }),
    languages.registerDocumentLinkProvider(selector, { provideDocumentLinks, resolveDocumentLink }),
  );
}

/** VS Code asks for an outline once per version of a text, so a changed setting needs a provider that it has not asked yet. */
function registerSymbols(): vscode.Disposable {
  const register = () =>
    vscode.languages.registerDocumentSymbolProvider(
      selector,
      { provideDocumentSymbols },
      { label: 'Tributary' },
    );
  let current = register();
  const changes = vscode.workspace.onDidChangeConfiguration((e) => {
    if (!e.affectsConfiguration('tributary.outline') && !e.affectsConfiguration('tributary.markdown')) return;
    current.dispose();
    current = register();
  });
  return new vscode.Disposable(() => vscode.Disposable.from(current, changes).dispose());
}

/** The reading of a document that is a sketch or has some; undefined for all others, where our providers say nothing. */
function sketchOf(document: vscode.TextDocument): Reading | undefined {
  if (document.uri.scheme === 'tributary' || !mayHoldSketch(document)) return undefined;
  if (isMarkdownDocument(document) && off(document, 'markdown.enabled')) return undefined;
  const reading = readingOf(document);
  return reading.dialect === 'sketch' ? reading : undefined;
}

/** The reading of a document that is deployed: a template or a state machine. */
function templateOf(document: vscode.TextDocument): Reading | undefined {
  if (isMarkdownDocument(document) || !mayBeLinted(document)) return undefined;
  const reading = readingOf(document);
  return reading.dialect === undefined || reading.dialect === 'sketch' ? undefined : reading;
}

/** Keeps the parser away from texts that cannot hold a sketch. */
function mayHoldSketch(document: vscode.TextDocument): boolean {
  return (
    /\.pipeline\.ya?ml$/i.test(document.uri.path) ||
    /^[\s>*+-]*["'{]?\s*(?:["']?steps["']?\s*:|[`~]{3,}\s*pipeline)/m.test(document.getText())
  );
}

function off(document: vscode.TextDocument, setting: string): boolean {
  return vscode.workspace.getConfiguration('tributary', document).get<boolean>(setting) === false;
}

function offsetOf(reading: Reading, position: vscode.Position): number {
  return offsetAt(reading.document, fromPosition(position));
}

function rangeIn(reading: Reading, span: Span): vscode.Range {
  return toRange(rangeOf(reading.document, span));
}

// --------------------------------------------------------------------------------------------------- navigation

function provideDefinition(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.LocationLink[] | undefined {
  const template = templateOf(document);
  if (template !== undefined) return templateDefinition(document, template, position);
  const reading = sketchOf(document);
  const found = reading && definitionsAt(reading, offsetOf(reading, position));
  if (reading === undefined || found === undefined) return undefined;
  return found.steps.map((step) => ({
    originSelectionRange: rangeIn(reading, found.from),
    targetUri: document.uri,
    targetRange: rangeIn(reading, step.span),
    targetSelectionRange: rangeIn(reading, step.idSpan),
  }));
}

/** A link that says where it leads when it is asked: VS Code fetches all links of a text after each edit. */
class PageLink extends vscode.DocumentLink {
  constructor(
    range: vscode.Range,
    readonly page: PageTarget,
  ) {
    super(range);
  }
}

function provideDocumentLinks(document: vscode.TextDocument): PageLink[] {
  if (off(document, 'links.enabled') || !mayBeLinted(document)) return [];
  const reading = readingOf(document);
  return documentLinks(reading).map(({ target, title, ...span }) => {
    const link = new PageLink(rangeIn(reading, span), target);
    link.tooltip = title;
    return link;
  });
}

/** By a command and not by the page's address, so that the page opens as it does from everywhere else. */
function resolveDocumentLink(link: PageLink): PageLink {
  const query = encodeURIComponent(JSON.stringify([link.page]));
  link.target = vscode.Uri.parse(`command:tributary.openPage?${query}`);
  return link;
}

/** The key of the resource, the parameter or the condition that is named. */
function templateDefinition(
  document: vscode.TextDocument,
  reading: Reading,
  position: vscode.Position,
): vscode.LocationLink[] | undefined {
  const found = definitionInTemplate(reading, offsetOf(reading, position));
  if (found === undefined) return undefined;
  const range = rangeIn(reading, found);
  return [{ targetUri: document.uri, targetRange: range, targetSelectionRange: range }];
}

function provideReferences(
  document: vscode.TextDocument,
  position: vscode.Position,
  { includeDeclaration }: vscode.ReferenceContext,
): vscode.Location[] | undefined {
  const reading = sketchOf(document);
  if (reading === undefined) return undefined;
  const words = referencesAt(reading, offsetOf(reading, position), includeDeclaration);
  return words.map((w) => new vscode.Location(document.uri, rangeIn(reading, w)));
}

function prepare(
  document: vscode.TextDocument,
  position: vscode.Position,
): { range: vscode.Range; placeholder: string } {
  const reading = sketchOf(document);
  const found = reading && prepareRename(reading, offsetOf(reading, position));
  if (reading === undefined || found === undefined) throw new Error('There is no pipeline sketch here.');
  if ('refused' in found) throw new Error(found.refused);
  return { range: rangeIn(reading, found.span), placeholder: found.text };
}

function provideRenameEdits(
  document: vscode.TextDocument,
  position: vscode.Position,
  newName: string,
): vscode.WorkspaceEdit | undefined {
  const reading = sketchOf(document);
  const found = reading && rename(reading, offsetOf(reading, position), newName);
  if (reading === undefined || found === undefined) return undefined;
  if ('refused' in found) throw new Error(found.refused);
  const edit = new vscode.WorkspaceEdit();
  for (const e of found) edit.replace(document.uri, rangeIn(reading, e), e.text);
  return edit;
}

function provideDocumentHighlights(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.DocumentHighlight[] | undefined {
  const reading = sketchOf(document);
  if (reading === undefined) return undefined;
  const { Read, Write } = vscode.DocumentHighlightKind;
  const found = highlightsAt(reading, offsetOf(reading, position));
  // Where no step is named, VS Code marks equal words by itself.
  if (found.length === 0) return undefined;
  return found.map(
    (h) => new vscode.DocumentHighlight(rangeIn(reading, h), h.kind === 'write' ? Write : Read),
  );
}

// ------------------------------------------------------------------------------------------------------ outline

const { SymbolKind } = vscode;

const symbolKinds: Readonly<Record<DocumentSymbol['kind'], vscode.SymbolKind>> = {
  pipeline: SymbolKind.Module,
  service: SymbolKind.Class,
  engine: SymbolKind.Method,
  concept: SymbolKind.Object,
  destination: SymbolKind.Struct,
  producer: SymbolKind.Event,
  unknown: SymbolKind.Object,
};

function provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] | undefined {
  if (off(document, 'outline.enabled')) return undefined;
  const reading = sketchOf(document) ?? templateOf(document);
  return reading && documentSymbols(reading).map((s) => toSymbol(s, reading));
}

function toSymbol(
  { name, detail, kind, span, selection, children }: DocumentSymbol,
  reading: Reading,
): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(
    name,
    detail,
    symbolKinds[kind],
    rangeIn(reading, span),
    rangeIn(reading, selection),
  );
  symbol.children = children.map((c) => toSymbol(c, reading));
  return symbol;
}

/** In Markdown the editor's own folding is enough. */
function provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] | undefined {
  const reading = isMarkdownDocument(document) ? undefined : sketchOf(document);
  const { Comment } = vscode.FoldingRangeKind;
  return (
    reading &&
    folds(reading).map(
      (f) => new vscode.FoldingRange(f.start, f.end, f.kind === 'comment' ? Comment : undefined),
    )
  );
}

function provideSelectionRanges(
  document: vscode.TextDocument,
  positions: readonly vscode.Position[],
): vscode.SelectionRange[] | undefined {
  const reading = sketchOf(document);
  if (reading === undefined) return undefined;
  return positions.map((position) => {
    const spans = selectionAt(reading, offsetOf(reading, position));
    const outwards = [...spans].reverse();
    const range = outwards.reduce<vscode.SelectionRange | undefined>(
      (parent, span) => new vscode.SelectionRange(rangeIn(reading, span), parent),
      undefined,
    );
    return range ?? new vscode.SelectionRange(new vscode.Range(position, position));
  });
}
