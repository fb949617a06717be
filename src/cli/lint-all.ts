/** Lints the files of a run, on several threads where that pays; what comes out is in their order all the same. */
import type { ConfigFinder } from './config-files.js';
import type { FoundFile, Problem } from './files.js';
import type { Io } from './io.js';
import {
  type Asked,
  type FileOutcome,
  isProblem,
  type LintedFile,
  type LintTask,
  leftOut,
} from './lint-files.js';
import { lintInThreads, threadsOf } from './lint-threads.js';
import { progressOn } from './progress.js';

export interface Found {
  readonly linted: readonly LintedFile[];
  readonly problems: readonly Problem[];
}

export async function lintAll(
  files: readonly FoundFile[],
  configs: ConfigFinder,
  asked: Asked,
  io: Io,
): Promise<Found> {
  const tasks: LintTask[] = [];
  const outcomes = new Map<FoundFile, FileOutcome>();
  for (const file of files) {
    const config = configs.for(file.path);
    if (config.excludes(file.path)) outcomes.set(file, leftOut(file, config));
    else tasks.push({ file, config: config.config });
  }
  const progress = progressOn(io.stderr, tasks.length);
  const done = await lintInThreads(
    tasks,
    asked,
    (index) => progress.at(index),
    threadsOf(io.thread, tasks.length),
  );
  progress.end();
  tasks.forEach(({ file }, i) => {
    outcomes.set(file, done[i]);
  });
  return sorted(files.map((file) => outcomes.get(file)));
}

/** What was linted, and what could not be. */
export function sorted(outcomes: readonly FileOutcome[]): Found {
  const linted: LintedFile[] = [];
  const problems: Problem[] = [];
  for (const outcome of outcomes) {
    if (outcome === undefined) continue;
    if (isProblem(outcome)) problems.push(outcome);
    else linted.push(outcome);
  }
  return { linted, problems };
}
