import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.js';
import { type HostKind, webCopy } from './extension-copy.js';
import { extensionsLoaded, layoutRestored } from './in-page.js';
import { uriPath } from './paths.js';
import { onExit } from './processes.js';
import type { VscodeServer } from './server.js';

export interface WorkbenchTarget {
  readonly server: VscodeServer;
  /** The folder to open, an absolute path. */
  readonly folder: string;
  /** The folder of the development extension, an absolute path; none where a VSIX is installed instead. */
  readonly extension?: string | undefined;
  readonly hostKind?: HostKind;
  /** A test module with `run()`, an absolute path; for the web host, inside the folder of the extension. */
  readonly tests?: string;
}

export interface WorkbenchOptions extends WorkbenchTarget {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pixels per CSS pixel; 2 makes sharp pictures for a README. */
  readonly scale?: number;
  /** A browser to use; a new one, closed together with the page, when absent. */
  readonly browser?: Browser;
  /** The repo root, for a Chromium in `.vscode-test`. */
  readonly root?: string;
}

/**
 * The address of a workbench. What it loads is said in the payload, which VS Code obeys only because the server
 * was started with its smoke test driver.
 */
export function workbenchUrl({ server, folder, extension, hostKind, tests }: WorkbenchTarget): string {
  const remote = (file: string): string => `vscode-remote://127.0.0.1:${server.port}${uriPath(file)}`;
  const payload = [
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(hostKind === 'web' ? [['extensionDevelopmentKind', 'web']] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  return `${server.url}/?folder=${uriPath(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/**
 * Opens a workbench with a development extension in headless Chromium and gives its page once VS Code has
 * restored its layout and read its extensions. For the web host a web-only copy of the extension is made first.
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<Page> {
  const { hostKind = 'node', viewport = { width: 1280, height: 800 }, root = process.cwd() } = options;
  const browser = options.browser ?? (await launchChromium(root));
  const copy = hostKind === 'web' && options.extension ? webCopy(options.extension) : undefined;
  const removeCopy = onExit(() => copy && rmSync(copy, { recursive: true, force: true }));
  const context = await browser.newContext({ viewport, deviceScaleFactor: options.scale ?? 1 });
  const page = await context.newPage();
  page.once('close', () => {
    removeCopy();
    if (!options.browser) void browser.close();
  });
  try {
    await page.goto(workbenchUrl({ ...options, hostKind, extension: copy ?? options.extension }));
    await workbenchReady(page);
    return page;
  } catch (error) {
    await page.close();
    throw error;
  }
}

/** Waits until VS Code has restored its layout, knows its extensions, and is connected to its server. */
export async function workbenchReady(page: Page, timeout = 90_000): Promise<void> {
  await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout });
  await page.waitForFunction(extensionsLoaded, undefined, { timeout });
  await page.evaluate(layoutRestored);
}
