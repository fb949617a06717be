/** Annotations for GitHub's workflow log: one command per finding, which GitHub shows in the pull request. */
import type { Severity } from '../../core/model.js';
import { harmless } from '../style.js';
import { rangeIn } from './places.js';
import type { Formatter } from './run.js';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

export const github: Formatter = ({ files, problems }, { nameFromRoot }) => {
  const findings = files.flatMap((file) =>
    file.findings.map((finding) => {
      const { start, end } = rangeIn(file, finding.span);
      // GitHub takes columns only for what stands on one line.
      const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
      const place = {
        file: nameFromRoot(file.name),
        line: start.line,
        endLine: end.line,
        ...columns,
      };
      return command(
        COMMANDS[finding.severity],
        { ...place, title: finding.rule },
        harmless(finding.message),
      );
    }),
  );
  const broken = problems.map((p) =>
    command('error', { file: nameFromRoot(p.file), ...(p.line && { line: p.line }) }, p.message),
  );
  return [...findings, ...broken].map((line) => `${line}\n`).join('');
};

function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${list.join(',')}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
