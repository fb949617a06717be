/** `Tributary: Open Sizing Calculator`: the formulas with numbers to turn. */
import * as vscode from 'vscode';
import { calculatorForms } from '../core/features/sizing/forms.js';
import type { CalculatorArgs } from '../core/features/sizing/sizing.js';
import type { CalculatorReply, CalculatorRequest } from '../webview/protocol.js';
import { pageHtml, pageIcon, pageOptions } from './webview-page.js';

const VIEW_TYPE = 'tributary.calculator';

const BODY = `<main>
<div class="forms" id="forms" role="tablist" aria-label="What to size"></div>
<div id="form" role="tabpanel"></div>
</main>`;

interface Wish {
  readonly form?: string | undefined;
  readonly values?: Readonly<Record<string, number>> | undefined;
}

/** `fromText`: what the text at the cursor says, for whoever opens the calculator without numbers. */
export function registerCalculator(
  context: vscode.ExtensionContext,
  fromText: () => Promise<CalculatorArgs | undefined>,
): void {
  let panel: vscode.WebviewPanel | undefined;
  let ready = false;
  let wish: Wish = {};

  function send(): void {
    if (panel === undefined || !ready) return;
    const request: CalculatorRequest = { type: 'open', forms: calculatorForms(), ...wish };
    void panel.webview.postMessage(request);
  }

  function adopt(made: vscode.WebviewPanel): void {
    panel = made;
    ready = false;
    made.iconPath = pageIcon(context.extensionUri, 'calculator');
    made.webview.options = pageOptions(context.extensionUri);
    made.webview.onDidReceiveMessage((message: CalculatorReply) => {
      if (message.type !== 'ready') return;
      ready = true;
      send();
    });
    made.onDidDispose(() => {
      panel = undefined;
    });
    made.webview.html = pageHtml(made.webview, context.extensionUri, {
      name: 'calculator',
      title: 'Sizing calculator',
      body: BODY,
    });
  }

  async function open(args?: unknown): Promise<void> {
    wish = wishOf(args ?? (await fromText()));
    if (panel !== undefined) {
      panel.reveal(undefined, false);
      send();
      return;
    }
    adopt(
      vscode.window.createWebviewPanel(
        VIEW_TYPE,
        'Sizing Calculator',
        vscode.ViewColumn.Beside,
        pageOptions(context.extensionUri),
      ),
    );
  }

  context.subscriptions.push(
    vscode.commands.registerCommand('tributary.openCalculator', open),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(made) {
        wish = {};
        adopt(made);
      },
    }),
    { dispose: () => panel?.dispose() },
  );
}

/** What a code lens hands over; anything else opens the calculator as it is. */
function wishOf(args: unknown): Wish {
  if (typeof args !== 'object' || args === null) return {};
  const { sizing, values } = args as { sizing?: unknown; values?: unknown };
  if (typeof sizing !== 'string') return {};
  const numbers = Object.entries(typeof values === 'object' && values !== null ? values : {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return { form: sizing, values: Object.fromEntries(numbers) };
}
