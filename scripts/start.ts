/**
 * `npm start [-- --no-open] [--port N]`: the command line tool on the samples, then an editor with the extension on
 * them: the desktop VS Code where there is one, else one in the browser. Ctrl-C ends it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findProgram, uriPath } from './vscode/paths.js';
import { exitOnSignals } from './vscode/processes.js';
import { provision } from './vscode/provision.js';
import { linkExtension, serverFolder, startServer } from './vscode/server.js';

const root = process.cwd();
const samples = join(root, 'samples');

async function main(): Promise<void> {
  exitOnSignals();
  const { values } = parseArgs({
    options: { open: { type: 'boolean', default: true }, port: { type: 'string' } },
    allowNegative: true,
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new Error(`--port is a number from 1 to 65535, not "${values.port}"`);
  }
  lintSamples();
  if (!values.open) return;
  if (port === undefined && openDesktop()) return;
  await serve(port);
}

/** Shows what the command line tool says. Findings are expected: the samples are there to have some. */
function lintSamples(): void {
  const cli = join(root, 'dist', 'cli.js');
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run "npm run build" first');
  if (!existsSync(samples)) throw new Error('the folder samples/ is missing');
  console.log('$ tributary lint samples');
  const { status, signal } = spawnSync(process.execPath, [cli, 'lint', 'samples'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0 && status !== 1) throw new Error(`tributary lint ended with ${status ?? signal}`);
}

/** Opens a new window of the desktop VS Code; false where this machine has none. */
function openDesktop(): boolean {
  const code = findProgram('code');
  if (!code) return false;
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, samples];
  const shell = process.platform === 'win32';
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args;
  const { status } = spawnSync(shell ? `"${code}"` : code, quoted, { stdio: 'inherit', shell });
  if (status !== 0) {
    console.log(`"code" ended with ${status}; starting VS Code in the browser instead`);
    return false;
  }
  console.log('\nVS Code opens with the extension on samples/.');
  return true;
}

async function serve(port: number | undefined): Promise<void> {
  console.log('\nstarting VS Code for the browser');
  const folder = serverFolder();
  // Not a development extension: that needs the smoke test driver, under which VS Code shows no notifications.
  linkExtension(root, folder);
  const vscode = await provision(root);
  const server = await startServer(vscode, {
    folder,
    driver: false,
    ...(port === undefined ? {} : { port }),
  });
  console.log(
    '\nVS Code with the extension on samples/ is at this address, which only this machine can reach:',
  );
  console.log(`\n  ${server.url}/?folder=${uriPath(samples)}\n`);
  console.log('After a new build, reload the page. Ctrl-C stops it.');
  await new Promise<never>(() => {
    setInterval(() => {}, 60_000);
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
