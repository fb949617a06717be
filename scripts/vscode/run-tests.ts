/**
 * `npm run test:vscode [-- --host node|web|all] [--package | --vsix FILE] [--grep PATTERN]`: the integration suite inside a
 * real VS Code, in the Node extension host and in the web worker host; with `--package` (`npm run test:vsix`), a VSIX is made first and
 * installed there, as it is shipped. See README.md beside this file.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from './chromium.js';
import { electronPossible, runInElectron } from './electron-host.js';
import { type HostKind, makeWebOnly, moveTestsInto, webCopy } from './extension-copy.js';
import { packageExtension, sizeText } from './package-extension.js';
import { temporaryFolder } from './paths.js';
import { exitOnSignals, onExit } from './processes.js';
import { provision } from './provision.js';
import { installVsix, serverFolder, startServer } from './server.js';
import { runInServer } from './server-host.js';
import type { HostResult } from './test-report.js';

interface Options {
  readonly hosts: readonly HostKind[];
  /** Make a VSIX and test that. */
  readonly pack: boolean;
  readonly vsix?: string;
  readonly grep?: string;
}

const root = process.cwd();

async function main(): Promise<void> {
  exitOnSignals();
  const given = readOptions();
  const resultsFile = join(root, 'out', 'test', 'vscode-results.json');
  // An old result must not be taken for that of a run which died.
  rmSync(resultsFile, { force: true });
  const options = given.pack ? { ...given, vsix: await packaged() } : given;
  const results: Partial<Record<HostKind, HostResult>> = {};
  for (const host of options.hosts) {
    const start = Date.now();
    console.log(`\n${host} host${options.vsix ? ' with the packaged extension' : ''}`);
    const result = await runHost(host, options).catch(brokenHost);
    results[host] = result;
    const { passed, skipped, problem } = result;
    console.log(
      problem ? `\n${host} host FAILED: ${problem}\n` : `\n(${((Date.now() - start) / 1000).toFixed(1)} s)`,
    );
    const skips = skipped > 0 ? `, ${skipped} skipped` : '';
    console.log(`${host} host: ${passed} passed, ${totalFailed(result)} failed${skips}`);
  }
  const counts = Object.entries(results).map(([host, result]) => [
    host,
    { passed: result.passed, failed: totalFailed(result) },
  ]);
  mkdirSync(join(root, 'out', 'test'), { recursive: true });
  writeFileSync(resultsFile, `${JSON.stringify(Object.fromEntries(counts))}\n`);
  process.exitCode = Object.values(results).some((result) => totalFailed(result) > 0) ? 1 : 0;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      host: { type: 'string' },
      package: { type: 'boolean', default: false },
      vsix: { type: 'string' },
      grep: { type: 'string' },
    },
  });
  const { host = 'all', package: pack, vsix, grep } = values;
  if (!['node', 'web', 'all'].includes(host)) throw new Error(`--host is node, web or all, not "${host}"`);
  if (vsix !== undefined && !existsSync(vsix)) throw new Error(`--vsix: there is no file ${vsix}`);
  if (pack && vsix !== undefined) throw new Error('--package makes a VSIX, --vsix takes one: not both');
  return {
    pack,
    hosts: host === 'all' ? ['node', 'web'] : [host as HostKind],
    ...(vsix === undefined ? {} : { vsix: resolve(vsix) }),
    ...(grep === undefined ? {} : { grep }),
  };
}

async function packaged(): Promise<string> {
  console.log('packaging the extension');
  const vsix = await packageExtension(root);
  console.log(`${relative(root, vsix.file)}: ${sizeText(vsix)}`);
  return vsix.file;
}

/** A run that broke counts as one failure, so that a sum over the counts cannot look green. */
function totalFailed({ failed, problem }: HostResult): number {
  return problem && failed === 0 ? 1 : failed;
}

function brokenHost(error: unknown): HostResult {
  const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { passed: 0, failed: 0, skipped: 0, problem };
}

async function runHost(host: HostKind, options: Options): Promise<HostResult> {
  const built = join(root, 'out', 'test', 'integration', `${host}.js`);
  if (!existsSync(built)) throw new Error(`${built} is missing: build the tests first`);
  const folder = workspaceCopy();
  const removable = [folder];
  const clean = onExit(() => {
    for (const path of removable) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  });
  try {
    const extension = developmentExtension(host, options.vsix);
    if (extension !== root) removable.push(extension);
    const tests = host === 'web' ? moveTestsInto(extension, built) : built;
    const settings = {
      'tributaryTests.packaged': options.vsix !== undefined,
      ...(options.grep === undefined ? {} : { 'tributaryTests.grep': options.grep }),
    };
    if (host === 'node' && (await useElectron())) {
      const vsix = options.vsix === undefined ? {} : { vsix: options.vsix };
      return await runInElectron({ root, folder, extension, tests, settings, ...vsix });
    }
    return await inServer({ host, folder, extension, tests, settings, vsix: options.vsix });
  } finally {
    clean();
  }
}

/** A downloaded desktop VS Code is what users have; where there is none to be had, the server is VS Code too. */
async function useElectron(): Promise<boolean> {
  const wish = process.env.TRIBUTARY_TEST_HOST;
  if (wish === 'server') return false;
  if (wish === 'electron') return true;
  if (wish) throw new Error(`TRIBUTARY_TEST_HOST is server or electron, not "${wish}"`);
  return electronPossible();
}

interface ServerJob {
  readonly host: HostKind;
  readonly folder: string;
  readonly extension: string;
  readonly tests: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly vsix: string | undefined;
}

async function inServer({ host, vsix, settings, ...rest }: ServerJob): Promise<HostResult> {
  const vscode = await provision(root);
  const home = serverFolder();
  if (vsix !== undefined) {
    const installed = await installVsix(vscode, vsix, home);
    if (host === 'web') makeWebOnly(installed);
  }
  const server = await startServer(vscode, { settings, folder: home });
  try {
    const browser = await launchChromium(root);
    try {
      return await runInServer({ server, browser, hostKind: host, ...rest });
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/** Tests may write into their workspace: each run has its own copy. */
function workspaceCopy(): string {
  const fixture = join(root, 'test', 'fixtures', 'workspace');
  if (!existsSync(fixture) || readdirSync(fixture).length === 0)
    throw new Error(`${fixture} is missing or empty`);
  const folder = temporaryFolder('workspace');
  cpSync(fixture, folder, { recursive: true });
  return folder;
}

/** What VS Code loads for development: the extension itself, or next to an installed one, an empty one. */
function developmentExtension(host: HostKind, vsix: string | undefined): string {
  if (vsix !== undefined) return emptyExtension(host);
  return host === 'web' ? webCopy(root) : root;
}

/** VS Code runs tests only beside a development extension; this one does nothing, in the host asked for. */
function emptyExtension(host: HostKind): string {
  const folder = temporaryFolder('test-runner');
  const manifest = {
    name: 'tributary-test-runner',
    publisher: 'tributary',
    version: '0.0.0',
    engines: { vscode: '^1.100.0' },
    [host === 'web' ? 'browser' : 'main']: './main.js',
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'main.js'), 'exports.activate = () => {};\n');
  return folder;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
