import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { difference, keptSteps } from '../../scripts/fuzz/incremental.js';
import { type Seed, series } from '../../scripts/fuzz/mutate.js';
import { knowledge } from '../../src/core/knowledge.js';

const COUNT = 100;
const EDITS = 12;
const SEED = 20231214;

/** Forms that the samples do not have. */
const ODD: readonly string[] = [
  'pipeline: l\nsteps:\n- id: a\n  service: EC2\n  to: b\n# between\n- id: b\n  service: KDS\n  shards: 2\n\n- id: c\n  service: Firehose\n  from: b\n  to: S3\ngoal:\n  latency: batch\nx-mine: 1\n',
  '---\n# head\npipeline: "o"\nsteps:\n\n  # first\n  a:\n    service: EC2\n    description: >\n      folded\n      text\n    to: [b,\n      c]\n  "b": { service: KDS,\n    shards: 2 }\n  c:\n  d: S3\n  e: ~\nmode: stream\n',
];

/** Many steps of the rules' examples in one sketch. */
function joined(): string {
  const texts = knowledge.rules.flatMap((r) => r.examples.map((e) => ('bad' in e ? e.bad : e.good)));
  const bodies = texts.flatMap((text, i) => {
    const steps = /^steps:\n((?: .*\n|\n)+)$/m.exec(text)?.[1];
    return steps === undefined ? [] : [steps.replaceAll(/^ {2}(\w[\w-]*):/gm, `  $1-${i}:`)];
  });
  const chosen = bodies.filter((_, i) => i % 17 === 0).join('');
  return `pipeline: joined\ngoal: { latency: 5 min }\nsteps:\n${chosen}`;
}

function seeds(): Seed[] {
  const samples = readdirSync('samples').filter((name) => name.endsWith('.yaml'));
  const texts = [...samples.map((name) => readFileSync(`samples/${name}`, 'utf8')), ...ODD, joined()];
  return texts.map((text) => ({ name: 'edited.pipeline.yaml', text }));
}

describe('after an edit', () => {
  it('a text is read, linted and sized as one that was never seen before', function () {
    this.timeout(120_000);
    let made = 0;
    let kept = 0;
    for (const edited of series(seeds(), SEED, EDITS)) {
      const fault = difference(edited);
      if (fault !== undefined) assert.fail(`series ${made}: ${fault}`);
      kept += keptSteps(edited);
      if (++made === COUNT) break;
    }
    assert.ok(kept > COUNT, `only ${kept} steps were not parsed again: nothing was tried`);
  });
});
