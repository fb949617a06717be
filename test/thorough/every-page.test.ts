/** The pages of all services and topics, and those of all rules as `npm run docs` writes them. */
import assert from 'node:assert/strict';
import { pages, staleness } from '../../scripts/docs.js';
import { type PageLinks, servicePage, topicPage } from '../../src/core/features/pages/pages.js';
import { knowledge, serviceById } from '../../src/core/knowledge.js';
import { faultsOf } from './page-faults.js';

const links: PageLinks = {
  rule: (id) => `rule:${id}`,
  fact: (id) => `fact:${id}`,
  service: (id) => `service:${id}`,
};

describe('pages of the notes', () => {
  it('can be made for every service and topic, with nothing left open', () => {
    for (const page of [
      ...knowledge.services.map((s) => servicePage(s, links)),
      ...knowledge.topics.map((t) => topicPage(t, links)),
    ])
      assert.deepEqual(faultsOf(page), []);
  });

  it('lead from each service to all that it is compared with', () => {
    for (const { services } of knowledge.comparisons)
      for (const id of services) {
        const page = servicePage(serviceById(id), links);
        const compared = page.slice(
          page.indexOf('## Compared with'),
          page.indexOf('\n## ', page.indexOf('## Compared with')),
        );
        for (const other of services)
          if (other !== id) assert.ok(compared.includes(`(service:${other})`), `${id} -> ${other}`);
      }
  });
});

describe('pages of rules', () => {
  /** docs/rules as it should be: file name -> text. Made once. */
  let docs: ReadonlyMap<string, string> = new Map();
  before(function () {
    this.timeout(20_000);
    docs = pages();
  });

  it('can be made for every rule, with nothing left open', () => {
    assert.equal(docs.size, knowledge.rules.length + 1);
    for (const [name, text] of docs) assert.deepEqual(faultsOf(text.replace(/^<!--.*\n\n/, '')), [], name);
  });

  it('show the finding of every bad example', () => {
    const silent = knowledge.rules.filter((r) => {
      const bad = r.examples.filter((e) => 'bad' in e).length;
      return (docs.get(`${r.id}.md`)?.match(/^> \*\*/gm) ?? []).length !== bad;
    });
    assert.deepEqual(
      silent.map((r) => r.id),
      [],
    );
  });

  it('stand in docs/rules as they are today; `npm run docs` writes them', () => {
    assert.deepEqual(staleness('docs/rules', docs), []);
  });
});
