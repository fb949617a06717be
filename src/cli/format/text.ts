/** For people: findings by file, each with the line that it stands in, and a summary. */
import type { Finding, Severity, Span } from '../../core/model.js';
import type { LintedFile } from '../lint-files.js';
import { count, harmless, type Look, type Paint, width } from '../style.js';
import { lineText, rangeIn } from './places.js';
import type { Formatter, Run } from './run.js';

const LOOKS: Readonly<Record<Severity, Look>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'dim',
};
const NOUNS: readonly (readonly [Severity, string])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['information', 'information'],
  ['hint', 'hint'],
];
/** Longer lines are shown in part, around what is marked. */
const FRAME_WIDTH = 100;

export const text: Formatter = (run, { paint }) => {
  const blocks = run.files.filter((f) => f.findings.length > 0).map((f) => fileBlock(f, paint));
  const skipped = skippedLines(run.files.filter((f) => f.dialect === undefined));
  return [...blocks, ...skipped, ...last(run, paint)].join('\n');
};

/** Hooks and globs name many files that are none of ours: one line for each reason. */
function skippedLines(files: readonly LintedFile[]): string[] {
  const byReason = new Map<string, LintedFile[]>();
  for (const file of files) byReason.set(file.why, [...(byReason.get(file.why) ?? []), file]);
  return [...byReason].map(([why, [first, ...more]]) => {
    const others = more.length === 0 ? '' : ` and ${more.length} more`;
    return `${harmless(first?.name ?? '')}${others}: not linted: ${why}\n`;
  });
}

/** Where nothing could be read, that is said elsewhere, and a summary of nothing would only mislead. */
function last(run: Run, paint: Paint): string[] {
  return run.files.length === 0 && run.problems.length > 0 ? [] : [`${summary(run, paint)}\n`];
}

function fileBlock(file: LintedFile, paint: Paint): string {
  const blocks = file.findings.map((f, i) => findingBlock(file, f, file.findings[i - 1]?.span, paint));
  return `${paint('underline', harmless(file.name))}\n${blocks.join('')}`;
}

/** What the finding above has shown already is not shown again. */
function findingBlock(file: LintedFile, finding: Finding, above: Span | undefined, paint: Paint): string {
  const { start } = rangeIn(file, finding.span);
  const severity = paint(LOOKS[finding.severity], finding.severity);
  const head = `  ${start.line}:${start.column} ${severity} ${harmless(finding.message)} ${paint('dim', `[${finding.rule}]`)}`;
  const same = above?.start === finding.span.start && above.end === finding.span.end;
  const related = finding.related.flatMap((r) => {
    const at = rangeIn(file, r.span).start;
    return paint('dim', `    ${at.line}:${at.column} ${harmless(r.message)}`);
  });
  return `${[head, ...(same ? [] : frame(file, finding.span, LOOKS[finding.severity], paint)), ...related].join('\n')}\n`;
}

/** The line with what is marked underlined. */
function frame(file: LintedFile, span: Span, look: Look, paint: Paint): string[] {
  const { start, end } = rangeIn(file, span);
  const line = lineText(file, start.line);
  if (line.trim() === '') return [];
  const from = Math.min(start.column - 1, line.length);
  const to = end.line === start.line ? end.column - 1 : line.length;
  const window = part(line, from);
  const before = harmless(line.slice(window.start, from));
  const marked = harmless(line.slice(from, Math.min(Math.max(to, from), window.end)));
  const after = harmless(line.slice(from + marked.length, window.end));
  const gutter = String(start.line);
  const cut = window.start > 0 ? '…' : '';
  const code = `${cut}${before}${marked}${after}${window.end < line.length ? '…' : ''}`;
  const carets = '^'.repeat(Math.max(width(marked), 1));
  return [
    `${paint('dim', `    ${gutter} |`)} ${code}`.trimEnd(),
    `${paint('dim', `    ${' '.repeat(gutter.length)} |`)} ${' '.repeat(width(cut + before))}${paint(look, carets)}`,
  ];
}

function part(line: string, from: number): { start: number; end: number } {
  if (line.length <= FRAME_WIDTH) return { start: 0, end: line.length };
  const start = Math.max(0, Math.min(from - FRAME_WIDTH / 4, line.length - FRAME_WIDTH));
  return { start, end: Math.min(line.length, start + FRAME_WIDTH) };
}

/** `3 errors, 1 warning in 2 of 8 files; 1 suppressed (editions: both)`. */
export function summary({ files, stale }: Run, paint: Paint): string {
  const linted = files.filter((f) => f.dialect !== undefined);
  if (linted.length === 0) return 'nothing to lint was found';
  const all = linted.flatMap((f) => f.findings);
  const counts = NOUNS.flatMap(([severity, noun]) => {
    const n = all.filter((f) => f.severity === severity).length;
    return n === 0
      ? []
      : paint(LOOKS[severity], severity === 'information' ? `${n} ${noun}` : count(n, noun));
  });
  const where = linted.filter((f) => f.findings.length > 0).length;
  const head =
    all.length === 0
      ? paint('green', `no findings in ${count(linted.length, 'file')}`)
      : `${counts.join(', ')} in ${where} of ${count(linted.length, 'file')}`;
  const fixable = all.filter((f) => f.fixes.some((x) => x.safe)).length;
  const suppressed = linted.reduce((n, f) => n + f.suppressed.length, 0);
  const baselined = linted.reduce((n, f) => n + f.baselined.length, 0);
  const editions = [...new Set(linted.map((f) => f.options.edition))].join(', ');
  return [
    head,
    ...(fixable > 0 ? [`${fixable} can be fixed with \`tributary fix\``] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(baselined > 0 ? [`${baselined} in the baseline`] : []),
    ...(stale > 0 ? [`${stale} stale in the baseline`] : []),
    ...(editions === '' ? [] : [`edition: ${editions}`]),
  ].join('; ');
}
