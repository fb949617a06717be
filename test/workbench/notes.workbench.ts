/** A notes page beside the tree, at a fact that has changed; and the formula that is set as mathematics. */
import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { openFile, runCommand, waitForProblem } from '../../scripts/vscode/helpers.js';
import { pageFrame } from './diagram.workbench.js';
import type { WorkbenchContext, WorkbenchTest } from './index.js';
import { openTopics, patience, toggle, treeRow, useTheme } from './study-side.js';

/** Of the page: the project has no DOM types. */
declare const getComputedStyle: (element: unknown) => { readonly whiteSpace: string };

/** Searches for a fact by its id and opens its page; the words stand in its row. */
async function openFact(page: Page, id: string, words: string): Promise<void> {
  await runCommand(page, 'Tributary: Search Notes');
  await page.getByPlaceholder('Words of a claim').fill(id);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: words }).first().click();
}

/** How far below the top of its page that heading is; undefined while no page has it. */
async function belowTop(page: Page, words: string): Promise<{ frame: Frame; top: number } | undefined> {
  for (const frame of page.frames()) {
    const top = await frame
      .locator('h3', { hasText: words })
      .first()
      .evaluate((heading) => heading.getBoundingClientRect().top, undefined, { timeout: 300 })
      .catch(() => undefined);
    if (top !== undefined) return { frame, top };
  }
  return undefined;
}

/** The frame with that heading, once the page stands there and stays: style sheets that come late make the text longer. */
async function frameAtFact(page: Page, words: string): Promise<Frame> {
  let seen: number | undefined;
  for (const end = Date.now() + patience.timeout; Date.now() < end; ) {
    const place = await belowTop(page, words);
    await page.waitForTimeout(1_000);
    const later = place && (await belowTop(page, words));
    if (later !== undefined && later.frame === place?.frame && Math.abs(later.top) < 40) return later.frame;
    seen = later?.top;
  }
  throw new Error(`the page is not at "${words}" (${seen} pixels below its top)`);
}

async function run({ page, shot }: WorkbenchContext): Promise<void> {
  await useTheme(page, 'dark');
  await openTopics(page, 400);
  // Another fact of the page that is open already, too.
  await openFact(page, 'kdf-no-recordio-protobuf', 'RecordIO');
  await frameAtFact(page, 'RecordIO');
  await openFact(page, 'kdf-buffer-interval-range', 'Buffer interval range');
  const firehose = await frameAtFact(page, 'buffer interval can be set between');
  // The drawing of its neighbours is not wrapped, however narrow the page is.
  const drawing = firehose.locator('pre code').first();
  assert.equal(await drawing.evaluate((code) => getComputedStyle(code).whiteSpace), 'pre');
  await toggle(treeRow(page, /^Kinesis/));
  await toggle(treeRow(page, 'Firehose, service'));
  await treeRow(page, 'Rules of Firehose').waitFor(patience);
  await shot('notes-page');

  // The page of a service stands above the rules that begin with its name.
  await runCommand(page, 'Tributary: Search Notes');
  await page.getByPlaceholder('Words of a claim').fill('firehose');
  const first = page.locator('.quick-input-list .monaco-list-row').first();
  await first.filter({ hasText: /^\s*Amazon Data Firehose/ }).waitFor(patience);
  await page.keyboard.press('Escape');

  await openFact(page, 'kds-shard-count-formula', 'Needed shards');
  const streams = await frameAtFact(page, 'Needed shards');
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

/** From a finding to its rule, and from there to a sketch of one's own, with the page still there. */
export const rulePage: WorkbenchTest = {
  name: 'rule page',
  async run({ page, shot }) {
    await useTheme(page, 'dark');
    await openFile(page, 'bad-recordio-from-firehose.pipeline.yaml');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    const problem = await waitForProblem(page, 'no built-in conversion');
    await problem.locator('a', { hasText: 'firehose-recordio-output' }).click({ modifiers: ['Control'] });
    const rule = await pageFrame(page, 'h1:has-text("no conversion to RecordIO-Protobuf")');
    await runCommand(page, 'View: Toggle Panel Visibility');
    await shot('rule-page');
    await rule.locator('a', { hasText: 'Open as a sketch' }).first().click();
    const tab = page.locator('.tab.active', { hasText: 'firehose-recordio-output-1-bad.pipeline' });
    await tab.waitFor(patience);
    await page.locator('.squiggly-error').waitFor(patience);
    await page.locator('.tab', { hasText: /^firehose-recordio-output\s*\.md/ }).waitFor(patience);
  },
};
