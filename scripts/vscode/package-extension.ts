import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.js';

/** A VSIX above this is slow to install; what grew it should be known. */
export const SIZE_GOAL = 500_000;

export interface PackagedExtension {
  readonly file: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * Makes the VSIX that is shipped, by the command that makes it for users, into `out/`. It needs no network and asks nothing:
 * it has no terminal. The production build that packaging leaves behind is replaced by the development build again.
 */
export async function packageExtension(root: string): Promise<PackagedExtension> {
  const file = join(root, 'out', 'tributary.vsix');
  mkdirSync(join(root, 'out'), { recursive: true });
  // An old package must not be taken for one that could not be made.
  rmSync(file, { force: true });
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  try {
    await run(process.execPath, [vsce, 'package', '--out', file], { cwd: root });
  } finally {
    await run(process.execPath, ['esbuild.js', '--no-knowledge'], { cwd: root });
  }
  return { file, size: statSync(file).size };
}

/** The size of a package in words, with a warning if it is above the goal. */
export function sizeText({ size }: PackagedExtension): string {
  const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} KB`;
  const told = `the VSIX has ${kilobytes(size)}`;
  return size <= SIZE_GOAL ? told : `WARNING: ${told}, the goal is ${kilobytes(SIZE_GOAL)} at most`;
}
