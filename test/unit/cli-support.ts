/** Runs the command line in this process, on a folder of its own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Log } from 'sarif';
import type { Io } from '../../src/cli/io.js';
import { run } from '../../src/cli/program.js';

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  /** An error is thrown when it is read. */
  readonly stdin?: string | Uint8Array | Error;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard output and error are terminals. */
  readonly terminal?: boolean;
  /** Folder below the root to run in. */
  readonly cwd?: string;
}

/** The JSON contract, as far as the tests look at it. */
export interface JsonFile {
  readonly file: string;
  readonly dialect: string | null;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly step: string | null;
    readonly range: unknown;
  }[];
}

/** Path -> content. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export class Folder {
  readonly root = mkdtempSync(join(tmpdir(), 'tributary-cli-'));

  /** Nothing but these files. */
  open(files: Files): this {
    rmSync(this.root, { recursive: true, force: true });
    mkdirSync(this.root, { recursive: true });
    for (const [name, content] of Object.entries(files)) this.write(name, content);
    return this;
  }

  write(name: string, content: string | Uint8Array): void {
    const path = join(this.root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  read(name: string): string {
    return readFileSync(join(this.root, name), 'utf8');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  async run(args: readonly string[], around: Surroundings = {}): Promise<Result> {
    const { stdin = '', env = {}, terminal = false, cwd = '.' } = around;
    const out: string[] = [];
    const err: string[] = [];
    const io: Io = {
      cwd: join(this.root, cwd),
      env,
      today: '2026-11-22',
      stdout: { isTTY: terminal, write: (text) => void out.push(text) },
      stderr: { isTTY: terminal, write: (text) => void err.push(text) },
      readStdin: async () => {
        if (stdin instanceof Error) throw stdin;
        return typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin;
      },
    };
    const code = await run(args, io);
    return { code, out: out.join(''), err: err.join('') };
  }

  /** `lint --format json`, parsed. */
  async json(args: readonly string[] = [], around: Surroundings = {}): Promise<JsonFile[]> {
    return JSON.parse((await this.run(['lint', '--format', 'json', ...args], around)).out) as JsonFile[];
  }
}

/** `lint --format sarif` of nothing but these files, parsed. */
export async function sarifOf(folder: Folder, files: Files, ...args: string[]): Promise<Log> {
  folder.open(files);
  return JSON.parse((await folder.run(['lint', '--format', 'sarif', ...args])).out) as Log;
}

/** A folder for the tests of a `describe`, gone at its end. */
export function testFolder(): Folder {
  const folder = new Folder();
  after(() => folder.remove());
  return folder;
}

/** One error: line 5, columns 13 to 30. */
export const BAD = 'pipeline: a\nsteps:\n  f:\n    service: KDF\n    format: recordio-protobuf\n    to: S3\n';
export const GOOD = 'pipeline: a\nsteps:\n  f:\n    service: KDF\n    to: S3\n';
/** One warning. */
export const WARNED = 'pipeline: a\nsteps:\n  f:\n    service: KDF\n    to: S3\n    owner: me\n';
export const RULE = 'firehose-recordio-output';
