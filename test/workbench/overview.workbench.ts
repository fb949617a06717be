/** The whole of it at a glance: the tree, a sketch with its mistake, the reason in a hover, and the Problems view. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import {
  findText,
  goTo,
  hoverText,
  openFile,
  runCommand,
  waitForProblem,
} from '../../scripts/vscode/helpers.js';
import type { WorkbenchContext, WorkbenchTest } from './index.js';
import { openTopics, patience, toggle, treeRow, useTheme } from './study-side.js';

const SAMPLE = 'bad-recordio-from-firehose.pipeline.yaml';
const WORD = 'recordio-protobuf';
/** The hover below the word, where nothing is written, and nothing beside the text. */
const SETTINGS = { 'editor.hover.above': false, 'editor.minimap.enabled': false };

/** Brings everything onto the screen and checks that it is there. */
export async function showOverview(page: Page): Promise<void> {
  await openFile(page, SAMPLE);
  await openTopics(page);
  await page.locator('.squiggly-error').waitFor(patience);
  await goTo(page, { line: 10, column: 16 });
  await runCommand(page, 'Tributary: Reveal in Topics');
  const firehose = treeRow(page, 'Firehose, service');
  await firehose.and(page.locator('[aria-expanded="true"]')).waitFor(patience);
  assert.match((await firehose.getAttribute('aria-label')) ?? '', /facts studied, 1 finding/);
  // Of its many rules the broken one comes first.
  const rules = treeRow(page, 'Rules of Firehose');
  await toggle(rules);
  await treeRow(page, 'rule firehose-recordio-output, error, 1 finding').waitFor(patience);
  await toggle(rules);
  const problem = await waitForProblem(page, 'no built-in conversion');
  assert.match((await problem.textContent()) ?? '', /firehose-recordio-output/);
  await runCommand(page, 'View: Focus Active Editor Group');
  await goTo(page, { line: 13, column: 1 });
  // The first word stands in the comment above; the hover is to be the finding's.
  const hover = await hoverText(page, WORD);
  assert.match(hover, /deliver: Firehose has no built-in conversion to "recordio-protobuf"/);
  assert.match(hover, /firehose-recordio-output/);
}

/** The hover leaves the marked word visible. */
async function hoverBesideWord(page: Page): Promise<void> {
  const box = await page.locator('.monaco-resizable-hover:visible').first().boundingBox();
  const word = await findText(page, WORD);
  assert.ok(box !== null && (word.y < box.y || word.y > box.y + box.height), 'the hover covers the word');
}

async function run({ page, shot }: WorkbenchContext): Promise<void> {
  await useTheme(page, 'dark');
  await showOverview(page);
  await hoverBesideWord(page);
  await shot('overview');
}

const overview: WorkbenchTest = {
  name: 'overview',
  settings: SETTINGS,
  run,
};
export default overview;

/** The same in the other kinds of theme. */
export const overviewThemes: readonly WorkbenchTest[] = (['light', 'high-contrast'] as const).map(
  (theme) => ({
    name: `overview-${theme}`,
    settings: SETTINGS,
    async run({ page, shot }) {
      await useTheme(page, theme);
      await showOverview(page);
      await shot(`overview-${theme}`);
    },
  }),
);
