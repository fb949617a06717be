/** The JSON contract: one entry per file, lines and columns from 1, `end` exclusive. */
import type { Finding } from '../../core/model.js';
import type { LintedFile } from '../lint-files.js';
import { rangeIn } from './places.js';
import type { Formatter } from './run.js';

export const json: Formatter = ({ files }) =>
  `${JSON.stringify(
    files.map((file) => ({
      file: file.name,
      dialect: file.dialect ?? null,
      findings: file.findings.map((finding) => entry(file, finding)),
    })),
    null,
    2,
  )}\n`;

function entry(file: LintedFile, finding: Finding) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    message: finding.message,
    step: finding.step ?? null,
    facts: finding.facts,
    edition: finding.edition,
    range: rangeIn(file, finding.span),
    fixes: finding.fixes.map(({ title, safe }) => ({ title, safe })),
  };
}
