/** What can be done about the findings at a place: fix, suppress with a reason, read why. */
import { quoteEdit } from '../dialects/markdown.js';
import type { LintResult } from '../index.js';
import { ruleOf } from '../knowledge.js';
import type { Finding, Range, RuleId, Span } from '../model.js';
import { markOf } from './diagnostics.js';
import { type SuppressEdit, suppressInFile, suppressNextLine, suppressOnLine } from './suppress-comments.js';

export interface CodeAction {
  readonly title: string;
  /** The finding that it answers. */
  readonly finding: Finding;
  /** Others that the same change answers too. */
  readonly also?: readonly Finding[];
  /** The one that a single keystroke takes. */
  readonly preferred: boolean;
  /** Changes of the text itself; otherwise `run` says what the host does. */
  readonly edits: readonly SuppressEdit[];
  readonly run?: { readonly what: 'open-rule-page' | 'turn-rule-off' | 'fix-all'; readonly rule: RuleId };
}

export interface CodeActionOptions {
  /** There is a folder whose `.tributaryrc.yaml` can turn a rule off. */
  readonly workspace: boolean;
  /** ISO date that a suppression with an end is offered for; without it none is offered. */
  readonly until?: string;
}

/** The actions for all findings that `range` touches, in the order in which a menu shows them. */
export function codeActions(result: LintResult, range: Range, options: CodeActionOptions): CodeAction[] {
  const findings = result.findings.filter((f) => meets(markOf(result, f.span), range));
  const fixes = merged(findings.flatMap(fixesOf));
  const safe = result.findings.filter((f) => f.fixes.some((x) => x.safe)).length;
  const fixable = findings.find((f) => f.fixes.some((x) => x.safe));
  const all =
    fixable === undefined || safe < 2
      ? []
      : [action(fixable, 'Fix all safe findings in this file', 'fix-all')];
  const rules = unique(findings);
  return [
    ...fixes,
    ...all,
    ...rules.map(openPage),
    ...rules.flatMap((f) => suppressions(result, f, options)),
  ];
}

/** The same change is offered once, however many findings it answers. */
function merged(fixes: readonly CodeAction[]): CodeAction[] {
  const byChange = new Map<string, CodeAction>();
  for (const fix of fixes) {
    const key = JSON.stringify([fix.title, fix.edits]);
    const known = byChange.get(key);
    const same = known && {
      ...known,
      preferred: known.preferred || fix.preferred,
      also: [...(known.also ?? []), fix.finding],
    };
    byChange.set(key, same ?? fix);
  }
  return [...byChange.values()];
}

/** A safe fix is preferred; so is an only one. */
function fixesOf(finding: Finding): CodeAction[] {
  const best =
    finding.fixes.find((f) => f.safe) ?? (finding.fixes.length === 1 ? finding.fixes[0] : undefined);
  return finding.fixes.map((fix) => ({
    title: fix.title,
    finding,
    preferred: fix === best,
    edits: fix.edits,
  }));
}

function suppressions(
  result: LintResult,
  finding: Finding,
  { workspace, until }: CodeActionOptions,
): CodeAction[] {
  const { document } = result;
  const { rule, span } = finding;
  const check = ruleOf(rule).check;
  // What is wrong with a comment is mended there, and a text that cannot be read has no safe place for one.
  const suppressible = check !== 'suppress' && rule !== 'yaml-syntax' && rule !== 'unreadable-file';
  // Without a pipeline there is no line that a finding is about.
  const lines = suppressible && result.pipelines.length > 0;
  const quote =
    result.markdown?.blocks.find((b) => b.start <= span.start && span.start <= b.end)?.quote ?? '';
  const edit = (title: string, change: SuppressEdit | undefined): CodeAction[] => {
    const placed = change === undefined ? undefined : quoteEdit(change, document, quote);
    return placed === undefined ? [] : [{ title, finding, preferred: false, edits: [placed] }];
  };
  // The top of a Markdown file is prose, where a comment has no effect.
  const wholeFile = suppressible && result.markdown === undefined;
  return [
    ...(lines ? edit(`Suppress ${rule} on this line`, suppressOnLine(document, span, rule)) : []),
    ...(lines ? edit(`Suppress ${rule} with a comment above`, suppressNextLine(document, span, rule)) : []),
    ...(lines && until !== undefined
      ? edit(`Suppress ${rule} until ${until}`, suppressNextLine(document, span, rule, until))
      : []),
    ...(wholeFile ? edit(`Suppress ${rule} in this file`, suppressInFile(document, rule)) : []),
    ...(workspace ? [action(finding, `Turn ${rule} off for the workspace`, 'turn-rule-off')] : []),
  ];
}

function openPage(finding: Finding): CodeAction {
  return action(finding, `Open the page of ${finding.rule}`, 'open-rule-page');
}

function action(finding: Finding, title: string, what: NonNullable<CodeAction['run']>['what']): CodeAction {
  return { title, finding, preferred: false, edits: [], run: { what, rule: finding.rule } };
}

/** One rule at one line is suppressed once, however often it is broken there. */
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Span>();
  return findings.filter((f) => {
    if (seen.has(f.rule)) return false;
    seen.set(f.rule, f.span);
    return true;
  });
}

function meets(a: Range, b: Range): boolean {
  return before(a.start, b.end) && before(b.start, a.end);
}

function before(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
