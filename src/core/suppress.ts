/**
 * Suppression by comment: `tributary-disable-line`, `-next-line`, `-file`, and `tributary-disable` … `tributary-enable`, each with rule
 * ids (none: all rules), a reason behind `--`, and an end with `until 2027-01-31`. What suppresses nothing is itself reported.
 */
import { commentsOf, type Document, lineAt } from './document.js';
import { ruleById } from './knowledge.js';
import type { Finding, Fix, Report, Span } from './model.js';
import { didYouMean } from './names.js';

type Kind = 'line' | 'next-line' | 'file' | 'block';

interface Directive {
  readonly kind: Kind;
  /** Rule ids with their place; empty: every rule. */
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
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
export function suppress(document: Document, findings: readonly Finding[], ruleIds: Iterable<string>, today?: string): Suppressed {
  const directives = directivesOf(document);
  if (directives.length === 0) return { findings, suppressed: [], reports: [] };
  const used = new Set<object>();
  const kept: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of findings) {
    const line = lineAt(document, finding.span.start);
    let hit = false;
    for (const d of directives) {
      if (line < d.first || line > d.last || expired(d, today) || UNSUPPRESSABLE.has(finding.rule)) continue;
      const named = d.rules.filter((r) => r.id === finding.rule);
      if (d.rules.length > 0 && named.length === 0) continue;
      for (const rule of d.rules.length === 0 ? [d] : named) used.add(rule);
      hit = true;
    }
    (hit ? suppressed : kept).push(finding);
  }
  return { findings: kept, suppressed, reports: directives.flatMap((d) => reportsOf(d, used, ruleIds, today, document.text)) };
}

function reportsOf(
  d: Directive,
  used: ReadonlySet<object>,
  ruleIds: Iterable<string>,
  today: string | undefined,
  text: string,
): Report[] {
  const reports: Report[] = [];
  if (expired(d, today)) return [{ rule: 'expired-suppression', span: d.span, args: { until: d.until ?? '' } }];
  for (const rule of d.rules) {
    if (ruleById(rule.id) === undefined) {
      const meant = didYouMean(rule.id, ruleIds);
      reports.push({
        rule: 'unknown-suppression',
        span: rule.span,
        args: { id: rule.id, hint: meant === undefined ? '' : `; did you mean ${meant}?` },
        fixes: meant === undefined ? [] : [{ title: `Change to ${meant}`, safe: false, edits: [{ ...rule.span, text: meant }] }],
      });
    } else if (!used.has(rule)) {
      reports.push({ rule: 'unused-suppression', span: rule.span, args: { id: rule.id }, fixes: [removal(d, rule.id, text)] });
    }
  }
  if (d.rules.length === 0 && !used.has(d)) {
    reports.push({ rule: 'unused-suppression', span: d.span, args: { id: 'any rule' }, fixes: [removal(d, undefined, text)] });
  }
  return reports;
}

/** Takes the rule out of the comment, or the whole comment if nothing else is in it; with its line if that is all there is. */
function removal(d: Directive, id: string | undefined, text: string): Fix {
  const index = d.rules.findIndex((r) => r.id === id);
  const other = d.rules[index + 1] ?? d.rules[index - 1];
  const rule = d.rules[index];
  if (rule !== undefined && other !== undefined) {
    const [start, end] = other.span.start > rule.span.start ? [rule.span.start, other.span.start] : [other.span.end, rule.span.end];
    return { title: `Remove ${rule.id} from the comment`, safe: true, edits: [{ start, end, text: '' }] };
  }
  const lineStart = text.lastIndexOf('\n', d.span.start - 1) + 1;
  const before = text.slice(lineStart, d.span.start);
  const whole = before.trim() === '';
  const start = whole ? lineStart : lineStart + before.trimEnd().length;
  const end = whole && text[d.span.end] === '\n' ? d.span.end + 1 : d.span.end;
  return { title: 'Remove the comment', safe: true, edits: [{ start, end, text: '' }] };
}

function expired(d: Directive, today: string | undefined): boolean {
  return d.until !== undefined && today !== undefined && d.until < today;
}

function directivesOf(document: Document): Directive[] {
  if (!document.text.includes('tributary-')) return [];
  const directives: Directive[] = [];
  const open: Directive[] = [];
  const lastLine = document.lines.length - 1;
  for (const comment of commentsOf(document.text)) {
    const match = DIRECTIVE.exec(comment.text);
    if (match === null) continue;
    const word = match[1] ?? '';
    const line = lineAt(document, comment.start);
    const [list = '', ...reason] = (match[2] ?? '').split(/\s--(?:\s|$)/);
    const offset = document.text.indexOf(match[2] ?? '', comment.start + word.length);
    const rules = rulesIn(list.replace(UNTIL, (m) => ' '.repeat(m.length)), offset);
    if (word === 'enable') {
      for (const d of open.splice(0)) {
        const ends = rules.length === 0 || d.rules.some((r) => rules.some((e) => e.id === r.id));
        if (ends) d.last = line;
        else open.push(d);
      }
      continue;
    }
    const kind: Kind = word === 'disable' ? 'block' : (word.replace('disable-', '') as Kind);
    const [first, last] =
      kind === 'line' ? [line, line] : kind === 'next-line' ? [line + 1, line + 1] : kind === 'file' ? [0, lastLine] : [line, lastLine];
    const until = UNTIL.exec([list, ...reason].join(' '))?.[1];
    const directive: Directive = { kind, rules, span: { start: comment.start, end: comment.end }, first, last, until };
    directives.push(directive);
    if (kind === 'block') open.push(directive);
  }
  return directives;
}

function rulesIn(list: string, offset: number): Directive['rules'] {
  return [...list.matchAll(/[^\s,]+/g)].map((m) => ({
    id: m[0],
    span: { start: offset + m.index, end: offset + m.index + m[0].length },
  }));
}
