/** What the command line sees of the world. Tests give their own, so that most of them start no process. */

export interface Out {
  write(text: string): void;
  /** A terminal reads it: colours and a progress line make sense. */
  readonly isTTY: boolean;
}

export interface Io {
  /** Absolute path of the folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Out;
  readonly stderr: Out;
  /** ISO date of today; suppressions with an `until` before it have ended. */
  readonly today: string;
  /** The file of one more thread of this program. Undefined: there is but one. */
  readonly thread?: string;
  readStdin(): Promise<Uint8Array>;
}

/** Exit codes, part of the command line's contract. */
export const EXIT = { ok: 0, findings: 1, usage: 2, fault: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Wrong use of the command line: told in one sentence, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** By the name: the program consists of several files, and each of them has a class of its own. */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}

/** The process as an `Io`. */
export function processIo(thread: string): Io {
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: stream(() => process.stdout),
    stderr: stream(() => process.stderr),
    thread,
    today: new Date().toISOString().slice(0, 10),
    async readStdin() {
      const chunks: Uint8Array[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
      return Buffer.concat(chunks);
    },
  };
}

/** Opened when it is first needed: a stream takes longer to set up than many a file to lint. */
function stream(open: () => NodeJS.WriteStream): Out {
  let opened: NodeJS.WriteStream | undefined;
  const target = () => (opened ??= watched(open()));
  return {
    write: (text) => void target().write(text),
    get isTTY() {
      return target().isTTY === true;
    },
  };
}

/** `tributary lint | head` closes the pipe early: that is no fault. Output that cannot be written is not ours either. */
function watched(target: NodeJS.WriteStream): NodeJS.WriteStream {
  return target.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    if (target !== process.stderr)
      process.stderr.write(`error: the output cannot be written: ${error.message}\n`);
    process.exit(EXIT.usage);
  });
}
