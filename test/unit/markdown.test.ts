/** Sketches in the fenced blocks of Markdown, read where they stand. */
import assert from 'node:assert/strict';
import { blocksOf } from '../../src/core/dialects/markdown.js';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { lint, read } from '../../src/core/index.js';

const NAME = 'notes.md';
const options = { edition: 'both' as const, today: '2026-11-22' };

/** The lines with something before each, as a quote or a list has it. */
function shifted(lines: readonly string[], before: string): string {
  return lines.map((l) => `${before}${l}\n`).join('');
}

const BLOCK = ['```yaml', 'pipeline: p', 'steps:', '  a: { service: KDSS }', '```'];

function marks(text: string): string[] {
  return lint(text, NAME, options).findings.map((f) => `${f.rule}: ${text.slice(f.span.start, f.span.end)}`);
}

describe('markdown', () => {
  it('finds fenced blocks as Markdown does', () => {
    const languages = (text: string) => blocksOf(text).map((b) => text.slice(b.start, b.end));
    assert.deepEqual(languages('```yaml\na: 1\n```\ntext\n~~~yml\nb: 1\n~~~\n'), ['a: 1\n', 'b: 1\n']);
    assert.deepEqual(languages('````yaml\n```\na: 1\n````\n'), ['```\na: 1\n']);
    assert.deepEqual(languages('```js\n```yaml\n```\n'), []);
    assert.deepEqual(languages('```YAML title="x"\na: 1'), ['a: 1']);
    assert.deepEqual(languages('    ```yaml\n    a: 1\n    ```\n'), []);
    assert.deepEqual(languages('- ```yaml\n  a: 1\n  ```\n'), ['  a: 1\n']);
    assert.deepEqual(languages('- x\n\n  ```yaml\n  a: 1\n\nend\n'), ['  a: 1\n\n']);
    assert.deepEqual(languages('> ```yaml\n> a: 1\ntext\n'), ['> a: 1\n']);
    assert.deepEqual(languages('<!-- ```yaml\na: 1\n``` -->\n```yaml\nb: 1\n```\n'), ['b: 1\n']);
    assert.deepEqual(languages('<!--\n```yaml\na: 1\n```\n-->'), []);
    assert.deepEqual(languages('<!-- x -->\n```yaml\na: 1\n```\n<!-- open'), ['a: 1\n']);
  });

  it('lints sketches at their places: plain, in lists, in quotes, with CRLF', () => {
    assert.deepEqual(marks(shifted(BLOCK, '')), ['unknown-service: KDSS']);
    assert.deepEqual(marks(`- item\n\n${shifted(BLOCK, '  ')}`), ['unknown-service: KDSS']);
    assert.deepEqual(marks(`1. item\n   > quote\n   >\n${shifted(BLOCK, '   > ')}`), [
      'unknown-service: KDSS',
    ]);
    assert.deepEqual(marks(shifted(BLOCK, '>')), ['unknown-service: KDSS']);
    assert.deepEqual(marks(shifted(BLOCK, '> > ')), ['unknown-service: KDSS']);
    assert.deepEqual(marks(`# Title\n\n${shifted(BLOCK, '')}`.replaceAll('\n', '\r\n')), [
      'unknown-service: KDSS',
    ]);
    assert.equal(read(`${shifted(BLOCK, '')}\n${shifted(BLOCK, '')}`, NAME).pipelines.length, 2);
  });

  it('leaves all other blocks alone, even broken ones', () => {
    assert.equal(read('# Title\n\npipeline: p\nsteps: {}\n', NAME).dialect, undefined);
    assert.deepEqual(marks('```yaml\nservices: { web: [\n```\n'), []);
    assert.deepEqual(marks('```yaml\nname: pipeline\non: [steps\n```\n'), []);
    assert.match(read('text', NAME).why, /no fenced YAML block/);
  });

  it('reports the syntax of a block that is a sketch, and goes on behind it', () => {
    const broken = '```yaml\npipeline: p\nsteps:\n  a: { service: S3\n```\n\n';
    const found = marks(broken + shifted(BLOCK, ''));
    assert.ok(
      found.some((m) => m.startsWith('yaml-syntax')),
      found.join(),
    );
    assert.ok(found.includes('unknown-service: KDSS'), found.join());
    assert.ok(marks('```pipeline\n```\n').some((m) => m.startsWith('empty-sketch')));
  });

  it('hears suppressions inside of sketches only', () => {
    const comment = '# tributary-disable-file unknown-service -- known';
    assert.deepEqual(marks(`${comment}\n\n${shifted(BLOCK, '')}`), ['unknown-service: KDSS']);
    assert.deepEqual(marks(shifted([...BLOCK.slice(0, 1), comment, ...BLOCK.slice(1)], '> ')), []);
  });

  it('fixes where it stands, with the mark of the quote on new lines', () => {
    const sketch = ['```yaml', 'pipeline: p', 'steps:', '  a:', '    service: KDS', '    to: S3', '```'];
    for (const before of ['', '  ', '> ']) {
      const text = `${before === '  ' ? '- x\n\n' : ''}${shifted(sketch, before)}`;
      const finding = lint(text, NAME, options).findings[0];
      const edits = finding?.fixes[0]?.edits ?? [];
      assert.ok(
        edits.some((e) => e.text.includes('\n')),
        'a fix that writes lines',
      );
      const after = applyEdits(text, edits);
      assert.ok(
        after
          .split('\n')
          .slice(2, -1)
          .every((l) => l.startsWith(before)),
        after,
      );
      assert.deepEqual(marks(after), [], after);
    }
  });

  it('gives the same findings as the block alone, wherever it stands', () => {
    const inner = BLOCK.slice(1, -1).join('\n');
    const alone = lint(inner, 'a.pipeline.yaml', options).findings.map((f) => f.message);
    assert.equal(alone.length, 1);
    for (const before of ['', '  ', '   ', '> ', '>', '> > ']) {
      for (const head of ['text\n\n', '', '# t\n']) {
        const text = head + shifted(BLOCK, before);
        assert.deepEqual(
          lint(text, NAME, options).findings.map((f) => f.message),
          alone,
          text,
        );
      }
    }
  });
});
