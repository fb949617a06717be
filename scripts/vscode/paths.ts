import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isExecutable } from './processes.js';

/** The folder under the repo root, ignored by git, where everything that these scripts install lives. */
export function testFolder(root: string): string {
  return join(root, '.vscode-test');
}

/** A fresh folder for one run. The real path, because VS Code compares paths as text (macOS links /tmp). */
export function temporaryFolder(name: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `tributary-${name}-`)));
}

/** A file path as the path of a URI: encoded, with forward slashes and a leading slash on Windows as well. */
export function uriPath(file: string): string {
  return pathToFileURL(file).pathname;
}

/** The full path of a program on PATH, or undefined when the machine has no such program. */
export function findProgram(...names: readonly string[]): string | undefined {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const found = suffixes.map((suffix) => join(folder, name + suffix)).find(isExecutable);
      if (folder && found) return found;
    }
  }
  return undefined;
}
