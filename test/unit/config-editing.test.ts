/** Completion and hover in `.tributaryrc.yaml`. */
import assert from 'node:assert/strict';
import { completeConfig } from '../../src/core/features/config/completion.js';
import { configHover } from '../../src/core/features/config/hover.js';

const links = { service: (id: string) => `#${id}`, rule: (id: string) => `#${id}` };

/** What is offered at the `|`. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  return completeConfig(marked.replace('|', ''), offset);
}

const labels = (marked: string) => at(marked).map((c) => c.label);

/** The text after the first item was taken, with its edit up to the end of the word. */
function taken(marked: string): string {
  const [first] = at(marked);
  assert.ok(first, 'nothing is offered');
  const text = marked.replace('|', '');
  const { start, end } = first.edit.replace;
  return text.slice(0, start) + first.insertText + text.slice(end);
}

function hovered(text: string, word: string): string | undefined {
  return configHover(text, text.indexOf(word) + 1, { links })?.markdown;
}

describe('editing a configuration file', () => {
  it('offers the keys that are not there yet', () => {
    assert.deepEqual(labels('|'), ['edition', 'rules', 'exclude']);
    assert.deepEqual(labels('edition: both\nexclude: []\nru|'), ['rules']);
    assert.equal(taken('edition: both\nru|'), 'edition: both\nrules:\n  ');
  });

  it('offers editions, with the blank that YAML wants', () => {
    assert.deepEqual(labels('edition: |'), ['notes', 'current', 'both']);
    assert.equal(taken('edition:|'), 'edition: notes');
    assert.deepEqual(labels('edition: current |'), []);
  });

  it('offers the rules that have no severity yet, in either form of a map', () => {
    for (const marked of [
      'rules:\n  |',
      'rules: { |',
      'rules: { unknown-key: off, |}',
      'rules:\n  "fire|"\n',
    ])
      assert.ok(labels(marked).includes('firehose-retention'), marked);
    const second = labels('rules:\n  firehose-retention: off\n  fire|\nexclude: [a]\n');
    assert.ok(second.includes('firehose-recordio-output'));
    assert.ok(!second.includes('firehose-retention'));
    assert.equal(at('rules:\n  |')[0]?.insertText.endsWith(': '), true);
  });

  it('offers severities', () => {
    for (const marked of ['rules:\n  unknown-key: |', 'rules: { unknown-key: o|ff }'])
      assert.deepEqual(labels(marked), ['off', 'hint', 'information', 'warning', 'error'], marked);
  });

  it('says nothing where any text may stand', () => {
    for (const marked of ['# |', 'exclude:\n  - |', 'rules: |', '  |', 'edition: both # |', 'other:\n  |'])
      assert.deepEqual(labels(marked), [], marked);
  });

  it('tells on hover what a key, an edition, a rule and a severity mean', () => {
    const text =
      'edition: current\nrules:\n  firehose-retention: info\n  no-such-rule: off\nexclude: [both]\n';
    assert.match(hovered(text, 'edition') ?? '', /Which truth/);
    assert.match(hovered(text, 'current') ?? '', /today/);
    assert.match(hovered(text, 'firehose-retention') ?? '', /Rule page\]\(#firehose-retention\)/);
    assert.match(hovered(text, 'info') ?? '', /information/);
    for (const word of ['no-such-rule', 'both', 'constructor'])
      assert.equal(hovered(`${text}constructor: 1\n`, word), undefined, word);
  });
});
