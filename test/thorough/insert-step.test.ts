/** A new step at every place of a text. */
import assert from 'node:assert/strict';
import { insertStep } from '../../src/core/features/insert-step.js';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { read } from '../../src/core/index.js';

const NAME = 'a.pipeline.yaml';

describe('inserting a step', () => {
  it('leaves a sound sketch at every place of a text', () => {
    const text =
      'pipeline: p # x\nsteps:\n  # one\n  a:\n    service: KDS\n    to: [b]\n\n  b: { service: S3 } # two\n  c: S3\n';
    for (let offset = 0; offset <= text.length; offset++) {
      const made = insertStep(read(text, NAME), 'sqs', offset);
      assert.ok(made);
      const { pipelines, reports } = read(applyEdits(text, [made.edit]), NAME);
      assert.deepEqual(reports, []);
      assert.deepEqual(pipelines[0]?.steps.map((s) => s.id).sort(), ['a', 'b', 'c', 'sqs']);
    }
  });
});
