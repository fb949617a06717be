/** The outline: pipelines, and their steps with their services. */
import assert from 'node:assert/strict';
import { type DocumentSymbol, documentSymbols } from '../../src/core/features/symbols.js';
import { read } from '../../src/core/index.js';
import { examples, lintedAs, textOf } from './examples.js';

const NAME = 'a.pipeline.yaml';

function outline(text: string): string[] {
  const line = (s: DocumentSymbol) => `${s.name} · ${s.detail}`;
  return documentSymbols(read(text, NAME)).flatMap((p) => [
    line(p),
    ...p.children.map((s) => `  ${line(s)}`),
  ]);
}

describe('symbols', () => {
  it('show the steps with their services, and no bare services', () => {
    const text =
      'pipeline: clicks\nsteps:\n  a: { service: Kinesis Data Streams, to: S3 }\n  b: { service: what }\n  c:\n';
    assert.deepEqual(outline(text), ['clicks · 3 steps', '  a · KDS', '  b · what', '  c · ']);
  });

  it('show each document of a file', () => {
    assert.deepEqual(
      outline('pipeline: a\nsteps: { x: { service: S3 } }\n---\nsteps:\n  - { id: y, service: S3 }\n'),
      ['a · 1 step', '  x · S3', 'pipeline · 1 step', '  y · S3'],
    );
  });

  it('select a place within each symbol, in every example', () => {
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
