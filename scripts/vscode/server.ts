import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './paths.js';
import { killTree, onExit, run } from './processes.js';
import type { Provisioned } from './provision.js';

export interface ServerOptions {
  /** The port on 127.0.0.1; a free one when absent. */
  readonly port?: number;
  /** User settings on top of `defaultSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Folder with `user-data` and `extensions`, from `serverFolder`. A fresh one, removed on stop, when absent. */
  readonly folder?: string;
  /**
   * Obey the page's payload (development extension, tests). On unless said otherwise. VS Code shows no notification
   * toasts then: they are in the notification centre only.
   */
  readonly driver?: boolean;
}

export interface VscodeServer {
  readonly url: string;
  readonly port: number;
  /** Holds `user-data` (with the logs) and `extensions`. */
  readonly folder: string;
  /** What the server has printed so far. */
  log(): string;
  /** The log of the Node extension host, as far as it is written. Empty when it never started. */
  extensionHostLog(): string;
  stop(): Promise<void>;
}

/** Settings that make a fresh VS Code quiet and predictable: nothing opens, asks or reports by itself. */
export const defaultSettings: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.welcomePage.experimentalOnboarding': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.autoUpdate': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'git.showProgress': false,
  'files.autoSave': 'off',
  'window.confirmBeforeClose': 'never',
  'update.mode': 'none',
};

/** A fresh folder for a server. Make it first where a VSIX is to be installed before the server starts. */
export function serverFolder(): string {
  const folder = temporaryFolder('vscode');
  mkdirSync(join(folder, 'extensions'), { recursive: true });
  mkdirSync(join(folder, 'user-data', 'User'), { recursive: true });
  return folder;
}

/**
 * Starts the VS Code server on 127.0.0.1 and waits until it answers. It needs no token: it listens to this
 * machine only, and for as long as the caller lets it.
 */
export async function startServer(vscode: Provisioned, options: ServerOptions = {}): Promise<VscodeServer> {
  const folder = options.folder ?? serverFolder();
  writeSettings(folder, options.settings);
  const child = spawn(vscode.node, [vscode.serverMain, ...serverArguments(folder, options)], {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: serverEnvironment(folder),
  });
  const output: string[] = [];
  child.stdout.on('data', (data) => output.push(String(data)));
  child.stderr.on('data', (data) => output.push(String(data)));
  const clean = onExit(() => {
    killTree(child, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });
  try {
    const port = await listeningPort(child, output);
    const url = `http://127.0.0.1:${port}`;
    await answers(url);
    return {
      url,
      port,
      folder,
      log: () => output.join(''),
      extensionHostLog: () => extensionHostLog(folder),
      stop: () => stop(child, clean),
    };
  } catch (error) {
    clean();
    throw error;
  }
}

/**
 * Installs a VSIX into a server's folder, as a user would, and gives the folder that it was unpacked into.
 * Call it before the server starts.
 */
export async function installVsix(vscode: Provisioned, file: string, folder: string): Promise<string> {
  const extensions = join(folder, 'extensions');
  const before = new Set(readdirSync(extensions));
  const output = await run(
    vscode.node,
    [vscode.serverMain, '--install-extension', file, '--force', ...commonArguments(folder)],
    { env: serverEnvironment(folder) },
  );
  const added = readdirSync(extensions, { withFileTypes: true }).find(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !before.has(entry.name),
  );
  if (!added) throw new Error(`${file} was not installed:\n${output}`);
  return join(extensions, added.name);
}

/**
 * Makes an extension's folder look installed, in a server folder from `serverFolder`. For a server without the driver,
 * which loads no development extension: what is on the screen then is all that a user sees, toasts included.
 */
export function linkExtension(extension: string, folder: string): void {
  const manifest = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const name = `${manifest.publisher}.${manifest.name}-${manifest.version}`;
  symlinkSync(extension, join(folder, 'extensions', name), 'junction');
}

function serverArguments(folder: string, { port = 0, driver = true }: ServerOptions): readonly string[] {
  return [
    '--host=127.0.0.1',
    `--port=${port}`,
    '--without-connection-token',
    '--disable-workspace-trust',
    ...(driver ? ['--enable-smoke-test-driver'] : []),
    ...commonArguments(folder),
  ];
}

function commonArguments(folder: string): readonly string[] {
  return [
    '--accept-server-license-terms',
    '--disable-telemetry',
    `--user-data-dir=${join(folder, 'user-data')}`,
    `--extensions-dir=${join(folder, 'extensions')}`,
  ];
}

/**
 * A VS Code terminal sets variables that change how a server started inside it behaves. And the server is to ask no
 * extension gallery.
 */
function serverEnvironment(folder: string): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|CODE_SERVER_|ELECTRON_|NODE_OPTIONS$|PORT$|PASSWORD$)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(own), VSCODE_AGENT_FOLDER: join(folder, 'agent'), EXTENSIONS_GALLERY: '{}' };
}

function writeSettings(folder: string, settings: ServerOptions['settings']): void {
  const user = join(folder, 'user-data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(
    join(user, 'settings.json'),
    JSON.stringify({ ...defaultSettings, ...settings }, undefined, 2),
  );
}

/** The server picks a free port itself, which two runs at once cannot both get, and says which. */
async function listeningPort(child: ChildProcess, output: readonly string[]): Promise<number> {
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new Error(`the VS Code server cannot start: ${error.message}`)));
    child.once('exit', (code) =>
      reject(new Error(`the VS Code server ended with ${code} before it was ready:\n${output.join('')}`)),
    );
  });
  const found = poll('the VS Code server names its port', 60_000, async () => {
    const port = /listening on (\d+)/.exec(output.join(''))?.[1];
    return port ? Number(port) : undefined;
  });
  return Promise.race([found, failed]);
}

async function answers(url: string): Promise<void> {
  await poll('the VS Code server answers', 30_000, async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    return response?.ok || undefined;
  });
}

async function poll<T>(what: string, limit: number, ask: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + limit; Date.now() < end; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${limit / 1000} s in vain until ${what}`);
}

async function stop(child: ChildProcess, clean: () => void): Promise<void> {
  const gone = child.exitCode !== null || child.signalCode !== null;
  const ended = gone
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once('exit', () => resolve()));
  killTree(child, 'SIGTERM');
  const patience = new Promise<void>((resolve) => setTimeout(resolve, 2_000).unref());
  await Promise.race([ended, patience]);
  clean();
}

function extensionHostLog(folder: string): string {
  const logs = join(folder, 'user-data', 'logs');
  try {
    const files = readdirSync(logs, { recursive: true, encoding: 'utf8' });
    const found = files.filter((name) => /(remote)?exthost\d*\.log$/.test(name)).sort();
    return found.map((name) => readFileSync(join(logs, name), 'utf8')).join('\n');
  } catch {
    return '';
  }
}
