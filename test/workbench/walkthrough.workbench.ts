/** "Get started with Tributary": its steps, and that they complete by doing. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { goTo, runCommand } from '../../scripts/vscode/helpers.js';
import type { WorkbenchContext, WorkbenchTest } from './index.js';
import { patience, useTheme } from './study-side.js';

const STEPS = [
  'See what there is to study',
  'Read a notes page',
  'Sketch a pipeline',
  'See a finding and fix it',
  'Choose which truth counts',
];

const step = (page: Page, title: string) => page.locator('.getting-started-step', { hasText: title });
const complete = (page: Page, title: string) =>
  step(page, title).locator('.codicon.complete').first().waitFor(patience);

/** VS Code takes its time until it knows the walkthroughs of extensions, and shows its own one until then. */
async function openWalkthrough(page: Page): Promise<void> {
  for (let tries = 1; ; tries++) {
    await runCommand(page, 'Tributary: Get Started');
    const shown = step(page, STEPS[0] ?? '').waitFor({ timeout: 4_000 });
    if (tries === 5) return shown;
    if (await shown.then(() => true).catch(() => false)) return;
    await runCommand(page, 'View: Close All Editors');
  }
}

async function run({ page, shot }: WorkbenchContext): Promise<void> {
  await useTheme(page, 'dark');
  await openWalkthrough(page);
  const titles = await page.locator('.getting-started-step .step-title').allInnerTexts();
  assert.deepEqual(
    titles.map((t) => t.trim()),
    STEPS,
  );

  await page.getByRole('button', { name: 'Open the Topics View' }).click();
  await complete(page, 'See what there is to study');

  // A finding is fixed, and the step is done.
  await step(page, 'See a finding and fix it').click();
  await page.getByRole('button', { name: 'Open a Sketch with a Mistake' }).click();
  await page.locator('.squiggly-error').first().waitFor(patience);
  await goTo(page, { line: 6, column: 16 });
  await runCommand(page, 'Quick Fix...');
  await page.locator('.action-widget .monaco-list-row', { hasText: 'Deliver Parquet and convert' }).click();
  await page.locator('.squiggly-error').waitFor({ state: 'detached', ...patience });
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await runCommand(page, 'Tributary: Get Started');
  await complete(page, 'See a finding and fix it');
  for (const title of STEPS) {
    await step(page, title).click();
    await step(page, title).and(page.locator('.expanded')).waitFor(patience);
    await page
      .locator('.getting-started-media')
      .locator('iframe, webview, img, svg')
      .first()
      .waitFor(patience);
    if (title !== 'See a finding and fix it') continue;
    await page.waitForTimeout(1_000);
    await shot('walkthrough');
  }
}

const walkthrough: WorkbenchTest = {
  name: 'walkthrough',
  run,
};
export default walkthrough;
