/** What holds for whatever is found or shown, held over the examples of all rules. */
import assert from 'node:assert/strict';
import { diagnosticsOf } from '../../src/core/features/diagnostics.js';
import { documentSymbols } from '../../src/core/features/symbols.js';
import { examples, lintedAs, textOf } from '../unit/examples.js';

describe('the examples of all rules', () => {
  it('have related places with words', () => {
    const related = examples
      .flatMap((e) => ('bad' in e ? diagnosticsOf(lintedAs(e.bad, e), { max: 10 }) : []))
      .flatMap((d) => d.related);
    assert.ok(related.length > 20, `${related.length} related places in all examples`);
    for (const { message, range } of related) {
      assert.notEqual(message, '');
      assert.ok(range.start.line === range.end.line && range.start.character < range.end.character, message);
    }
  });

  it('have symbols with a place to select within each', () => {
    let steps = 0;
    for (const example of examples) {
      const text = textOf(example);
      for (const p of documentSymbols(lintedAs(text, example))) {
        steps += p.children.length;
        for (const { name, span, selection } of [p, ...p.children]) {
          assert.notEqual(name, '');
          assert.ok(span.start <= selection.start && selection.end <= span.end, `${name}\n${text}`);
        }
      }
    }
    assert.ok(steps > examples.length, `${steps} steps in ${examples.length} examples`);
  });
});
