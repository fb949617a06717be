/** The light bulb: what it offers, what a fix writes, and that the finding goes with it. A service dragged in becomes a step. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { findText, goTo, openFile, runCommand } from '../../scripts/vscode/helpers.js';
import type { WorkbenchContext, WorkbenchTest } from './index.js';
import { openTopics, patience, settledBox, toggle, treeRow, useTheme } from './study-side.js';

/** The text of the editor in front, as far as it is on the screen. */
async function shownText(page: Page): Promise<string> {
  const lines = page.locator('.editor-group-container.active .view-line');
  const found = await lines.evaluateAll((all) =>
    all
      .map((line) => ({ top: Number.parseFloat(line.style.top), text: line.textContent ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text.replaceAll('\u00a0', ' ')),
  );
  return found.join('\n');
}

async function run({ page, shot }: WorkbenchContext): Promise<void> {
  await useTheme(page, 'dark');
  await openFile(page, 'bad-recordio-from-firehose.pipeline.yaml');
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await page.locator('.squiggly-error').waitFor(patience);
  await goTo(page, { line: 11, column: 16 });
  await runCommand(page, 'Quick Fix...');
  const menu = page.locator('.action-widget');
  const fix = menu.locator('.monaco-list-row', { hasText: 'Deliver Parquet and convert' });
  await fix.waitFor(patience);
  await menu.locator('.monaco-list-row', { hasText: 'firehose-recordio-output' }).first().waitFor(patience);
  await shot('quick-fix');
  await fix.click();
  await page.locator('.squiggly-error').waitFor({ state: 'detached', ...patience });
  assert.match(await shownText(page), /format: parquet\n/);
}

const quickFix: WorkbenchTest = {
  name: 'quick-fix',
  run,
};
export default quickFix;

/** Drags a row of the tree onto a piece of text. */
async function drag(page: Page, row: string, text: string): Promise<void> {
  const target = await findText(page, text);
  const box = await settledBox(page, treeRow(page, row).locator('.label-name'));
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 5, y);
  await page.mouse.down();
  // The drag begins within the row; over another row its tooltip would come, and lie over the text.
  await page.mouse.move(box.x + 20, y, { steps: 5 });
  await page.mouse.move(target.x, y, { steps: 5 });
  await page.mouse.move(target.x, target.y, { steps: 5 });
  // A real pointer goes on telling that it is there.
  const mark = page.locator('.monaco-editor .dnd-target');
  for (let i = 0; i < 100 && (await mark.count()) === 0; i++) {
    await page.mouse.move(target.x + (i % 2), target.y);
    await page.waitForTimeout(100);
  }
  await page.mouse.up();
}

/** From the tree into a sketch. */
export const dragTest: WorkbenchTest = {
  name: 'drag a service into a sketch',
  async run({ page }) {
    await openFile(page, 'bad-s3-to-firehose.pipeline.yaml');
    await openTopics(page);
    await toggle(treeRow(page, /^Kinesis/));
    await drag(page, 'KDS, service', 'uploads:');
    await page.locator('.view-line', { hasText: 'kds:' }).waitFor(patience);
    assert.match(await shownText(page), /to: deliver\n {2}kds:\n {4}service: KDS\n {2}deliver:/);
  },
};
