import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryFolder } from './paths.js';

/** Where an extension runs: in Node, as on the desktop, or in a web worker, as in a browser-only VS Code. */
export type HostKind = 'node' | 'web';

const leftOut = new Set(['node_modules', '.git', '.vscode-test', 'out', 'test', 'src']);

/**
 * A copy of an extension which can only run in the web worker host: its manifest keeps `browser` and loses `main`.
 * Holds what is needed to run it, not its sources.
 */
export function webCopy(extension: string): string {
  const copy = temporaryFolder('web-extension');
  cpSync(extension, copy, {
    recursive: true,
    filter: (file) => file === extension || !leftOut.has(basename(file)),
  });
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
