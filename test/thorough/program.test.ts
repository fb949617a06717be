/** The command line as a program: a process of its own, as a shell starts it. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BAD } from '../unit/cli-support.js';

const CLI = join(process.cwd(), 'dist', 'cli.js');

describe('command line as a program', () => {
  it('reads standard input, writes to standard output and exits with the code', () => {
    const args = [CLI, 'lint', '--stdin', '--stdin-filename', 'a.pipeline.yaml'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { input: BAD, encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stdout, /5:13 error/);
    assert.equal(stderr, '');
  });

  it('knows its version', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal(execFileSync(process.execPath, [CLI, '--version'], { encoding: 'utf8' }), `${version}\n`);
  });
});
