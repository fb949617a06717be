/** `Tributary: Show Diagram`: a drawing beside the text that follows the active sketch, its cursor and its findings. */
import * as vscode from 'vscode';
import { offsetAt, rangeOf } from '../core/document.js';
import { mermaid } from '../core/features/graph.js';
import type { Reading } from '../core/index.js';
import type { Severity } from '../core/model.js';
import { diagramsOf } from '../diagram/read.js';
import type { Mark } from '../diagram/types.js';
import type { DiagramReply, DiagramRequest } from '../webview/protocol.js';
import { fromRange, toRange } from './convert.js';
import { saveExport } from './diagram-export.js';
import { DIAGRAM_PAGE } from './diagram-page.js';
import { documentInFront } from './document-in-front.js';
import { fileName, mayBeLinted, readingOf } from './readings.js';
import { pageHtml, pageIcon, pageOptions } from './webview-page.js';

const VIEW_TYPE = 'tributary.diagram';
/** Linting comes first, and its findings bring a drawing of their own. */
const PAUSE = 220;

export function registerDiagram(context: vscode.ExtensionContext): void {
  let panel: DiagramPanel | undefined;
  const open = (made: vscode.WebviewPanel, uri: vscode.Uri | undefined) => {
    panel = new DiagramPanel(made, context.extensionUri, uri);
    made.onDidDispose(() => {
      panel = undefined;
    });
  };
  const show = async (target?: unknown) => {
    const uri = target instanceof vscode.Uri ? target : documentInFront()?.uri;
    if (panel !== undefined) return panel.show(uri);
    const made = vscode.window.createWebviewPanel(
      VIEW_TYPE,
      'Diagram',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      pageOptions(context.extensionUri),
    );
    open(made, uri);
  };
  const mermaidOf = () => copyMermaid(panel?.uri ?? documentInFront()?.uri);
  context.subscriptions.push(
    vscode.commands.registerCommand('tributary.showDiagram', show),
    vscode.commands.registerCommand('tributary.copyMermaid', mermaidOf),
    vscode.commands.registerCommand('tributary.exportDiagramSvg', () => panel?.ask('svg')),
    vscode.commands.registerCommand('tributary.exportDiagramPng', () => panel?.ask('png')),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(made, state: { uri?: string } | undefined) {
        open(made, state?.uri ? vscode.Uri.parse(state.uri, true) : undefined);
      },
    }),
    { dispose: () => panel?.dispose() },
  );
}

/** One panel. It follows the active editor as long as that holds something to draw. */
class DiagramPanel implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ready = false;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    extension: vscode.Uri,
    /** The text that is drawn. */
    public uri: vscode.Uri | undefined,
  ) {
    panel.iconPath = pageIcon(extension, 'diagram');
    panel.webview.options = pageOptions(extension);
    this.subscriptions = [
      panel.webview.onDidReceiveMessage((m: DiagramReply) => this.receive(m)),
      panel.onDidDispose(() => this.stop()),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      vscode.window.onDidChangeTextEditorSelection((e) => this.cursor(e.textEditor)),
      vscode.workspace.onDidChangeTextDocument((e) => {
        if (this.isOurs(e.document.uri)) this.later(PAUSE);
      }),
      vscode.languages.onDidChangeDiagnostics((e) => {
        if (e.uris.some((uri) => this.isOurs(uri))) this.later(10);
      }),
    ];
    panel.webview.html = pageHtml(panel.webview, extension, DIAGRAM_PAGE);
  }

  show(uri: vscode.Uri | undefined): void {
    if (uri !== undefined) this.uri = uri;
    this.panel.reveal(undefined, true);
    void this.update();
  }

  ask(format: 'svg' | 'png'): void {
    this.send({ type: 'export', format });
  }

  dispose(): void {
    this.panel.dispose();
  }

  private stop(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private isOurs(uri: vscode.Uri): boolean {
    return uri.toString() === this.uri?.toString();
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || this.isOurs(editor.document.uri) || !mayBeLinted(editor.document)) return;
    if (readingOf(editor.document).dialect === undefined) return;
    this.uri = editor.document.uri;
    void this.update();
  }

  private cursor(editor: vscode.TextEditor): void {
    if (!this.isOurs(editor.document.uri)) return;
    const { document } = readingOf(editor.document);
    const { line, character } = editor.selection.active;
    this.send({ type: 'cursor', offset: offsetAt(document, { line, character }) });
  }

  private later(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.update(), pause);
  }

  private async update(): Promise<void> {
    if (!this.ready) return;
    const { uri } = this;
    const document = uri === undefined ? undefined : await openDocument(uri);
    if (uri !== this.uri) return;
    if (uri === undefined || document === undefined) {
      const notice =
        uri === undefined
          ? 'Open a pipeline sketch, and it is drawn here.'
          : `${fileName(uri)} cannot be read.`;
      this.send({ type: 'update', uri: '', name: '', diagrams: [], notice });
      return;
    }
    const reading = readingOf(document);
    const diagrams = diagramsOf(reading, marksOf(uri, reading), fileName(uri));
    this.panel.title = `Diagram of ${fileName(uri)}`;
    this.send({
      type: 'update',
      uri: uri.toString(),
      name: fileName(uri),
      diagrams,
      notice: noticeOf(reading, uri),
    });
    const editor = vscode.window.visibleTextEditors.find((e) => this.isOurs(e.document.uri));
    if (editor !== undefined && editor === vscode.window.activeTextEditor) this.cursor(editor);
  }

  private async receive(message: DiagramReply): Promise<void> {
    const { uri } = this;
    if (message.type === 'ready') {
      this.ready = true;
      return this.update();
    }
    if (message.type === 'failed') {
      void vscode.window.showErrorMessage(`Tributary: the diagram was not exported: ${message.message}`);
    } else if (uri !== undefined) {
      if (message.type === 'jump') await jump(uri, message.start, message.end);
      else if (message.type === 'copyMermaid') await copyMermaid(uri);
      else await saveExport(uri, message.format, message.data);
    }
  }

  private send(message: DiagramRequest): void {
    if (this.ready) void this.panel.webview.postMessage(message);
  }
}

// -------------------------------------------------------------------------------------------------- parts

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

const SEVERITIES: Readonly<Record<vscode.DiagnosticSeverity, Severity>> = {
  [vscode.DiagnosticSeverity.Error]: 'error',
  [vscode.DiagnosticSeverity.Warning]: 'warning',
  [vscode.DiagnosticSeverity.Information]: 'information',
  [vscode.DiagnosticSeverity.Hint]: 'hint',
};

/** What Problems shows: the drawing never says anything else. */
function marksOf(uri: vscode.Uri, { document }: Reading): Mark[] {
  const own = vscode.languages.getDiagnostics(uri).filter((d) => d.source === 'tributary');
  return own.map((d) => {
    const range = fromRange(d.range);
    const rule = typeof d.code === 'object' ? String(d.code.value) : undefined;
    return {
      severity: SEVERITIES[d.severity],
      message: d.message,
      rule,
      start: offsetAt(document, range.start),
      end: offsetAt(document, range.end),
    };
  });
}

function noticeOf(reading: Reading, uri: vscode.Uri): string {
  if (reading.dialect === undefined) return `There is nothing to draw in ${fileName(uri)}: ${reading.why}.`;
  if (reading.document.problems.length > 0)
    return 'The text cannot be read yet. Mend the errors that Problems shows, and the diagram comes back.';
  return 'There are no steps yet. Write the first one below `steps:`, and it appears here.';
}

async function jump(uri: vscode.Uri, start: number, end: number): Promise<void> {
  const document = await openDocument(uri);
  if (document === undefined) return;
  const range = toRange(rangeOf(readingOf(document).document, { start, end }));
  const shown = vscode.window.visibleTextEditors.find((e) => e.document === document);
  const column = shown?.viewColumn ?? vscode.ViewColumn.One;
  const editor = await vscode.window.showTextDocument(document, { viewColumn: column, preserveFocus: false });
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function copyMermaid(uri: vscode.Uri | undefined): Promise<void> {
  const document = uri === undefined ? undefined : await openDocument(uri);
  const pipelines = document === undefined ? [] : readingOf(document).pipelines;
  if (pipelines.length === 0) {
    void vscode.window.showWarningMessage('Tributary: there is no pipeline to copy; open a sketch first.');
    return;
  }
  await vscode.env.clipboard.writeText(mermaid(pipelines));
  void vscode.window.setStatusBarMessage('$(check) The diagram is in the clipboard, as Mermaid', 4000);
}
