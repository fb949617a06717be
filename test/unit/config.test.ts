import assert from 'node:assert/strict';
import { DEFAULTS, levelOf, mergeConfigs, readConfig } from '../../src/core/config.js';

describe('configuration', () => {
  it('reads edition, rules and exclude', () => {
    const { config, problems } = readConfig(
      'edition: current\nrules:\n  firehose-retention: hint\n  unknown-setting: off\nexclude: [old/**, "*.draft.yaml"]\n',
    );
    assert.deepEqual(problems, []);
    assert.equal(config.edition, 'current');
    assert.deepEqual(config.rules, { 'firehose-retention': 'hint', 'unknown-setting': 'off' });
    assert.deepEqual(config.exclude, ['old/**', '*.draft.yaml']);
  });

  it('takes an empty file and comments for nothing said', () => {
    for (const text of ['', '# nothing yet\n', '---\n']) {
      const { config, problems } = readConfig(text);
      assert.deepEqual([config.rules, config.exclude, config.edition, problems], [{}, [], undefined, []]);
    }
  });

  const wrong: [string, string, number, RegExp][] = [
    ['a list', '- a\n', 1, /must be a map/],
    [
      'an edition that does not exist',
      '# x\nedition: todays\n',
      2,
      /todays is not one of notes, current, both/,
    ],
    ['a rule that does not exist', 'rules:\n  no-such-rule: error\n', 2, /no rule no-such-rule/],
    ['a mistyped rule', 'rules:\n  firehose-retnetion: off\n', 2, /did you mean firehose-retention\?/],
    ['a severity that does not exist', 'rules:\n  firehose-retention: fatal\n', 2, /fatal is not one of/],
    ['rules that are no map', 'rules: [a]\n', 1, /rules must be a map/],
    ['exclude that is no list', 'exclude: old\n', 1, /exclude must be a list/],
    ['a mistyped key', 'rulez: {}\n', 1, /no such key: rulez; did you mean rules/],
    ['a key that stands twice', 'edition: both\nedition: notes\n', 2, /edition stands twice/],
    [
      'a rule that stands twice',
      'rules:\n  unknown-key: off\n  unknown-key: hint\n',
      3,
      /unknown-key stands twice/,
    ],
    ['broken YAML', 'rules: {\n', 1, /./],
  ];
  for (const [name, text, line, message] of wrong) {
    it(`tells of ${name} and its line`, () => {
      const { problems } = readConfig(text);
      assert.ok(problems.length > 0, 'no problem told');
      assert.match(problems[0]?.message ?? '', message);
      if (name !== 'broken YAML') assert.equal(problems[0]?.line, line);
    });
  }

  it('keeps the sound part of a file with a mistake', () => {
    const { config } = readConfig('edition: x\nrules:\n  nonsense: error\n  firehose-retention: warn\n');
    assert.deepEqual(config.rules, { 'firehose-retention': 'warning' });
  });

  it('reads severities as people write them', () => {
    const pairs: [string, string | undefined][] = [
      ['off', 'off'],
      ['false', 'off'],
      ['None', 'off'],
      ['warn', 'warning'],
      ['INFO', 'information'],
      ['Error', 'error'],
      ['loud', undefined],
    ];
    for (const [text, level] of pairs) assert.equal(levelOf(text), level, text);
  });

  it('lets the nearer file win, key by key', () => {
    const far = readConfig(
      'edition: notes\nrules: { firehose-retention: off, unknown-setting: hint }\nexclude: [a]\n',
    ).config;
    const near = readConfig('rules: { unknown-setting: error }\nexclude: [b]\n').config;
    assert.deepEqual(mergeConfigs(far, near), {
      edition: 'notes',
      rules: { 'firehose-retention': 'off', 'unknown-setting': 'error' },
      exclude: ['a', 'b'],
    });
    assert.deepEqual(mergeConfigs(far, DEFAULTS), far);
  });
});
