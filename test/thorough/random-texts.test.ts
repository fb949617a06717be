/** Texts put together at random from the pieces of YAML, sketches and Markdown, and sound texts cut and mangled. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { brokenPromise } from '../../scripts/fuzz/promises.js';
import { offsetAt, parseDocument, positionAt } from '../../src/core/document.js';
import { complete } from '../../src/core/features/completion/completion.js';
import { read } from '../../src/core/index.js';
import { knowledge } from '../../src/core/knowledge.js';
import type { Node } from '../../src/core/model.js';
import { parseSound } from '../../src/core/text/parse-sound.js';
import { parseTolerant } from '../../src/core/text/parse-tolerant.js';
import { MAX_DEPTH } from '../../src/core/text/text-limits.js';

const SKETCH = 'a.pipeline.yaml';

/** Every text that these pieces make. */
function textOf(maxPieces: number, ...pieces: string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength: maxPieces }).map((all) => all.join(''));
}

function keepsEveryPromise(name: string, text: string): void {
  assert.equal(brokenPromise({ name, text }, { thorough: false }), undefined, JSON.stringify(text));
}

describe('random texts', () => {
  it('a document never throws, and no place of it is outside of the text', () => {
    const indicators = ['[', ']', '{', '}', '"', "'", '&x', '*x', '#', '|', '>', '!t ', '<<', ',', '?', '%'];
    const texts = textOf(60, 'a', ': ', '\n', '  ', '- ', '\t', '---\n', ...indicators);
    fc.assert(
      fc.property(texts, (text) => {
        const inside = ({ start, end }: { start: number; end: number }) =>
          assert.ok(start >= 0 && start <= end && end <= text.length, `${start}–${end} of ${text.length}`);
        const visit = (node: Node | undefined): void => {
          if (node === undefined) return;
          inside(node);
          if (node.kind === 'list') node.items.forEach(visit);
          if (node.kind !== 'map') return;
          for (const { key, value } of node.entries) {
            inside(key);
            visit(value);
          }
        };
        const document = parseDocument(text);
        document.problems.forEach(inside);
        document.roots.forEach(visit);
      }),
      { numRuns: 400 },
    );
  });

  it('a document turns offsets into positions and back', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r\n', ':', '-', 'é', '😀') });
    fc.assert(
      fc.property(texts, fc.nat(), (text, n) => {
        const document = parseDocument(text);
        const offset = n % (text.length + 1);
        assert.equal(offsetAt(document, positionAt(document, offset)), offset);
      }),
      { numRuns: 200 },
    );
  });

  it('both parsers give the same tree of a sound text', () => {
    const nested = ['b:\n', '  c: [x, y]\n', '  d: { e: f, g: }\n', '  - h\n', 'v: |\n  w\n'];
    const scalars = ['a: 1\n', 'i: "j # k"\n', "l: 'm'\n", 'o: !P q\n', 'r: &s t\n', 'u: *s\n'];
    let sound = 0;
    fc.assert(
      fc.property(textOf(12, ...scalars, ...nested, '# n\n', '---\n', '\n'), (text) => {
        let tree: ReturnType<typeof parseSound>;
        try {
          tree = parseSound(text, MAX_DEPTH);
        } catch {
          return;
        }
        const { roots, faults } = parseTolerant(text);
        if (faults.length > 0) return;
        if (tree.length > 0) sound++;
        assert.deepEqual(tree, roots.length === 0 && tree.length === 0 ? [] : roots, JSON.stringify(text));
      }),
      { numRuns: 300 },
    );
    assert.ok(sound > 30, `only ${sound} texts were sound`);
  });

  it('a sketch keeps every promise', () => {
    const steps = ['  a:\n', '  b: &a\n', '  - id: a\n', '    service: KDS\n', '    service: Firehose\n'];
    const settings = [
      '    to: [a, S3]\n',
      '    from: a\n',
      '    buffer: { size: 1, interval: }\n',
      '    format: parquet\n',
      '    shards: 0\n',
      '    nodes: [{type: core, count: 0}]\n',
      '    retention: 9999 d\n',
      '    <<: *a\n',
    ];
    const rest = ['pipeline: p\n', 'steps:\n', '"', '[', '\r\n', '---\n', '\t'];
    fc.assert(
      fc.property(textOf(25, ...steps, ...settings, ...rest, '# tributary-disable-line x\n'), (text) =>
        keepsEveryPromise(SKETCH, text),
      ),
      { numRuns: 300 },
    );
  });

  it('Markdown keeps every promise', () => {
    const parts = ['```yaml', '```', '~~~', '> ', '- ', 'pipeline: p', 'steps:', '  a: {', '\n', '\t'];
    const texts = fc.array(fc.constantFrom(...parts)).map((all) => all.join('\n'));
    fc.assert(
      fc.property(texts, (text) => {
        assert.equal(read(text, 'notes.md').document.text, text);
        keepsEveryPromise('notes.md', text);
      }),
    );
  });

  it('completion never throws in cut and mangled examples', function () {
    this.timeout(20_000);
    const examples = knowledge.rules.flatMap((r) => r.examples.map((e) => ('bad' in e ? e.bad : e.good)));
    const brackets = ['[', '{', '"', "'", '#', '|', '\t'];
    const noise = fc.constantFrom('', ': ', '- ', '\n', '&a ', '*a', '? ', '---\n', '\r\n', ...brackets);
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.nat(2000), noise, fc.nat(2000), (text, at, what, cut) => {
        const place = at % (text.length + 1);
        const broken = text.slice(0, place) + what + text.slice(place + (cut % 40));
        const offset = Math.min(place + what.length, broken.length);
        complete(read(broken, SKETCH), offset, { edition: 'both' });
      }),
      { numRuns: 40 },
    );
  });
});
