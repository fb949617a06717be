/** Files that a template names, such as the definition of a state machine: looked for beside it, and only in its own project. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { Sibling } from '../core/index.js';
import { isLocalPath, MAX_SIBLING } from '../core/siblings.js';
import { readText } from './read-text.js';

/** Reads files by their path from the folder of `file`. Nothing outside of the repository, or else of the working folder, is read. */
export function siblingsOf(file: string, cwd: string): Sibling {
  const folder = dirname(resolve(cwd, file));
  let root: string | undefined;
  return (path) => {
    if (!isLocalPath(path)) return undefined;
    try {
      root ??= realpathSync(projectOf(folder, cwd));
      const target = realpathSync(resolve(folder, path));
      const stat = statSync(target);
      if (!isInside(target, root) || !stat.isFile() || stat.size > MAX_SIBLING) return undefined;
      const content = readText(target);
      return 'reason' in content ? undefined : content.text;
    } catch {
      return undefined;
    }
  };
}

/** The repository that a folder lies in; without one the working folder, or the folder itself where it lies outside of that. */
function projectOf(folder: string, cwd: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return isInside(folder, cwd) ? cwd : folder;
  }
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
