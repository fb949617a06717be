/** What must hold of quantities and sizings whatever the numbers are. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { calculate } from '../../src/core/features/sizing/calculator.js';
import { calculatorForms } from '../../src/core/features/sizing/forms.js';
import { formatBase, parseQuantity } from '../../src/core/quantity.js';
import { fillOf, unitsFor } from '../../src/core/sizing/arithmetic.js';

const upTo = (max: number, min = 0.001) => fc.double({ min, max, noNaN: true });

describe('the arithmetic', () => {
  it('writes amounts that read back as the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.constantFrom(1, 1e3, 1e6, 1e9), (n, factor) => {
        const text = formatBase(n * factor, 'size');
        assert.ok(Math.abs((parseQuantity(text)?.base ?? 0) - n * factor) / (n * factor) < 0.01, text);
      }),
    );
  });

  it('needs the fewest whole units that take the load', () => {
    fc.assert(
      fc.property(upTo(1e9), upTo(1e6), (base, each) => {
        const count = unitsFor(base, each);
        assert.ok(count * each >= base * (1 - 1e-8) - each * 1e-8);
        assert.ok(count === 1 || (count - 1) * each < base);
      }),
    );
  });

  it('never waits longer than the interval, and never holds more than the size', () => {
    const amount = upTo(1e9, 0.01);
    fc.assert(
      fc.property(amount, amount, amount, (rate, size, interval) => {
        const fill = fillOf(rate, size, interval);
        assert.ok(fill !== undefined && fill.seconds <= interval && fill.volume <= size * (1 + 1e-9));
      }),
    );
  });

  it('reckons every form of the calculator with any numbers', () => {
    for (const form of calculatorForms()) {
      const values = fc.record(Object.fromEntries(form.inputs.map((i) => [i.name, fc.double()])));
      fc.assert(
        fc.property(values, (v) =>
          assert.doesNotMatch(JSON.stringify(calculate(form.figures, v)), /NaN|undefined/),
        ),
      );
    }
  });
});
