/** The cursor in every example, at places all over the text. */
import assert from 'node:assert/strict';
import { cursorAt } from '../../src/core/features/completion/cursor.js';
import { examples, textOf } from '../unit/examples.js';

describe('the cursor', () => {
  it('is found all over every example, at a word that stands there', () => {
    examples.map(textOf).forEach((text, n) => {
      for (let i = n % 13; i <= text.length; i += 13) {
        const { word } = cursorAt(text, i);
        assert.ok(
          word.start <= i && i <= word.end && word.end <= text.length,
          `${i} of ${JSON.stringify(text)}`,
        );
      }
    });
  });
});
