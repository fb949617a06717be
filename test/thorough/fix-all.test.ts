/** Fixing all of every example of a rule. */
import assert from 'node:assert/strict';
import { fixAll } from '../../src/core/features/fix-all.js';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { lint } from '../../src/core/index.js';
import { examples, lintedAs, SKETCH_NAME } from '../unit/examples.js';

describe('fix all', () => {
  it('gives edits that lead to its text, for every example of a rule', () => {
    let fixes = 0;
    for (const example of examples) {
      if (!('bad' in example)) continue;
      const { bad, file = SKETCH_NAME, edition = 'both' } = example;
      const fixed = fixAll(lintedAs(bad, example), file, { edition });
      fixes += fixed.count;
      assert.equal(applyEdits(bad, fixed.edits), fixed.text, bad);
      const again = fixAll(lintedAs(fixed.text, example), file, { edition });
      assert.equal(again.count, 0, `a second run still fixes\n${fixed.text}`);
    }
    assert.ok(fixes > 5, `only ${fixes} safe fixes in all examples`);
  });

  it('inserts as many steps as are needed, one a pass', () => {
    const steps = Array.from({ length: 100 }, (_, i) => `  orders-${i}: { service: KDS, to: S3 }\n`);
    const text = `pipeline: orders\nsteps:\n${steps.join('')}`;
    const options = { edition: 'both' } as const;
    const fixed = fixAll(lint(text, SKETCH_NAME, options), SKETCH_NAME, options, true);
    assert.equal(fixed.count, 100);
    assert.deepEqual(lint(fixed.text, SKETCH_NAME, options).findings, []);
  });
});
