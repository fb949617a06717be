/**
 * A baseline: the findings that were there when the linter was adopted. They are not reported; new ones are. It is a file to
 * read and to review: one entry for each file, rule and line of text, whatever line number it has today.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Finding } from '../core/model.js';
import { slashes } from './files.js';
import { lineOf } from './fingerprint.js';
import { UsageError } from './io.js';
import type { LintedFile } from './lint-files.js';
import { systemReason } from './read-text.js';

export const BASELINE_FILE = '.tributary-baseline.json';
const VERSION = 1;

interface Entry {
  /** Relative to the folder of the baseline, with forward slashes. */
  readonly file: string;
  readonly rule: string;
  readonly line: string;
  /** How many such findings there were. */
  readonly times: number;
}

export interface Baseline {
  readonly path: string;
  readonly entries: readonly Entry[];
}

export function readBaseline(given: string, cwd: string): Baseline {
  const path = resolve(cwd, given);
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? `not JSON: ${error.message}` : systemReason(error);
    throw new UsageError(`--baseline ${given}: ${reason}`);
  }
  if (!isBaseline(data))
    throw new UsageError(`--baseline ${given}: not a baseline; write one with --write-baseline=${given}`);
  return { path, entries: data.findings };
}

function isBaseline(data: unknown): data is { findings: Entry[] } {
  const { version, findings } = (data ?? {}) as { version?: unknown; findings?: unknown };
  return version === VERSION && Array.isArray(findings) && findings.every(isEntry);
}

function isEntry(entry: unknown): entry is Entry {
  const { file, rule, line, times } = (entry ?? {}) as Record<string, unknown>;
  return (
    typeof file === 'string' &&
    typeof rule === 'string' &&
    typeof line === 'string' &&
    typeof times === 'number'
  );
}

/** Takes out what the baseline knows. `stale` counts its entries that meet nothing any more. */
export function applyBaseline(
  files: readonly LintedFile[],
  { path, entries }: Baseline,
): { files: LintedFile[]; stale: number } {
  const folder = dirname(path);
  const left = new Map(entries.map((e) => [key(e.file, e.rule, e.line), e.times]));
  const split = files.map((file): LintedFile => {
    const name = slashes(relative(folder, file.path));
    const findings: Finding[] = [];
    const baselined: Finding[] = [];
    for (const finding of file.findings) {
      const id = key(name, finding.rule, lineOf(file, finding));
      const times = left.get(id) ?? 0;
      if (times > 0) left.set(id, times - 1);
      (times > 0 ? baselined : findings).push(finding);
    }
    return { ...file, findings, baselined };
  });
  const seen = new Set(files.map((f) => slashes(relative(folder, f.path))));
  const judged = (file: string) => seen.has(file) || !existsSync(resolve(folder, file));
  const stale = entries
    .filter((e) => judged(e.file))
    .reduce((n, e) => n + (left.get(key(e.file, e.rule, e.line)) ?? 0), 0);
  return { files: split, stale };
}

/** Writes the findings of a run as a baseline; a file that is something else is not overwritten. */
export function writeBaseline(files: readonly LintedFile[], given: string, cwd: string): number {
  const path = resolve(cwd, given);
  guard(path, given, cwd);
  const folder = dirname(path);
  const entries = new Map<string, Entry>();
  for (const file of files) {
    const name = slashes(relative(folder, file.path));
    for (const finding of file.findings) {
      const line = lineOf(file, finding);
      const id = key(name, finding.rule, line);
      entries.set(id, { file: name, rule: finding.rule, line, times: (entries.get(id)?.times ?? 0) + 1 });
    }
  }
  const findings = [...entries.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, e]) => e);
  const about =
    'Findings that were there when this file was written. `tributary lint --baseline` does not report them.';
  try {
    writeFileSync(path, `${JSON.stringify({ about, version: VERSION, findings }, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(`--write-baseline ${given}: ${systemReason(error, 'write')}`);
  }
  return findings.reduce((n, e) => n + e.times, 0);
}

function guard(path: string, given: string, cwd: string): void {
  if (!existsSync(path)) return;
  const hint = 'name the baseline with --write-baseline=FILE, or put the paths first';
  if (statSync(path).isDirectory()) throw new UsageError(`--write-baseline ${given}: a folder; ${hint}`);
  try {
    readBaseline(given, cwd);
  } catch {
    throw new UsageError(`--write-baseline ${given}: there is a file already that is no baseline; ${hint}`);
  }
}

function key(file: string, rule: string, line: string): string {
  return `${file}\0${rule}\0${line}`;
}
