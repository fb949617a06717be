import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { exampleNamed, fileText, serviceFile } from '../../src/core/features/page-files.js';
import { read } from '../../src/core/index.js';
import { knowledge } from '../../src/core/knowledge.js';

/** The files that a page links to. */
function linksIn(page: string, path: string): string[] {
  const targets = [...page.matchAll(/\]\((\.\.\/[^)#]+)/g)].map((m) => decodeURIComponent(m[1] ?? ''));
  return [...new Set(targets.map((target) => posix.join(posix.dirname(path), target)))];
}

describe('files of pages', () => {
  it('have the name that people know the service by, and its id', () => {
    const names = knowledge.services.map((s) => serviceFile(s.id));
    assert.equal(new Set(names).size, names.length);
    for (const { id } of knowledge.services) {
      const text = fileText(`/services/${serviceFile(id)}`);
      assert.ok(text !== undefined, id);
      assert.equal(fileText(`/services/${id}.md`), text);
    }
  });

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

  it('let an example be read as it is meant', () => {
    const machine = knowledge.rules.find((r) => r.examples.some((e) => e.file?.endsWith('.asl.yaml')));
    const number = (machine?.examples.findIndex((e) => e.file?.endsWith('.asl.yaml')) ?? 0) + 1;
    const part = machine !== undefined && 'bad' in (machine.examples[number - 1] ?? {}) ? 'bad' : 'good';
    const name = `${machine?.id}/${number}-${part}`;
    const example = exampleNamed(name);
    assert.equal(example?.ending, 'asl.yaml');
    assert.equal(read(example?.text ?? '', `x.${example?.ending}`).dialect, 'state-machine');
    assert.equal(fileText(`/examples/${name}.asl.yaml`), example?.text);
    assert.equal(fileText(`/examples/${name}.pipeline.yaml`), undefined);
  });

  it('tell what a bad example marks', () => {
    const { text = '', mark } = exampleNamed('firehose-recordio-output/1-bad') ?? {};
    assert.equal(text.slice(mark?.start, mark?.end), 'recordio-protobuf');
    assert.equal(exampleNamed('firehose-recordio-output/9-bad'), undefined);
    assert.equal(exampleNamed('none/1-bad'), undefined);
  });
});
