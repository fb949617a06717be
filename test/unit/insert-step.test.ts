/** A new step in a sketch, at every style of writing one. */
import assert from 'node:assert/strict';
import { insertStep } from '../../src/core/features/insert-step.js';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { read } from '../../src/core/index.js';
import { sketchServices } from '../../src/core/knowledge.js';
import type { ServiceId } from '../../src/core/model.js';

const NAME = 'a.pipeline.yaml';

/** The text after a step was dropped at `|`; without the mark, where it goes by itself. */
function after(marked: string, service: ServiceId = 'kdf', name = NAME): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const made = insertStep(read(text, name), service, offset === -1 ? undefined : offset);
  assert.ok(made, `nothing to insert in:\n${text}`);
  const { edit, id, idSpan } = made;
  assert.equal(edit.text.slice(idSpan.start, idSpan.end), id);
  return applyEdits(text, [edit]);
}

describe('inserting a step', () => {
  it('puts it behind the step that it was dropped on', () => {
    assert.equal(
      after('pipeline: p\nsteps:\n  a:\n    service: KDS\n    sha|rds: 2 # two\n  b:\n    service: S3\n'),
      'pipeline: p\nsteps:\n  a:\n    service: KDS\n    shards: 2 # two\n  firehose:\n    service: Firehose\n  b:\n    service: S3\n',
    );
  });

  it('puts it before the first step, at the end of the text, and last where no place is said', () => {
    const body = 'a:\n    service: KDS\n';
    assert.equal(
      after(`pipeline: p\nsteps:|\n  ${body}`),
      `pipeline: p\nsteps:\n  firehose:\n    service: Firehose\n  ${body}`,
    );
    const last = `pipeline: p\nsteps:\n  ${body}  firehose:\n    service: Firehose\n`;
    assert.equal(after(`pipeline: p\nsteps:\n  ${body}|`), last);
    assert.equal(after(`pipeline: p\nsteps:\n  ${body}`), last);
  });

  it('leaves the comment above a step with that step', () => {
    assert.equal(
      after('pipeline: p\nsteps:\n  a:\n    service: KDS\n\n  # the |store\n  b:\n    service: S3\n'),
      'pipeline: p\nsteps:\n  a:\n    service: KDS\n\n  firehose:\n    service: Firehose\n\n  # the store\n  b:\n    service: S3\n',
    );
  });

  it('keeps indentation, blank lines between steps, and line ends', () => {
    assert.equal(
      after(
        'pipeline: p\r\nsteps:\r\n    a:\r\n        service: KDS\r\n\r\n    b:\r\n        service: S3\r\n',
      ),
      'pipeline: p\r\nsteps:\r\n    a:\r\n        service: KDS\r\n\r\n    b:\r\n        service: S3\r\n\r\n    firehose:\r\n        service: Firehose\r\n',
    );
  });

  it('writes as its neighbour does: flow in a block, flow, lists', () => {
    assert.equal(
      after('steps:\n  a: { service: KDS, to: b }|\n  b:\n    service: S3\n'),
      'steps:\n  a: { service: KDS, to: b }\n  firehose: { service: Firehose }\n  b:\n    service: S3\n',
    );
    assert.equal(
      after('steps: { a: { service: KDS } }\n'),
      'steps: { a: { service: KDS }, firehose: { service: Firehose } }\n',
    );
    assert.equal(
      after('steps: { |a: { service: KDS } }\n', 's3'),
      'steps: { a: { service: KDS }, s3: { service: S3 } }\n',
    );
    assert.equal(
      after('steps: {\n  a: { service: KDS },\n  b: S3\n}\n', 'kdf'),
      'steps: {\n  a: { service: KDS },\n  b: S3,\n  firehose: { service: Firehose }\n}\n',
    );
    assert.equal(
      after('steps:\n  - id: a\n    service: KDS|\n  - id: b\n    service: S3\n'),
      'steps:\n  - id: a\n    service: KDS\n  - id: firehose\n    service: Firehose\n  - id: b\n    service: S3\n',
    );
    assert.equal(
      after('steps:\n- { id: a, service: KDS }\n'),
      'steps:\n- { id: a, service: KDS }\n- { id: firehose, service: Firehose }\n',
    );
    assert.equal(
      after('steps: [{ id: a, service: KDS }]\n'),
      'steps: [{ id: a, service: KDS }, { id: firehose, service: Firehose }]\n',
    );
  });

  it('gives an id that no step has, nor a bare service name', () => {
    assert.match(
      after('steps:\n  firehose:\n    service: Firehose\n    to: firehose-2\n  firehose-2: S3\n'),
      /\n {2}firehose-3:\n/,
    );
    assert.match(after('steps:\n  a:\n    service: KDS\n    to: s3\n', 's3'), /\n {2}s3-2:\n/);
  });

  it('begins what is empty', () => {
    const step = '  firehose:\n    service: Firehose';
    assert.equal(after(''), `pipeline: firehose\nsteps:\n${step}\n`);
    assert.equal(after('# notes'), `# notes\npipeline: firehose\nsteps:\n${step}\n`);
    assert.equal(after('pipeline: p\n'), `pipeline: p\nsteps:\n${step}\n`);
    assert.equal(after('pipeline: p\nsteps: # none\n'), `pipeline: p\nsteps: # none\n${step}\n`);
    assert.equal(
      after('pipeline: p\nsteps: {}\n'),
      'pipeline: p\nsteps: { firehose: { service: Firehose } }\n',
    );
    assert.equal(
      after('pipeline: p\nsteps: []\n'),
      'pipeline: p\nsteps: [{ id: firehose, service: Firehose }]\n',
    );
  });

  it('takes the pipeline that it was dropped on', () => {
    assert.equal(
      after('steps:\n  a: { service: KDS }|\n---\nsteps:\n  b: { service: S3 }\n'),
      'steps:\n  a: { service: KDS }\n  firehose: { service: Firehose }\n---\nsteps:\n  b: { service: S3 }\n',
    );
  });

  it('works in the blocks of Markdown, in quotes too', () => {
    assert.equal(
      after('Text\n\n```yaml\npipeline: p\nsteps:\n  a:\n    service: KDS|\n```\n', 'kdf', 'a.md'),
      'Text\n\n```yaml\npipeline: p\nsteps:\n  a:\n    service: KDS\n  firehose:\n    service: Firehose\n```\n',
    );
    assert.equal(
      after('> ```yaml\n> pipeline: p\n> steps:\n>   a:\n>     service: KDS|\n> ```\n', 'kdf', 'a.md'),
      '> ```yaml\n> pipeline: p\n> steps:\n>   a:\n>     service: KDS\n>   firehose:\n>     service: Firehose\n> ```\n',
    );
  });

  it('gives nothing outside of sketches and for what cannot be a step', () => {
    assert.equal(insertStep(read('a: 1\n', 'a.yaml'), 'kdf'), undefined);
    assert.equal(insertStep(read('steps: 1\n', NAME), 'kdf'), undefined);
    assert.equal(insertStep(read('steps: {}\n', NAME), 'kinesis-summary'), undefined);
  });

  it('writes every service so that it is read as that service', () => {
    for (const { id } of sketchServices()) {
      const { pipelines, reports } = read(after('steps: {}\n', id), NAME);
      assert.equal(pipelines[0]?.steps[0]?.service, id);
      assert.deepEqual(reports, []);
    }
  });
});
