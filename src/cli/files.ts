/** From the paths of the command line to files: folders are searched, and what git ignores is left out. */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { systemReason } from './read-text.js';
import { SEARCHED } from './recognise.js';

export interface FoundFile {
  readonly path: string;
  /** As it is shown: relative to the working folder where it lies in it, with forward slashes. */
  readonly name: string;
  /** Named on the command line, not found by searching. */
  readonly explicit: boolean;
}

export interface Problem {
  readonly file: string;
  readonly message: string;
  /** From 1, where there is one. */
  readonly line?: number;
  /** A fault of ours, not of the input. */
  readonly fault?: boolean;
}

/** Never searched, whatever .gitignore says. */
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn']);

export async function findFiles(
  paths: readonly string[],
  cwd: string,
): Promise<{ files: FoundFile[]; problems: Problem[] }> {
  const files = new Map<string, FoundFile>();
  const problems: Problem[] = [];
  const add = (path: string, explicit: boolean) => {
    const known = files.get(path);
    if (known === undefined || (explicit && !known.explicit)) {
      files.set(path, { path, name: displayName(path, cwd), explicit });
    }
  };
  for (const given of paths) {
    const path = resolve(cwd, given);
    try {
      if (statSync(path).isDirectory()) search(path, (file) => add(file, false), problems, cwd);
      else add(path, true);
    } catch (error) {
      const matches = await expand(given, cwd);
      for (const match of matches) add(match, true);
      if (matches.length === 0) problems.push({ file: given, message: whyNone(given, error) });
    }
  }
  return { files: [...files.values()], problems };
}

/** Relative to the working folder where it lies in it, with forward slashes. */
export function displayName(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  const name = inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
  return slashes(name);
}

export function slashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

function whyNone(given: string, error: unknown): string {
  if (given === '-') return 'standard input stands alone: `lint -`';
  return isGlob(given) ? 'no file fits this pattern' : systemReason(error);
}

function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

/** Globs that the shell left as they are (in quotes, or on Windows). */
async function expand(pattern: string, cwd: string): Promise<string[]> {
  if (!isGlob(pattern)) return [];
  const { glob } = await import('tinyglobby');
  const found = await glob(slashes(pattern), {
    cwd,
    absolute: true,
    dot: true,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  return found.map((file) => resolve(file)).sort();
}

// --------------------------------------------------------------------------------------------- the search

/** The lines of one ignore file, and the folder that they speak of. */
interface Ignoring {
  readonly base: string;
  readonly rules: Ignore;
}

function search(root: string, add: (path: string) => void, problems: Problem[], cwd: string): void {
  const above = inherited(root);
  // A folder that is ignored itself was named on purpose: then only what stands inside of it counts.
  const outer = ignored(root, true, above) ? [] : above;
  walk(root, outer, add, problems, cwd);
}

/** Links to folders are not followed, so no loop can arise; links to files are. */
function walk(
  folder: string,
  outer: readonly Ignoring[],
  add: (path: string) => void,
  problems: Problem[],
  cwd: string,
): void {
  const own = ignoreFile(join(folder, '.gitignore'), folder);
  const rules = own === undefined ? outer : [...outer, own];
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(folder);
  } catch (error) {
    problems.push({ file: displayName(folder, cwd), message: systemReason(error) });
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name) && !ignored(path, true, rules)) walk(path, rules, add, problems, cwd);
    } else if (SEARCHED.test(entry.name) && !ignored(path, false, rules) && isFile(path, entry)) add(path);
  }
}

function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isFile(path: string, entry: { isFile(): boolean; isSymbolicLink(): boolean }): boolean {
  if (entry.isFile()) return true;
  return entry.isSymbolicLink() && existsSync(path) && statSync(realpathSync(path)).isFile();
}

/** The nearest file that has something to say decides, as in git. */
function ignored(path: string, folder: boolean, rules: readonly Ignoring[]): boolean {
  for (let i = rules.length - 1; i >= 0; i--) {
    const { base, rules: lines } = rules[i] as Ignoring;
    const name = slashes(relative(base, path)) + (folder ? '/' : '');
    if (name === '/' || name.startsWith('../')) continue;
    const verdict = lines.test(name);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

/** Ignore files from the root of the repository down to the folder above this one. None outside of a repository. */
function inherited(folder: string): Ignoring[] {
  const chain = [folder];
  while (!existsSync(join(chain[0] as string, '.git'))) {
    const above = dirname(chain[0] as string);
    if (above === chain[0]) return [];
    chain.unshift(above);
  }
  const root = chain[0] as string;
  const files = chain.slice(0, -1).map((at) => ignoreFile(join(at, '.gitignore'), at));
  return [ignoreFile(join(root, '.git', 'info', 'exclude'), root), ...files].filter((f) => f !== undefined);
}

function ignoreFile(file: string, base: string): Ignoring | undefined {
  try {
    return { base, rules: ignore().add(readFileSync(file, 'utf8').replace(/^\ufeff/, '')) };
  } catch {
    return undefined;
  }
}
