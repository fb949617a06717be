/** Sizing in the text: a line above the step, a hint behind its setting, and the calculator that both lead to. */
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { openFile, runCommand } from '../../scripts/vscode/helpers.js';
import { pageFrame } from './diagram.workbench.js';
import type { WorkbenchContext, WorkbenchTest } from './index.js';
import { patience, useTheme } from './study-side.js';

/** Moves a slider by its keys until the headline says something else, and gives that. */
async function slide(frame: Frame, name: RegExp, key: string): Promise<string> {
  const headline = frame.locator('.headline');
  const before = await headline.innerText();
  const slider = frame.getByRole('slider', { name });
  await slider.focus();
  for (let i = 0; i < 400 && (await headline.innerText()) === before; i++) await slider.press(key);
  const after = await headline.innerText();
  assert.notEqual(after, before, `the slider ${name} moves nothing`);
  return after;
}

const numberIn = (text: string): number => Number(/\d+/.exec(text)?.[0]);

async function visible(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: 'visible', ...patience });
}

async function run({ page, shot }: WorkbenchContext): Promise<void> {
  await useTheme(page, 'dark');
  await openFile(page, 'bad-too-few-shards.pipeline.yaml');
  const lens = page.locator('.codelens-decoration a', { hasText: '5 shards needed' });
  await visible(lens);
  const hint = page.locator('.view-line', { hasText: /shards:\s2.*needs\s5/ });
  await visible(hint);
  // The first lens of a text comes before those of other steps do.
  await visible(page.locator('.codelens-decoration a', { hasText: 'Buffer: size comes first' }));
  await shot('sizing');

  await lens.first().click();
  const frame = await pageFrame(page, '.headline');
  await visible(frame.locator('.headline', { hasText: '5 shards needed' }));
  // The numbers of the step stand in the form; more records need more shards, fewer need fewer.
  assert.equal(await frame.locator('#input-records').inputValue(), '4000');
  const more = await slide(frame, /Records.*slider/, 'ArrowRight');
  assert.ok(numberIn(more) > 5, more);
  const fewer = await slide(frame, /Records.*slider/, 'ArrowLeft');
  assert.ok(numberIn(fewer) < numberIn(more), fewer);
  // By the number itself too.
  await frame.locator('#input-records').fill('9000');
  await visible(frame.locator('.headline', { hasText: /^1\d shards needed/ }));
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await shot('calculator');
}

export const sizingTest: WorkbenchTest = { name: 'sizing', run };
