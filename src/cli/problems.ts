/** What could not be done, told on standard error, and the exit code that follows from it. */
import { version } from '../../package.json';
import type { Problem } from './files.js';
import { EXIT, type ExitCode, type Io } from './io.js';
import { harmless } from './style.js';

/** Undefined when there is nothing to tell. A fault of ours weighs more than unreadable input. */
export function reportProblems(problems: readonly Problem[], io: Io): ExitCode | undefined {
  for (const problem of problems) {
    if (problem.fault === true)
      io.stderr.write(faultText(`while reading ${harmless(problem.file)}`, problem.message));
    else io.stderr.write(`${placeOf(problem)}: ${harmless(problem.message)}\n`);
  }
  if (problems.length === 0) return undefined;
  return problems.some((p) => p.fault === true) ? EXIT.fault : EXIT.usage;
}

function placeOf({ file, line }: Problem): string {
  return line === undefined ? harmless(file) : `${harmless(file)}:${line}`;
}

export function faultText(when: string, detail: string): string {
  return [
    `tributary: a fault of ours ${when}; this is not your mistake.`,
    'Please report it with the smallest file that shows it and these lines:',
    ...detail
      .split('\n')
      .slice(0, 6)
      .map((line) => `  ${line.trim()}`),
    `  tributary ${version}, Node ${process.versions.node}, ${process.platform}`,
    '',
  ].join('\n');
}
