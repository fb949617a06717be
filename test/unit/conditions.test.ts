import assert from 'node:assert/strict';
import { boundOf, holds, offendersOf, type Place } from '../../src/core/conditions.js';
import type { Condition, Edition, Quantity, Value } from '../../src/core/model.js';
import { parseQuantity } from '../../src/core/quantity.js';
import { known } from '../../src/core/value.js';

const SPAN = { start: 0, end: 0 };
const absent: Value = { state: 'absent', span: SPAN };
const dynamic: Value = { state: 'dynamic', text: '{{ x }}', span: SPAN };

/** `t` and `f` make `{ path, equals: 1 }` true and false, `u` and `d` leave it unknown. */
const VALUES: Readonly<Record<string, readonly Value[]>> = {
  t: [known('1', SPAN, undefined)],
  f: [known('2', SPAN, undefined)],
  u: [absent],
  d: [dynamic],
  tf: [known('1', SPAN, undefined), known('2', SPAN, undefined)],
  tu: [known('1', SPAN, undefined), absent],
  fu: [known('2', SPAN, undefined), dynamic],
  interval: [known('30 s', SPAN, undefined)],
  shards: [known('4', SPAN, undefined)],
  rate: [known('9 MB/s', SPAN, undefined)],
};

const place = (edition: Edition = 'current'): Place => ({
  edition,
  values: (path) => VALUES[path] ?? [absent],
});
const is = (path: string): Condition => ({ path, equals: 1 });
const every = (c: Condition) => holds(c, place(), 'every');
const some = (c: Condition) => holds(c, place(), 'some');

describe('conditions', () => {
  it('quantify over several values', () => {
    const table: [string, boolean | undefined, boolean | undefined][] = [
      ['t', true, true],
      ['f', false, false],
      ['u', undefined, undefined],
      ['d', undefined, undefined],
      ['tf', false, true],
      ['tu', undefined, true],
      ['fu', false, undefined],
    ];
    for (const [path, all, one] of table) {
      assert.equal(every(is(path)), all, `every of ${path}`);
      assert.equal(some(is(path)), one, `some of ${path}`);
    }
  });

  it('combine in three values', () => {
    const truth = { t: true, f: false, u: undefined };
    for (const a of ['t', 'f', 'u'] as const) {
      for (const b of ['t', 'f', 'u'] as const) {
        const [x, y] = [truth[a], truth[b]];
        const and =
          x === false || y === false ? false : x === undefined || y === undefined ? undefined : true;
        const or = x === true || y === true ? true : x === undefined || y === undefined ? undefined : false;
        assert.equal(every({ all: [is(a), is(b)] }), and, `${a} and ${b}`);
        assert.equal(every({ any: [is(a), is(b)] }), or, `${a} or ${b}`);
      }
      assert.equal(every({ not: is(a) }), truth[a] === undefined ? undefined : !truth[a], `not ${a}`);
    }
  });

  it('mean "any of them" inside of not', () => {
    assert.equal(every({ not: is('tf') }), false);
    assert.equal(every({ not: is('fu') }), undefined);
  });

  it('name each value that breaks a requirement', () => {
    assert.deepEqual(
      offendersOf(is('tf'), place()).map((o) => o.value.state === 'known' && o.value.text),
      ['2'],
    );
    assert.deepEqual(
      offendersOf({ not: is('tf') }, place()).map((o) => o.value.state === 'known' && o.value.text),
      ['1'],
    );
    assert.deepEqual(
      offendersOf({ all: [is('f'), is('t'), is('u')] }, place()).map((o) => o.path),
      ['f'],
    );
    assert.deepEqual(offendersOf({ any: [is('f'), is('tf')] }, place()).length, 1);
    assert.deepEqual(offendersOf(is('u'), place()), []);
  });

  it('say the bound and the nearest value that would pass', () => {
    const q = (text: string) => parseQuantity(text) as Quantity;
    const range: Condition = { path: 'interval', between: [q('60 s'), q('900 s')] };
    assert.equal(boundOf(range, place()), '60–900 s');
    assert.equal(offendersOf(range, place())[0]?.nearest, '60 s');
    assert.equal(offendersOf({ path: 'interval', atMost: q('10 s') }, place())[0]?.nearest, '10 s');
    assert.equal(boundOf({ path: 'x', oneOf: ['a', 'b'] }, place()), 'a or b');
    assert.equal(
      boundOf(
        {
          any: [
            { path: 'x', atMost: 1 },
            { path: 'y', atMost: 2 },
          ],
        },
        place(),
      ),
      undefined,
    );
  });

  it('take figures as the edition has them', () => {
    const atLeast: Condition = {
      path: 'interval',
      atLeast: { fact: 'kdf-buffer-interval-range', figure: 'min' },
    };
    assert.equal(holds(atLeast, place('notes'), 'every'), false);
    assert.equal(holds(atLeast, place('current'), 'every'), true);
    const later: Condition = {
      path: 'interval',
      atMost: { fact: 'kdf-buffer-interval-range', figure: 'nothing' },
    };
    assert.equal(holds(later, place('current'), 'every'), undefined);
  });

  it('multiply a figure by another value, and know nothing when that is unknown', () => {
    const limit = (times: string): Condition => ({
      path: 'rate',
      atMost: { fact: 'kds-shard-write-bandwidth', figure: 'max', times: { path: times } },
    });
    assert.equal(every(limit('shards')), false);
    assert.equal(every(limit('u')), undefined);
    assert.equal(every(limit('tf')), undefined);
  });

  it('count the items that a path picks', () => {
    const picked: Place = {
      edition: 'current',
      values: (path) =>
        path === 'nodes[type=task]' ? [known('a', SPAN, undefined), known('b', SPAN, undefined)] : [absent],
    };
    assert.equal(holds({ path: 'nodes[type=task]', count: { atMost: 1 } }, picked, 'every'), false);
    assert.equal(holds({ path: 'nodes[type=core]', count: { atMost: 1 } }, picked, 'every'), undefined);
  });
});
