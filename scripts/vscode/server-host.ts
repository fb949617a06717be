import type { Browser, Page } from 'playwright-core';
import type { HostKind } from './extension-copy.js';
import type { VscodeServer } from './server.js';
import { createReport, type HostResult, type TestReport } from './test-report.js';
import { workbenchUrl } from './workbench.js';

export interface ServerRun {
  readonly server: VscodeServer;
  readonly browser: Browser;
  readonly hostKind: HostKind;
  readonly folder: string;
  readonly extension: string;
  /** The bundled test module with `run()`. */
  readonly tests: string;
}

const startLimit = 120_000;
const silenceLimit = 120_000;

interface Ending {
  readonly code?: number;
  readonly problem?: string;
  /** The log files of VS Code, which it hands over when its tests end. */
  readonly logs?: unknown;
}

/** Runs a test module in a VS Code of the server, driven by Chromium, and waits for its end. */
export async function runInServer(options: ServerRun): Promise<HostResult> {
  const report = createReport();
  const context = await options.browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const ending = await drive(page, report, workbenchUrl(options));
    const result = report.result(ending.code, ending.problem);
    if (result.problem) printTails(report, options.server, ending.logs);
    return result;
  } finally {
    await context.close();
  }
}

async function drive(page: Page, report: TestReport, url: string): Promise<Ending> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const ended = new Promise<Ending>((resolve) => {
      page.on('crash', () => resolve({ problem: 'the browser page crashed' }));
      page.on('close', () => resolve({ problem: 'the browser closed' }));
      timer = setInterval(() => {
        const silence = Date.now() - report.lastEvent;
        if (!report.started && silence > startLimit) {
          resolve({ problem: `the extension host did not start the tests in ${startLimit / 1000} s` });
        } else if (report.started && silence > silenceLimit) {
          resolve({ problem: `the tests said nothing for ${silenceLimit / 1000} s` });
        }
      }, 500);
      void page.exposeFunction('codeAutomationExit', (code: number, logs: unknown) =>
        resolve({ code, logs }),
      );
    });
    await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
      const text = [args].flat().map(plain).join(' ');
      report.line(text.includes('@@') ? text : `[${type}] ${text}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') report.line(`[browser] ${message.text()}`);
    });
    page.on('pageerror', (error) => report.line(`[browser] ${error.stack ?? error.message}`));
    await page.goto(url, { timeout: startLimit });
    return await ended;
  } catch (error) {
    return { problem: `the workbench did not open: ${(error as Error).message}` };
  } finally {
    clearInterval(timer);
  }
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}

function printTails(report: TestReport, server: VscodeServer, logs: unknown): void {
  print('the last lines of the console of VS Code', report.tail());
  print('the last lines of the server', lines(server.log()));
  print('the last lines of the Node extension host log', lines(server.extensionHostLog()));
  for (const log of Array.isArray(logs) ? logs : []) {
    const { relativePath, contents } = log as { relativePath?: unknown; contents?: unknown };
    if (/exthost|window/.test(String(relativePath))) {
      print(`the last lines of ${relativePath}`, lines(String(contents)));
    }
  }
}

function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() && !/^\s+file:/.test(line) && !line.includes('@@tributary-test@@'));
}

function print(title: string, text: readonly string[]): void {
  if (text.length === 0) return;
  console.log(`\n--- ${title}`);
  for (const line of text.slice(-30)) console.log(line);
}
