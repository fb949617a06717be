/** What an editor asks for after a keystroke, of the core alone: reading, findings, sizes, outline and folding. */
import { folds } from '../../src/core/features/folding.js';
import { type Sizes, sizing } from '../../src/core/features/sizing/sizing.js';
import { documentSymbols } from '../../src/core/features/symbols.js';
import { type LintResult, lintAgain, type Reading, read } from '../../src/core/index.js';
import { NAME } from './sketch.js';

interface State {
  readonly reading: Reading;
  readonly result: LintResult;
  readonly sizes: Sizes;
}

function next(text: string, before: State | undefined): State {
  const reading = read(text, NAME, undefined, before?.reading);
  const result = lintAgain(reading, {}, before?.result);
  const sizes = sizing(reading, { edition: 'both' }, before?.sizes);
  documentSymbols(reading);
  folds(reading);
  return { reading, result, sizes };
}

/** Edits a text again and again; what was worked out for a version is there for the next one. */
function editing(edit: (text: string, n: number) => string): (text: string) => unknown {
  const states = new Map<string, State>();
  let n = 0;
  return (text) => {
    const state = next(edit(text, n++), states.get(text));
    states.set(text, state);
    return state;
  };
}

const place = (text: string) => text.indexOf('shards: 4', text.length / 2);

/** Another number in the middle of the text. */
export function keystroke(): (text: string) => unknown {
  return editing((text, n) => {
    const at = place(text);
    return `${text.slice(0, at)}shards: ${4 + (n % 5)}${text.slice(at + 9)}`;
  });
}

/** One more letter of a key that has no colon yet. */
export function keystrokeInNewKey(): (text: string) => unknown {
  return editing((text, n) => {
    const at = place(text);
    return `${text.slice(0, at)}${'retention'.slice(0, 1 + (n % 9))}\n    ${text.slice(at)}`;
  });
}
