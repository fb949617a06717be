/** Several threads find what one finds, in the same order; and a thread that fails is a fault, not a silence. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type LintTask, lintTask } from '../../src/cli/lint-files.js';
import { lintInThreads, type Threads } from '../../src/cli/lint-threads.js';
import { DEFAULTS } from '../../src/core/config.js';
import { BAD, GOOD, testFolder, WARNED } from '../unit/cli-support.js';

const ASKED = { rules: {}, today: '2026-11-22', cwd: '/' };

describe('threads', () => {
  const folder = testFolder();

  function tasks(count: number): LintTask[] {
    const texts = [BAD, GOOD, WARNED, 'kind: Pod\n', 'pipeline: "a\n'];
    const names = Array.from({ length: count }, (_, i) => `${i % 7}/${i}.pipeline.yaml`);
    folder.open(Object.fromEntries(names.map((name, i) => [name, `${texts[i % texts.length]}# ${i}\n`])));
    const missing = { path: join(folder.root, 'gone.yaml'), name: 'gone.yaml', explicit: true };
    const files = names.map((name) => ({
      path: join(folder.root, name),
      name,
      explicit: name.startsWith('0'),
    }));
    return [...files, missing].map((file) => ({ file, config: DEFAULTS }));
  }

  const threads = (file: string): Threads => ({ file, processors: 3, worthMs: 0 });

  it('find the same as one', async () => {
    const all = tasks(400);
    const told: number[] = [];
    const file = join(process.cwd(), 'dist', 'cli', 'thread.js');
    // This thread takes its time, so the others have some.
    const still = new Int32Array(new SharedArrayBuffer(4));
    const progress = (index: number) => {
      told.push(index);
      Atomics.wait(still, 0, 0, 5);
    };
    const outcomes = await lintInThreads(all, ASKED, progress, threads(file));
    assert.deepEqual(
      outcomes,
      all.map((task) => lintTask(task, ASKED)),
    );
    assert.ok(told.length > 20 && told.length < all.length, `${told.length} of ${all.length} on this thread`);
    assert.deepEqual(
      told,
      [...told].sort((a, b) => a - b),
    );
  });

  it('fail with what one of them fails with', async () => {
    const all = tasks(40);
    folder.write('throws.js', 'throw new Error("boom")');
    folder.write('leaves.js', 'process.exit(7)');
    const run = (name: string) => lintInThreads(all, ASKED, () => {}, threads(join(folder.root, name)));
    await assert.rejects(run('throws.js'), /boom/);
    await assert.rejects(run('leaves.js'), /ended early, with 7/);
  });
});
