/** `.tributaryrc.yaml`: the nearest one upwards of each file, or the one that `--config` names. */
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import ignore from 'ignore';
import { CONFIG_FILE, type Config, DEFAULTS, readConfig } from '../core/config.js';
import { displayName, type Problem, slashes } from './files.js';
import { UsageError } from './io.js';
import { systemReason } from './read-text.js';

export interface FileConfig {
  readonly config: Config;
  /** Its own file, as it is shown; undefined for the defaults. */
  readonly source: string | undefined;
  /** Its globs name the file. They are written like lines of .gitignore, from the folder of the configuration. */
  excludes(path: string): boolean;
}

export interface ConfigFinder {
  for(path: string): FileConfig;
  /** What is wrong in the configurations that were read so far, each once. */
  readonly problems: readonly Problem[];
}

const NONE: FileConfig = { config: DEFAULTS, source: undefined, excludes: () => false };

/** With `fixed`, that file holds for everything; it must be readable. */
export function configFinder(cwd: string, fixed?: string): ConfigFinder {
  const problems: Problem[] = [];
  if (fixed !== undefined) {
    const path = resolve(cwd, fixed);
    const text = tryRead(path);
    if (text instanceof Error) throw new UsageError(`--config ${fixed}: ${systemReason(text)}`);
    const config = fileConfig(path, text, cwd, problems);
    return { for: () => config, problems };
  }
  const byFolder = new Map<string, FileConfig>();
  const nearest = (folder: string): FileConfig => {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const path = join(folder, CONFIG_FILE);
    const text = tryRead(path);
    let found = NONE;
    if (typeof text === 'string') found = fileConfig(path, text, cwd, problems);
    else if (isMissing(text)) found = dirname(folder) === folder ? NONE : nearest(dirname(folder));
    else problems.push({ file: displayName(path, cwd), message: systemReason(text) });
    byFolder.set(folder, found);
    return found;
  };
  return { for: (path) => nearest(dirname(path)), problems };
}

function tryRead(path: string): string | Error {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    return error as Error;
  }
}

function isMissing(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function fileConfig(path: string, text: string, cwd: string, problems: Problem[]): FileConfig {
  const { config, problems: told } = readConfig(text);
  const source = displayName(path, cwd);
  for (const p of told) problems.push({ file: source, line: p.line, message: p.message });
  const base = dirname(path);
  const globs = ignore().add([...config.exclude]);
  return {
    config,
    source,
    excludes(file) {
      const name = relative(base, file);
      const inside = name !== '' && !name.startsWith('..') && !isAbsolute(name);
      return config.exclude.length > 0 && inside && globs.ignores(slashes(name));
    },
  };
}
