import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { findProgram, testFolder } from './paths.js';
import { isExecutable, run } from './processes.js';

/** A browser that can be started, and where its own libraries are when the machine lacks them. */
export interface Chromium {
  readonly executable: string;
  readonly libraries?: string;
}

const packageName = '@sparticuz/chromium';
const packageVersion = '153.0.0';
const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
/** Nothing but the page that we open may use the network. */
const flags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-pings',
  '--metrics-recording-only',
  '--force-color-profile=srgb',
];

/** Starts headless Chromium: the machine's own, or one from the npm registry, installed on first need. */
export async function launchChromium(root: string): Promise<Browser> {
  const found = await findChromium(root);
  const libraries = [found.libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return chromium.launch({
    executablePath: found.executable,
    headless: true,
    args: flags,
    env: found.libraries ? { ...cleanEnvironment(), LD_LIBRARY_PATH: libraries } : cleanEnvironment(),
  });
}

/** Where Chromium is. `CHROME_PATH` wins and must be right, as a wrong one is a mistake and no wish for another. */
export async function findChromium(root: string): Promise<Chromium> {
  const wanted = process.env.CHROME_PATH;
  if (wanted) {
    if (isExecutable(wanted)) return { executable: wanted };
    throw new Error(`CHROME_PATH is ${wanted}, which is no program`);
  }
  const installed = findProgram(...programs) ?? places.find(isExecutable);
  return installed ? { executable: installed } : packagedChromium(root);
}

async function packagedChromium(root: string): Promise<Chromium> {
  const home = join(testFolder(root), `chromium-${packageVersion}`);
  const executable = join(home, 'chromium');
  if (!existsSync(join(home, 'ready'))) await installPackaged(home, executable);
  const libraries = join(home, 'lib');
  for (const candidate of [{ executable }, { executable, libraries }]) {
    if (await starts(candidate)) return candidate;
  }
  throw advice(`the Chromium of ${packageName} does not start on this machine`);
}

async function installPackaged(home: string, executable: string): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw advice('no Chromium or Chrome was found');
  const start = Date.now();
  console.log(
    `no Chromium on this machine: installing ${packageName} ${packageVersion} into .vscode-test, once`,
  );
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  try {
    const args = ['install', `${packageName}@${packageVersion}`, '--ignore-scripts', '--prefix', home];
    await run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: home });
    const packed = join(home, 'node_modules', packageName, 'bin');
    for (const name of ['al2023', 'swiftshader', 'fonts']) {
      const archive = join(home, `${name}.tar`);
      await unpack(join(packed, `${name}.tar.br`), archive, 0o644);
      await run('tar', ['xf', archive, '-C', home]);
    }
    await unpack(join(packed, 'chromium.br'), `${executable}.partial`, 0o755);
    renameSync(`${executable}.partial`, executable);
    rmSync(join(home, 'node_modules'), { recursive: true, force: true });
  } catch (error) {
    throw advice(`${packageName} could not be installed: ${(error as Error).message}`);
  }
  writeFileSync(join(home, 'ready'), packageVersion);
  console.log(`  Chromium: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

async function unpack(from: string, to: string, mode: number): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode }));
}

async function starts({ executable, libraries }: Chromium): Promise<boolean> {
  const env = libraries ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env;
  return run(executable, ['--version'], { env }).then(
    () => true,
    () => false,
  );
}

function cleanEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}

function advice(problem: string): Error {
  return new Error(
    `${problem}. Install Chromium (Debian, Ubuntu: apt-get install chromium) or Chrome, ` +
      'or set CHROME_PATH to a Chromium-based browser.',
  );
}
