/** The command line tool as it is shipped: the files in `dist`, in a process of their own. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knowledge } from '../../src/core/knowledge.js';
import { BAD, GOOD, type Result, testFolder } from '../unit/cli-support.js';

const CLI = join(process.cwd(), 'dist', 'cli.js');

describe('the program', () => {
  const folder = testFolder();

  function tributary(args: readonly string[], input = ''): Result {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: folder.root,
      input,
      encoding: 'utf8',
      env: { ...process.env, FORCE_COLOR: '', GITHUB_WORKSPACE: '' },
    });
    return { code: status ?? -1, out: stdout, err: stderr };
  }

  it('reads standard input, writes to standard output and exits with the code', () => {
    const { code, out, err } = tributary(['lint', '--stdin', '--stdin-filename', 'a.pipeline.yaml'], BAD);
    assert.equal(code, 1);
    assert.match(out, /5:13 error/);
    assert.equal(err, '');
  });

  it('knows its version', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.deepEqual(tributary(['--version']), { code: 0, out: `${version}\n`, err: '' });
  });

  it('lists all rules as JSON, and how each is fixed', () => {
    const rules = JSON.parse(tributary(['rules', '--format', 'json']).out) as {
      id: string;
      fix: string | null;
    }[];
    assert.equal(rules.length, knowledge.rules.length);
    const kinds = new Set(rules.map((r) => r.fix));
    assert.deepEqual(kinds, new Set(['safe', 'unsafe', null]));
  });

  it('calls wrong use by its name, though the command lies in a file of its own', () => {
    folder.open({ 'a.pipeline.yaml': BAD });
    assert.deepEqual(tributary(['lint', '--rule', 'unknown-seting=off']), {
      code: 2,
      out: '',
      err: 'error: --rule unknown-seting=off: no rule unknown-seting; did you mean unknown-setting?\n',
    });
  });

  it('finds the packages that lie beside it', () => {
    folder.open({ 'a.pipeline.yaml': BAD, 'b.pipeline.yaml': GOOD });
    const found = tributary(['lint', '*.pipeline.yaml']);
    assert.match(found.out, /^1 error in 1 of 2 files/m, found.err);
    const drawn = tributary(['graph', '--format', 'svg', 'a.pipeline.yaml']);
    assert.match(drawn.out, /^<svg [\s\S]*<\/svg>\n$/, drawn.err);
    const fixed = tributary(['fix', '--unsafe', '--dry-run']);
    assert.match(fixed.out, /^\+ {4}format: parquet$/m, fixed.err);
    const log = tributary(['lint', '--format', 'sarif']);
    assert.match(log.out, /"tributaryLine\/v1": "[0-9a-f]{16}:1"/, log.err);
  });

  it('runs every command', () => {
    folder.open({ 'a.pipeline.yaml': GOOD });
    const template = 'Resources:\n  Q: { Type: AWS::SQS::Queue }\n  S: { Type: AWS::Kinesis::Stream }\n';
    for (const [args, start] of [
      [['rules', 'retention'], /retention/],
      [['services', 'stream'], /KDS/],
      [['explain', 'unknown-setting'], /^unknown-setting: /],
      [['graph', '--format', 'dot', 'a.pipeline.yaml'], /^digraph /],
      [['sketch', '-'], /^pipeline: /],
    ] as const) {
      const { code, out, err } = tributary(args, template);
      assert.equal(code, 0, err);
      assert.match(out, start);
    }
  });
});
