/**
 * Lints on several threads, where a run is long and there are processors to spare. Nine tenths of a long run are linting and a
 * thirtieth is reading, so files are not read side by side. A thread has to load the program and to warm up, about a second of work, and
 * a thread alone keeps a processor and a half busy already: with two processors more threads gained nothing. So this thread
 * begins alone, and asks for help when what is left will take long.
 */
import { type Asked, type FileOutcome, type LintTask, lintTask } from './lint-files.js';

export interface Threads {
  /** The file of a program that calls `serveThread`. */
  readonly file: string;
  readonly processors: number;
  /** How much work has to be left for each further thread, in milliseconds of one. */
  readonly worthMs: number;
}

/** With fewer processors there is no help. */
const FEWEST = 4;
/** Each takes a hundred megabytes. */
const MOST = 8;
/** So many files tell how long the others will take. */
const SAMPLE = 20;

/** The threads that so many tasks and this machine are good for; undefined: this one alone. */
export function threadsOf(file: string | undefined, tasks: number): Threads | undefined {
  if (file === undefined || tasks <= SAMPLE) return undefined;
  const processors = process.getBuiltinModule('node:os').availableParallelism();
  return processors < FEWEST ? undefined : { file, processors, worthMs: 1000 };
}

/** What a thread is given. Every thread takes the number of the next file from `next`, so none waits for another. */
interface Share {
  readonly tasks: readonly LintTask[];
  readonly asked: Asked;
  readonly next: Int32Array;
}

type Numbered = readonly [index: number, outcome: FileOutcome];

/** Gives the outcomes in the order of the tasks. `progress` is told of files before they are linted, by their number from 0. */
export async function lintInThreads(
  tasks: readonly LintTask[],
  asked: Asked,
  progress: (index: number) => void,
  threads: Threads | undefined,
): Promise<FileOutcome[]> {
  const share: Share = { tasks, asked, next: new Int32Array(new SharedArrayBuffer(4)) };
  const outcomes: FileOutcome[] = new Array(tasks.length).fill(undefined);
  const begun = Date.now();
  let helpers: Promise<readonly Numbered[]>[] = [];
  let own = 0;
  for (const index of taken(share)) {
    progress(index);
    outcomes[index] = lintTask(tasks[index] as LintTask, asked);
    if (++own !== SAMPLE || threads === undefined) continue;
    const left = ((Date.now() - begun) / own) * (tasks.length - own);
    const count = Math.min(Math.floor(left / threads.worthMs), threads.processors - 1, MOST - 1);
    helpers = Array.from({ length: count }, () => helper(threads.file, share));
  }
  for (const numbered of await Promise.all(helpers)) {
    for (const [index, outcome] of numbered) outcomes[index] = outcome;
  }
  return outcomes;
}

/** The numbers that fall to this thread, until none is left. */
function* taken({ next, tasks }: Share): Iterable<number> {
  for (let index = Atomics.add(next, 0, 1); index < tasks.length; index = Atomics.add(next, 0, 1))
    yield index;
}

/** What a new thread found. It fails with what the thread failed with. The module for threads is loaded here: few runs need it. */
function helper(file: string, share: Share): Promise<readonly Numbered[]> {
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: share });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread ended early, with ${code}`)));
  });
}

/** The work of a thread: files as long as there are some, then all that was found at once. */
export function serveThread(): void {
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const share = workerData as Share;
  const done: Numbered[] = [];
  for (const index of taken(share)) done.push([index, lintTask(share.tasks[index] as LintTask, share.asked)]);
  parentPort?.postMessage(done);
}
