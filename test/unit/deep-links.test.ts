import assert from 'node:assert/strict';
import { deepLinkPath, sourcesOf, targetOfPath } from '../../src/core/features/deep-links.js';
import { searchItems } from '../../src/core/features/search.js';
import { knowledge } from '../../src/core/knowledge.js';

describe('addresses of notes', () => {
  it('lead back to what they were made of', () => {
    const targets = searchItems().map((item) => item.target);
    assert.ok(targets.length > knowledge.rules.length, `only ${targets.length} targets`);
    for (const target of targets) assert.deepEqual(targetOfPath(deepLinkPath(target)), target);
  });

  it('lead nowhere for what nobody knows', () => {
    for (const path of ['/fact/none', '/rule/none', '/service/none', '/other/kdf', '', '/fact/', '/fact/a/b'])
      assert.equal(targetOfPath(path), undefined, path);
  });

  it('name the web pages behind a fact, a rule and a service, each once', () => {
    const fact = sourcesOf({ service: 'kdf', fact: 'kdf-buffer-interval-range' });
    assert.ok(fact.length > 0 && fact.every((s) => s.startsWith('https://')), fact.join());
    const rule = sourcesOf({ rule: 'firehose-recordio-output' });
    assert.ok(rule.length > 0);
    assert.equal(new Set(rule).size, rule.length);
    assert.equal(sourcesOf({ service: 'kdf' }).length, 1);
    assert.deepEqual(sourcesOf({ rule: 'unknown-key' }), []);
  });
});
