/**
 * Lints on several threads. Measured on two cores: linting is nine tenths of a long run, reading files a thirtieth (so they are not
 * read side by side), and a thread has to load the program before it is of use. So this thread begins alone, and asks for
 * help when what is left will take much longer than that.
 */
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type Asked, type FileOutcome, type LintTask, lintTask } from './lint-files.js';

/** What a new thread has to save, in milliseconds, to be worth its start. */
const WORTH_MS = 250;
/** So many files tell how long the others will take. */
const SAMPLE = 20;

/** What a thread is given. Every thread takes the number of the next file from `next`, so none waits for another. */
interface Share {
  readonly tasks: readonly LintTask[];
  readonly asked: Asked;
  readonly next: Int32Array;
}

type Numbered = readonly [index: number, outcome: FileOutcome];

/**
 * Gives the outcomes in the order of the tasks. `thread` is the file of a program that calls `serveThread`; without it all is done
 * on this thread. `progress` is told of files before they are linted, by their number from 0.
 */
export async function lintInThreads(
  tasks: readonly LintTask[],
  asked: Asked,
  thread: string | undefined,
  progress: (index: number) => void,
  worthMs = WORTH_MS,
): Promise<FileOutcome[]> {
  const share: Share = { tasks, asked, next: new Int32Array(new SharedArrayBuffer(4)) };
  const outcomes: FileOutcome[] = new Array(tasks.length).fill(undefined);
  const begun = Date.now();
  let helpers: Promise<readonly Numbered[]>[] | undefined;
  let own = 0;
  for (const index of taken(share)) {
    progress(index);
    outcomes[index] = lintTask(tasks[index] as LintTask, asked);
    own++;
    if (thread !== undefined && helpers === undefined && own === SAMPLE) {
      const left = ((Date.now() - begun) / own) * (tasks.length - own);
      helpers = helpersFor(left, worthMs, () => helper(thread, share));
    }
  }
  for (const numbered of await Promise.all(helpers ?? [])) {
    for (const [index, outcome] of numbered) outcomes[index] = outcome;
  }
  return outcomes;
}

/** The numbers that fall to this thread, until none is left. */
function* taken({ next, tasks }: Share): Iterable<number> {
  for (let index = Atomics.add(next, 0, 1); index < tasks.length; index = Atomics.add(next, 0, 1))
    yield index;
}

/** As many as have enough to do, and as there are processors beside this thread's. */
function helpersFor<T>(leftMs: number, worthMs: number, start: () => T): T[] {
  const useful = Math.floor(leftMs / (2 * worthMs));
  return Array.from({ length: Math.max(0, Math.min(availableParallelism() - 1, useful)) }, start);
}

/** What a new thread found. It fails with what the thread failed with. */
function helper(thread: string, share: Share): Promise<readonly Numbered[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, { workerData: share });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread ended early, with ${code}`)));
  });
}

/** The work of a thread: files as long as there are some, then all that was found at once. */
export function serveThread(): void {
  const share = workerData as Share;
  const done: Numbered[] = [];
  for (const index of taken(share)) done.push([index, lintTask(share.tasks[index] as LintTask, share.asked)]);
  parentPort?.postMessage(done);
}
