/** `Metadata: { tributary: { disable: [rule, …] } }` on a resource: what it switches off for itself. */
import { ruleById } from '../../knowledge.js';
import type { Finding, Node, Report, Span } from '../../model.js';
import { didYouMean, hint } from '../../names.js';
import { get } from '../../text/tree.js';
import type { TemplateIndex } from './resource-index.js';

export interface Disabled {
  /** Undefined: every rule. */
  readonly rule: string | undefined;
  /** Where that is written. */
  readonly span: Span;
  /** The resource. */
  readonly within: Span;
}

export function disabledIn(index: TemplateIndex): Disabled[] {
  return index.resources.flatMap((r) => {
    const node = get(get(get(r.body, 'Metadata'), 'tributary'), 'disable');
    const within = { start: r.key.start, end: r.body.end };
    return wordsOf(node).map(
      ({ text, start, end }): Disabled => ({
        rule: text === 'all' || text === 'true' ? undefined : text,
        span: { start, end },
        within,
      }),
    );
  });
}

function wordsOf(node: Node | undefined): { text: string; start: number; end: number }[] {
  if (node === undefined || node.kind === 'map') return [];
  return node.kind === 'scalar' ? [node] : node.items.flatMap(wordsOf);
}

/** Takes out what resources switch off. What switches nothing off is itself reported. */
export function applyDisabled(
  findings: readonly Finding[],
  disabled: readonly Disabled[],
  ruleIds: Iterable<string>,
): { findings: readonly Finding[]; suppressed: readonly Finding[]; reports: readonly Report[] } {
  if (disabled.length === 0) return { findings, suppressed: [], reports: [] };
  const used = new Set<Disabled>();
  const suppressed = findings.filter((f) => {
    const hits = disabled.filter(
      (d) =>
        (d.rule === undefined || d.rule === f.rule) &&
        d.within.start <= f.span.start &&
        f.span.end <= d.within.end,
    );
    for (const d of hits) used.add(d);
    return hits.length > 0;
  });
  const ids = [...ruleIds];
  const reports = disabled.filter((d) => !used.has(d)).map((d): Report => reportOf(d, ids));
  return { findings: findings.filter((f) => !suppressed.includes(f)), suppressed, reports };
}

function reportOf({ rule, span }: Disabled, ids: readonly string[]): Report {
  if (rule === undefined || ruleById(rule) !== undefined)
    return { rule: 'unused-suppression', span, args: { id: rule ?? 'any rule' } };
  const meant = didYouMean(rule, ids);
  const fixes =
    meant === undefined
      ? []
      : [{ title: `Change to ${meant}`, safe: false, edits: [{ ...span, text: meant }] }];
  return {
    rule: 'unknown-suppression',
    span,
    args: { id: rule, hint: hint(meant) },
    fixes,
  };
}
