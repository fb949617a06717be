/** The outline: pipelines, and their steps with their services. */
import assert from 'node:assert/strict';
import { type DocumentSymbol, documentSymbols } from '../../src/core/features/symbols.js';
import { read } from '../../src/core/index.js';

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
});
