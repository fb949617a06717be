/** What the tests of the study side do to a workbench. */
import type { Locator, Page } from 'playwright-core';
import { runCommand } from '../../scripts/vscode/helpers.js';

export const patience = { timeout: 20_000 };

/** A row of the Topics tree by what a screen reader says of it. */
export function treeRow(page: Page, label: string | RegExp): Locator {
  const rows = page.locator('.sidebar .pane-body .monaco-list-row');
  return typeof label === 'string'
    ? rows.and(page.locator(`[aria-label*="${label}"]`)).first()
    : rows.filter({ has: page.locator('.label-name') }).filter({ hasText: label }).first();
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

/** Opens or closes a branch of the tree. */
export async function toggle(row: Locator): Promise<void> {
  await row.locator('.monaco-tl-twistie').click();
}
