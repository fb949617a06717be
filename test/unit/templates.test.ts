/** Templates of `test/fixtures/cloudformation`: what is expected stands beside the line that has it. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineAt } from '../../src/core/document.js';
import { lint } from '../../src/core/index.js';

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
      it(`${file}: findings on the lines that say so`, () => {
        const text = readFileSync(join(ROOT, folder, file), 'utf8');
        const { findings, document, dialect, pipelines } = lint(text, file, { today: '2026-11-22' });
        const wanted = file.endsWith('.json') ? ['8 kds-retention-range'] : expected(text);
        assert.equal(dialect, 'cloudformation');
        assert.ok(pipelines.some((p) => p.steps.length > 0));
        assert.deepEqual(
          findings.map((f) => `${lineAt(document, f.span.start) + 1} ${f.rule}`).sort(),
          wanted.sort(),
        );
      });
    }
  });
}
