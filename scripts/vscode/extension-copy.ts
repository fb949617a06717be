import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryFolder } from './paths.js';

/** Where an extension runs: in Node, as on the desktop, or in a web worker, as in a browser-only VS Code. */
export type HostKind = 'node' | 'web';

/** What is needed to run an extension; the folder of a VS Code beside it would make VS Code find its own themes there. */
const needed = new Set(['package.json', 'dist', 'media', 'schemas', 'README.md', 'LICENSE']);

/** A copy of an extension without its sources and tools, in a temporary folder. */
export function extensionCopy(extension: string): string {
  const copy = temporaryFolder('extension');
  for (const name of readdirSync(extension)) {
    if (needed.has(name)) cpSync(join(extension, name), join(copy, name), { recursive: true });
  }
  return copy;
}

/** A copy which can only run in the web worker host: its manifest keeps `browser` and loses `main`. */
export function webCopy(extension: string): string {
  const copy = extensionCopy(extension);
  makeWebOnly(copy);
  return copy;
}

/**
 * Puts a test module into an extension folder and gives its new place. VS Code runs tests in the host of the extension
 * whose folder holds them, and in the Node host when no extension does: without this, web tests would run in Node.
 */
export function moveTestsInto(extension: string, tests: string): string {
  const moved = join(extension, `tributary-${basename(tests)}`);
  copyFileSync(tests, moved);
  return moved;
}

/** Takes `main` out of the manifest of an extension folder, so that only the web worker host can run it. */
export function makeWebOnly(extension: string): void {
  const file = join(extension, 'package.json');
  const { main: _main, ...manifest } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  if (typeof manifest.browser !== 'string')
    throw new Error(`${file} has no "browser": it cannot run on the web`);
  writeFileSync(file, JSON.stringify(manifest, undefined, 2));
}
