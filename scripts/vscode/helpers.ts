import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { drawn, hoverLoaded, textCentre } from './in-page.js';

/** A place in an editor, from 1 as the status bar shows it. */
export interface Place {
  readonly line: number;
  readonly column?: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const patience = 20_000;

/** Runs a command by the title that the command palette shows, such as `Tributary: Lint Workspace`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await fillQuickInput(page, `>${title}`);
  const row = quickRow(page, title);
  await row.waitFor({ timeout: patience }).catch(() => missing(page, `no command "${title}" in the palette`));
  await choose(page, row);
}

/** Opens a file of the workspace by its name, as quick open does, and waits until its editor is there. */
export async function openFile(page: Page, name: string): Promise<void> {
  await fillQuickInput(page, name);
  const base = name.split('/').at(-1) ?? name;
  const row = quickRow(page, base);
  await row.waitFor({ timeout: patience }).catch(() => missing(page, `quick open finds no file "${name}"`));
  await choose(page, row);
  await page.locator(`.tab.active[data-resource-name="${base}"]`).waitFor({ timeout: patience });
  await page.locator('.editor-instance .view-line').first().waitFor({ timeout: patience });
}

/** Puts the cursor of the active editor at a place and scrolls there. */
export async function goTo(page: Page, { line, column = 1 }: Place): Promise<void> {
  const input = await fillQuickInput(page, `:${line}:${column}`);
  // Enter before VS Code has understood the line does nothing.
  const understood = quickInput(page).locator('.monaco-list-row', { hasText: new RegExp(`\\b${line}\\b`) });
  await understood.first().waitFor({ timeout: patience });
  await input.press('Enter');
  await quickInput(page).waitFor({ state: 'hidden', timeout: patience });
}

/** Opens Problems and waits until a row holds the text. Gives that row. */
export async function waitForProblem(page: Page, text: string): Promise<Locator> {
  await runCommand(page, 'Problems: Focus on Problems View');
  const row = page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
  await row.waitFor({ timeout: patience }).catch(async () => {
    const seen = await page.locator('.markers-panel .monaco-list-row').allTextContents();
    throw new Error(`no problem "${text}"; the Problems view shows:\n${seen.join('\n')}`);
  });
  return row;
}

/**
 * Puts the mouse on a piece of text that is visible in the active editor (the nth, from 0) and gives the text of
 * the hover which comes. The text may run over several tokens, but not over lines.
 */
export async function hoverText(page: Page, text: string, nth = 0): Promise<string> {
  const hover = page.locator('.monaco-editor .monaco-resizable-hover .hover-contents:visible');
  await moveUntilHover(page, hover.first(), () => findText(page, text, nth)).catch(() =>
    missing(page, `no hover on "${text}"`),
  );
  await page.waitForFunction(hoverLoaded, undefined, { timeout: patience });
  return (await hover.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ').trim();
}

/** An editor that has just opened may miss the first move, or have no hover provider yet: so, a few tries. */
async function moveUntilHover(page: Page, hover: Locator, place: () => Promise<Point>): Promise<void> {
  for (let tries = 1; ; tries++) {
    const { x, y } = await place();
    await page.mouse.move(x - 3, y + 120);
    await page.mouse.move(x, y, { steps: 4 });
    const shown = hover.waitFor({ timeout: patience / 5 });
    if (tries === 5) return shown;
    if (await shown.then(() => true).catch(() => false)) return;
  }
}

/** The middle of a visible piece of text in the active editor, in pixels of the page. */
export async function findText(page: Page, text: string, nth = 0): Promise<Point> {
  const found = await page.evaluate(textCentre, { text, nth });
  if (!found) throw new Error(`"${text}" (number ${nth}) is not visible in the active editor`);
  return found;
}

/** What the status bar shows, item by item, from left to right; the spoken label where an item has one. */
export async function statusBar(page: Page): Promise<readonly string[]> {
  const items = page.locator('.part.statusbar .statusbar-item:visible .statusbar-item-label');
  const texts = await items.evaluateAll((labels) =>
    labels.map((label) => label.getAttribute('aria-label') || (label.textContent ?? '')),
  );
  return texts.map((text) => text.trim()).filter(Boolean);
}

/** Waits until an item of the status bar holds the text, and gives the whole item. */
export async function waitForStatus(page: Page, text: string): Promise<string> {
  for (const end = Date.now() + patience; Date.now() < end; await page.waitForTimeout(100)) {
    const item = (await statusBar(page)).find((candidate) => candidate.includes(text));
    if (item) return item;
  }
  throw new Error(`no "${text}" in the status bar, which shows: ${(await statusBar(page)).join(' | ')}`);
}

/**
 * The messages in the notification centre, newest first. A server with the smoke test driver shows notifications only
 * there and never as toasts.
 */
export async function notifications(page: Page): Promise<readonly string[]> {
  await runCommand(page, 'Notifications: Show Notifications');
  await page.locator('.notifications-center.visible').waitFor({ timeout: patience });
  const texts = await page.locator('.notifications-center .notification-list-item-message').allInnerTexts();
  return texts.map((text) => text.trim());
}

/** Waits until a notification holds the text, and gives the whole message. */
export async function waitForNotification(page: Page, text: string, timeout = patience): Promise<string> {
  for (const end = Date.now() + timeout; Date.now() < end; await page.waitForTimeout(200)) {
    const message = (await notifications(page)).find((candidate) => candidate.includes(text));
    if (message) return message;
  }
  throw new Error(
    `no notification "${text}"; there are: ${(await notifications(page)).join(' | ') || 'none'}`,
  );
}

/** Writes a picture of the page, or of one part of it, to a PNG file. */
export async function screenshot(page: Page, file: string, part?: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  await page.evaluate(drawn);
  const target = part ? page.locator(part).first() : page;
  await target.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
}

/**
 * Opens the quick input by F1, which no browser takes for itself as it does Ctrl+P, and writes into it. On a busy machine the last one may
 * still be closing, and take the new one with it: then it is opened once more.
 */
async function fillQuickInput(page: Page, text: string): Promise<Locator> {
  const input = quickInput(page).locator('input.input, input[type="text"]').first();
  const written = async () => {
    await input.fill(text, { timeout: patience / 4 });
    return (await input.inputValue({ timeout: patience / 4 })) === text;
  };
  for (let tries = 0; tries < 5; tries++) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    if (await written().catch(() => false)) return input;
  }
  return missing(page, 'the command palette does not open');
}

/** Takes the mouse away afterwards, where it makes no tooltip come. */
async function choose(page: Page, row: Locator): Promise<void> {
  await row.click();
  await page.mouse.move(1, 1);
}

function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible');
}

/** The row of a quick pick whose name is the text; a name that only contains it will not do. */
function quickRow(page: Page, name: string): Locator {
  const exact = new RegExp(
    `^\\s*${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s')}\\s*$`,
    'i',
  );
  const label = page.locator('.quick-input-list-label .label-name, .monaco-icon-label .label-name', {
    hasText: exact,
  });
  return quickInput(page).locator('.quick-input-list .monaco-list-row').filter({ has: label }).first();
}

/** Says what was on the screen instead; without it, a timeout in a browser tells nothing. */
async function missing(page: Page, problem: string): Promise<never> {
  const rows = await page.locator('.quick-input-list .monaco-list-row:visible').allInnerTexts();
  const notes = await page.locator('.notification-list-item-message:visible').allInnerTexts();
  const seen = [...rows.slice(0, 8), ...notes].map((text) => `\n  ${text.replaceAll('\n', ' ')}`).join('');
  throw new Error(seen ? `${problem}; the screen shows:${seen}` : problem);
}
