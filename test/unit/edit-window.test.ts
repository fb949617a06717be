import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editWindow, isMoved, movedSpan } from '../../src/core/text/edit-window.js';

describe('edit window', () => {
  it('is the shortest that holds the difference', () => {
    assert.deepEqual(editWindow('abc', 'aXbc'), { start: 1, oldEnd: 1, newEnd: 2 });
    assert.deepEqual(editWindow('abc', 'ac'), { start: 1, oldEnd: 2, newEnd: 1 });
    assert.deepEqual(editWindow('same', 'same'), { start: 4, oldEnd: 4, newEnd: 4 });
    assert.deepEqual(editWindow('aa', 'aaa'), { start: 2, oldEnd: 2, newEnd: 3 });
  });

  it('leaves both texts the same outside of it, however long they are', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 3000 });
    fc.assert(
      fc.property(part, part, part, part, (head, before, after, tail) => {
        const [old, now] = [head + before + tail, head + after + tail];
        const { start, oldEnd, newEnd } = editWindow(old, now);
        assert.ok(start <= oldEnd && start <= newEnd);
        assert.equal(old.slice(0, start), now.slice(0, start));
        assert.equal(old.slice(oldEnd), now.slice(newEnd));
        assert.ok(oldEnd - start <= before.length && newEnd - start <= after.length);
      }),
      { numRuns: 150 },
    );
  });

  it('moves what stands behind it and knows nothing of what it touches', () => {
    const window = editWindow('one two three', 'one 2222222 three');
    const at = (start: number, end: number) => movedSpan({ start, end }, window);
    assert.deepEqual(at(0, 3), { start: 0, end: 3 });
    assert.equal(at(4, 7), undefined);
    assert.equal(at(2, 9), undefined);
    assert.deepEqual(at(8, 13), { start: 12, end: 17 });
    const inserted = editWindow('ab', 'aXb');
    assert.deepEqual(movedSpan({ start: 0, end: 1 }, inserted), { start: 0, end: 1 });
    assert.deepEqual(movedSpan({ start: 1, end: 2 }, inserted), { start: 2, end: 3 });
    assert.equal(movedSpan({ start: 1, end: 1 }, inserted), undefined, 'before or behind what was put in?');
  });

  it('says the same of a span, moved or compared', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, fc.nat(12), fc.nat(12), fc.nat(12), (before, after, a, b, c) => {
        const window = editWindow(before, after);
        const span = { start: Math.min(a, b), end: Math.max(a, b) };
        const moved = movedSpan(span, window);
        if (moved !== undefined) assert.ok(isMoved(span, moved, window));
        const other = { start: c, end: c + span.end - span.start };
        assert.equal(isMoved(span, other, window), moved?.start === other.start && moved.end === other.end);
      }),
      { numRuns: 300 },
    );
  });
});
