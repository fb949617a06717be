/** The examples of the rules are their tests: bad gives exactly its finding on the marked text, good gives none, fixes cure. */
import assert from 'node:assert/strict';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { knowledge } from '../../src/core/knowledge.js';
import type { Finding } from '../../src/core/model.js';
import { lintedAs } from './examples.js';

function shown(list: readonly Finding[], text: string): string {
  return list
    .map(
      (f) =>
        `${f.severity} ${f.rule} on ${JSON.stringify(text.slice(f.span.start, f.span.end))}: ${f.message}`,
    )
    .join('\n');
}

/** Offset of the nth occurrence, from 1. */
function nthIndex(text: string, part: string, nth: number): number {
  let at = -1;
  for (let i = 0; i < nth; i++) at = text.indexOf(part, at + 1);
  return at;
}

for (const group of new Set(knowledge.rules.map((r) => r.group))) {
  const rules = knowledge.rules.filter((r) => r.group === group);
  describe(`rules of ${group}`, () => {
    for (const rule of rules) {
      rule.examples.forEach((example, i) => {
        if ('good' in example) {
          it(`${rule.id}: example ${i + 1} is good`, () => {
            const found = lintedAs(example.good, example).findings;
            assert.equal(shown(found, example.good), '');
          });
          return;
        }
        it(`${rule.id}: example ${i + 1} is bad, and its fixes cure`, () => {
          const text = example.bad;
          const found = lintedAs(text, example).findings;
          assert.equal(found.length, 1, `one finding wanted, got:\n${shown(found, text)}`);
          const finding = found[0] as Finding;
          assert.equal(finding.rule, rule.id, shown(found, text));
          assert.equal(text.slice(finding.span.start, finding.span.end), example.mark, shown(found, text));
          assert.equal(finding.span.start, nthIndex(text, example.mark, example.nth ?? 1));
          if (example.severity !== undefined)
            assert.equal(finding.severity, example.severity, shown(found, text));
          assert.doesNotMatch(finding.message, /[{}]|undefined|unknown figure/, finding.message);
          if (example.fixed !== undefined) assert.ok(finding.fixes.length > 0, 'no fix');
          finding.fixes.forEach((fix, n) => {
            const fixed = applyEdits(example.bad, fix.edits);
            if (n === 0 && example.fixed !== undefined) assert.equal(fixed, example.fixed);
            const left = lintedAs(fixed, example).findings;
            assert.equal(shown(left, fixed), '', `after "${fix.title}":\n${fixed}`);
          });
        });
      });
      if (rule.fix.length === 0) continue;
      it(`${rule.id}: each fix is shown by an example`, () => {
        const offered = rule.examples.flatMap((e) =>
          'bad' in e ? lintedAs(e.bad, e).findings.flatMap((f) => f.fixes.map((fix) => fix.title)) : [],
        );
        for (const { title } of rule.fix) {
          const parts = title.split(/\{[^{}]+\}/);
          const shownBy = (text: string) =>
            text.startsWith(parts[0] ?? '') && text.endsWith(parts.at(-1) ?? '');
          assert.ok(offered.some(shownBy), `no example offers "${title}"`);
        }
      });
    }
  });
}
