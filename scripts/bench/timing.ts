/** Medians, and how they are shown. */

/** `--quick` takes fewer runs. */
export const RUNS = process.argv.includes('--quick') ? 5 : 15;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Median milliseconds of a job, after a warm-up. */
export async function time(job: () => unknown, runs = RUNS): Promise<number> {
  for (let i = 0; i < Math.min(3, runs - 1); i++) await job();
  const taken: number[] = [];
  for (let i = 0; i < runs; i++) {
    const begun = performance.now();
    await job();
    taken.push(performance.now() - begun);
  }
  return median(taken);
}

export const ms = (n: number) => (n >= 100 ? n.toFixed(0) : n >= 10 ? n.toFixed(1) : n.toFixed(2));
export const times = (n: number) => (n >= 10 ? n.toFixed(0) : n >= 1 ? n.toFixed(1) : n.toFixed(2));
