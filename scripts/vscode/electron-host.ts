import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { temporaryFolder, testFolder } from './paths.js';
import { killTree, onExit, run } from './processes.js';
import { defaultSettings } from './server.js';
import { createReport, type HostResult } from './test-report.js';

export interface ElectronRun {
  readonly root: string;
  readonly folder: string;
  readonly extension: string;
  readonly tests: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** A VSIX to install first. */
  readonly vsix?: string;
}

const limit = 15 * 60_000;
const downloads = 'https://update.code.visualstudio.com/api/releases/stable';

/** True when a desktop VS Code can be downloaded and shown here; the answer takes two seconds at most. */
export async function electronPossible(): Promise<boolean> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false;
  const answer = await fetch(downloads, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  return answer?.ok ?? false;
}

/** Runs a test module in a downloaded desktop VS Code (Node extension host). */
export async function runInElectron(options: ElectronRun): Promise<HostResult> {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  const code = await downloadAndUnzipVSCode({ cachePath: join(testFolder(options.root), 'desktop') });
  const home = temporaryFolder('desktop');
  const removeHome = onExit(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  try {
    mkdirSync(join(home, 'user-data', 'User'), { recursive: true });
    const settings = JSON.stringify({ ...defaultSettings, ...options.settings });
    writeFileSync(join(home, 'user-data', 'User', 'settings.json'), settings);
    if (options.vsix) await installInto(code, home, options.vsix);
    return await runCode(code, home, options);
  } finally {
    removeHome();
  }
}

async function installInto(code: string, home: string, vsix: string): Promise<void> {
  const { resolveCliArgsFromVSCodeExecutablePath } = await import('@vscode/test-electron');
  const [cli = code, ...args] = resolveCliArgsFromVSCodeExecutablePath(code, { reuseMachineInstall: true });
  await run(cli, [...args, ...profile(home), '--install-extension', vsix, '--force']);
}

async function runCode(code: string, home: string, options: ElectronRun): Promise<HostResult> {
  const report = createReport();
  const args = [
    options.folder,
    '--no-sandbox',
    '--disable-gpu-sandbox',
    '--disable-updates',
    '--skip-welcome',
    '--skip-release-notes',
    '--disable-workspace-trust',
    '--disable-telemetry',
    ...profile(home),
    `--extensionDevelopmentPath=${options.extension}`,
    `--extensionTestsPath=${options.tests}`,
  ];
  const child = spawn(code, args, {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stopChild = onExit(() => killTree(child, 'SIGKILL'));
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => report.line(line));
  }
  let problem: string | undefined;
  const timer = setTimeout(() => {
    problem = `VS Code did not end in ${limit / 60_000} minutes`;
    killTree(child, 'SIGKILL');
  }, limit);
  const status = await new Promise<number | undefined>((resolve) => {
    child.once('error', (error) => {
      problem = `VS Code cannot start: ${error.message}`;
      resolve(undefined);
    });
    child.once('close', (exitCode) => resolve(exitCode ?? undefined));
  });
  clearTimeout(timer);
  stopChild();
  const result = report.result(status, problem);
  if (result.problem) console.log(`\n--- the last lines of VS Code\n${report.tail().join('\n')}`);
  return result;
}

function profile(home: string): readonly string[] {
  return [`--user-data-dir=${join(home, 'user-data')}`, `--extensions-dir=${join(home, 'extensions')}`];
}
