import assert from 'node:assert/strict';
import { exampleNamed, fileText, serviceFile } from '../../src/core/features/pages/files.js';
import { read } from '../../src/core/index.js';
import { knowledge } from '../../src/core/knowledge.js';

describe('files of pages', () => {
  it('have the name that people know the service by, and its id', () => {
    const names = knowledge.services.map((s) => serviceFile(s.id));
    assert.equal(new Set(names).size, names.length);
    // All of them are made by the thorough tests; here are the longest names, and the first.
    const sorted = [...knowledge.services].sort((a, b) => b.name.length - a.name.length);
    for (const { id } of [...sorted.slice(0, 4), ...knowledge.services.slice(0, 1)]) {
      const text = fileText(`/services/${serviceFile(id)}`);
      assert.ok(text !== undefined, id);
      assert.equal(fileText(`/services/${id}.md`), text);
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
