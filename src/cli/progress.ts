/** One line on a terminal that tells how far a long run is, and goes away at its end. */
import type { Out } from './io.js';

/** Runs shorter than this show nothing. */
const QUIET_MS = 400;
const STEP_MS = 100;
const CLEAR = '\r\u001b[2K';

export interface Progress {
  at(index: number): void;
  end(): void;
}

/** `clock` gives milliseconds. */
export function progressOn(out: Out, total: number, clock: () => number = Date.now): Progress {
  if (!out.isTTY) return { at() {}, end() {} };
  const start = clock();
  let last = start;
  let shown = false;
  return {
    at(index) {
      const now = clock();
      if (now - start < QUIET_MS || now - last < STEP_MS) return;
      last = now;
      shown = true;
      out.write(`${CLEAR}Linting ${index + 1} of ${total} files …`);
    },
    end() {
      if (shown) out.write(CLEAR);
      shown = false;
    },
  };
}
