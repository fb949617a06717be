/**
 * Suppression by comment: `tributary-disable-line`, `-next-line`, `-file`, and `tributary-disable` … `tributary-enable`, each with rule
 * ids (none: all rules), a reason behind `--`, and an end with `until 2027-01-31`. What suppresses nothing is itself reported.
 */
import { type Comment, commentsOf, type Document, lineAt, lineEnd } from './document.js';
import { ruleById } from './knowledge.js';
import type { Finding, Fix, Report, Span } from './model.js';
import { didYouMean, hint } from './names.js';

type Kind = 'line' | 'next-line' | 'file' | 'block';

/** A rule that a comment names, and the last line for which it does. */
interface Named {
  readonly id: string;
  readonly span: Span;
  last: number;
}

interface Directive {
  /** Empty: every rule. */
  readonly rules: readonly Named[];
  readonly span: Span;
  /** Lines that it covers, inclusive. */
  readonly first: number;
  last: number;
  readonly until: string | undefined;
}

const DIRECTIVE = /^tributary-(disable-line|disable-next-line|disable-file|disable|enable)\b(.*)$/;
const UNTIL = /\buntil\s+(\d{4}-\d{2}-\d{2})\b/;
const UNSUPPRESSABLE = new Set(['unused-suppression', 'unknown-suppression', 'expired-suppression']);

export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly reports: readonly Report[];
}

/** Takes out what the comments of the text suppress. `today` (ISO date) ends those with `until`; without it none has ended. */
export function suppress(
  document: Document,
  findings: readonly Finding[],
  ruleIds: Iterable<string>,
  today?: string,
): Suppressed {
  const directives = directivesOf(document);
  if (directives.length === 0) return { findings, suppressed: [], reports: [] };
  const used = new Set<object>();
  const kept: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of findings) {
    const line = lineAt(document, finding.span.start);
    let hit = false;
    for (const d of directives) {
      if (line < d.first || expired(d, today) || UNSUPPRESSABLE.has(finding.rule)) continue;
      const hits = d.rules.length === 0 ? [d] : d.rules.filter((r) => r.id === finding.rule);
      for (const covering of hits.filter((h) => line <= h.last)) {
        used.add(covering);
        hit = true;
      }
    }
    (hit ? suppressed : kept).push(finding);
  }
  return {
    findings: kept,
    suppressed,
    reports: directives.flatMap((d) => reportsOf(d, used, ruleIds, today, document.text)),
  };
}

function reportsOf(
  d: Directive,
  used: ReadonlySet<object>,
  ruleIds: Iterable<string>,
  today: string | undefined,
  text: string,
): Report[] {
  const reports: Report[] = [];
  if (expired(d, today)) {
    const fixes = [{ ...removal(d, undefined, text), safe: false }];
    return [{ rule: 'expired-suppression', span: d.span, args: { until: d.until ?? '' }, fixes }];
  }
  for (const rule of d.rules) {
    if (ruleById(rule.id) === undefined) {
      const meant = didYouMean(rule.id, ruleIds);
      reports.push({
        rule: 'unknown-suppression',
        span: rule.span,
        args: { id: rule.id, hint: hint(meant) },
        fixes:
          meant === undefined
            ? []
            : [{ title: `Change to ${meant}`, safe: false, edits: [{ ...rule.span, text: meant }] }],
      });
    } else if (!used.has(rule)) {
      reports.push({
        rule: 'unused-suppression',
        span: rule.span,
        args: { id: rule.id },
        fixes: [removal(d, rule.id, text)],
      });
    }
  }
  if (d.rules.length === 0 && !used.has(d)) {
    reports.push({
      rule: 'unused-suppression',
      span: d.span,
      args: { id: 'any rule' },
      fixes: [removal(d, undefined, text)],
    });
  }
  return reports;
}

/** Takes the rule out of the comment, or the whole comment if nothing else is in it; with its line if that is all there is. */
function removal(d: Directive, id: string | undefined, text: string): Fix {
  const index = d.rules.findIndex((r) => r.id === id);
  const other = d.rules[index + 1] ?? d.rules[index - 1];
  const rule = d.rules[index];
  if (rule !== undefined && other !== undefined) {
    const [start, end] =
      other.span.start > rule.span.start
        ? [rule.span.start, other.span.start]
        : [other.span.end, rule.span.end];
    return { title: `Remove ${rule.id} from the comment`, safe: true, edits: [{ start, end, text: '' }] };
  }
  const lineStart = text.lastIndexOf('\n', d.span.start - 1) + 1;
  const before = text.slice(lineStart, d.span.start);
  const whole = before.trim() === '';
  const start = whole ? lineStart : lineStart + before.trimEnd().length;
  const newline = whole ? (/^\r?\n/.exec(text.slice(d.span.end, d.span.end + 2))?.[0].length ?? 0) : 0;
  const end = d.span.end + newline;
  return { title: 'Remove the comment', safe: true, edits: [{ start, end, text: '' }] };
}

function expired(d: Directive, today: string | undefined): boolean {
  return d.until !== undefined && today !== undefined && d.until < today;
}

function directivesOf(document: Document): Directive[] {
  const directives: Directive[] = [];
  const open: Directive[] = [];
  const lastLine = document.lines.length - 1;
  for (const comment of commentsWith('tributary-', document)) {
    const match = DIRECTIVE.exec(comment.text);
    if (match === null) continue;
    const word = match[1] ?? '';
    const line = lineAt(document, comment.start);
    const [list = '', ...reason] = (match[2] ?? '').split(/\s--(?:\s|$)/);
    const offset = document.text.indexOf(match[2] ?? '', comment.start + word.length);
    const ids = list.replace(UNTIL, (m) => ' '.repeat(m.length));
    if (word === 'enable') {
      end(open, line, new Set(ids.match(/[^\s,]+/g) ?? []));
      continue;
    }
    const kind: Kind = word === 'disable' ? 'block' : (word.replace('disable-', '') as Kind);
    const [first, last] =
      kind === 'line'
        ? [line, line]
        : kind === 'next-line'
          ? [line + 1, line + 1]
          : kind === 'file'
            ? [0, lastLine]
            : [line, lastLine];
    const until = UNTIL.exec([list, ...reason].join(' '))?.[1];
    const rules = rulesIn(ids, offset, last);
    const directive: Directive = {
      rules,
      span: { start: comment.start, end: comment.end },
      first,
      last,
      until,
    };
    directives.push(directive);
    if (kind === 'block') open.push(directive);
  }
  return directives;
}

/** The comments on the lines that hold a word. */
function* commentsWith(word: string, { text, lines }: Document): Iterable<Comment> {
  for (let at = text.indexOf(word); at !== -1; ) {
    const start = lines[lineAt({ lines }, at)] ?? 0;
    const end = lineEnd(text, at);
    for (const comment of commentsOf(text.slice(start, end)))
      yield { ...comment, start: comment.start + start, end: comment.end + start };
    at = text.indexOf(word, end);
  }
}

/** Ends the open blocks at a line: those of the rules named, or all of them. */
function end(open: readonly Directive[], line: number, ids: ReadonlySet<string>): void {
  for (const d of open) {
    if (ids.size === 0) d.last = Math.min(d.last, line);
    for (const rule of d.rules) if (ids.size === 0 || ids.has(rule.id)) rule.last = Math.min(rule.last, line);
  }
}

function rulesIn(list: string, offset: number, last: number): Named[] {
  return [...list.matchAll(/[^\s,]+/g)].map((m) => ({
    id: m[0],
    span: { start: offset + m.index, end: offset + m.index + m[0].length },
    last,
  }));
}
