/** What the bundles unpack is what stands in the files. */
import assert from 'node:assert/strict';
import { typed } from '../../src/core/generated/typed.js';
import { factById, knowledge } from '../../src/core/knowledge.js';

describe('packed knowledge', () => {
  it('is the knowledge that the type checker has seen', () => {
    const { factIds: _, ...unpacked } = knowledge;
    assert.deepEqual(unpacked, typed);
  });

  it('finds each fact in its service', () => {
    for (const service of typed.services) {
      for (const section of service.sections) {
        for (const fact of section.facts) {
          const place = factById(fact.id);
          assert.deepEqual(
            [place?.fact, place?.service.id, place?.section],
            [fact, service.id, section.title],
          );
        }
      }
    }
  });
});
