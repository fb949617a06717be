/** Each suppression that the editor offers silences its finding, for every example of every rule. */
import assert from 'node:assert/strict';
import { positionAt } from '../../src/core/document.js';
import { codeActions } from '../../src/core/features/code-actions.js';
import { applyEdits } from '../../src/core/fixes.js';
import { lint } from '../../src/core/index.js';
import { knowledge } from '../../src/core/knowledge.js';

const NAME = 'a.pipeline.yaml';

describe('every rule of the examples', () => {
  it('is silenced by each suppression that is offered', () => {
    for (const rule of knowledge.rules) {
      for (const example of rule.examples) {
        if (!('bad' in example)) continue;
        const options = { edition: example.edition ?? 'both' } as const;
        const result = lint(example.bad, NAME, options);
        const whole = {
          start: { line: 0, character: 0 },
          end: positionAt(result.document, example.bad.length),
        };
        const own = codeActions(result, whole, { workspace: false }).filter(
          (a) => a.finding.rule === rule.id,
        );
        for (const action of own.filter((a) => a.title.startsWith('Suppress'))) {
          const after = lint(applyEdits(example.bad, action.edits), NAME, options);
          const line = (f: { span: { start: number } }) => positionAt(result.document, f.span.start).line;
          const elsewhere = result.findings.filter(
            (f) => f.rule === rule.id && line(f) !== line(action.finding),
          ).length;
          const left = after.findings.filter((f) => f.rule === rule.id).length;
          const expected = action.title.endsWith('in this file') ? 0 : elsewhere;
          assert.equal(
            left,
            expected,
            `${rule.id}: ${action.title}\n${applyEdits(example.bad, action.edits)}`,
          );
        }
      }
    }
  });
});
