/** Diagnostics as you type: a pause after the last keystroke, one lint per version, nothing stale ever shown. */
import * as vscode from 'vscode';
import { type Counts, countsOf, type Diagnostic, diagnosticsOf } from '../core/features/diagnostics.js';
import { type LintResult, lintInSteps, type Reading, read } from '../core/index.js';
import { finished } from '../core/lint.js';
import type { Configuration, LintSettings } from './configuration.js';
import { toRange, toSeverity } from './convert.js';
import { fileName, LINTED_FILES, mayBeLinted, mayBeLintedText, readingOf } from './readings.js';
import { onDidChangeSiblings, siblingsLoaded, siblingsOf, watchSiblings } from './siblings.js';
import { inSlices } from './slices.js';

/** A document, linted as far as it is to be linted. */
export interface Linted {
  readonly result: LintResult;
  readonly settings: LintSettings;
  /** Why there are no findings to be had; undefined for a text that was linted. */
  readonly whyNot: string | undefined;
}

export interface Linter extends vscode.Disposable {
  /** The document as it stands now, linted once for each version and configuration. */
  linted(document: vscode.TextDocument): Promise<Linted>;
  /** Fires when the diagnostics of a document were brought up to date. */
  readonly onDidLint: vscode.Event<vscode.TextDocument>;
  /** Lints a file that need not be open and shows its diagnostics. Undefined: it is nothing to lint. */
  lintFile(uri: vscode.Uri): Promise<Counts | undefined>;
  /** Forgets what `lintFile` found in files that are not open. */
  forgetFiles(): void;
}

/** Milliseconds; a file beside a template may be typed in. */
const SIBLING_PAUSE = 150;

interface Remembered {
  readonly reading: Reading;
  readonly generation: number;
  readonly linted: Linted;
}

export function createLinter(configuration: Configuration, log: vscode.LogOutputChannel): Linter {
  const collection = vscode.languages.createDiagnosticCollection('tributary');
  const didLint = new vscode.EventEmitter<vscode.TextDocument>();
  const remembered = new WeakMap<vscode.TextDocument, Remembered>();
  const pending = new WeakMap<vscode.TextDocument, Promise<Linted>>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Files that were linted without being open; their diagnostics outlive their editors. */
  const files = new Set<string>();

  /** Whoever asks while a document is being linted gets what comes of that. */
  function linted(document: vscode.TextDocument): Promise<Linted> {
    let found = pending.get(document);
    if (found === undefined) {
      found = lintAsItStands(document).finally(() => pending.delete(document));
      pending.set(document, found);
    }
    return found;
  }

  /** Begins anew for as long as the text or the configuration goes on meanwhile. */
  async function lintAsItStands(document: vscode.TextDocument): Promise<Linted> {
    for (;;) {
      const generation = configuration.generation();
      const settings = await configuration.of(document.uri);
      const known = remembered.get(document);
      const reading = readingOf(document);
      if (known?.reading === reading && known.generation === generation) return known.linted;
      const { version } = document;
      const goOn = () => document.version === version && configuration.generation() === generation;
      const work = lintRead(reading, settings, known?.linted.result);
      const made = document.isClosed ? finished(work) : await inSlices(work, goOn);
      if (made === undefined) continue;
      remembered.set(document, { reading, generation, linted: made });
      return made;
    }
  }

  async function run(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const asked = configuration.generation();
    try {
      const found = await linted(document);
      // Meanwhile the text or the configuration may have gone on: then a later run says what holds.
      if (document.isClosed || document.version !== version || configuration.generation() !== asked) return;
      show(document.uri, found);
      didLint.fire(document);
    } catch (error) {
      log.error(`linting ${document.uri.toString(true)}`, error instanceof Error ? error : String(error));
    }
  }

  function show(uri: vscode.Uri, { result, settings, whyNot }: Linted): void {
    if (whyNot !== undefined) collection.delete(uri);
    else
      collection.set(
        uri,
        diagnosticsOf(result, { max: settings.maxFindings }).map((d) => toDiagnostic(uri, d)),
      );
  }

  function schedule(document: vscode.TextDocument, delay: number): void {
    const key = document.uri.toString();
    cancel(key);
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        void run(document);
      }, delay),
    );
  }

  function cancel(key: string): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
  }

  function opened(document: vscode.TextDocument): void {
    if (mayBeLinted(document)) schedule(document, 0);
  }

  function changed(event: vscode.TextDocumentChangeEvent): void {
    const { document } = event;
    if (event.contentChanges.length === 0 || !mayBeLinted(document)) return;
    const settings = vscode.workspace.getConfiguration('tributary', document.uri);
    if (settings.get('lint.run') === 'onSave') cancel(document.uri.toString());
    else schedule(document, Math.max(0, Number(settings.get('lint.delay', 150)) || 0));
  }

  function closed(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    cancel(key);
    collection.delete(document.uri);
    // Also when only its language changed, a document closes and opens again.
    if (files.has(key)) void lintFile(document.uri);
  }

  async function lintFile(uri: vscode.Uri): Promise<Counts | undefined> {
    const open = vscode.workspace.textDocuments.find(
      (d) => !d.isClosed && d.uri.toString() === uri.toString(),
    );
    if (open !== undefined) files.add(uri.toString());
    const found = open === undefined ? await readAndLint(uri) : await lintOpen(open);
    if (found === undefined || found.whyNot !== undefined) {
      collection.delete(uri);
      return undefined;
    }
    files.add(uri.toString());
    show(uri, found);
    return countsOf(found.result.findings);
  }

  async function lintOpen(document: vscode.TextDocument): Promise<Linted | undefined> {
    return mayBeLinted(document) ? linted(document) : undefined;
  }

  async function readAndLint(uri: vscode.Uri): Promise<Linted | undefined> {
    let text: string;
    try {
      text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch {
      return undefined;
    }
    const settings = await configuration.of(uri);
    const name = fileName(uri);
    if (!mayBeLintedText(text, uri)) return undefined;
    // What the first reading asks for beside the file is there for the second.
    read(text, name, siblingsOf(uri));
    await siblingsLoaded(uri);
    return finished(lintRead(read(text, name, siblingsOf(uri)), settings));
  }

  function forgetFiles(): void {
    const open = new Set(vscode.workspace.textDocuments.map((d) => d.uri.toString()));
    for (const key of files) if (!open.has(key)) collection.delete(vscode.Uri.parse(key, true));
    files.clear();
  }

  const watcher = vscode.workspace.createFileSystemWatcher(LINTED_FILES, true);
  const again = (uri: vscode.Uri) => {
    const key = uri.toString();
    const open = vscode.workspace.textDocuments.some((d) => d.uri.toString() === key);
    if (files.has(key) && !open) void lintFile(uri);
  };
  const subscriptions = [
    collection,
    didLint,
    watcher,
    watcher.onDidChange(again),
    watcher.onDidDelete(again),
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(changed),
    vscode.workspace.onDidSaveTextDocument(opened),
    vscode.workspace.onDidCloseTextDocument(closed),
    watchSiblings(),
    onDidChangeSiblings((uri) => {
      const key = uri.toString();
      const open = vscode.workspace.textDocuments.find((d) => d.uri.toString() === key);
      if (open === undefined) again(uri);
      else if (mayBeLinted(open)) schedule(open, SIBLING_PAUSE);
    }),
    configuration.onDidChange(() => {
      for (const document of vscode.workspace.textDocuments) opened(document);
      for (const key of files) again(vscode.Uri.parse(key, true));
    }),
  ];
  for (const document of vscode.workspace.textDocuments) opened(document);
  return {
    linted,
    lintFile,
    forgetFiles,
    onDidLint: didLint.event,
    dispose() {
      for (const key of [...timers.keys()]) cancel(key);
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

function* lintRead(reading: Reading, settings: LintSettings, previous?: LintResult): Generator<void, Linted> {
  const why = whyNot(reading, settings);
  if (why !== undefined)
    return { result: { ...reading, findings: [], suppressed: [] }, settings, whyNot: why };
  const result = yield* lintInSteps(reading, settings.options, previous);
  return { result, settings, whyNot: undefined };
}

function whyNot(reading: Pick<LintResult, 'dialect' | 'why'>, settings: LintSettings): string | undefined {
  if (!settings.enable) return 'linting is switched off in the settings (`tributary.lint.enable`)';
  if (settings.excluded) return 'excluded by `.tributaryrc.yaml`';
  return reading.dialect === undefined ? reading.why : undefined;
}

const tags = {
  deprecated: vscode.DiagnosticTag.Deprecated,
  unnecessary: vscode.DiagnosticTag.Unnecessary,
} as const;

function toDiagnostic(
  uri: vscode.Uri,
  { range, severity, message, rule, page, ...rest }: Diagnostic,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(range), message, toSeverity(severity));
  diagnostic.source = 'tributary';
  if (rule !== undefined && page !== undefined)
    diagnostic.code = { value: rule, target: vscode.Uri.parse(page, true) };
  if (rest.tags.length > 0) diagnostic.tags = rest.tags.map((t) => tags[t]);
  if (rest.related.length > 0) {
    diagnostic.relatedInformation = rest.related.map(
      (r) => new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, toRange(r.range)), r.message),
    );
  }
  return diagnostic;
}
