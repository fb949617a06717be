/** Renaming steps: what is changed, how it is written, what is refused. */
import assert from 'node:assert/strict';
import { prepareRename, rename } from '../../src/core/features/rename.js';
import { isPlainWord } from '../../src/core/features/yaml-word.js';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { lint, read } from '../../src/core/index.js';

const NAME = 'a.pipeline.yaml';
const TEXT = `pipeline: p
steps:
  clicks: { service: KDS, to: ["deliver", Redshift] }
  deliver:
    service: Firehose
    from: clicks
    to: S3
`;

function renamed(text: string, word: string, name: string): string {
  const edits = rename(read(text, NAME), text.indexOf(word) + 1, name);
  return 'refused' in edits ? `refused: ${edits.refused}` : applyEdits(text, edits);
}

describe('rename', () => {
  it('renames a step in its id and wherever it is named, and changes no finding', () => {
    const after = renamed(TEXT, 'deliver', 'load');
    assert.equal(after, TEXT.replace('"deliver"', '"load"').replace('  deliver:', '  load:'));
    const rules = (text: string) => lint(text, NAME, { edition: 'both' }).findings.map((f) => f.rule);
    assert.deepEqual(rules(after), rules(TEXT));
  });

  it('renames from a reference as well, and in lists of steps', () => {
    assert.match(renamed(TEXT, 'from: clicks'.slice(6), 'events'), /from: events/);
    const list = 'pipeline: p\nsteps:\n  - id: a\n    service: KDS\n    to: b\n  - { id: b, service: S3 }\n';
    assert.match(renamed(list, 'b\n', 'lake'), /to: lake\n {2}- \{ id: lake,/);
  });

  it('quotes where YAML asks for it', () => {
    assert.match(renamed(TEXT, 'clicks', 'yes'), /^ {2}'yes': /m);
    assert.match(
      renamed(TEXT, 'clicks', "it's: mine"),
      /^ {2}'it''s: mine': .*\n[\s\S]*from: 'it''s: mine'$/m,
    );
    assert.match(renamed(TEXT, 'deliver', 'a "b"'), /\["a \\"b\\"", Redshift\]/);
    for (const name of ['1', '1e3', 'true', 'null', '~', '- a', 'a: b', 'a #b', '[a', '*a', 'a,b', ''])
      assert.ok(!isPlainWord(name), name);
    for (const name of ['a', 'to-lake', 'step 2', 'straße', 'a::b', 'a.b', 'nothing'])
      assert.ok(isPlainWord(name), name);
    for (const name of ['yes', '1', 'a: b', 'a #b', "it's", '12:30', '- x', 'straße 7']) {
      const after = renamed(TEXT, 'clicks', name);
      assert.deepEqual(
        read(after, NAME)
          .pipelines[0]?.edges.map((e) => e.from.id)
          .slice(0, 2),
        [name, name],
        after,
      );
    }
  });

  it('refuses what would change the meaning, in a sentence', () => {
    assert.match(
      renamed(TEXT, 'clicks', 'deliver'),
      /refused: There is a step "deliver" \(Firehose\) already/,
    );
    assert.match(renamed(TEXT, 'clicks', 'S3'), /refused: Other steps write "S3" and mean that service/);
    assert.match(renamed(TEXT, 'clicks', '  '), /refused: A step needs a name/);
    assert.match(renamed(TEXT, 'clicks', '${x}'), /refused: .*fills in/);
    assert.match(renamed(TEXT, 'Redshift', 'x'), /refused: "Redshift" is the name of a service/);
    assert.match(renamed(TEXT, 'pipeline', 'x'), /refused: Only the id of a step/);
  });

  it('marks the word without its quotes', () => {
    const found = prepareRename(read(TEXT, NAME), TEXT.indexOf('deliver') + 2);
    assert.ok(!('refused' in found));
    assert.equal(TEXT.slice(found.span.start, found.span.end), 'deliver');
  });
});
