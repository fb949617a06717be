/** A notes page beside the tree, at a fact that has changed; and the formula that is set as mathematics. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { runCommand } from '../../scripts/vscode/helpers.js';
import { pageFrame } from './diagram.workbench.js';
import type { WorkbenchContext, WorkbenchTest } from './index.js';
import { openTopics, patience, toggle, treeRow, useTheme } from './study-side.js';

/** Searches for a fact by its id and opens its page; the words stand in its row. */
async function openFact(page: Page, id: string, words: string): Promise<void> {
  await runCommand(page, 'Tributary: Search Notes');
  await page.getByPlaceholder('Words of a claim').fill(id);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: words }).first().click();
}

async function run({ page, shot }: WorkbenchContext): Promise<void> {
  await useTheme(page, 'dark');
  await openTopics(page, 400);
  await openFact(page, 'kdf-buffer-interval-range', 'Buffer interval range');
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

  await openFact(page, 'kds-shard-count-formula', 'Needed shards');
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
