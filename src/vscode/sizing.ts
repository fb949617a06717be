/** Sizing in the text: code lenses above steps and inlay hints behind settings, each with a switch of its own. */
import * as vscode from 'vscode';
import { positionAt } from '../core/document.js';
import { type SizedStep, type Sizes, sizing } from '../core/features/sizing.js';
import { defaultEdition, type Reading } from '../core/index.js';
import type { EditionChoice } from '../core/model.js';
import { registerCalculator } from './calculator.js';
import { editionSetting } from './configuration.js';
import { toMarkdown, toPosition } from './convert.js';
import { mayBeLinted, readingOf, selector } from './readings.js';

const LENSES = 'tributary.sizing.codeLens';
const HINTS = 'tributary.sizing.inlayHints';

export function registerSizing(context: vscode.ExtensionContext): void {
  const changed = new vscode.EventEmitter<void>();
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidChangeConfiguration((e) => {
      if (e.affectsConfiguration('tributary')) changed.fire();
    }),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: lenses,
    }),
    vscode.languages.registerInlayHintsProvider(selector, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: hints,
    }),
  );
  registerCalculator(context);
}

interface Remembered {
  readonly reading: Reading;
  readonly edition: EditionChoice;
  readonly sizes: Sizes;
}

const remembered = new WeakMap<vscode.TextDocument, Remembered>();

/** Both providers ask for the same: it is reckoned once for each version of the text, and only where that is different. */
function sized(document: vscode.TextDocument): readonly SizedStep[] {
  const chosen = editionSetting(vscode.workspace.getConfiguration('tributary', document));
  const reading = readingOf(document);
  const edition = chosen ?? defaultEdition(reading.dialect);
  const known = remembered.get(document);
  if (known?.reading === reading && known.edition === edition) return known.sizes.steps;
  const sizes = sizing(reading, { edition }, known?.sizes);
  remembered.set(document, { reading, edition, sizes });
  return sizes.steps;
}

function enabled(document: vscode.TextDocument, setting: string): boolean {
  return mayBeLinted(document) && vscode.workspace.getConfiguration(undefined, document).get(setting, true);
}

function lenses(document: vscode.TextDocument): vscode.CodeLens[] {
  if (!enabled(document, LENSES)) return [];
  const { document: text } = readingOf(document);
  return sized(document).map(({ offset, lens }) => {
    const at = toPosition(positionAt(text, offset));
    return new vscode.CodeLens(new vscode.Range(at, at), {
      command: 'tributary.openCalculator',
      title: `$(dashboard)\u00a0 ${lens.title}`,
      tooltip: 'Open the sizing calculator with these numbers',
      arguments: [lens.args],
    });
  });
}

function hints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
  if (!enabled(document, HINTS)) return [];
  const { document: text } = readingOf(document);
  return sized(document).flatMap((step) =>
    step.hints.flatMap(({ offset, label, tooltip }) => {
      const at = toPosition(positionAt(text, offset));
      if (!range.contains(at)) return [];
      const hint = new vscode.InlayHint(at, label);
      hint.paddingLeft = true;
      hint.tooltip = toMarkdown(tooltip);
      return [hint];
    }),
  );
}
