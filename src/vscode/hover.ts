/** Hovers: in sketches on everything, in all other texts on service names. */
import * as vscode from 'vscode';
import { offsetAt, rangeOf } from '../core/document.js';
import { configHover } from '../core/features/config/hover.js';
import { type Hover, type HoverLinks, hover, hoverText } from '../core/features/hover/hover.js';
import type { PageTarget } from '../core/features/search.js';
import { isConfigFile } from './configuration.js';
import { fromPosition, toMarkdown, toRange } from './convert.js';
import { mayBeRead, readingOf } from './readings.js';

/** The only command that a link in a hover may run. */
const OPEN_PAGE = 'tributary.openPage';

const links: HoverLinks = {
  service: (service, fact) => openPage(fact === undefined ? { service } : { service, fact }),
  rule: (rule) => openPage({ rule }),
};

function openPage(target: PageTarget): string {
  return `command:${OPEN_PAGE}?${encodeURIComponent(JSON.stringify([target]))}`;
}

export function registerHover(context: vscode.ExtensionContext): void {
  context.subscriptions.push(vscode.languages.registerHoverProvider({ scheme: '*' }, { provideHover }));
}

function provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  const settings = vscode.workspace.getConfiguration('tributary.hover', document);
  if (settings.get<boolean>('enabled') === false) return undefined;
  if (isConfigFile(document.uri)) {
    const found = configHover(document.getText(), document.offsetAt(position), { links });
    if (found === undefined) return undefined;
    const { start, end } = found.span;
    return toHover(found, new vscode.Range(document.positionAt(start), document.positionAt(end)));
  }
  if (mayBeRead(document)) {
    const reading = readingOf(document);
    const found = hover(reading, offsetAt(reading.document, fromPosition(position)), { links });
    return found && toHover(found, toRange(rangeOf(reading.document, found.span)));
  }
  if (settings.get<boolean>('serviceNames') === false) return undefined;
  const { line } = position;
  const found = hoverText(document.lineAt(line).text, position.character, { links });
  return found && toHover(found, new vscode.Range(line, found.span.start, line, found.span.end));
}

function toHover({ markdown }: Hover, range: vscode.Range): vscode.Hover {
  const text = toMarkdown(markdown);
  text.isTrusted = { enabledCommands: [OPEN_PAGE] };
  return new vscode.Hover(text, range);
}
