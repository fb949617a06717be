/** Findings in the shape that editors show: ranges, severities, a page to open, related places. */
import { lineEnd, positionAt, rangeOf } from '../document.js';
import type { LintResult } from '../index.js';
import type { Finding, Range, RuleId, Severity, Span } from '../model.js';
import { atLeast } from '../rules/severity.js';
import { rulePageUri } from './links.js';

export interface Diagnostic {
  readonly range: Range;
  readonly severity: Severity;
  /** The sentence of the command line, word for word. */
  readonly message: string;
  /** Absent for a sentence about the list itself. */
  readonly rule?: RuleId;
  /** URI of the rule's page. */
  readonly page?: string;
  readonly tags: readonly ('deprecated' | 'unnecessary')[];
  readonly related: readonly { readonly range: Range; readonly message: string }[];
}

export interface DiagnosticOptions {
  /** How many findings are shown at most. The worst stay; one more line says how many were left out. */
  readonly max: number;
}

/** The diagnostics of a text in its order. Empty for a text that is not linted. */
export function diagnosticsOf(result: LintResult, { max }: DiagnosticOptions): Diagnostic[] {
  const shown = worst(result.findings, Math.max(0, max));
  const diagnostics = shown.map((f) => diagnosticOf(result, f));
  const left = result.findings.length - shown.length;
  if (left > 0) diagnostics.unshift(leftOut(result, left));
  return diagnostics;
}

/**
 * The place where an editor marks a finding. A mark over several lines ends with its first one: long marks hide the text and
 * make editors slow.
 */
export function markOf(result: Pick<LintResult, 'document'>, span: Span): Range {
  const end = Math.min(span.end, Math.max(lineEnd(result.document.text, span.start), span.start));
  return rangeOf(result.document, { start: span.start, end });
}

function diagnosticOf(result: LintResult, finding: Finding): Diagnostic {
  return {
    range: markOf(result, finding.span),
    severity: finding.severity,
    message: finding.message,
    rule: finding.rule,
    page: rulePageUri(finding.rule),
    tags: finding.tags,
    related: finding.related.map((r) => ({ range: markOf(result, r.span), message: r.message })),
  };
}

const BY_SEVERITY: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

function worst(findings: readonly Finding[], max: number): readonly Finding[] {
  if (findings.length <= max) return findings;
  const kept = new Set(BY_SEVERITY.flatMap((s) => findings.filter((f) => f.severity === s)).slice(0, max));
  return findings.filter((f) => kept.has(f));
}

function leftOut(result: LintResult, count: number): Diagnostic {
  const start = positionAt(result.document, 0);
  const message = `${count.toLocaleString('en')} more ${count === 1 ? 'finding is' : 'findings are'} not shown here; mend some, or raise tributary.lint.maxFindings`;
  return {
    range: { start, end: positionAt(result.document, lineEnd(result.document.text, 0)) },
    severity: 'information',
    message,
    tags: [],
    related: [],
  };
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  /** Informations and hints. */
  readonly notes: number;
}

export function countsOf(findings: readonly Pick<Finding, 'severity'>[]): Counts {
  const errors = findings.filter((f) => f.severity === 'error').length;
  const serious = findings.filter((f) => atLeast(f.severity, 'warning')).length;
  return { errors, warnings: serious - errors, notes: findings.length - serious };
}

/** `2 errors, 1 warning`, or `no findings`. */
export function countsText({ errors, warnings, notes }: Counts): string {
  const parts = [plural(errors, 'error'), plural(warnings, 'warning'), plural(notes, 'note')].filter(
    (p) => p !== '',
  );
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}

function plural(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
}
