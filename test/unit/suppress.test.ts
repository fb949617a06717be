import assert from 'node:assert/strict';
import { applyEdits } from '../../src/core/fixes/fixes.js';
import { lint } from '../../src/core/index.js';
import type { Finding } from '../../src/core/model.js';

const RULE = 'firehose-dynamodb-destination';
const OTHER = 'unknown-setting';
/** Two findings: RULE on line 6 (from 1), OTHER on line 5. */
const LINES = [
  'pipeline: p',
  'steps:',
  '  f:',
  '    service: Firehose',
  '    sizze: 3',
  '    to: DynamoDB',
  '',
];

/** The text with comments put in: by line number, behind the line or, with `before`, above it. */
function textWith(
  comments: Readonly<Record<number, string>>,
  before: Readonly<Record<number, string>> = {},
  end = '\n',
): string {
  return LINES.flatMap((line, i) => {
    const own = comments[i + 1] === undefined ? line : `${line} # ${comments[i + 1]}`;
    const above = before[i + 1];
    return above === undefined ? [own] : [`    # ${above}`, own];
  }).join(end);
}

const run = (text: string, today?: string) =>
  lint(text, 'x.pipeline.yaml', today === undefined ? {} : { today });
const rules = (findings: readonly Finding[]) => findings.map((f) => f.rule).sort();
const left = (text: string, today?: string) => rules(run(text, today).findings);

describe('suppression', () => {
  it('has something to suppress', () => {
    assert.deepEqual(left(textWith({})), [RULE, OTHER]);
  });

  const forms: [string, string, string[]][] = [
    ['disable-line', textWith({ 6: `tributary-disable-line ${RULE}` }), [OTHER]],
    [
      'disable-line with a reason',
      textWith({ 6: `tributary-disable-line ${RULE} -- a function of ours writes it` }),
      [OTHER],
    ],
    ['disable-line of every rule', textWith({ 6: 'tributary-disable-line' }), [OTHER]],
    ['disable-next-line', textWith({}, { 6: `tributary-disable-next-line ${RULE} -- why` }), [OTHER]],
    ['disable-file, wherever it stands', textWith({}, { 7: `tributary-disable-file ${RULE}, ${OTHER}` }), []],
    ['disable-file of every rule', textWith({ 1: 'tributary-disable-file' }), []],
    ['several rules with commas', textWith({ 1: `tributary-disable-file ${RULE} , ${OTHER}` }), []],
    ['several rules with blanks', textWith({ 1: `tributary-disable-file ${RULE} ${OTHER}` }), []],
    ['disable to the end', textWith({ 1: `tributary-disable ${RULE}, ${OTHER}` }), []],
    ['disable until enable', textWith({ 1: 'tributary-disable' }, { 6: 'tributary-enable' }), [RULE]],
    [
      'enable of one rule only',
      textWith(
        { 1: `tributary-disable ${OTHER}`, 2: `tributary-disable ${RULE}` },
        { 5: `tributary-enable ${RULE}` },
      ),
      [RULE],
    ],
    ['a line of another finding', textWith({ 5: `tributary-disable-line ${OTHER}` }), [RULE]],
  ];
  for (const [name, text, expected] of forms) {
    it(`knows ${name}`, () => {
      const found = left(text).filter((r) => r !== 'unused-suppression');
      assert.deepEqual(found, expected);
      const windows = left(text.replaceAll('\n', '\r\n')).filter((r) => r !== 'unused-suppression');
      assert.deepEqual(windows, expected, 'with Windows line ends');
    });
  }

  it('hands out what it took away', () => {
    assert.deepEqual(rules(run(textWith({ 6: `tributary-disable-line ${RULE}` })).suppressed), [RULE]);
  });

  it('ends one of two rules of a comment by its enable', () => {
    const text = textWith({ 1: `tributary-disable ${RULE}, ${OTHER}` }, { 6: `tributary-enable ${OTHER}` });
    assert.deepEqual(left(text), []);
  });

  it('says what suppresses nothing, and takes it out', () => {
    const text = textWith({ 4: `tributary-disable-line ${RULE}` });
    assert.deepEqual(left(text), [RULE, OTHER, 'unused-suppression'].sort());
    const unused = run(text).findings.find((f) => f.rule === 'unused-suppression') as Finding;
    assert.equal(applyEdits(text, unused.fixes[0]?.edits ?? []), textWith({}));
  });

  it('takes one unused rule out of several', () => {
    for (const list of [`${RULE}, firehose-retention`, `firehose-retention, ${RULE}`]) {
      const text = textWith({ 6: `tributary-disable-line ${list} -- why` });
      const unused = run(text).findings.find((f) => f.rule === 'unused-suppression') as Finding;
      assert.equal(
        applyEdits(text, unused.fixes[0]?.edits ?? []),
        textWith({ 6: `tributary-disable-line ${RULE} -- why` }),
      );
    }
  });

  it('takes out an unused comment with its line, with either line end', () => {
    for (const end of ['\n', '\r\n']) {
      const text = textWith({}, { 5: 'tributary-disable-next-line firehose-retention' }, end);
      const unused = run(text).findings.find((f) => f.rule === 'unused-suppression') as Finding;
      assert.equal(applyEdits(text, unused.fixes[0]?.edits ?? []), textWith({}, {}, end));
    }
  });

  it('asks back about a rule that does not exist', () => {
    const text = textWith({ 6: 'tributary-disable-line firehose-dynamo-destination' });
    const unknown = run(text).findings.find((f) => f.rule === 'unknown-suppression') as Finding;
    assert.match(unknown.message, /did you mean/);
    assert.equal(text.slice(unknown.span.start, unknown.span.end), 'firehose-dynamo-destination');
    assert.deepEqual(left(text), [RULE, OTHER, 'unknown-suppression'].sort());
  });

  it('ends after its day', () => {
    const text = textWith({ 6: `tributary-disable-line ${RULE} until 2027-01-31 -- migration` });
    assert.deepEqual(left(text, '2027-01-31'), [OTHER]);
    assert.deepEqual(left(text), [OTHER], 'without a day it holds');
    assert.deepEqual(left(text, '2027-02-01'), ['expired-suppression', RULE, OTHER].sort());
    const behind = textWith({ 6: `tributary-disable-line ${RULE} -- migration until 2027-01-31` });
    assert.deepEqual(left(behind, '2027-02-01'), ['expired-suppression', RULE, OTHER].sort());
  });

  it('does not let the reports about suppressions be suppressed', () => {
    const text = textWith({ 1: 'tributary-disable-file', 4: `tributary-disable-line ${RULE}` });
    assert.deepEqual(left(text), ['unused-suppression']);
    assert.deepEqual(rules(run(text).suppressed), [RULE, OTHER]);
  });

  it('takes no word inside of quotes for a comment', () => {
    const text = textWith({}).replace('sizze: 3', `sizze: "x # tributary-disable-file ${RULE}"`);
    assert.deepEqual(left(text), [RULE, OTHER]);
  });
});
