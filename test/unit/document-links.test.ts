import assert from 'node:assert/strict';
import { documentLinks } from '../../src/core/features/document-links.js';
import { read } from '../../src/core/index.js';

function linked(text: string, name = 'a.pipeline.yaml'): string[] {
  return documentLinks(read(text, name)).map(
    ({ start, end, target }) => `${text.slice(start, end)} -> ${Object.values(target).join('#')}`,
  );
}

describe('links in a text', () => {
  it('lead from services to their notes, and from rules in comments to theirs', () => {
    const text =
      'pipeline: p\nsteps:\n  a:\n    service: kinesis-data-firehose\n    retention: 1 d # tributary-disable-line firehose-retention, no-such-rule -- x\n    to: S3\n';
    assert.deepEqual(linked(text), [
      'kinesis-data-firehose -> kdf',
      'firehose-retention -> firehose-retention',
    ]);
  });

  it('stand in Markdown, and nowhere where there is no sketch', () => {
    const text = '# Notes\n\nKDS\n\n```yaml\npipeline: p\nsteps: { a: { service: KDS } }\n```\n';
    assert.deepEqual(linked(text, 'notes.md'), ['KDS -> kds']);
    assert.deepEqual(linked('service: KDS\n', 'values.yaml'), []);
    assert.deepEqual(linked('pipeline: p\nsteps: { a: { service: Nothing } }\n'), []);
  });
});
