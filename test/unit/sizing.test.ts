import assert from 'node:assert/strict';
import { calculate } from '../../src/core/features/sizing/calculator.js';
import { calculatorForms } from '../../src/core/features/sizing/forms.js';
import { sizeAt, sizing } from '../../src/core/features/sizing/sizing.js';
import { read } from '../../src/core/index.js';
import type { EditionChoice } from '../../src/core/model.js';
import { decide, fillOf, spareOf, unitsFor } from '../../src/core/sizing/arithmetic.js';

function sized(text: string, edition: EditionChoice = 'both') {
  return sizing(read(text, 'test.pipeline.yaml'), { edition }).steps;
}

const stream = (shards: string, output: string, rest = '') => `pipeline: test
steps:
  web: { service: EC2, output: { ${output} }, to: clicks }
  clicks: { service: KDS${shards}, to: score }
  score: { service: Lambda }
${rest}`;

describe('sizing', () => {
  it('says how many units are needed, and which load decides', () => {
    const [lens, readers] = sized(stream(', shards: 4', 'recordSize: 2 KB, records: 3000/s'));
    assert.equal(lens?.step, 'clicks');
    assert.equal(lens?.lens.title, '6 shards needed for 5.72 MiB/s written, 4 set');
    assert.deepEqual(lens?.lens.args, {
      sizing: 'kds-shards',
      values: { records: 3000, recordSize: 2, shared: 1, enhanced: 0, units: 4 },
    });
    assert.equal(readers?.lens.title, 'Read budget: 8 MiB/s for the one shared consumer');
  });

  it('is found by any place in its step', () => {
    const text = stream(', shards: 4', 'recordSize: 2 KB, records: 3000/s');
    const reading = read(text, 'test.pipeline.yaml');
    const { steps } = sizing(reading, { edition: 'both' });
    const at = (word: string) => sizeAt(reading, steps, text.indexOf(word))?.lens.args.values.units;
    assert.deepEqual(['clicks: {', 'shards: 4', 'web', 'score: {', 'pipeline'].map(at), [
      4,
      4,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('puts the hint just behind the value, with the calculation in its tooltip', () => {
    const text = stream(', shards: 4', 'recordSize: 2 KB, records: 3000/s');
    const [hint] = sized(text)[0]?.hints ?? [];
    assert.equal(hint?.label, 'needs 6');
    assert.equal(text.slice(0, hint?.offset).endsWith('shards: 4'), true);
    assert.match(
      hint?.tooltip ?? '',
      /\| Volume written \| 6 MB\/s \(5\.72 MiB\/s\) \| 1 MiB\/s \| 5\.72 → \*\*6\*\* \|/,
    );
    assert.match(hint?.tooltip ?? '', /6,000 KB\/s ÷ 1,000 and 6,000 KB\/s ÷ 2,000, rounded up: \*\*6\*\*/);
  });

  it('tells where the formula of the notes asks for more, and counts by it in their edition', () => {
    const text = stream(', shards: 4', 'throughput: 4.1 MB/s, recordSize: 100 KB');
    assert.match(
      sized(text)[0]?.lens.title ?? '',
      /^4 of 4 shards needed for 3\.91 MiB\/s written \(5 by the formula of the notes\), 2 % spare/,
    );
    assert.equal(sized(text)[0]?.hints[0]?.label, 'needs 4, 2 % spare (notes: 5)');
    assert.match(
      sized(text, 'notes')[0]?.lens.title ?? '',
      /^5 shards needed for 4,100 KB\/s written, 4 set/,
    );
    assert.match(
      sized(text, 'current')[0]?.lens.title ?? '',
      /^4 of 4 shards needed for 3\.91 MiB\/s written, 2 % spare/,
    );
  });

  it('speaks of the load where no number of units is set', () => {
    const [lens, ...others] = sized(stream('', 'recordSize: 1 KB, records: 2500/s'));
    assert.equal(lens?.lens.title, 'Load of 3 shards: 2,500 records/s written');
    assert.deepEqual([lens?.hints, others], [[], []]);
  });

  it('gives consumers with a share of their own their own budget', () => {
    const two = stream(', shards: 4, to: [score, learn]', 'records: 1000/s, recordSize: 1 KB').replace(
      ', to: score',
      '',
    );
    const text = `${two}  learn: { service: Lambda, enhancedFanOut: true }\n`;
    assert.equal(
      sized(text)[1]?.lens.title,
      'Read budget: 8 MiB/s for the one shared consumer; 8 MiB/s for the enhanced fan-out consumer',
    );
  });

  it('says nothing about what it cannot know', () => {
    assert.deepEqual(sized(stream(', shards: !Ref Shards', 'format: json')), []);
    assert.deepEqual(sized('steps: ['), []);
    assert.deepEqual(sized('just: text\n'), []);
  });

  const buffer = (rate: string, settings: string) => `pipeline: test
steps:
  web: { service: EC2, output: { throughput: ${rate} }, to: deliver }
  deliver: { service: Firehose, ${settings} to: S3 }
`;

  it('says which of size and interval comes first, and how many objects that makes', () => {
    const size = sized(buffer('6 MB/s', 'buffer: { size: 64 MB, interval: 60 s },'))[0];
    assert.equal(
      size?.lens.title,
      'Buffer: size comes first, 64 MiB after 11.2 s · about 322 objects an hour',
    );
    assert.equal(size?.hints[0]?.label, 'full after 11.2 s');
    const interval = sized(buffer('10 KB/s', 'buffer: { size: 64 MB, interval: 60 s },'))[0];
    assert.match(
      interval?.lens.title ?? '',
      /^Buffer: interval comes first, 586 KiB every 60 s · about 60 objects an hour/,
    );
    assert.equal(interval?.hints[0]?.label, 'comes first');
    assert.match(
      sized(buffer('6 MB/s', 'buffer: { size: 64 MB, interval: 0 s },'))[0]?.lens.title ?? '',
      /no waiting/,
    );
  });

  it('takes the documented default for what is not written, and shows it in the tooltip only', () => {
    const found = sized(buffer('6 MB/s', ''))[0];
    assert.match(found?.lens.title ?? '', /^Buffer: size comes first, 5 MiB after/);
    assert.deepEqual(found?.hints, []);
  });

  it('divides disks by copies, which follow from the number of nodes unless they are written', () => {
    const cluster = (rest: string) => `pipeline: test
steps:
  etl: { service: EMR, nodes: [{ type: core, count: 10, storage: 800 GB }]${rest} }
`;
    assert.match(
      sized(cluster(''))[0]?.lens.title ?? '',
      /^2\.67 TB of usable HDFS: 10 nodes × 800 GB ÷ 3 copies/,
    );
    assert.match(
      sized(cluster(', hdfs: { replication: 2 }'))[0]?.lens.title ?? '',
      /^4 TB of usable HDFS: 10 nodes × 800 GB ÷ 2 copies/,
    );
  });
});

describe('the arithmetic of sizing', () => {
  it('needs whole units', () => {
    assert.equal(unitsFor(6, 2), 3);
    assert.equal(unitsFor(6.1, 2), 4);
    assert.equal(unitsFor(0.1, 2), 1);
  });

  it('fills a buffer to its size or for its interval, whichever comes first', () => {
    const filled = (size: number) => {
      const fill = fillOf(10, size, 60);
      return [fill?.first, fill?.seconds, fill?.volume];
    };
    assert.deepEqual(filled(50), ['size', 5, 50]);
    assert.deepEqual(filled(5000), ['interval', 60, 600]);
  });

  it('has forms whose bounds make sense', () => {
    const forms = calculatorForms();
    assert.deepEqual(
      forms.map((f) => f.id),
      ['kds-shards', 'kdf-buffer', 'hdfs-capacity'],
    );
    for (const form of forms)
      assert.ok(form.facts.length > 0 && form.inputs.every((i) => i.min < i.max && i.value <= i.max));
  });

  it('lets the fullest load decide', () => {
    assert.deepEqual(
      decide([
        { base: 3, each: 1 },
        { base: 10, each: 2 },
        { base: 1, each: 1 },
      ]),
      { count: 5, index: 1 },
    );
    assert.equal(decide([]), undefined);
    assert.equal(
      spareOf(10, [
        { base: 3, each: 1 },
        { base: 10, each: 2 },
      ]),
      0.5,
    );
  });

  it('agrees with the text: the calculator of a code lens says what the lens says', () => {
    const [lens] = sized(stream(', shards: 4', 'recordSize: 2 KB, records: 3000/s'));
    const form = calculatorForms().find((f) => f.id === lens?.lens.args.sizing);
    assert.ok(form !== undefined && lens !== undefined);
    const result = calculate(form.figures, lens.lens.args.values);
    assert.equal(result.headline, '6 shards needed');
    assert.equal(result.detail, '4 shards are not enough: 2 shards more.');
    assert.equal(result.rows.find((r) => r.decides)?.name, 'Volume written');
  });
});
