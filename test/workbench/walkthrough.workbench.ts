/** "Get started with Tributary", done from the first step to the last as a reader would: each gets its check mark by doing. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { runCommand } from '../../scripts/vscode/helpers.js';
import type { WorkbenchContext, WorkbenchTest } from './index.js';
import { patience, treeRow, useTheme } from './study-side.js';

const TOPICS = 'See what there is to study';
const PAGE = 'Read a notes page';
const SKETCH = 'Sketch a pipeline';
const FIX = 'See a finding and fix it';
const EDITION = 'Choose which truth counts';
const STEPS = [TOPICS, PAGE, SKETCH, FIX, EDITION];

const step = (page: Page, title: string) =>
  page.locator('.gettingStartedSlideDetails .getting-started-step', { hasText: title });

/** Shows the walkthrough: at the first time of asking, whatever VS Code knew of it before. */
async function show(page: Page): Promise<void> {
  await runCommand(page, 'Tributary: Get Started');
  await step(page, TOPICS).waitFor(patience);
  // It is asked for twice within the command; a reader begins after that.
  await page.waitForTimeout(1_000);
}

/** Titles of the steps that have a check mark. */
async function done(page: Page): Promise<string[]> {
  const titles: string[] = [];
  for (const title of STEPS) {
    if ((await step(page, title).locator('.codicon.complete').count()) > 0) titles.push(title);
  }
  return titles;
}

/** Waits for the check mark of a step, and looks that no other step got one. */
async function completed(page: Page, ...titles: readonly string[]): Promise<void> {
  await step(page, titles.at(-1) ?? '')
    .locator('.codicon.complete')
    .first()
    .waitFor(patience);
  assert.deepEqual(await done(page), titles);
}

/** Unfolds a step and presses its button. */
async function press(page: Page, title: string, button: string): Promise<void> {
  if (!((await step(page, title).getAttribute('class')) ?? '').includes('expanded'))
    await step(page, title).click();
  await step(page, title).and(page.locator('.expanded')).waitFor(patience);
  // A step takes the focus when it has unfolded; nobody is faster.
  await page.waitForTimeout(500);
  await page.getByRole('button', { name: button }).click();
}

async function choose(page: Page, text: string): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row:visible', { hasText: text }).first().click();
}

async function run({ page, shot }: WorkbenchContext): Promise<void> {
  await useTheme(page, 'dark');
  await show(page);
  const titles = await page.locator('.gettingStartedSlideDetails .step-title').allInnerTexts();
  assert.deepEqual(
    titles.map((t) => t.trim()),
    STEPS,
  );
  assert.deepEqual(await done(page), []);

  await press(page, TOPICS, 'Open the Topics View');
  await treeRow(page, /^Kinesis/).waitFor(patience);
  await completed(page, TOPICS);

  await press(page, PAGE, 'Open the Page of Amazon Data Firehose');
  await page.locator('.tab.active', { hasText: 'Firehose.md' }).waitFor(patience);
  await show(page);
  await completed(page, TOPICS, PAGE);

  // Asking is not doing: a choice that is given up completes nothing.
  await press(page, SKETCH, 'New Sketch');
  await page.locator('.quick-input-widget:visible', { hasText: 'New Sketch' }).waitFor(patience);
  await page.keyboard.press('Escape');
  await page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden', ...patience });
  assert.deepEqual(await done(page), [TOPICS, PAGE]);
  await press(page, SKETCH, 'New Sketch');
  await choose(page, 'Change data capture');
  await page.locator('.tab.active', { hasText: 'change-data-capture.pipeline.yaml' }).waitFor(patience);
  await page.locator('.view-line', { hasText: 'full-load-and-cdc' }).waitFor(patience);
  await show(page);
  await completed(page, TOPICS, PAGE, SKETCH);

  // The cursor is at the mistake: the light bulb's key is enough.
  await press(page, FIX, 'Open a Sketch with a Mistake');
  await page.locator('.squiggly-error').first().waitFor(patience);
  await page.waitForTimeout(2_000);
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row', { hasText: 'Deliver Parquet and convert' }).click();
  await page.locator('.squiggly-error').waitFor({ state: 'detached', ...patience });
  await show(page);
  await completed(page, TOPICS, PAGE, SKETCH, FIX);

  await press(page, EDITION, 'Change the Edition');
  await choose(page, 'AWS documentation today');
  await completed(page, ...STEPS);

  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  for (const title of STEPS) {
    await step(page, title).click();
    await step(page, title).and(page.locator('.expanded')).waitFor(patience);
    const media = page.locator('.getting-started-media').locator('iframe, webview, img, svg').first();
    await media.waitFor(patience);
    if (title !== FIX) continue;
    await page.waitForTimeout(1_000);
    await shot('walkthrough');
  }
}

const walkthrough: WorkbenchTest = {
  name: 'walkthrough',
  run,
};
export default walkthrough;
