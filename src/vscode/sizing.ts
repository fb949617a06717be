/** Sizing in the text: code lenses above steps and inlay hints behind settings, each with a switch of its own. */
import * as vscode from 'vscode';
import { offsetAt, positionAt } from '../core/document.js';
import {
  type CalculatorArgs,
  type SizedStep,
  type Sizes,
  sizeAt,
  sizing,
} from '../core/features/sizing/sizing.js';
import { defaultEdition, type Reading } from '../core/index.js';
import type { EditionChoice } from '../core/model.js';
import { registerCalculator } from './calculator.js';
import type { Configuration } from './configuration.js';
import { fromPosition, toMarkdown, toPosition } from './convert.js';
import { mayBeLinted, readingOf, selector } from './readings.js';

const LENSES = 'tributary.sizing.codeLens';
const HINTS = 'tributary.sizing.inlayHints';

export function registerSizing(context: vscode.ExtensionContext, configuration: Configuration): void {
  const changed = new vscode.EventEmitter<void>();
  context.subscriptions.push(
    changed,
    configuration.onDidChange(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document) => lenses(document, configuration),
    }),
    vscode.languages.registerInlayHintsProvider(selector, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: (document, range) => hints(document, range, configuration),
    }),
  );
  registerCalculator(context, () => sizeAtCursor(configuration));
}

interface Remembered {
  readonly reading: Reading;
  readonly edition: EditionChoice;
  readonly sizes: Sizes;
}

const remembered = new WeakMap<vscode.TextDocument, Remembered>();

/** Both providers ask for the same: it is reckoned once for each version of the text, and only where that is different. */
async function sized(
  document: vscode.TextDocument,
  configuration: Configuration,
): Promise<{ readonly reading: Reading; readonly steps: readonly SizedStep[] }> {
  const { options } = await configuration.of(document.uri);
  const reading = readingOf(document);
  const edition = options.edition ?? defaultEdition(reading.dialect);
  const known = remembered.get(document);
  if (known?.reading === reading && known.edition === edition) return { reading, steps: known.sizes.steps };
  const sizes = sizing(reading, { edition }, known?.sizes);
  remembered.set(document, { reading, edition, sizes });
  return { reading, steps: sizes.steps };
}

function enabled(document: vscode.TextDocument, setting: string): boolean {
  return mayBeLinted(document) && vscode.workspace.getConfiguration(undefined, document).get(setting, true);
}

/** What the calculator opens with where the cursor is in a step whose load is known: the same as its code lens. */
async function sizeAtCursor(configuration: Configuration): Promise<CalculatorArgs | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !mayBeLinted(editor.document)) return undefined;
  const cursor = editor.selection.active;
  const { reading, steps } = await sized(editor.document, configuration);
  return sizeAt(reading, steps, offsetAt(reading.document, fromPosition(cursor)))?.lens.args;
}

async function lenses(
  document: vscode.TextDocument,
  configuration: Configuration,
): Promise<vscode.CodeLens[]> {
  if (!enabled(document, LENSES)) return [];
  const { reading, steps } = await sized(document, configuration);
  return steps.map(({ offset, lens }) => {
    const at = toPosition(positionAt(reading.document, offset));
    return new vscode.CodeLens(new vscode.Range(at, at), {
      command: 'tributary.openCalculator',
      title: `$(dashboard)\u00a0 ${lens.title}`,
      tooltip: 'Open the sizing calculator with these numbers',
      arguments: [lens.args],
    });
  });
}

async function hints(
  document: vscode.TextDocument,
  range: vscode.Range,
  configuration: Configuration,
): Promise<vscode.InlayHint[]> {
  if (!enabled(document, HINTS)) return [];
  const { reading, steps } = await sized(document, configuration);
  return steps.flatMap((step) =>
    step.hints.flatMap(({ offset, label, tooltip }) => {
      const at = toPosition(positionAt(reading.document, offset));
      if (!range.contains(at)) return [];
      const hint = new vscode.InlayHint(at, label);
      hint.paddingLeft = true;
      hint.tooltip = toMarkdown(tooltip);
      return [hint];
    }),
  );
}
