/** Each suppression that the editor offers silences its finding, for every example of every rule. */
import assert from 'node:assert/strict';
import { positionAt } from '../../src/core/document.js';
import { codeActions } from '../../src/core/features/code-actions.js';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { knowledge } from '../../src/core/knowledge.js';
import { lintedAs } from '../unit/examples.js';

/** What is wrong with comments cannot be silenced by a comment, and a text that cannot be read has no place for one. */
const LOUD = [
  'expired-suppression',
  'unknown-suppression',
  'unreadable-file',
  'unused-suppression',
  'yaml-syntax',
];

describe('every rule of the examples', () => {
  it('is silenced by each suppression that is offered', () => {
    const silenced = new Set<string>();
    for (const rule of knowledge.rules) {
      for (const example of rule.examples) {
        if (!('bad' in example)) continue;
        const result = lintedAs(example.bad, example);
        const line = (f: { span: { start: number } }) => positionAt(result.document, f.span.start).line;
        const end = positionAt(result.document, example.bad.length);
        const actions = codeActions(result, { start: { line: 0, character: 0 }, end }, { workspace: false });
        for (const { title, finding, edits } of actions) {
          if (finding.rule !== rule.id || !title.startsWith('Suppress')) continue;
          const after = applyEdits(example.bad, edits);
          const own = result.findings.filter((f) => f.rule === rule.id);
          const elsewhere = own.filter((f) => line(f) !== line(finding)).length;
          const left: number = lintedAs(after, example).findings.filter((f) => f.rule === rule.id).length;
          assert.equal(
            left,
            title.endsWith('in this file') ? 0 : elsewhere,
            `${rule.id}: ${title}\n${after}`,
          );
          silenced.add(rule.id);
        }
      }
    }
    assert.deepEqual(
      knowledge.rules.filter((r) => !silenced.has(r.id)).map((r) => r.id),
      LOUD,
      'no suppression was offered',
    );
  });
});
