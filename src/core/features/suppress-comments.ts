/** Edits that write a suppression comment, or add a rule to one that is there already. */
import { type Comment, commentsOf, type Document, lineAt, lineEnd } from '../document.js';
import type { Node, RuleId, Span, TextEdit } from '../model.js';

/** An edit after which some of its own text may be selected, to be typed over. */
export interface SuppressEdit extends TextEdit {
  /** Start and end in `text`. */
  readonly placeholder?: Span;
}

/** What stands behind `--` until the author gives the real reason. */
export const REASON = 'reason';

/** Comments that other tools read: nothing may be put before their words. */
const OTHER_TOOL =
  /^\s*(?:yamllint|noqa|nosec|nolint|cspell|spell-?checker|prettier|eslint|yaml-language-server|checkov|tfsec|kics|cfn)/i;

/** A comment at the end of the line of `span`. Undefined where no comment can stand there. */
export function suppressOnLine(document: Document, span: Span, rule: RuleId): SuppressEdit | undefined {
  const { text } = document;
  const end = lineEnd(text, span.start);
  if (insideScalar(document, end, 'end')) return undefined;
  const comment = commentOnLine(document, lineAt(document, span.start));
  if (comment === undefined)
    return written(end, `${blankBefore(text, end)}# tributary-disable-line ${rule} -- `, '');
  if (/^tributary-disable-line\b/.test(comment.text)) return appended(text, comment, rule);
  if (/^tributary-/.test(comment.text) || OTHER_TOOL.test(comment.text)) return undefined;
  // The words that stand there already become a part of the reason.
  const at = comment.end - comment.text.length;
  return written(at, `tributary-disable-line ${rule} -- `, '; ');
}

/**
 * A comment on its own line above that of `span`, with its indentation, which ends after the day `until` (ISO) if that is given.
 * Undefined where no comment can stand there.
 */
export function suppressNextLine(
  document: Document,
  span: Span,
  rule: RuleId,
  until?: string,
): SuppressEdit | undefined {
  const { text } = document;
  const line = lineAt(document, span.start);
  const start = document.lines[line] ?? 0;
  if (insideScalar(document, start, 'start') || /^(---|%)/.test(text.slice(start, start + 3)))
    return undefined;
  const above = line === 0 ? undefined : commentOnLine(document, line - 1);
  if (above !== undefined && /^tributary-disable-next-line\b/.test(above.text)) {
    // A date would hold for the rules that stand there already.
    return until === undefined ? appended(text, above, rule) : undefined;
  }
  const end = until === undefined ? '' : ` until ${until}`;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  return written(start, `${indent}# tributary-disable-next-line ${rule}${end} -- `, newline(text));
}

/** A comment at the top of the file, behind what tools expect in the first lines. */
export function suppressInFile(document: Document, rule: RuleId): SuppressEdit {
  const { text } = document;
  const there = commentsOf(text).find((c) => /^tributary-disable-file\b/.test(c.text));
  if (there !== undefined) return appended(text, there, rule);
  const head =
    /^(?:(?:%[^\n]*|#!.*|#\s*yaml-language-server:.*|#.*-\*-.*)(?:\r?\n|$))*(?:---[ \t]*(?:\r?\n|$))?/.exec(
      text,
    )?.[0] ?? '';
  // Without a `%` line the comment may stand before `---` just as well, where people look for it.
  const at = head.startsWith('%') ? head.length : head.replace(/---[ \t]*\r?\n?$/, '').length;
  const broken = at > 0 && text[at - 1] !== '\n' ? newline(text) : '';
  return written(at, `${broken}# tributary-disable-file ${rule} -- `, newline(text));
}

function written(at: number, before: string, after: string): SuppressEdit {
  const placeholder = { start: before.length, end: before.length + REASON.length };
  return { start: at, end: at, text: before + REASON + after, placeholder };
}

/** One rule more in the list of a comment that is there. */
function appended(text: string, comment: Comment, rule: RuleId): SuppressEdit {
  const body = text.slice(comment.start, comment.end);
  const list = /^#\s*tributary-[a-z-]+(.*?)(?=\s+until\s|\s--(?:\s|$)|\s*$)/.exec(body);
  const at = comment.start + (list?.[0].length ?? body.length);
  const some = (list?.[1] ?? '').trim() !== '';
  return { start: at, end: at, text: some ? `, ${rule}` : ` ${rule}` };
}

function commentOnLine(document: Document, line: number): Comment | undefined {
  const start = document.lines[line] ?? 0;
  const end = lineEnd(document.text, start);
  return commentsOf(document.text).find((c) => c.start >= start && c.start <= end);
}

/** Does a value that runs over several lines cover this line break? A `#` there would be text. */
function insideScalar(document: Document, offset: number, edge: 'start' | 'end'): boolean {
  const seen = new Set<Node>();
  const covers = (node: Node | undefined): boolean => {
    if (node === undefined || seen.has(node)) return false;
    seen.add(node);
    if (node.kind === 'scalar')
      return node.start < offset && (edge === 'start' ? offset <= node.end : offset < node.end);
    if (node.kind === 'list') return node.items.some(covers);
    return node.entries.some((e) => covers(e.key) || covers(e.value));
  };
  return document.roots.some(covers);
}

function blankBefore(text: string, at: number): string {
  return at === 0 || /[ \t\n]/.test(text[at - 1] ?? '') ? '' : ' ';
}

function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
