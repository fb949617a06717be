/** A notes page beside the tree, at a fact that has changed; and the formula that is set as mathematics. */
import assert from 'node:assert/strict';
import { runCommand } from '../../scripts/vscode/helpers.js';
import { pageFrame } from './diagram.workbench.js';
import type { WorkbenchContext, WorkbenchTest } from './index.js';
import { openTopics, patience, toggle, treeRow, useTheme } from './study-side.js';

async function run({ page, shot }: WorkbenchContext): Promise<void> {
  await useTheme(page, 'dark');
  await openTopics(page, 400);
  await runCommand(page, 'Tributary: Search Notes');
  await page.keyboard.type('kdf-buffer-interval-range');
  await page
    .locator('.quick-input-list .monaco-list-row', { hasText: 'Buffer interval range' })
    .first()
    .waitFor(patience);
  await page.keyboard.press('Enter');
  const firehose = await pageFrame(page, 'h1:has-text("Amazon Data Firehose")');
  const heading = firehose.locator('h3', { hasText: 'buffer interval can be set between' });
  await heading.waitFor(patience);
  await page.waitForTimeout(1_000);
  const place = await heading.boundingBox();
  assert.ok(
    place !== null && place.y > 0 && place.y < 500,
    `the page is at its top, not at the fact (${place?.y})`,
  );
  await toggle(treeRow(page, /^Kinesis/));
  await toggle(treeRow(page, 'Firehose, service'));
  await treeRow(page, 'Rules of Firehose').waitFor(patience);
  await shot('notes-page');

  await runCommand(page, 'Tributary: Search Notes');
  await page.keyboard.type('kds-shard-count-formula');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'hard' }).first().waitFor(patience);
  await page.keyboard.press('Enter');
  const streams = await pageFrame(page, 'h1:has-text("Kinesis Data Streams")');
  const formula = streams.locator('.katex').first();
  await formula.waitFor(patience);
  await formula.scrollIntoViewIfNeeded();
  assert.match((await formula.textContent()) ?? '', /max/);
  assert.equal(await streams.locator('.katex-error').count(), 0);
  await shot('notes-formula');
}

const notes: WorkbenchTest = {
  name: 'notes',
  run,
};
export default notes;
