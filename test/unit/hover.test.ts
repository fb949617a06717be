/** Hovers in sketches: what they mark, and what they say. A `|` in the text is the mouse. */
import assert from 'node:assert/strict';
import { type HoverLinks, hover, hoverText } from '../../src/core/features/hover/hover.js';
import { read } from '../../src/core/index.js';
import { knowledge } from '../../src/core/knowledge.js';

const links: HoverLinks = {
  service: (id, fact) => `page:${id}${fact === undefined ? '' : `#${fact}`}`,
  rule: (id) => `rule:${id}`,
};

interface Seen {
  readonly marked: string;
  readonly markdown: string;
}

function at(marked: string): Seen | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = hover(read(text, 'a.pipeline.yaml'), offset, { links });
  return found && { marked: text.slice(found.span.start, found.span.end), markdown: found.markdown };
}

function step(lines: string): Seen {
  const body = lines
    .split('\n')
    .map((l) => `    ${l}`)
    .join('\n');
  const found = at(`pipeline: a\nsteps:\n  one:\n${body}\n`);
  assert.ok(found, `no hover in:\n${lines}`);
  return found;
}

describe('hover in a sketch', () => {
  it('says what the service is, whatever name it has', () => {
    const { marked, markdown } = step('service: kinesis-data-fire|hose');
    assert.equal(marked, 'kinesis-data-firehose');
    assert.match(markdown, /\*\*Amazon Data Firehose\*\*/);
    assert.match(
      markdown,
      /\| Buffer interval range \| 60–900 s \| \*\*0–900 s, default 300 s\*\* since 2023-12-14 \|/,
    );
    assert.match(markdown, /\[Notes page\]\(page:kdf\) · \[Documentation\]\(https:/);
  });

  it('does not call a limit the same whose fact has changed in more than its figures', () => {
    const { markdown } = step('service: EM|R');
    assert.match(
      markdown,
      /\| Change in the number of core nodes \| from 0 \| \*\*changed\*\*, see its page \|/,
    );
    assert.match(markdown, /\| Master nodes of a cluster \| from 1 \| same \|/);
  });

  it('says that a name was given up', () => {
    assert.match(
      step('service: Kinesis Data Ana|lytics').markdown,
      /\*Kinesis Data Analytics\* was its name until 2023-08-30/,
    );
  });

  it('explains a key under any of its spellings', () => {
    const { marked, markdown } = step('service: KDF\nbufferInterval|Seconds: 60');
    assert.equal(marked, 'bufferIntervalSeconds');
    assert.match(markdown, /\*\*`buffer.interval`\*\* · Firehose \(written `bufferIntervalSeconds`\)/);
    assert.match(markdown, /Duration; a bare number is in s/);
    assert.match(markdown, /page:kdf#kdf-buffer-interval-range/);
  });

  it('lists what a key groups', () => {
    assert.match(step('service: KDF\nbuf|fer: { size: 5 MB }').markdown, /Below it: .*`size`.*`interval`/);
  });

  const values: readonly (readonly [string, string, RegExp])[] = [
    ['service: KDS\nretention: 7| d', '7 d', /`7 d` = 168 h/],
    ['service: KDS\nretentionHours: 1|68', '168', /`168` = 168 h = 7 d/],
    ['service: KDF\nbuffer: { size: 64| MB }', '64 MB', /`64 MB` = 64 MiB/],
    ['service: KDF\nbuffer: { interval: 12|0 s }', '120 s', /`120 s` = 2 min/],
    ['service: KDF\noutput: { compression: g|z }', 'gz', /`gz` = `gzip`/],
    ['service: KDS\nmode: provis|ioned', 'provisioned', /`provisioned`: You set the number of shards/],
    ["service: KDS\nretention: '{{ da|ys }}'", "'{{ days }}'", /filled in elsewhere/],
    ['service: EMR\nnodes: { core: { count: |2 } }', '2', /`nodes.count`/],
    ['service: EMR\nnodes:\n  - { type: co|re, count: 2 }', 'core', /`nodes.type`/],
  ];
  for (const [lines, marked, wanted] of values) {
    it(`explains the value in ${lines.replaceAll('\n', ' / ')}`, () => {
      const found = step(lines);
      assert.equal(found.marked, marked);
      assert.match(found.markdown, wanted);
    });
  }

  const flow = `pipeline: a
steps:
  web:
    service: EC2
    output: { format: json, recordSize: 2 KB, records: 3000/s }
    to: clicks
  clicks:
    service: KDS
    to: [deliver, DynamoDB]
  deliver:
    service: KDF
`;

  it('shows what flows through a step', () => {
    const found = at(flow.replace('  clicks:', '  cli|cks:'));
    assert.equal(found?.marked, 'clicks');
    assert.match(found?.markdown ?? '', /Reads from `web` \(EC2\)/);
    assert.match(found?.markdown ?? '', /Writes to `deliver` \(Firehose\), `DynamoDB`/);
    assert.match(found?.markdown ?? '', /\| Volume \| 6 MB\/s \(from web\) \| 6 MB\/s \(from web\) \|/);
  });

  it('shows what is documented about the very word that is written', () => {
    const { marked, markdown } = step('service: Firehose\noutput: { format: par|quet }');
    assert.equal(marked, 'parquet');
    assert.match(markdown, /format conversion can write Parquet.*page:kdf#kdf-format-conversion-parquet/);
    assert.doesNotMatch(step('service: Firehose\noutput: { for|mat: parquet }').markdown, /page:kdf/);
  });

  it('has its links in the first line, which is never cut off', () => {
    for (const found of [step('service: Fire|hose'), at('pipeline: a\nsteps:\n  o|ne: { service: KDS }\n')])
      assert.match(found?.markdown.split('\n')[0] ?? '', /\[Notes page\]/);
  });

  it('shows the facts behind an edge, or that there are none', () => {
    const known = at(flow.replace('[deliver', '[deli|ver'));
    const title = '**clicks → deliver** · [KDS](page:kds) → [Firehose](page:kdf)\n\nDocumented:';
    assert.ok(known?.markdown.startsWith(title), known?.markdown);
    const unknown = at(flow.replace('DynamoDB', 'Dynamo|DB'));
    assert.match(unknown?.markdown ?? '', /Not documented\. KDS writes to/);
  });

  it('explains the keys of the top level', () => {
    const found = at('pipeline: a\ngoal: { late|ncy: 2 min }\nsteps: {}\n');
    assert.match(found?.markdown ?? '', /`goal.latency`/);
  });

  it('explains suppression comments and the rules in them', () => {
    const comment = '# tributary-disable-line unknown-value, unknown-key until 2027-01-31 -- why';
    assert.match(
      step(`service: S3 ${comment.replace('unknown-key', 'unknown-|key')}`).markdown,
      /`unknown-key`/,
    );
    assert.match(
      step(`service: S3 ${comment.replace('disable', 'dis|able')}`).markdown,
      /silences rules on this line/,
    );
  });

  it('finds names in comments as in any text', () => {
    assert.match(step('service: S3 # later Amazon Red|shift').markdown, /Amazon Redshift/);
  });

  it('says nothing between words, on unknown keys and in an empty text', () => {
    assert.equal(at('pipeline: a\n|\nsteps: {}\n'), undefined);
    assert.equal(at('pipeline: a\nsteps:\n  one:\n    service: S3\n    nonsen|se: 1\n'), undefined);
    assert.equal(at('|'), undefined);
  });

  it('never fails, wherever the mouse is', () => {
    const broken = `${flow}  x: [\n  y: { service: KDF, buffer: { size: `;
    for (const text of [flow, broken]) {
      const reading = read(text, 'a.pipeline.yaml');
      let hovers = 0;
      for (let offset = 0; offset <= text.length; offset++) {
        const found = hover(reading, offset, { links });
        if (found === undefined) continue;
        hovers++;
        assert.ok(found.span.start <= offset && offset <= found.span.end && found.span.end <= text.length);
      }
      assert.ok(hovers > text.length / 3, `${hovers} hovers at ${text.length} places`);
    }
  });
});

describe('hover on a service name', () => {
  it('has a card for every service, without a hole in it', () => {
    for (const service of knowledge.services) {
      const found = hoverText(`service: ${service.shortName}`, 10, { links }, { sketch: true });
      assert.ok(found, service.id);
      assert.doesNotMatch(found.markdown, /undefined|\[object|\{\w+\}/, service.id);
    }
  });
});
