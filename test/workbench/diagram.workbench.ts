/** The diagram beside the text: live, clickable both ways, in every theme. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { goTo, openFile, runCommand, waitForStatus } from '../../scripts/vscode/helpers.js';
import type { WorkbenchContext, WorkbenchTest } from './index.js';
import { useTheme } from './study-side.js';

const SAMPLE = 'good-clickstream-to-training.pipeline.yaml';
const patience = { timeout: 20_000 };

/** The frame of our page: the one that holds an element which only it has. */
export async function pageFrame(page: Page, selector: string): Promise<Frame> {
  for (const end = Date.now() + patience.timeout; Date.now() < end; await page.waitForTimeout(100)) {
    for (const frame of page.frames()) {
      const found = await frame.$(selector).catch(() => null);
      if (found !== null) return frame;
    }
  }
  throw new Error(`no page of ours shows ${selector}`);
}

async function showDiagram(page: Page, file: string): Promise<Frame> {
  await openFile(page, file);
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await runCommand(page, 'Tributary: Show Diagram');
  const frame = await pageFrame(page, '#drawing');
  await frame.locator('.node').first().waitFor(patience);
  return frame;
}

const node = (frame: Frame, id: string) =>
  frame.locator('.node', { has: frame.locator(`text.name:text-is("${id}")`) });

/** The line of the sample that begins with this, whatever its indentation. */
function lineText(folder: string, text: string): string {
  return readFileSync(join(folder, SAMPLE), 'utf8').split('\n')[lineOf(folder, text) - 1] ?? '';
}

/** Its number, from 1. */
function lineOf(folder: string, text: string): number {
  const lines = readFileSync(join(folder, SAMPLE), 'utf8').split('\n');
  return lines.findIndex((line) => line.trim().startsWith(text)) + 1;
}

async function run({ page, folder, shot }: WorkbenchContext): Promise<void> {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text()) && /dist\/webview|diagram/.test(message.text()))
      problems.push(message.text());
  });
  const line = (text: string) => lineOf(folder, text);
  await useTheme(page, 'dark');
  const frame = await showDiagram(page, SAMPLE);
  assert.equal(await frame.locator('.node').count(), 5);
  assert.equal(await frame.locator('.edge').count(), 4);
  assert.equal(await frame.locator('.badge').count(), 0, 'a sound sketch has no badge');

  // Beside the text there is more room downwards, so that is where it leads; a button turns it.
  const below = async () => {
    const [first, second] = await Promise.all(['web', 'clicks'].map((id) => node(frame, id).boundingBox()));
    return first != null && second != null && second.y > first.y + first.height;
  };
  assert.ok(await below());
  await frame.getByRole('button', { name: 'Draw from left to right' }).click();
  assert.equal(await below(), false);
  await frame.getByRole('button', { name: 'Draw from top to bottom' }).click();
  assert.ok(await below());

  // Click a node: the cursor is there.
  await node(frame, 'deliver').click();
  await waitForStatus(page, `Ln ${line('deliver:')}, Col 3`);
  await node(frame, 'deliver').and(frame.locator('.selected')).waitFor(patience);

  // The other way round, by keyboard too: Tab goes through the steps, Enter jumps.
  await goTo(page, { line: line('partitionBy:'), column: 6 });
  await node(frame, 'lake').and(frame.locator('.selected')).waitFor(patience);
  await node(frame, 'clicks').focus();
  await page.keyboard.press('Enter');
  await waitForStatus(page, `Ln ${line('clicks:')}, Col 3`);
  await shot('diagram');

  // Type a mistake: the badge comes, and goes with it. A pointer that rests on a node would show that one's words.
  await page.mouse.move(5, 5);
  await goTo(page, { line: line('shards:'), column: 14 });
  await page.keyboard.press('Backspace');
  await page.keyboard.type('1');
  await node(frame, 'clicks').locator('.badge.error').waitFor(patience);
  assert.match((await node(frame, 'clicks').getAttribute('aria-label')) ?? '', /3 errors: .*shard/);
  await frame.locator('#detail', { hasText: 'error' }).waitFor(patience);

  // Zoom by keys and buttons; a change of the text keeps it.
  const percent = frame.locator('#percent');
  await frame.locator('#canvas').focus();
  await page.keyboard.press('0');
  const fitted = await percent.textContent();
  await page.keyboard.press('+');
  const zoomed = await percent.textContent();
  assert.notEqual(zoomed, fitted);
  await runCommand(page, 'View: Focus First Editor Group');
  await goTo(page, { line: line('shards:'), column: 14 });
  await page.keyboard.press('Backspace');
  await page.keyboard.type('4');
  await node(frame, 'clicks')
    .locator('.badge')
    .waitFor({ state: 'detached', ...patience });
  assert.equal(await percent.textContent(), zoomed, 'the zoom stays while one types');
  await frame.locator('#fit').click();
  assert.equal(await percent.textContent(), fitted);

  // One more, on another step.
  await runCommand(page, 'View: Focus First Editor Group');
  await goTo(page, { line: line('buffer:'), column: lineText(folder, 'buffer:').indexOf('128') + 2 });
  await page.keyboard.press('Delete');
  await page.keyboard.type('5');
  await node(frame, 'deliver').locator('.badge.error').waitFor(patience);
  await frame.locator('#detail', { hasText: /^deliver: Firehose\s*error/ }).waitFor(patience);
  for (const words of ['3 of 4 shards needed', '158 MiB after'])
    await page.locator('.codelens-decoration a', { hasText: words }).first().waitFor(patience);
  await shot('diagram-finding');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('2');
  await node(frame, 'deliver')
    .locator('.badge')
    .waitFor({ state: 'detached', ...patience });

  // The same in words.
  await frame.locator('#text').click();
  const words = frame.locator('#account');
  assert.match((await words.textContent()) ?? '', /5 steps, 4 connections, no findings/);
  await words.getByRole('button', { name: 'train: SageMaker' }).click();
  await waitForStatus(page, `Ln ${line('train:')}, Col 3`);
  await shot('diagram-words');
  assert.deepEqual(problems, []);

  // Both exports, through VS Code's own dialog.
  for (const [format, beginning] of [
    ['svg', '<svg xmlns'],
    ['png', '\u0089PNG'],
  ] as const) {
    const file = join(folder, `good-clickstream-to-training.${format}`);
    await frame.locator(`#${format}`).click();
    const dialog = page.locator('.quick-input-widget:visible', { hasText: 'Export the diagram' });
    await dialog.locator('input').first().waitFor(patience);
    await dialog.getByRole('button', { name: 'OK' }).click();
    for (const end = Date.now() + patience.timeout; !existsSync(file) && Date.now() < end; )
      await page.waitForTimeout(100);
    const content = readFileSync(file);
    assert.ok(
      content.toString('latin1').startsWith(beginning) && content.length > 4000,
      `${format}: ${content.length} bytes`,
    );
  }
}

const diagram: WorkbenchTest = { name: 'diagram', run };
export default diagram;

/** One drawing with badges of several kinds, in each kind of theme. */
export const diagramThemes: readonly WorkbenchTest[] = [
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
  ['high-contrast', 'Default High Contrast'],
  ['high-contrast-light', 'Default High Contrast Light'],
].map(([name, theme]) => ({
  name: `diagram in ${theme}`,
  settings: { 'workbench.colorTheme': theme },
  async run({ page, shot }) {
    const frame = await showDiagram(page, 'bad-stream-straight-to-s3.pipeline.yaml');
    await frame.locator('.badge').first().waitFor(patience);
    await shot(`diagram-${name}`);
  },
}));
