/** Every template of the fixtures: what its fixes write, and the sketch that is made of it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { convert } from '../../src/core/features/convert.js';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { lint, read } from '../../src/core/index.js';

const ROOT = 'test/fixtures/cloudformation';

function templates(folder: string): { readonly file: string; readonly text: string }[] {
  return readdirSync(`${ROOT}/${folder}`).map((file) => ({
    file,
    text: readFileSync(`${ROOT}/${folder}/${file}`, 'utf8'),
  }));
}

describe('every template', () => {
  for (const { file, text } of templates('bad')) {
    it(`${file}: fixes write what the property takes`, () => {
      const { findings } = lint(text, file, { today: '2026-11-22' });
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

  for (const { file, text } of [...templates('ok'), ...templates('bad')]) {
    it(`${file}: becomes a sound sketch`, () => {
      const sketch = convert(read(text, file), file);
      assert.ok(sketch);
      const bad = lint(sketch, 'x.pipeline.yaml', { edition: 'current' }).findings.filter((f) =>
        /^(yaml|unknown|wrong|missing|no-)/.test(f.rule),
      );
      assert.deepEqual(
        bad.map((f) => f.message),
        [],
        sketch,
      );
    });
  }
});
