/** What must hold of every text, however broken, and the smallest text for which it does not. */
import { isDeepStrictEqual } from 'node:util';
import { offsetAt, positionAt } from '../../src/core/document.js';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { lint } from '../../src/core/index.js';
import type { Span } from '../../src/core/model.js';
import type { Seed } from './mutate.js';

const TODAY = '2026-11-22';
const SLOW = 1000;

/** The promise that a text breaks, in words; undefined when all hold. Thorough: a second run agrees, and what the fixes make is linted. */
export function brokenPromise(
  { name, text }: Seed,
  { thorough }: { readonly thorough: boolean },
): string | undefined {
  try {
    const begun = performance.now();
    const { document, findings, suppressed } = lint(text, name, { today: TODAY });
    const took = performance.now() - begun;
    if (took > SLOW) return `took ${Math.round(took)} ms`;
    if (thorough && !isDeepStrictEqual(lint(text, name, { today: TODAY }).findings, findings))
      return 'two runs differ';
    for (const finding of [...findings, ...suppressed]) {
      const spans: Span[] = [
        finding.span,
        ...finding.related.map((r) => r.span),
        ...finding.fixes.flatMap((f) => f.edits),
      ];
      for (const span of spans) {
        if (!(0 <= span.start && span.start <= span.end && span.end <= text.length))
          return `${finding.rule}: ${span.start}–${span.end} lies outside`;
        for (const offset of [span.start, span.end]) {
          if (offsetAt(document, positionAt(document, offset)) !== offset)
            return `${finding.rule}: offset ${offset} has no position`;
        }
      }
      if (/\{[\w$.-]+\}|undefined/.test(finding.message) && !/\{|undefined/.test(text))
        return `${finding.rule}: "${finding.message}"`;
      for (const fix of finding.fixes) {
        const sorted = [...fix.edits].sort((a, b) => a.start - b.start);
        if (sorted.some((e, i) => e.start < (sorted[i - 1]?.end ?? 0)))
          return `${finding.rule}: the edits of "${fix.title}" overlap`;
        const fixed = applyEdits(text, fix.edits);
        if (thorough) lint(fixed, name, { today: TODAY });
      }
    }
    return undefined;
  } catch (error) {
    return `threw ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ') : String(error)}`;
  }
}

/** A smaller text that breaks a promise in the same way: whole lines are left out first, then characters. */
export function smallest(seed: Seed): Seed {
  const kind = kindOf(brokenPromise(seed, { thorough: true }));
  let { text } = seed;
  const fails = (candidate: string) =>
    kindOf(brokenPromise({ name: seed.name, text: candidate }, { thorough: true })) === kind;
  for (const separator of ['\n', '']) {
    let parts = text.split(separator);
    for (let size = Math.ceil(parts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let i = 0; i < parts.length; ) {
        const rest = [...parts.slice(0, i), ...parts.slice(i + size)];
        if (fails(rest.join(separator))) parts = rest;
        else i += size;
      }
    }
    text = parts.join(separator);
  }
  return { name: seed.name, text };
}

/** Numbers differ from text to text; what is wrong does not. */
function kindOf(fault: string | undefined): string | undefined {
  return fault?.replaceAll(/\d+/g, '0').slice(0, 60);
}
