/** Typing a sketch as a person would: what completion offers and writes, and a rename of a step. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { goTo, openFile, runCommand } from '../../scripts/vscode/helpers.js';
import type { WorkbenchContext, WorkbenchTest } from './index.js';
import { patience, useTheme } from './study-side.js';

const FILE = 'good-clickstream-to-training.pipeline.yaml';

const textOf = (folder: string): string => readFileSync(join(folder, FILE), 'utf8');

/** Saves, and waits until the text on the disk passes the test: the editor itself holds only the lines in view. */
async function savedAs(page: Page, folder: string, wanted: (text: string) => boolean): Promise<string> {
  await runCommand(page, 'File: Save');
  for (const end = Date.now() + patience.timeout; Date.now() < end; await page.waitForTimeout(100)) {
    const text = textOf(folder);
    if (wanted(text)) return text;
  }
  assert.fail(`what was saved is:\n${textOf(folder)}`);
}

/** Puts the cursor behind a text of the file. */
async function goBehind(page: Page, folder: string, words: string): Promise<void> {
  const lines = textOf(folder).split('\n');
  const line = lines.findIndex((l) => l.includes(words));
  assert.ok(line >= 0, `the sample has "${words}"`);
  await goTo(page, { line: line + 1, column: (lines[line] ?? '').indexOf(words) + words.length + 1 });
}

const list = (page: Page) => page.locator('.suggest-widget.visible .monaco-list-row');

/** Asks for suggestions, and gives the labels in their order; the documentation of the first one is beside them. */
async function suggestions(page: Page): Promise<string[]> {
  await page.keyboard.press('Control+Space');
  await list(page).first().waitFor(patience);
  const details = page.locator('.suggest-details-container');
  // Asking again opens and closes the documentation; once open it comes with every list, a moment after it.
  for (let tries = 0; tries < 5 && !(await shows(details)); tries++)
    await page.keyboard.press('Control+Space');
  return list(page).locator('.label-name').allInnerTexts();
}

function shows(part: Locator): Promise<boolean> {
  return part.waitFor({ state: 'visible', timeout: 2_000 }).then(
    () => true,
    () => false,
  );
}

async function documentation(page: Page, words: RegExp): Promise<void> {
  await page.locator('.suggest-details-container .body', { hasText: words }).waitFor(patience);
}

/** Chooses a suggestion by the keyboard alone. */
async function accept(page: Page, label: string): Promise<void> {
  const focused = page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name');
  for (let i = 0; i < 60 && (await focused.innerText()) !== label; i++)
    await page.keyboard.press('ArrowDown');
  assert.equal(await focused.innerText(), label);
  await page.keyboard.press('Enter');
  await page.locator('.suggest-widget.visible').waitFor({ state: 'detached', ...patience });
}

/** A setting with its value, a service and a target, each taken from the list. */
async function complete({ page, folder, shot }: WorkbenchContext): Promise<void> {
  await useTheme(page, 'dark');
  await openFile(page, FILE);
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');

  const before = textOf(folder);
  // What only this service has comes with its documentation and its limits in both editions.
  await goBehind(
    page,
    folder,
    'retentionTier: extended # beyond a day it costs more: this says that it is meant',
  );
  await page.keyboard.press('Enter');
  await page.keyboard.type('maxRec', { delay: 20 });
  assert.deepEqual(await suggestions(page), ['maxRecordSize']);
  await documentation(page, /Largest record that the stream accepts/);
  await accept(page, 'maxRecordSize');
  await page.keyboard.type('2 M', { delay: 20 });
  assert.equal((await suggestions(page))[0], '2 MB');
  await accept(page, '2 MB');
  const withSize = await savedAs(page, folder, (text) => text.includes('maxRecordSize: 2 MB\n'));
  assert.equal(withSize.replace('    maxRecordSize: 2 MB\n', ''), before, 'nothing else has changed');

  // The service whose settings stand there comes first.
  await goBehind(page, folder, 'service: Firehose');
  for (const _ of 'Firehose') await page.keyboard.press('Backspace');
  assert.equal((await suggestions(page))[0], 'Firehose');
  await documentation(page, /Amazon Data Firehose/);
  await accept(page, 'Firehose');

  // Where it can deliver to comes before what it cannot: that says why.
  await goBehind(page, folder, 'to: lake');
  for (const _ of 'lake') await page.keyboard.press('Backspace');
  const targets = await suggestions(page);
  assert.equal(targets[0], 'lake');
  assert.ok(targets.indexOf('clicks') > 0, targets.join());
  await documentation(page, /a documented connection/i);
  await shot('completion');
  await page.keyboard.type('cli', { delay: 20 });
  await documentation(page, /Firehose/);
  for (const _ of 'cli') await page.keyboard.press('Backspace');
  await suggestions(page);
  await accept(page, 'lake');

  await runCommand(page, 'File: Save');
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached', ...patience });
  assert.equal(textOf(folder), withSize, 'the same words stand there again');
}

/** F2 on a step: its key and every edge to it. */
async function rename({ page, folder, shot }: WorkbenchContext): Promise<void> {
  await useTheme(page, 'dark');
  await openFile(page, FILE);
  const before = textOf(folder);
  // From a place that only names it.
  await goBehind(page, folder, 'to: clicks');
  await page.keyboard.press('F2');
  const box = page.locator('.rename-box input, .rename-box .rename-input').first();
  await box.waitFor({ state: 'visible', ...patience });
  assert.equal(await box.inputValue(), 'clicks');
  await box.fill('visits');
  await shot('rename');
  await page.keyboard.press('Enter');
  await box.waitFor({ state: 'hidden', ...patience });
  const after = await savedAs(page, folder, (text) => text.includes('to: visits'));
  assert.equal(after, before.replace('  clicks:\n', '  visits:\n').replace('to: clicks\n', 'to: visits\n'));
}

export const completionTest: WorkbenchTest = { name: 'completion', run: complete };
export const renameTest: WorkbenchTest = { name: 'rename', run: rename };
