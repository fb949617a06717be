import assert from 'node:assert/strict';
import { commentsOf, parseDocument } from '../../src/core/document.js';
import type { Node } from '../../src/core/model.js';
import { parseSound } from '../../src/core/text/parse-sound.js';
import { parseTolerant } from '../../src/core/text/parse-tolerant.js';
import { MAX_DEPTH } from '../../src/core/text/text-limits.js';
import { get } from '../../src/core/text/tree.js';

function source(text: string, node: Node | undefined): string {
  return node === undefined ? '(absent)' : text.slice(node.start, node.end);
}

describe('document', () => {
  it('keeps the exact source of scalars, maps and lists', () => {
    const text = 'a: 4.0\nb: "x y"   # note\nc: [1, two]\nd:\n  e: f\n\n# end\n';
    const root = parseDocument(text).roots[0];
    assert.equal(source(text, get(root, 'a')), '4.0');
    assert.equal((get(root, 'a') as { text: string }).text, '4.0');
    assert.equal(source(text, get(root, 'b')), '"x y"');
    assert.equal((get(root, 'b') as { text: string }).text, 'x y');
    assert.equal(source(text, get(root, 'c')), '[1, two]');
    assert.equal(source(text, get(root, 'd')), 'e: f');
  });

  it('reads aliases as the node of their anchor and merges maps', () => {
    const text = 'x: &x { a: 1, b: 2 }\ny: { <<: *x, b: 3 }\nz: *x\n';
    const root = parseDocument(text).roots[0];
    assert.equal(get(root, 'z'), get(root, 'x'));
    const y = get(root, 'y');
    assert.equal(source(text, get(y, 'a')), '1');
    assert.equal(source(text, get(y, 'b')), '3');
  });

  it('lets the last of two equal keys count and remembers the place', () => {
    const root = parseDocument('a: 1\nb: 2\na: 3\n').roots[0];
    assert.equal((get(root, 'a') as { text: string }).text, '3');
    assert.equal(root?.kind === 'map' && root.duplicates.length, 1);
  });

  it('takes an empty value for absent', () => {
    const root = parseDocument('a:\nb: ~\nc: null\nd: ""\n').roots[0];
    assert.deepEqual(
      ['a', 'b', 'c'].map((k) => get(root, k)),
      [undefined, undefined, undefined],
    );
    assert.notEqual(get(root, 'd'), undefined);
  });

  it('keeps tags and several documents', () => {
    const document = parseDocument('a: !Ref Name\n---\nb: 1\n');
    assert.equal(document.roots.length, 2);
    assert.equal(get(document.roots[0], 'a')?.tag, '!Ref');
  });

  it('reports broken YAML and reads the rest', () => {
    const document = parseDocument('a: 1\nb: [1, 2\nc: 3\n');
    assert.ok(document.problems.length > 0);
    assert.equal((get(document.roots[0], 'a') as { text: string }).text, '1');
  });

  it('refuses deep nesting in flow and in block style', () => {
    const flow = '['.repeat(5000);
    const block = Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}k:`).join('\n');
    const dashes = `${'- '.repeat(5000)}x`;
    for (const text of [flow, block, dashes, `a: ${flow}`])
      assert.equal(parseDocument(text).problems[0]?.kind, 'depth', text.slice(0, 20));
    const fine = Array.from({ length: MAX_DEPTH - 2 }, (_, i) => `${' '.repeat(i)}k:`).join('\n');
    assert.deepEqual(parseDocument(fine).problems, []);
  });

  it('gives the same tree by both parsers', () => {
    const same = (text: string) =>
      assert.deepEqual(parseSound(text, MAX_DEPTH), parseTolerant(text).roots, text);
    same(
      '# c\na: 4.0\nb: "x y"   # note\nc: [1, &q two, *q]\nd: !Ref\n  e: |\n    f\n    g\n\n  h:\ni: !Sub "${x}"\n',
    );
    same('a: &a { x: 1, y: [2, 3] }\nb: { <<: *a, x: "2" }\nc:\n  <<: *a\n  z: >-\n    folded\n    text\n');
    same('- a\n- b: 1\n  c:\n  - d\n-\n  - e\n');
    same('a: 1\n---\nb: 2\n...\n');
    same("a: 'it''s'\nb: \"tab\\t\"\nc: ~\nd: null\ne:\n");
    same('a: multi\n  line plain\nb: "multi\n  line"\r\nc: {}\nd: []\n');
  });

  it('finds comments, but not a # inside of a word or of quotes', () => {
    const comments = commentsOf('# one\na: b#c # two\nd: "x # y"\r\ne: 1 # three\r\n');
    assert.deepEqual(
      comments.map((c) => [c.text, c.trailing]),
      [
        ['one', false],
        ['two', true],
        ['three', true],
      ],
    );
  });
});
