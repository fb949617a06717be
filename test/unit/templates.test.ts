/** Templates of `test/fixtures/cloudformation`: what is expected stands beside the line that has it. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineAt } from '../../src/core/document.js';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { lint } from '../../src/core/index.js';
import { once } from '../../src/core/lazy.js';

const FIXTURES = join(__dirname, '../../../test/fixtures/cloudformation');
const ROOT = existsSync(FIXTURES) ? FIXTURES : 'test/fixtures/cloudformation';
const EXPECT = /# expect: (.*)$/;

function expected(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, i) =>
      (EXPECT.exec(line)?.[1] ?? '')
        .split(/,\s*/)
        .flatMap((rule) => (rule === '' ? [] : [`${i + 1} ${rule}`])),
    );
}

for (const folder of ['ok', 'bad']) {
  describe(`templates that are ${folder}`, () => {
    for (const file of readdirSync(join(ROOT, folder))) {
      const text = readFileSync(join(ROOT, folder, file), 'utf8');
      const linted = once(() => lint(text, file, { today: '2026-11-22' }));

      it(`${file}: findings on the lines that say so`, () => {
        const { findings, document, dialect, pipelines } = linted();
        const wanted = file.endsWith('.json') ? ['8 kds-retention-range'] : expected(text);
        assert.equal(dialect, 'cloudformation');
        assert.ok(pipelines.some((p) => p.steps.length > 0));
        assert.deepEqual(
          findings.map((f) => `${lineAt(document, f.span.start) + 1} ${f.rule}`).sort(),
          wanted.sort(),
        );
      });

      if (folder === 'ok') continue;
      it(`${file}: fixes write what the property takes`, () => {
        const { findings } = linted();
        assert.ok(
          findings.some((f) => f.fixes.length > 0),
          'nothing to fix',
        );
        for (const finding of findings.filter((f) => f.rule !== 'unknown-suppression')) {
          for (const fix of finding.fixes) {
            assert.equal(fix.edits.length, 1);
            assert.doesNotMatch(fix.edits[0]?.text ?? '', /\s/, `${finding.rule}: ${fix.title}`);
            const after = lint(applyEdits(text, fix.edits), file, { today: '2026-11-22' }).findings;
            assert.equal(after.length, findings.length - 1, `${finding.rule}: ${fix.title}`);
          }
        }
      });
    }
  });
}
