/** What the tests of the study side do to a workbench. */
import type { Locator, Page } from 'playwright-core';
import { runCommand } from '../../scripts/vscode/helpers.js';

export const patience = { timeout: 20_000 };

/** A row of the Topics tree by what a screen reader says of it. */
export function treeRow(page: Page, label: string | RegExp): Locator {
  const rows = page.locator('.sidebar .pane-body .monaco-list-row');
  return typeof label === 'string'
    ? rows.and(page.locator(`[aria-label*="${label}"]`)).first()
    : rows
        .filter({ has: page.locator('.label-name') })
        .filter({ hasText: label })
        .first();
}

/** Makes the side bar this wide. */
export async function widenSidebar(page: Page, width: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (box === null) throw new Error('there is no side bar');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + width, y, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(1, 1);
}

/** Opens the Topics view alone in the side bar, wide enough to read in. */
export async function openTopics(page: Page, width = 400): Promise<void> {
  await runCommand(page, 'View: Show Tributary');
  await treeRow(page, /^Kinesis/).waitFor(patience);
  await widenSidebar(page, width);
}

/** Where a part of the page is, once it stays there: a branch of the tree opens in a short animation. */
export async function settledBox(
  page: Page,
  part: Locator,
): Promise<{ x: number; y: number; height: number }> {
  let before = '';
  for (const end = Date.now() + patience.timeout; Date.now() < end; await page.waitForTimeout(500)) {
    const box = await part.boundingBox();
    const now = JSON.stringify(box);
    if (box !== null && now === before) return box;
    before = now;
  }
  throw new Error(`it does not come to rest: ${before}`);
}

/** Opens or closes a branch of the tree. */
export async function toggle(row: Locator): Promise<void> {
  await row.locator('.monaco-tl-twistie').click();
}

/** The themes of the pictures: the name in the list of themes, and the kind that the workbench then is of. */
export const THEMES = {
  dark: ['Dark Modern', 'vs-dark'],
  light: ['Light Modern', 'vs'],
  'high-contrast': ['Dark High Contrast', 'hc-black'],
} as const;

/**
 * Chooses a theme as a user does. The setting alone would not do: VS Code starts with a theme from within the folder of the
 * development extension, and its own themes lie there too.
 */
export async function useTheme(page: Page, theme: keyof typeof THEMES): Promise<void> {
  const [label, kind] = THEMES[theme];
  await runCommand(page, 'Preferences: Color Theme');
  await page.keyboard.type(label);
  const name = page.locator('.label-name', {
    hasText: new RegExp(`^\\s*${label.replaceAll(' ', '\\s')}\\s*$`),
  });
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ has: name }).first();
  await row.waitFor(patience);
  await row.click();
  await page.locator(`.monaco-workbench.${kind}`).waitFor(patience);
  await page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden', ...patience });
}
