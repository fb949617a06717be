/**
 * `node out/scripts/vscode/run-workbench.js [--only NAME] [--save]`: the tests of `test/workbench`, which drive a whole workbench by a
 * browser as a person would. Their pictures go to `out/test/pictures`; with `--save` those that the README shows go to `docs/images`
 * as well.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type WorkbenchTest, workbenchTests } from '../../test/workbench/index.js';
import { launchChromium } from './chromium.js';
import { extensionCopy } from './extension-copy.js';
import { screenshot } from './helpers.js';
import { temporaryFolder } from './paths.js';
import { exitOnSignals, onExit } from './processes.js';
import { type Provisioned, provision } from './provision.js';
import { startServer, type VscodeServer } from './server.js';
import { smallPng } from './small-png.js';
import { openWorkbench } from './workbench.js';

const root = process.cwd();

async function main(): Promise<void> {
  exitOnSignals();
  const { values } = parseArgs({
    options: { only: { type: 'string' }, save: { type: 'boolean', default: false } },
  });
  const shown = values.save ? shownPictures() : new Set<string>();
  const tests = workbenchTests.filter((t) => values.only === undefined || t.name.includes(values.only));
  const vscode = await provision(root);
  const browser = await launchChromium(root);
  const results = { passed: 0, failed: 0 };
  const extension = extensionCopy(root);
  const removeCopy = onExit(() => rmSync(extension, { recursive: true, force: true }));
  for (const test of tests) {
    const passed = await attempts(test, { vscode, browser, extension, shown });
    results[passed ? 'passed' : 'failed']++;
  }
  await browser.close();
  removeCopy();
  mkdirSync(join(root, 'out/test'), { recursive: true });
  writeFileSync(join(root, 'out/test/workbench-results.json'), JSON.stringify(results));
  console.log(`workbench: ${results.passed} passed, ${results.failed} failed`);
  if (results.failed > 0 || results.passed === 0) process.exitCode = 1;
}

function shownPictures(): ReadonlySet<string> {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  return new Set([...readme.matchAll(/\(docs\/images\/([\w-]+)\.png\)/g)].map((m) => m[1] ?? ''));
}

interface Tools {
  readonly vscode: Provisioned;
  readonly browser: Awaited<ReturnType<typeof launchChromium>>;
  readonly extension: string;
  /** Names of the pictures that are to be saved for the README. */
  readonly shown: ReadonlySet<string>;
}

/**
 * Keys and pointers that come too late on a busy machine are no fault of what is tested: a test has a second try. What the first one said
 * is shown, and that there was one.
 */
async function attempts(test: WorkbenchTest, tools: Tools): Promise<boolean> {
  return (await attempt(test, tools, '')) || attempt(test, tools, ' (at the second try)');
}

async function attempt(test: WorkbenchTest, tools: Tools, which: string): Promise<boolean> {
  const server = await startServer(
    tools.vscode,
    test.settings === undefined ? {} : { settings: test.settings },
  );
  try {
    await runOne(test, { ...tools, server });
    console.log(`  ✔ ${test.name}${which}`);
    return true;
  } catch (error) {
    console.log(
      `  ${which === '' ? '…' : '✘'} ${test.name}\n${error instanceof Error ? error.stack : String(error)}`,
    );
    return false;
  } finally {
    await server.stop();
  }
}

interface Host extends Tools {
  readonly server: VscodeServer;
}

async function runOne(test: WorkbenchTest, { server, browser, extension, shown }: Host): Promise<void> {
  const parent = temporaryFolder('samples');
  const folder = join(parent, 'samples');
  cpSync(join(root, 'samples'), folder, { recursive: true });
  for (const [name, text] of Object.entries(test.files ?? {})) writeFileSync(join(folder, name), text);
  const page = await openWorkbench({
    server,
    folder,
    extension,
    browser,
    scale: 1.25,
    root,
    viewport: { width: 1280, height: 800 },
  });
  try {
    await test.run({
      page,
      folder,
      async shot(name, part) {
        const file = join(root, 'out/test/pictures', `${name}.png`);
        await screenshot(page, file, part);
        if (shown.has(name))
          writeFileSync(join(root, 'docs/images', `${name}.png`), smallPng(readFileSync(file)));
      },
    });
  } catch (error) {
    await screenshot(page, join(root, 'out/test', `failed-${test.name.replaceAll(/\W+/g, '-')}.png`)).catch(
      () => undefined,
    );
    throw error;
  } finally {
    await page.close();
    rmSync(parent, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 1;
});
