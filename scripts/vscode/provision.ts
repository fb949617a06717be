import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { findProgram, testFolder } from './paths.js';
import { run } from './processes.js';

/** A VS Code server that can be started: the Node that it needs, and its entry file. */
export interface Provisioned {
  readonly node: string;
  readonly serverMain: string;
}

const codeServerVersion = '4.139.1';
const nodeVersion = '24';
const nativeParts = ['@vscode/spdlog', '@vscode/native-watchdog'];
const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/**
 * Installs a real VS Code server and the Node it needs into `.vscode-test/vscode`, from the npm registry alone.
 * Does nothing when they are there. The folder gets its final name only when all of it works, so an install
 * that was broken off is done again.
 */
export async function provision(root: string): Promise<Provisioned> {
  const home = join(testFolder(root), 'vscode');
  if (readStamp(home) === stamp()) return paths(home);
  requireTools();
  removeStalePartials(root);
  const partial = `${home}.partial-${process.pid}`;
  try {
    await install(partial);
    // Someone else may have finished first; theirs is as good.
    if (readStamp(home) !== stamp()) {
      rmSync(home, { recursive: true, force: true });
      renameSync(partial, home);
    }
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return paths(home);
}

async function install(home: string): Promise<void> {
  const start = Date.now();
  console.log(
    `installing VS Code (code-server ${codeServerVersion}) into .vscode-test, once; about a minute`,
  );
  const nodeHome = join(home, 'node');
  await step(`node ${nodeVersion}`, () =>
    npm(nodeHome, ['install', `${nodePackage()}@${nodeVersion}`, '--ignore-scripts', '--no-save', ...quiet]),
  );
  const node = paths(home).node;
  const env = buildEnvironment(node, join(nodeHome, 'node_modules', nodePackage()));
  const production = ['--omit=dev', '--include=optional', '--ignore-scripts', ...quiet];
  await step(`code-server ${codeServerVersion}`, () =>
    npm(join(home, 'server'), ['install', `code-server@${codeServerVersion}`, ...production], env),
  );
  const vscode = dirname(dirname(paths(home).serverMain));
  await step('the packages of VS Code', () => npm(vscode, ['install', ...production], env));
  await step('its native parts (compiling)', () =>
    npm(vscode, ['rebuild', ...nativeParts, '--ignore-scripts=false', ...quiet], env),
  );
  await step('trying it', () => check(home, vscode));
  writeFileSync(join(home, 'stamp.json'), stamp());
  console.log(`VS Code is ready, ${seconds(start)}`);
}

/** Loads the compiled parts and asks for the version: what does not work must fail here and not in a test. */
async function check(home: string, vscode: string): Promise<void> {
  const { node, serverMain } = paths(home);
  const load = nativeParts.map((name) => `require('${name}')`).join(';');
  await run(node, ['-e', load], { cwd: vscode });
  await run(node, [serverMain, '--version']);
}

async function step(name: string, work: () => Promise<unknown>): Promise<void> {
  const start = Date.now();
  try {
    await work();
  } catch (error) {
    throw new Error(`could not install VS Code for the tests, at "${name}": ${(error as Error).message}`);
  }
  console.log(`  ${name}: ${seconds(start)}`);
}

async function npm(folder: string, args: readonly string[], env = cleanEnvironment()): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  return run('npm', [...args, '--prefix', folder], { cwd: folder, env });
}

/** What `npm run` says about our own package must not leak into the npm that installs another one. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^npm_(package|lifecycle)_|^npm_config_(local_prefix|global_prefix|prefix|omit|include|global)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** Node 24 first on PATH, and its own C++ headers: they come in the package, so node-gyp downloads nothing. */
function buildEnvironment(node: string, headers: string): NodeJS.ProcessEnv {
  const env = cleanEnvironment();
  const path = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return {
    ...env,
    [path]: dirname(node) + delimiter + (env[path] ?? ''),
    npm_config_nodedir: headers,
    npm_package_config_node_gyp_nodedir: headers,
  };
}

function requireTools(): void {
  const missing = [
    findProgram('npm') ? '' : 'npm',
    findProgram('python3', 'python') ? '' : 'python3',
    process.platform === 'win32' || findProgram('make') ? '' : 'make',
    process.platform === 'win32' || findProgram('g++', 'c++', 'clang++') ? '' : 'g++',
  ].filter(Boolean);
  if (missing.length === 0) return;
  throw new Error(
    `VS Code's server has two small native parts that are compiled here, and this machine lacks: ${missing.join(', ')}. ` +
      'Install them (Debian, Ubuntu: apt-get install make g++ python3) and run again.',
  );
}

/** The package that the `node` package would fetch in its install script; taken directly, no script runs. */
function nodePackage(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

function paths(home: string): Provisioned {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    node: join(home, 'node', 'node_modules', nodePackage(), 'bin', binary),
    serverMain: join(home, 'server', 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

function stamp(): string {
  return `${JSON.stringify({ codeServerVersion, nodeVersion, platform: process.platform, arch: process.arch })}\n`;
}

function readStamp(home: string): string | undefined {
  const { node, serverMain } = paths(home);
  const file = join(home, 'stamp.json');
  const whole = existsSync(file) && existsSync(node) && existsSync(serverMain);
  return whole ? readFileSync(file, 'utf8') : undefined;
}

/** Removes what broken-off installs left, but not that of a program which is installing right now. */
function removeStalePartials(root: string): void {
  const folder = testFolder(root);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const pid = /^vscode\.partial-(\d+)$/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}

function seconds(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
