import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { type Seed, series } from '../../scripts/fuzz/mutate.js';
import { type Document, parseDocument } from '../../src/core/document.js';
import { type Sizes, sizing } from '../../src/core/features/sizing.js';
import { type LintResult, lintAgain, lintReading, type Reading, read } from '../../src/core/index.js';
import { knowledge } from '../../src/core/knowledge.js';
import type { Node } from '../../src/core/model.js';

const SEED = Number(process.env.SEED ?? 20231214);
const COUNT = Number(process.env.SERIES ?? 400);

function seeds(): Seed[] {
  const samples = readdirSync('samples').filter((name) => name.endsWith('.yaml'));
  return [
    ...samples.map((name) => ({ name, text: readFileSync(`samples/${name}`, 'utf8') })),
    {
      name: 'list.pipeline.yaml',
      text: 'pipeline: l\nsteps:\n- id: a\n  service: EC2\n  to: b\n# between\n- id: b\n  service: KDS\n  shards: 2\n\n- id: c\n  service: Firehose\n  from: b\n  to: S3\ngoal:\n  latency: batch\nx-mine: 1\n',
    },
    {
      name: 'odd.pipeline.yaml',
      text: '---\n# head\npipeline: "o"\nsteps:\n\n  # first\n  a:\n    service: EC2\n    description: >\n      folded\n      text\n    to: [b,\n      c]\n  "b": { service: KDS,\n    shards: 2 }\n  c:\n  d: S3\n  e: ~\nmode: stream\n',
    },
  ];
}

/** A tree without what it remembers of earlier versions. */
function plain(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return node;
  const { kind, flow, tag, start, end } = node;
  const own = { kind, flow, tag, start, end };
  if (node.kind === 'list') return { ...own, items: node.items.map(plain) };
  const entries = node.entries.map((e) => ({ key: e.key, merged: e.merged, value: plain(e.value) }));
  return { ...own, entries, duplicates: node.duplicates };
}

const shown = (d: Document) => ({ roots: d.roots.map(plain), problems: d.problems, lines: d.lines });

/** A sketch of several examples, with edges between them. */
function joined(): Seed {
  const texts = knowledge.rules.flatMap((r) => r.examples.map((e) => ('bad' in e ? e.bad : e.good)));
  const bodies = texts.flatMap((text, i) => {
    const steps = /^steps:\n((?: .*\n|\n)+)$/m.exec(text)?.[1];
    return steps === undefined ? [] : [steps.replaceAll(/^ {2}(\w[\w-]*):/gm, `  $1-${i}:`)];
  });
  const chosen = bodies.filter((_, i) => i % 17 === 0).join('');
  return {
    name: 'joined.pipeline.yaml',
    text: `pipeline: joined\ngoal: { latency: 5 min }\nsteps:\n${chosen}`,
  };
}

describe('after an edit', () => {
  it('a text is read as one that was never seen before', function () {
    this.timeout(600_000);
    let made = 0;
    let kept = 0;
    for (const { versions } of series(seeds(), SEED, 12)) {
      let document: Document | undefined;
      for (const [i, text] of versions.entries()) {
        const again = parseDocument(text, document);
        const fresh = parseDocument(text);
        assert.deepEqual(
          shown(again),
          shown(fresh),
          `version ${i} of series ${made}: ${JSON.stringify([versions[i - 1], text])}`,
        );
        const steps = again.roots[0]?.kind === 'map' ? again.roots[0].entries : [];
        if (
          steps.some(
            (e) =>
              e.value?.kind === 'map' &&
              e.value.entries.some((s) => s.value?.kind === 'map' && s.value.moved),
          )
        )
          kept++;
        document = again;
      }
      if (++made === COUNT) break;
    }
    assert.ok(kept > COUNT, `only ${kept} texts kept a step`);
  });

  it('the same is found and sized as in a text that was never seen before', function () {
    this.timeout(600_000);
    let made = 0;
    for (const { name, versions } of series([...seeds(), joined()], SEED + 1, 12)) {
      let reading: Reading | undefined;
      let result: LintResult | undefined;
      let sizes: Sizes | undefined;
      for (const [i, text] of versions.entries()) {
        reading = read(text, name, undefined, reading);
        // Not every version is linted: some are only read.
        if (i % 4 === 2) continue;
        const fresh = read(text, name);
        const where = () => `version ${i} of series ${made}: ${JSON.stringify([versions[i - 1], text])}`;
        result = lintAgain(reading, {}, result);
        const alone = lintReading(fresh, {});
        assert.deepEqual(result.findings, alone.findings, where());
        assert.deepEqual(result.suppressed, alone.suppressed, where());
        sizes = sizing(reading, { edition: 'both' }, sizes);
        assert.deepEqual(sizes.steps, sizing(fresh, { edition: 'both' }).steps, where());
      }
      if (++made === COUNT) break;
    }
  });
});
