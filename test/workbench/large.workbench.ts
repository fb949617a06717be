/** Much at once: a diagram of some two hundred steps, and a workspace of many files; and a file that is none of ours. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  goTo,
  openFile,
  runCommand,
  waitForNotification,
  waitForStatus,
} from '../../scripts/vscode/helpers.js';
import { pageFrame } from './diagram.workbench.js';
import type { WorkbenchTest } from './index.js';
import { patience, useTheme } from './study-side.js';

const GROUPS = 28;
const LAKES = 4;

/** Groups of a source, a stream with two readers, a table and a delivery; the deliveries meet in a few lakes. */
function bigSketch(): string {
  const groups = Array.from({ length: GROUPS }, (_, i) => [
    `  source${i}: { service: EC2, output: { format: json, recordSize: 1 KB, records: ${100 + i}/s }, to: stream${i} }`,
    `  stream${i}: { service: KDS, mode: provisioned, shards: 2, to: [work${i}, deliver${i}] }`,
    `  work${i}: { service: Lambda, to: [table${i}, queue${i}] }`,
    `  table${i}: { service: DynamoDB }`,
    `  queue${i}: { service: SQS, to: after${i} }`,
    `  after${i}: { service: Lambda, to: lake${i % LAKES} }`,
    `  deliver${i}: { service: Firehose, buffer: { size: 64 MB, interval: 60 s }, to: lake${i % LAKES} }`,
  ]);
  const lakes = Array.from({ length: LAKES }, (_, i) => `  lake${i}: { service: S3 }`);
  return ['pipeline: many-steps', 'steps:', ...groups.flat(), ...lakes, ''].join('\n');
}

const STEPS = GROUPS * 7 + LAKES;
const EDGES = GROUPS * 8;

export const bigDiagram: WorkbenchTest = {
  name: 'diagram of two hundred steps',
  files: { 'many.pipeline.yaml': bigSketch() },
  async run({ page, folder, shot }) {
    await useTheme(page, 'dark');
    await openFile(page, 'many.pipeline.yaml');
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await runCommand(page, 'Tributary: Show Diagram');
    const frame = await pageFrame(page, '#drawing');
    await frame.locator('.node').first().waitFor(patience);
    assert.equal(await frame.locator('.node').count(), STEPS);
    assert.equal(await frame.locator('.edge').count(), EDGES);
    await shot('diagram-large');

    // The far end comes into view with the cursor, and a mistake there is seen at once.
    const lines = bigSketch().split('\n');
    const line = lines.findIndex((l) => l.includes('deliver27:')) + 1;
    const column = (lines[line - 1] ?? '').indexOf('64 MB') + '64'.length + 1;
    await goTo(page, { line, column });
    const node = frame.locator('.node', { has: frame.locator('text.name:text-is("deliver27")') });
    await node.and(frame.locator('.selected')).waitFor(patience);
    const shown = await node.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const room = element.ownerDocument.querySelector('#canvas')?.getBoundingClientRect();
      return room !== undefined && box.left >= room.left && box.bottom <= room.bottom && box.top >= room.top;
    });
    assert.ok(shown, 'the step at the cursor is out of view');
    await page.keyboard.type('0');
    await node.locator('.badge.error').waitFor(patience);

    await frame.locator('#text').click();
    const account = frame.locator('#account');
    await account.getByText(`${STEPS} steps, ${EDGES} connections, 1 error`).waitFor(patience);
    assert.equal(await account.locator('> ul > li').count(), STEPS);
    await frame.locator('#text').click();

    const file = join(folder, 'many.svg');
    await frame.locator('#svg').click();
    const dialog = page.locator('.quick-input-widget:visible', { hasText: 'Export the diagram' });
    await dialog.locator('input').first().waitFor(patience);
    await dialog.getByRole('button', { name: 'OK' }).click();
    for (const end = Date.now() + patience.timeout; !existsSync(file) && Date.now() < end; )
      await page.waitForTimeout(100);
    assert.equal(readFileSync(file, 'utf8').match(/class="node/g)?.length, STEPS);
  },
};

const MANY = 400;

export const lintRun: WorkbenchTest = {
  name: 'lint workspace, stopped and whole',
  files: Object.fromEntries(
    Array.from({ length: MANY }, (_, i) => [
      `many-${i}.pipeline.yaml`,
      i % 4 === 0
        ? bigSketch()
        : 'pipeline: a\nsteps: { a: { service: KDF, format: recordio-protobuf, to: S3 } }\n',
    ]),
  ),
  async run({ page }) {
    const command = 'Tributary: Lint Workspace';
    await runCommand(page, command);
    await waitForNotification(page, 'linting the workspace: ');
    await page.locator('.notifications-center .monaco-button', { hasText: 'Cancel' }).click();
    const stopped = await waitForNotification(page, 'Stopped after');
    const [, files, all] = /Stopped after (\d+) of (\d+) files/.exec(stopped) ?? [];
    assert.ok(Number(files) < Number(all) && Number(all) > MANY, stopped);

    await runCommand(page, 'Notifications: Clear All Notifications');
    await runCommand(page, command);
    const whole = await waitForNotification(page, `sketches and templates in ${all}`, 90_000);
    const errors = Number(/(\d+) errors/.exec(whole)?.[1]);
    assert.ok(errors >= (MANY * 3) / 4, whole);
  },
};

export const notLinted: WorkbenchTest = {
  name: 'a file that is not linted says why',
  files: { 'values.yaml': 'replicas: 3\nimage: { tag: latest }\n' },
  async run({ page }) {
    await openFile(page, 'values.yaml');
    await waitForStatus(page, 'Tributary: not linted');
    await page.locator('.statusbar-item', { hasText: 'Tributary: not linted' }).click();
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'Why is this file not linted?' })
      .click();
    const message = await waitForNotification(page, 'values.yaml is not linted');
    assert.match(message, /the name does not end in \.pipeline\.yaml/);
    assert.doesNotMatch(message, /`/);
  },
};
