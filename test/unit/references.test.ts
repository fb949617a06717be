/** Where a step is defined, who names it, what is marked with it, and what surrounds it. */
import assert from 'node:assert/strict';
import { highlightsAt } from '../../src/core/features/document-highlights.js';
import { folds } from '../../src/core/features/folding.js';
import { definitionsAt, referencesAt } from '../../src/core/features/references.js';
import { selectionAt } from '../../src/core/features/selection.js';
import { read } from '../../src/core/index.js';

const NAME = 'a.pipeline.yaml';
const TEXT = `pipeline: p
steps:
  clicks:
    service: KDS
    to: [deliver, "score"]
  deliver:
    service: Firehose
    from: clicks
    to: S3
  score:
    service: Lambda
    to: [{ step: deliver }, S3]
`;

/** Places as line:column from 1, for texts that are easy to count in. */
function places(text: string, spans: readonly { start: number }[]): string[] {
  return spans.map(({ start }) => {
    const before = text.slice(0, start).split('\n');
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  });
}

describe('references', () => {
  const reading = read(TEXT, NAME);

  it('leads from a name to the step', () => {
    const found = definitionsAt(reading, TEXT.indexOf('deliver,') + 2);
    assert.deepEqual(places(TEXT, found?.steps.map((s) => s.idSpan) ?? []), ['6:3']);
    assert.equal(TEXT.slice(found?.from.start, found?.from.end), 'deliver');
    assert.equal(definitionsAt(reading, TEXT.indexOf('S3') + 1), undefined);
    assert.equal(definitionsAt(reading, TEXT.indexOf('Lambda')), undefined);
  });

  it('finds every place that names a step', () => {
    const at = TEXT.indexOf('deliver:');
    assert.deepEqual(places(TEXT, referencesAt(reading, at, true)), ['5:10', '6:3', '12:18']);
    assert.deepEqual(places(TEXT, referencesAt(reading, at, false)), ['5:10', '12:18']);
  });

  it('finds every place that names the same bare service', () => {
    assert.deepEqual(places(TEXT, referencesAt(reading, TEXT.indexOf('S3'), true)), ['9:9', '12:29']);
  });

  it('reads lists of steps, and words behind an alias once', () => {
    const text =
      'pipeline: p\nx-t: &t [b]\nsteps:\n  - { id: a, service: KDS, to: *t }\n  - { id: c, service: KDS, to: *t }\n  - { id: b, service: S3 }\n';
    assert.deepEqual(places(text, referencesAt(read(text, NAME), text.indexOf('b, service'), true)), [
      '2:10',
      '6:11',
    ]);
  });

  it('keeps to the pipeline of the cursor', () => {
    const one = 'pipeline: p\nsteps:\n  a: { service: KDS, to: b }\n  b: { service: S3 }\n';
    const text = `${one}---\n${one}`;
    assert.equal(referencesAt(read(text, NAME), text.lastIndexOf('b:'), true).length, 2);
  });

  it('marks the definition as written', () => {
    assert.deepEqual(
      highlightsAt(reading, TEXT.indexOf('clicks')).map((h) => h.kind),
      ['write', 'read'],
    );
    assert.deepEqual(highlightsAt(reading, 0), []);
  });
});

describe('structure', () => {
  it('folds steps, settings and comments', () => {
    const text =
      'pipeline: p\n# one\n# two\nsteps:\n  a:\n    service: KDS\n    buffer:\n      size: 1\n\n  b: { service: S3 }\n';
    const found = folds(read(text, NAME)).map((f) => `${f.start}-${f.end} ${f.kind}`);
    assert.deepEqual(found, ['1-2 comment', '3-9 region', '4-7 region', '6-7 region']);
    assert.deepEqual(folds(read('a:\n  b: 1\n  c: 2\n', 'b.yaml')), []);
  });

  it('selects outwards from the word', () => {
    const at = TEXT.indexOf('score"') + 1;
    const texts = selectionAt(read(TEXT, NAME), at).map((s) => TEXT.slice(s.start, s.end));
    assert.deepEqual(texts.slice(0, 4), ['score', '"score"', '[deliver, "score"]', 'to: [deliver, "score"]']);
    assert.ok(texts.at(-1)?.startsWith('pipeline: p'));
  });
});
