/** Long work in slices: between them the extension host answers whoever else asks. */

/** Milliseconds; half of a frame. */
const SLICE = 8;

/** What the work comes to; undefined if it was given up because `goOn` said no between two slices. */
export async function inSlices<T>(work: Generator<void, T>, goOn: () => boolean): Promise<T | undefined> {
  for (;;) {
    for (const end = performance.now() + SLICE; performance.now() < end; ) {
      const { done, value } = work.next();
      if (done) return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (!goOn()) return undefined;
  }
}
