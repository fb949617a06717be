/** Rules over pipelines, place by place, to findings that are sorted and free of repetition. */
import { ruleOf } from './knowledge.js';
import { fill } from './messages.js';
import type { Edge, Finding, Pipeline, Report, Step } from './model.js';
import { type Graph, graphOf, stepKey } from './pipeline/graph.js';
import { all, type Move, relocated } from './pipeline/relocate.js';
import { type SiteMemo, type Visit, visit } from './pipeline/site-memo.js';
import { applyRule, type LintOptions, type Site } from './rules/rule-at-site.js';
import { pipelineRules, rulesOfEdge, rulesOfStep } from './rules/rule-index.js';
import { SEVERITIES } from './rules/severity.js';

export type { LintOptions } from './rules/rule-at-site.js';

type Found = readonly Finding[];

/** What a lint leaves for that of the next version of the text. */
export interface LintMemo {
  readonly options: LintOptions;
  readonly pipelines: readonly SiteMemo<Found>[];
}

/**
 * Findings of all rules on the pipelines of a text, together with what the reader reported. With `before` there is a next time: then
 * what each place has seen is noted, and where there was a last time, only those places are asked that may say something else now.
 */
export function lintPipelines(...work: Parameters<typeof lintSteps>): Linted {
  return finished(lintSteps(...work));
}

interface Linted {
  readonly findings: Finding[];
  readonly memo?: LintMemo;
}

/** The same with a pause after every step, for those who have something else to do as well. */
export function* lintSteps(
  pipelines: readonly Pipeline[],
  reports: readonly Report[],
  options: LintOptions,
  text: string,
  before?: { readonly memo: LintMemo | undefined },
): Generator<void, Linted> {
  const findings = reports.flatMap((r) => fromReport(r, options));
  const last = before?.memo;
  const usable = last !== undefined && sameOptions(last.options, options) ? last.pipelines : [];
  const memos: SiteMemo<Found>[] = [];
  for (const [i, pipeline] of pipelines.entries()) {
    const graph = graphOf(pipeline, text);
    const round = before === undefined ? undefined : visit<Found>(graph, usable[i], movedFindings);
    yield* lintPipeline(graph, options, round?.at ?? ((_, work) => work()), findings);
    if (round !== undefined) memos.push(round.memo);
  }
  return { findings: tidy(findings), ...(before && { memo: { options, pipelines: memos } }) };
}

/** Work that may pause, done without a pause. */
export function finished<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

function movedFindings(found: Found, move: Move): Found | undefined {
  return all(found, (finding) => relocated(finding, move));
}

function sameOptions(a: LintOptions, b: LintOptions): boolean {
  return (
    a.edition === b.edition && (a.rules === b.rules || JSON.stringify(a.rules) === JSON.stringify(b.rules))
  );
}

function* lintPipeline(
  graph: Graph,
  options: LintOptions,
  at: Visit<Found>['at'],
  out: Finding[],
): Generator<void, void> {
  const keep = (found: Found) => {
    for (const finding of found) out.push(finding);
  };
  for (const step of graph.pipeline.steps) {
    keep(at(stepKey(step), () => lintStep(graph, step, options)));
    yield;
  }
  for (const edge of graph.pipeline.edges) {
    if (edge.maybe === true) continue;
    keep(at(`${stepKey(edge.from)}\n${stepKey(edge.to)}`, () => lintEdge(graph, edge, options)));
    yield;
  }
  keep(at('', () => lintWhole(graph, options)));
}

function lintStep(graph: Graph, step: Step, options: LintOptions): Found {
  graph.look(step);
  const keys = step.body?.entries.map((e) => e.key.text) ?? [];
  const site: Site = { graph, step, edge: undefined, places: {} };
  const found: Finding[] = [];
  for (const rule of rulesOfStep(step.service, keys)) {
    for (const finding of applyRule(rule, site, options)) found.push(finding);
  }
  return found;
}

function lintEdge(graph: Graph, edge: Edge, options: LintOptions): Found {
  graph.look(edge.from);
  graph.look(edge.to);
  const site: Site = { graph, step: edge.to, edge, places: {} };
  return rulesOfEdge(edge).flatMap((rule) => applyRule(rule, site, options));
}

/** What the rules about edges say of one, whatever its ends are. */
export function edgeFindings(pipeline: Pipeline, edge: Edge, options: LintOptions, text: string): Finding[] {
  return tidy(lintEdge(graphOf(pipeline, text), edge, options));
}

function lintWhole(graph: Graph, options: LintOptions): Found {
  const site: Site = { graph, step: undefined, edge: undefined, places: {} };
  return pipelineRules().flatMap((rule) => applyRule(rule, site, options));
}

// -------------------------------------------------------------------------------------------------- reports

/** A report of the reader or of the suppression engine as a finding. */
export function fromReport(report: Report, options: LintOptions): Finding[] {
  const rule = ruleOf(report.rule);
  const level = options.rules?.[rule.id] ?? report.severity ?? rule.severity.current;
  if (level === 'off') return [];
  return [
    {
      rule: rule.id,
      severity: level,
      confidence: rule.confidence,
      message: fill(rule.message, { args: { step: report.step ?? '', ...report.args } }),
      span: { start: report.span.start, end: report.span.end },
      step: report.step,
      facts: report.facts ?? rule.facts,
      edition: report.edition ?? 'both',
      related: report.related ?? [],
      tags: rule.tags,
      fixes: report.fixes ?? [],
    },
  ];
}

/**
 * In the order of the text; nothing twice. Of an unknown word it is said once: what was meant, if that is known, else what the
 * rule about that word says.
 */
function tidy(findings: readonly Finding[]): Finding[] {
  const key = (f: Finding) => `${f.span.start}:${f.span.end}`;
  const mistyped = new Set(findings.filter((f) => f.rule === 'unknown-value' && f.fixes.length > 0).map(key));
  const explained = new Set(findings.filter((f) => f.rule !== 'unknown-value').map(key));
  const seen = new Set<string>();
  return findings
    .filter((f) => {
      const drop =
        f.rule === 'unknown-value' ? explained.has(key(f)) && !mistyped.has(key(f)) : mistyped.has(key(f));
      const id = `${f.rule}:${key(f)}:${f.message}`;
      return !drop && !seen.has(id) && seen.add(id);
    })
    .sort((a, b) => a.span.start - b.span.start || rank(b) - rank(a) || inOrder(a.rule, b.rule));
}

/** Of ids, which need no alphabet of a language: loading one takes longer than many a lint. */
function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rank(f: Finding): number {
  return SEVERITIES.indexOf(f.severity);
}
