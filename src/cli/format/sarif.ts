/** SARIF 2.1.0, for code scanning services: rules with help, results with related places, fixes and fingerprints. */
import type {
  ArtifactLocation,
  Fix,
  Location,
  Log,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
  Suppression,
} from 'sarif';
import { version } from '../../../package.json';
import { rulePage } from '../../core/features/pages/pages.js';
import { factById, ruleOf } from '../../core/knowledge.js';
import type { Finding, Rule, RuleId, Severity, Span, Fix as TextFix } from '../../core/model.js';
import type { Problem } from '../files.js';
import { lineOf, occurrences } from '../fingerprint.js';
import type { LintedFile } from '../lint-files.js';
import { rangeIn } from './places.js';
import type { Formatter, Run } from './run.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const ROOT = '%SRCROOT%';
const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};
const PRECISION = { low: 'low', medium: 'medium', high: 'high' } as const;

export const sarif: Formatter = ({ files, problems }, { nameFromRoot }) => {
  const named = {
    files: files.map((f) => ({ ...f, name: nameFromRoot(f.name) })),
    problems: problems.map((p) => ({ ...p, file: nameFromRoot(p.file) })),
  };
  return `${JSON.stringify(logOf(named), null, 2)}\n`;
};

function logOf({ files, problems }: Pick<Run, 'files' | 'problems'>): Log {
  const used = new Set(
    files.flatMap((f) => [...f.findings, ...f.suppressed, ...f.baselined].map((x) => x.rule)),
  );
  const rules = [...used].sort();
  const index = new Map(rules.map((id, i) => [id, i]));
  const results = files.flatMap((file) => resultsOf(file, index));
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Tributary',
            version,
            semanticVersion: version,
            rules: rules.map((id) => descriptor(ruleOf(id))),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [ROOT]: {
            description: { text: 'The root of the checkout, or the folder that the linter ran in.' },
          },
        },
        artifacts: files.filter((f) => f.dialect !== undefined).map((f) => ({ location: location(f.name) })),
        invocations: [
          {
            executionSuccessful: problems.every((p) => p.fault !== true),
            toolExecutionNotifications: problems.map(notification),
          },
        ],
        results,
      },
    ],
  };
}

/** A rule with its whole page as help. */
function descriptor(rule: Rule): ReportingDescriptor {
  const source = rule.facts.flatMap((id) => factById(id)?.fact.today.sources ?? [])[0];
  return {
    id: rule.id,
    name: rule.id.replaceAll(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: rule.why, markdown: rulePage(rule) },
    ...(source !== undefined && { helpUri: source }),
    defaultConfiguration: { level: LEVELS[rule.severity[rule.edition === 'notes' ? 'notes' : 'current']] },
    properties: {
      tags: [rule.group, ...rule.tags],
      precision: PRECISION[rule.confidence],
      facts: rule.facts,
    },
  };
}

// ------------------------------------------------------------------------------------------------- results

function resultsOf(file: LintedFile, index: ReadonlyMap<RuleId, number>): Result[] {
  const marked = (findings: readonly Finding[], ...suppressions: Suppression[]) =>
    findings.map((finding): [Finding, Suppression[]] => [finding, suppressions]);
  const all = [
    ...marked(file.findings),
    ...marked(file.suppressed, { kind: 'inSource' }),
    ...marked(file.baselined, { kind: 'external', justification: 'listed in the baseline' }),
  ];
  const sorted = all.sort(([a], [b]) => a.span.start - b.span.start);
  const keys = sorted.map(([f]) => `${f.rule}\0${lineOf(file, f)}`);
  const nth = occurrences(keys);
  return sorted.map(([finding, suppressions], i) => ({
    ruleId: finding.rule,
    ruleIndex: index.get(finding.rule) ?? -1,
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [physical(file, finding.span)],
    partialFingerprints: { 'tributaryLine/v1': `${hash(`${file.name}\0${keys[i]}`)}:${nth[i]}` },
    suppressions,
    ...(finding.related.length > 0 && {
      relatedLocations: finding.related.map((r, n) => ({
        id: n + 1,
        ...physical(file, r.span),
        message: { text: r.message },
      })),
    }),
    ...(finding.fixes.length > 0 && { fixes: finding.fixes.map((fix) => fixOf(file, fix)) }),
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      edition: finding.edition,
      facts: finding.facts,
      ...(finding.step !== undefined && { step: finding.step }),
    },
  }));
}

/** Loaded here, not above: no other format needs it, and all load this file. */
function hash(text: string): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function physical(file: LintedFile, span: Span): Location {
  return { physicalLocation: { artifactLocation: location(file.name), region: region(file, span) } };
}

function region(file: LintedFile, span: Span): Region {
  const { start, end } = rangeIn(file, span);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function fixOf(file: LintedFile, { title, safe, edits }: TextFix): Fix {
  const replacements = edits.map((e) => ({
    deletedRegion: region(file, e),
    insertedContent: { text: e.text },
  }));
  return {
    description: { text: safe ? title : `${title} (look at it before you take it)` },
    artifactChanges: [{ artifactLocation: location(file.name), replacements }],
  };
}

/** Relative to the root where it can be; a file elsewhere is named by its absolute address. */
function location(name: string): ArtifactLocation {
  const uri = name.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(name)) return { uri: `file:///${name[0]}:${uri.slice(uri.indexOf('/'))}` };
  return name.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: ROOT };
}

function notification({ file, line, message }: Problem): Notification {
  const place = line === undefined ? {} : { region: { startLine: line } };
  return {
    level: 'error',
    message: { text: message.split('\n')[0] ?? message },
    locations: [{ physicalLocation: { artifactLocation: location(file), ...place } }],
  };
}
