/** The frame of our own pages: a strict content security policy, our style sheet, one script. Nothing comes from elsewhere. */
import * as vscode from 'vscode';

export interface PageParts {
  /** `media/<name>.css` and `dist/webview/<name>.js`. */
  readonly name: string;
  readonly title: string;
  /** HTML of ours, without a word that anybody else has written. */
  readonly body: string;
  /** Rules beside those of the style sheet. */
  readonly css?: string;
}

/** What a page of ours may load, and may do. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  const { joinPath } = vscode.Uri;
  return {
    enableScripts: true,
    localResourceRoots: [joinPath(extension, 'media'), joinPath(extension, 'dist', 'webview')],
  };
}

/** The sign on the page's tab. */
export function pageIcon(extension: vscode.Uri, name: string): { light: vscode.Uri; dark: vscode.Uri } {
  const file = (theme: string) => vscode.Uri.joinPath(extension, 'media', `${name}-${theme}.svg`);
  return { light: file('light'), dark: file('dark') };
}

export function pageHtml(
  webview: vscode.Webview,
  extension: vscode.Uri,
  { name, title, body, css = '' }: PageParts,
): string {
  const nonce = newNonce();
  const resource = (...path: string[]) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  const policy = [
    `default-src 'none'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    `img-src data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style nonce="${nonce}">${css}</style>
<link rel="stylesheet" href="${resource('media', `${name}.css`)}">
</head>
<body>
${body}
<script nonce="${nonce}" src="${resource('dist', 'webview', `${name}.js`)}"></script>
</body>
</html>`;
}

function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}
