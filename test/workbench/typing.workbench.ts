/** Typing a sketch as a person would: the completion list, what it inserts, and a rename of a step. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { goTo, openFile, runCommand } from '../../scripts/vscode/helpers.js';
import type { WorkbenchTest } from './index.js';
import { patience, useTheme } from './study-side.js';

const FILE = 'good-clickstream-to-training.pipeline.yaml';

/** The text of the open file, through the disk: the editor shows only the lines in view. */
async function saved(page: Page, folder: string): Promise<string> {
  await runCommand(page, 'File: Save');
  await page.waitForTimeout(500);
  return readFileSync(join(folder, FILE), 'utf8');
}

const typing: WorkbenchTest = {
  name: 'typing',
  async run({ page, folder, shot }) {
    await useTheme(page, 'dark');
    await openFile(page, FILE);
    const before = readFileSync(join(folder, FILE), 'utf8');
    const line = before.split('\n').findIndex((l) => l.trim() === 'mode: provisioned') + 1;
    assert.ok(line > 0, 'the sample has a mode to type over');
    await goTo(page, { line, column: (before.split('\n')[line - 1] ?? '').length + 1 });
    await page.keyboard.press('Enter');
    await page.keyboard.type('shardLevel', { delay: 20 });
    await page.keyboard.press('Control+Space');
    const list = page.locator('.suggest-widget.visible .monaco-list-row');
    await list.first().waitFor(patience);
    await shot('completion');
    await page.keyboard.press('Escape');
    for (let i = 0; i < 'shardLevel'.length; i++) await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');

    const at = before.split('\n').findIndex((l) => /^ {2}clicks:/.test(l)) + 1;
    await goTo(page, { line: at, column: 4 });
    await page.keyboard.press('F2');
    const box = page.locator('.rename-box input, .rename-box .rename-input').first();
    await box.waitFor({ state: 'visible', ...patience });
    await box.fill('visits');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(500);
    const after = await saved(page, folder);
    assert.match(after, /^ {2}visits:/m, 'the step has its new name');
    assert.match(after, /to: visits$/m, 'and so has the edge to it');
    assert.doesNotMatch(after, /^ {2}clicks:|to: clicks$/m);
  },
};

export default typing;
