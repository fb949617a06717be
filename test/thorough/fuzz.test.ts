import assert from 'node:assert/strict';
import { mutants, type Seed } from '../../scripts/fuzz/mutate.js';
import { brokenPromise, smallest } from '../../scripts/fuzz/promises.js';
import { knowledge } from '../../src/core/knowledge.js';

const COUNT = 2000;
const SEED = 20230203;

function seeds(): Seed[] {
  const texts = knowledge.rules.flatMap((r) => r.examples.map((e) => ('bad' in e ? e.bad : e.good)));
  return texts.filter((t) => t.length < 140).map((text) => ({ name: 'example.pipeline.yaml', text }));
}

describe('broken texts', () => {
  it(`${COUNT} of them keep every promise`, function () {
    this.timeout(30_000);
    let made = 0;
    for (const mutant of mutants(seeds(), SEED)) {
      const fault = brokenPromise(mutant, { thorough: made % 20 === 0 });
      if (fault !== undefined)
        assert.fail(`text ${made}: ${fault}\n${JSON.stringify(smallest(mutant).text)}`);
      if (++made === COUNT) break;
    }
  });
});
