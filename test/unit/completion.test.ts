/** Completion at marked places: `|` is the cursor. */
import assert from 'node:assert/strict';
import { complete } from '../../src/core/features/completion/completion.js';
import { cursorAt } from '../../src/core/features/completion/cursor.js';
import { documentationOf } from '../../src/core/features/completion/docs.js';
import type { Completion } from '../../src/core/features/completion/types.js';
import { lint, read } from '../../src/core/index.js';
import { knowledge } from '../../src/core/knowledge.js';

const NAME = 'a.pipeline.yaml';
const options = { edition: 'both' as const };
const links = { service: (id: string) => `service:${id}`, rule: (id: string) => `rule:${id}` };

const SKETCH = `pipeline: p
steps:
  clicks:
    service: KDS
    to: deliver
  deliver:
    service: Firehose
    @
  lake: { service: S3 }
  score: { service: Lambda }
`;

/** The items at the last `|`, in the order in which an editor shows them. */
function at(marked: string, name = NAME): Completion[] {
  const offset = marked.lastIndexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const items = complete(read(text, name), offset, { ...options, markdown: name.endsWith('.md') });
  return items.sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
}

function within(line: string): Completion[] {
  return at(SKETCH.replace('@', line));
}

function labels(items: readonly Completion[]): string[] {
  return items.map((i) => i.label);
}

function named(items: readonly Completion[], label: string): Completion {
  const found = items.find((i) => i.label === label);
  assert.ok(found, `no ${label} in ${labels(items).slice(0, 30).join(', ')}`);
  return found;
}

/** The text after an item was taken; places of snippets become empty. */
function taken(marked: string, label: string): string {
  const offset = marked.lastIndexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const { edit, insertText, isSnippet } = named(at(marked), label);
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const indent = /^ */.exec(line)?.[0] ?? '';
  const plain = isSnippet
    ? insertText.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll(/\$\d/g, '')
    : insertText;
  return (
    text.slice(0, edit.replace.start) + plain.replaceAll('\n', `\n${indent}`) + text.slice(edit.replace.end)
  );
}

describe('the cursor', () => {
  const cases: readonly (readonly [text: string, kind: string, path: string, word: string])[] = [
    ['|', 'empty', '', ''],
    ['pip|', 'top-key', '', 'pip'],
    ['pipeline: p\n|', 'top-key', '', ''],
    ['pipeline: p\ngoal: { la| }', 'top-key', 'goal', 'la'],
    ['pipeline: p\nsteps:\n  |', 'step-id', '', ''],
    ['pipeline: p\nsteps:\n  a:\n    |', 'step-key', '', ''],
    ['pipeline: p\nsteps:\n  a:\n    service: S3\n    |\n  b: {}\n', 'step-key', '', ''],
    ['pipeline: p\nsteps:\n  a:\n    service: S3\n    ser|\n', 'step-key', '', 'ser'],
    ['pipeline: p\nsteps:\n  a:\n    service: |\n    to: b\n', 'value', 'service', ''],
    ['pipeline: p\nsteps:\n  a:\n    service:|\n', 'value', 'service', ''],
    ['pipeline: p\nsteps:\n  a:\n    service: Data St|reams # x\n', 'value', 'service', 'Data Streams'],
    ['pipeline: p\nsteps:\n  a:\n    service: "Da|ta"\n', 'value', 'service', 'Data'],
    ['pipeline: p\nsteps:\n  a:\n    to: [b, |]\n', 'value', 'to/[]', ''],
    ['pipeline: p\nsteps:\n  a:\n    to: [b, |\n  b: { service: S3 }\n', 'value', 'to/[]', ''],
    ['pipeline: p\nsteps:\n  a: { service: S3, | }\n', 'step-key', '', ''],
    ['pipeline: p\nsteps:\n  a: { buffer: { size: | } }\n', 'value', 'buffer/size', ''],
    ['pipeline: p\nsteps: {\n  a: { service: S3 },\n  b: { | }\n}\n', 'step-key', '', ''],
    ['pipeline: p\nsteps:\n  - id: a\n    |\n', 'step-key', '', ''],
    ['pipeline: p\nsteps:\n  - |\n', 'step-key', '', ''],
    [
      'pipeline: p\nsteps:\n  - id: a\n    nodes:\n      - type: core\n        |\n',
      'step-key',
      'nodes/[]',
      '',
    ],
    ['pipeline: p\nsteps:\n  a:\n    to: b # tributary-disable-line un|\n', 'suppression', '', 'un'],
    ['pipeline: p\nsteps:\n  a:\n    description: |\n      text ¦\n', 'none', '', ''],
    ['pipeline: p\nsteps:\n  a:\n    description: some\n      ¦\n', 'none', '', ''],
  ];
  for (const [marked, kind, path, word] of cases) {
    it(`knows ${JSON.stringify(marked.slice(-45))}`, () => {
      const sign = marked.includes('¦') ? '¦' : '|';
      const offset = marked.lastIndexOf(sign);
      const text = marked.slice(0, offset) + marked.slice(offset + 1);
      const cursor = cursorAt(text, offset);
      assert.equal(cursor.kind, kind);
      if (kind === 'none') return;
      assert.equal(cursor.path.join('/'), path);
      assert.equal(text.slice(cursor.word.start, cursor.word.end), word);
    });
  }
});

describe('completion', () => {
  it('offers keys of the top level, and typical pipelines in an empty file', () => {
    const items = at('|');
    assert.ok(labels(items).includes('pipeline'));
    assert.equal(
      items.filter((i) => i.kind === 'snippet' && i.insertText.includes('steps:')).length,
      knowledge.templates.length,
    );
    assert.deepEqual(
      labels(at('pipeline: p\ngoal: 1\nst|')).filter((l) => ['pipeline', 'goal', 'steps'].includes(l)),
      ['steps'],
    );
  });

  it('writes typical pipelines that give no finding', () => {
    const items = at('|').filter(
      (i) => i.kind === 'snippet' && i.insertText.includes('steps:\n') && !i.isSnippet,
    );
    assert.equal(items.length, knowledge.templates.length);
    for (const item of items) {
      assert.deepEqual(
        lint(item.insertText, NAME, options).findings.map((f) => f.message),
        [],
        item.label,
      );
    }
  });

  it('offers the settings of the service that are not there yet', () => {
    const items = within('retention: 7 d\n    |');
    assert.ok(labels(items).includes('buffer'));
    for (const there of ['service', 'retention', 'id']) assert.ok(!labels(items).includes(there), there);
    assert.ok(labels(items).indexOf('to') < labels(items).indexOf('buffer'));
  });

  it('writes a setting in its shape, and only the name where a colon stands', () => {
    assert.equal(named(within('|'), 'buffer').insertText, 'buffer: { size: $1, interval: $2 }');
    assert.match(
      taken(SKETCH.replace('@', 'bu|: { size: 1 MB }'), 'buffer'),
      /^ {4}buffer: \{ size: 1 MB \}$/m,
    );
    assert.match(
      taken(SKETCH.replace('@', 'buffer: { size: 1 MB, | }'), 'interval'),
      /size: 1 MB, interval: {2}\}/,
    );
  });

  it('documents a setting with its range in both editions', () => {
    const text = documentationOf(named(within('buffer: { | }'), 'interval'), links);
    assert.match(text, /60–900 s/);
    assert.match(text, /0–900 s/);
  });

  it('offers services by any of their names, those that fit the neighbours first', () => {
    const items = at(
      'pipeline: p\nsteps:\n  clicks:\n    service: KDS\n    to: deliver\n  deliver:\n    service: |\n    to: Redshift\n',
    );
    const firehose = named(items, 'Firehose');
    assert.match(firehose.filterText ?? '', /Amazon Data Firehose.*AWS::KinesisFirehose::DeliveryStream/);
    assert.ok(firehose.sortText < named(items, 'SWF').sortText);
    const former = named(items, 'Kinesis Data Firehose');
    assert.ok(former.deprecated);
    assert.equal(former.insertText, 'Firehose');
    assert.match(documentationOf(firehose, links), /Formerly/);
  });

  it('offers first the service whose settings the step has already', () => {
    const marked =
      'pipeline: p\nsteps:\n  clicks:\n    service: KDS\n    to: deliver\n  deliver:\n    service: |\n    buffer: { size: 64 MB }\n    to: S3\n';
    const [first] = [...at(marked)].sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
    assert.equal(first?.label, 'Firehose');
  });

  it('puts steps with documented edges first and forbidden ones last, with the reason', () => {
    const items = within('to: |');
    assert.equal(items[0]?.label, 'lake');
    const score = named(items, 'score');
    assert.match(score.verdict ?? '', /Lambda/);
    assert.match(documentationOf(score, links), /^⚠ /);
    assert.ok(named(items, 'Redshift').sortText < score.sortText);
    assert.ok(!labels(items).includes('deliver'), 'not itself');
    assert.ok(!labels(within('to: [lake, |]')).includes('lake'), 'not twice');
    assert.equal(within('from: |')[0]?.label, 'clicks');
  });

  it('offers services in the order in which the notes list them, the usual ones first', () => {
    const items = at('pipeline: p\nsteps:\n  etl:\n    service: Glue\n    to: |\n');
    const order = [...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)).map((i) => i.label);
    assert.equal(order[0], 'S3');
    assert.ok(order.indexOf('Redshift') < order.indexOf('BigQuery'));
  });

  it('says what writing to a second destination would break', () => {
    assert.match(named(within('to: [lake, |]'), 'Redshift').verdict ?? '', /destination/);
  });

  it('puts values that a rule forbids here last, with its message', () => {
    const items = within('output: { format: | }');
    assert.match(items.at(-1)?.verdict ?? '', /conversion/);
    assert.equal(items.at(-1)?.label, 'recordio-protobuf');
    assert.equal(named(items, 'parquet').verdict, undefined);
    const codecs = within('output: { format: parquet, compression: | }');
    assert.match(named(codecs, 'bzip2').verdict ?? '', /parquet/);
    assert.equal(named(codecs, 'snappy').verdict, undefined);
  });

  it('offers truth values, bounds and units', () => {
    assert.deepEqual(labels(within('formatConversion: { enabled: | }')), ['true', 'false']);
    const bounds = within('buffer: { interval: | }');
    assert.ok(labels(bounds).includes('900 s'));
    assert.match(named(bounds, '900 s').detail ?? '', /most/);
    const units = within('buffer: { interval: 90| }');
    assert.equal(units[0]?.label, '90 s');
    assert.match(named(units, '90 d').verdict ?? '', /900 s/);
  });

  it('offers goals, written as a word or in a map', () => {
    const goals = ['batch', 'near-real-time', 'real-time'];
    for (const text of ['goal: |', 'goal: { latency: | }', 'goal:\n  latency: |'])
      assert.deepEqual(labels(at(`pipeline: p\n${text}\nsteps: {}\n`)).slice(0, 3), goals, text);
  });

  it('works in lists, in blocks, behind a bare colon, in quotes and at the end of a file', () => {
    assert.equal(within('to:\n      - |')[0]?.label, 'lake');
    assert.equal(within('to:\n      |')[0]?.label, 'lake');
    assert.match(taken(SKETCH.replace('@', 'to:|'), 'lake'), /^ {4}to: lake$/m);
    assert.match(taken(SKETCH.replace('@', 'to: "|"'), 'lake'), /^ {4}to: "lake"$/m);
    assert.ok(labels(within('buffer:\n      |')).includes('size'));
    assert.ok(
      labels(at('pipeline: p\nsteps:\n  a:\n    service: Firehose\n    buffer: { size: 1, |')).includes(
        'interval',
      ),
    );
    assert.ok(
      labels(at('pipeline: p\nsteps:\n  - id: a\n    service: Firehose\n    bu|')).includes('buffer'),
    );
    assert.ok(labels(at('pipeline: p\nsteps:\n  - |')).includes('service'));
  });

  it('writes new steps, first those that others name already', () => {
    const marked = 'pipeline: p\nsteps:\n  a:\n    service: KDS\n    to: archive\n  |\n';
    assert.equal(at(marked)[0]?.label, 'archive');
    assert.match(taken(marked, 'archive'), / {2}archive:\n {4}service: \n/);
    const list = 'pipeline: p\nsteps:\n  - id: a\n    service: KDS\n  |\n';
    assert.match(taken(list, 'S3'), / {2}- id: s3\n {4}service: S3\n/);
  });

  it('completes suppressions: the directive, the rules that report here first, the reason', () => {
    assert.deepEqual(labels(within('retention: 7 d # trib|')), ['tributary-disable-line']);
    assert.equal(within('retention: 7 d # tributary-disable-line |')[0]?.label, 'firehose-retention');
    assert.ok(
      labels(within('retention: 7 d # tributary-disable-line firehose-retention |')).includes('-- reason'),
    );
    assert.deepEqual(within('retention: 7 d # a remark |'), []);
  });

  it('says nothing in YAML that is no sketch', () => {
    assert.deepEqual(at('services:\n  web:\n    |\n', 'docker-compose.yaml'), []);
    assert.deepEqual(at('steps:\n  - |\n', 'azure.yaml'), []);
  });

  it('works in the fenced blocks of Markdown, also in a quote', () => {
    const block =
      '# Notes\n\n- a list:\n\n  ```yaml\n  pipeline: p\n  steps:\n    a:\n      service: Firehose\n      |\n  ```\n';
    assert.ok(labels(at(block, 'n.md')).includes('buffer'));
    const quoted = '> ```pipeline\n> pipeline: p\n> steps:\n>   a:\n>     service: EMR\n>     |\n> ```\n';
    const nodes = named(at(quoted, 'n.md'), 'nodes').insertText;
    assert.match(nodes, /^nodes:\n> {7}/);
    assert.deepEqual(at('pipeline: p\nsteps:\n  a:\n    |\n', 'n.md'), []);
  });
});
