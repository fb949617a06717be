/** The links of all pages of services, and of a rule of each group. */
import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { fileText, serviceFile } from '../../src/core/features/pages/files.js';
import { knowledge } from '../../src/core/knowledge.js';

/** The files that a page links to. */
function linksIn(page: string, path: string): string[] {
  const targets = [...page.matchAll(/\]\((\.\.\/[^)#]+)/g)].map((m) => decodeURIComponent(m[1] ?? ''));
  return [...new Set(targets.map((target) => posix.join(posix.dirname(path), target)))];
}

describe('links of pages', () => {
  it('lead to files only', () => {
    const services = knowledge.services.map((s) => `/services/${serviceFile(s.id)}`);
    const groups = new Map(knowledge.rules.map((r) => [r.group, r]));
    const rules = [...groups.values()].map((r) => `/rules/${r.id}.md`);
    const known = new Set([...services, ...knowledge.rules.map((r) => `/rules/${r.id}.md`)]);
    for (const path of [...services, ...rules]) {
      const links = linksIn(fileText(path) ?? '', path);
      for (const link of links)
        assert.ok(known.has(link) || fileText(link) !== undefined, `${path} -> ${link}`);
    }
  });
});
