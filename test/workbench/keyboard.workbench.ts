/** Without a mouse: the tree, a page, a finding and its fix, and a link. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { goTo, openFile, runCommand } from '../../scripts/vscode/helpers.js';
import type { WorkbenchContext, WorkbenchTest } from './index.js';
import { patience, treeRow } from './study-side.js';

/** Opens the menu of what has the focus, goes down to the entry, and takes it. */
async function fromMenu(page: Page, entry: string): Promise<void> {
  await page.keyboard.press('Shift+F10');
  const focused = page.locator('.monaco-menu .action-item.focused');
  await page.locator('.monaco-menu .action-item').first().waitFor(patience);
  for (let i = 0; i < 20; i++) {
    if ((await focused.count()) > 0 && (await focused.innerText()).trim() === entry) break;
    await page.keyboard.press('ArrowDown');
  }
  assert.equal((await focused.innerText()).trim(), entry);
  await page.keyboard.press('Enter');
  await page.locator('.monaco-menu').waitFor({ state: 'detached', ...patience });
}

async function run({ page }: WorkbenchContext): Promise<void> {
  const { keyboard } = page;
  await runCommand(page, 'View: Show Tributary');
  await treeRow(page, /^Kinesis/).waitFor(patience);
  // The first time VS Code focuses a tree that is still empty.
  await runCommand(page, 'Tributary: Focus on Topics View');
  const focused = page.locator('.sidebar .pane-body .monaco-list-row.focused');
  const at = async (label: string) => {
    await focused.and(page.locator(`[aria-label*="${label}"]`)).waitFor(patience);
  };

  // Down the tree, a branch opened, a service ticked and not ticked.
  await keyboard.press('Home');
  await at('Batch and stream processing, topic');
  await keyboard.press('ArrowDown');
  await at('Kinesis, topic');
  await keyboard.press('ArrowRight');
  await treeRow(page, 'KDS, service').waitFor(patience);
  await keyboard.press('ArrowDown');
  await at('KDS, service');
  const label = (await focused.getAttribute('aria-label')) ?? '';
  const [, total] = /of (\d+) facts studied/.exec(label) ?? [];
  await fromMenu(page, 'Mark as Studied');
  await at(`${total} of ${total} facts studied`);
  await fromMenu(page, 'Mark as Not Studied');
  await at(`0 of ${total} facts studied`);

  // Its first fact, and the page at it.
  await keyboard.press('ArrowRight');
  await treeRow(page, 'Rules of KDS').waitFor(patience);
  await keyboard.press('ArrowDown');
  await at('Rules of KDS');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: 'KDS.md' }).waitFor(patience);

  // The next problem, what is said about it, and the fix.
  await openFile(page, 'bad-recordio-from-firehose.pipeline.yaml');
  await page.locator('.squiggly-error').waitFor(patience);
  await keyboard.press('F8');
  const peek = page.locator('.zone-widget .marker-widget, .peekview-widget.marker-widget');
  await peek.filter({ hasText: 'no built-in conversion' }).waitFor(patience);
  await keyboard.press('Escape');
  await peek.first().waitFor({ state: 'hidden', ...patience });
  await keyboard.press('Control+.');
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Deliver Parquet and convert' });
  await fix.and(page.locator('.focused')).waitFor(patience);
  await keyboard.press('Enter');
  await page.locator('.squiggly-error').waitFor({ state: 'detached', ...patience });
  assert.equal(await page.locator('.view-line', { hasText: /format:\sparquet/ }).count(), 1);

  // The page of a service that the text names.
  await goTo(page, { line: 10, column: 16 });
  await runCommand(page, 'Open Link');
  await page.locator('.tab.active', { hasText: 'Firehose.md' }).waitFor(patience);
}

export const keyboardTest: WorkbenchTest = { name: 'by keyboard alone', run };
