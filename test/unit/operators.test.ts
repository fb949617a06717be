/** Every operator over a known, an absent and a dynamic value: true, false, or cannot be known. */
import assert from 'node:assert/strict';
import type { OperatorName, Quantity, Setting, SettingType, Value } from '../../src/core/model.js';
import { operatorNames, operators } from '../../src/core/operators.js';
import { parseQuantity } from '../../src/core/quantity.js';
import { known } from '../../src/core/value.js';

const PLACE = { start: 0, end: 0 };
const absent: Value = { state: 'absent', span: PLACE };
const dynamic: Value = { state: 'dynamic', text: '{{ x }}', span: PLACE };

function setting(type: SettingType, more: Partial<Setting> = {}): Setting {
  return {
    path: 'x',
    type,
    values: [],
    writtenAs: [],
    open: false,
    doc: '',
    facts: [],
    aliases: [],
    ...more,
  };
}

const q = (text: string) => parseQuantity(text) as Quantity;
const seconds = setting('quantity', { unit: 's' });
const mebibytes = setting('quantity', { unit: 'MiB', writtenAs: ['MB'] });
const words = setting('enum', {
  values: [
    { name: 'on-demand', aliases: ['pay-per-request'] },
    { name: 'spot', aliases: [] },
  ],
});
const value = (text: string, of: Setting) => known(text, PLACE, of);
const list = (...texts: string[]): Value => ({
  state: 'known',
  text: texts.join(', '),
  span: PLACE,
  size: texts.length,
  items: texts.map((t) => value(t, setting('string'))),
});

type Row = [OperatorName, Value, unknown, boolean | undefined];

const rows: Row[] = [
  ['exists', value('1', seconds), true, true],
  ['exists', value('1', seconds), false, false],
  ['exists', absent, true, false],
  ['exists', absent, false, true],
  ['exists', dynamic, true, true],
  ['exists', { state: 'dynamic', text: '', span: PLACE, maybe: true }, true, undefined],
  ['equals', value('60 s', seconds), q('1 min'), true],
  ['equals', value('60', seconds), q('1 min'), true],
  ['equals', value('61', seconds), 60, false],
  ['equals', value('64 MB', mebibytes), q('64 MiB'), true],
  ['equals', value('yes', setting('boolean')), true, true],
  ['equals', value('off', setting('boolean')), true, false],
  ['equals', value('perhaps', setting('boolean')), true, undefined],
  ['equals', value('ON_DEMAND', words), 'on-demand', true],
  ['equals', value('pay-per-request', words), 'on-demand', true],
  ['equals', value('spot', words), 'on-demand', false],
  ['oneOf', value('spot', words), ['on-demand', 'spot'], true],
  ['oneOf', value('fleet', words), ['on-demand', 'spot'], false],
  ['oneOf', value('3', setting('integer')), ['1', '3'], true],
  ['atLeast', value('60', seconds), q('60 s'), true],
  ['atLeast', value('59', seconds), q('60 s'), false],
  ['atLeast', value('a while', seconds), q('60 s'), undefined],
  ['atLeast', value('60', seconds), q('1 MB'), undefined],
  ['atLeast', value('emr-6.10.0', setting('version')), '6.9.1', true],
  ['atLeast', value('5.9.0', setting('version')), 'emr-5.23.0', false],
  ['atLeast', value('latest', setting('version')), '5.23.0', undefined],
  ['atMost', value('900', seconds), q('15 min'), true],
  ['atMost', value('901', seconds), q('15 min'), false],
  ['atMost', value('1 GiB', mebibytes), q('128 MB'), false],
  ['between', value('60', seconds), [q('60 s'), q('900 s')], true],
  ['between', value('900', seconds), [q('60 s'), q('900 s')], true],
  ['between', value('59', seconds), [q('60 s'), q('900 s')], false],
  ['between', value('901', seconds), [q('60 s'), q('900 s')], false],
  ['between', value('soon', seconds), [q('60 s'), q('900 s')], undefined],
  ['between', value('59', seconds), [q('60 s'), q('1 MB')], false],
  ['between', value('61', seconds), [q('60 s'), q('1 MB')], undefined],
  ['matches', value('emr-6.4.0', setting('string')), '^EMR-', true],
  ['matches', value('6.4.0', setting('string')), '^emr-', false],
  ['count', list('a', 'b'), { atLeast: 1, atMost: 2 }, true],
  ['count', list('a', 'b'), { atMost: 1 }, false],
  ['count', list(), { atLeast: 1 }, false],
  ['count', value('a', words), { atLeast: 1, atMost: q('1') }, true],
  ['unique', list('a', 'b'), true, true],
  ['unique', list('a-b', 'A_B'), true, false],
  ['unique', list('a', 'a'), false, true],
  ['unique', { state: 'known', text: '', span: PLACE, items: [value('a', words), dynamic] }, true, undefined],
];

/** An operand of the right kind, for the values that are not known. */
const OPERANDS: Readonly<Record<OperatorName, unknown>> = {
  exists: true,
  equals: 'a',
  oneOf: ['a'],
  atLeast: 1,
  atMost: 1,
  between: [1, 2],
  matches: 'a',
  count: { atLeast: 1 },
  unique: true,
};

const ask = (name: OperatorName, v: Value, operand: unknown) => operators[name](v, operand as never);

describe('operators', () => {
  for (const [name, v, operand, truth] of rows) {
    const text = v.state === 'known' ? `"${v.text}"` : v.state;
    it(`${name} of ${text} against ${JSON.stringify(operand)?.slice(0, 60)} is ${truth ?? 'unknown'}`, () => {
      assert.equal(ask(name, v, operand), truth);
    });
  }

  it('know nothing of absent and dynamic values, except whether they exist', () => {
    for (const name of operatorNames.filter((n) => n !== 'exists')) {
      assert.equal(ask(name, absent, OPERANDS[name]), undefined, `${name} of absent`);
      assert.equal(ask(name, dynamic, OPERANDS[name]), undefined, `${name} of dynamic`);
    }
  });

  it('decide about a dynamic value where all its possibilities agree', () => {
    const either = (a: string, b: string): Value => ({
      state: 'dynamic',
      text: '',
      span: PLACE,
      choices: [value(a, seconds), value(b, seconds)],
    });
    assert.equal(ask('atMost', either('10', '20'), q('30 s')), true);
    assert.equal(ask('atMost', either('40', '50'), q('30 s')), false);
    assert.equal(ask('atMost', either('10', '50'), q('30 s')), undefined);
  });

  it('are all in this table', () => {
    assert.deepEqual([...new Set(rows.map(([name]) => name))].sort(), [...operatorNames].sort());
  });
});
