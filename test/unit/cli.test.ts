/** The command line as it is used: arguments and files in, output and exit code out. */
import assert from 'node:assert/strict';
import { progressOn } from '../../src/cli/progress.js';
import { BAD, GOOD, RULE, type Surroundings, testFolder, WARNED } from './cli-support.js';

describe('command line', () => {
  const folder = testFolder();

  describe('the JSON contract', () => {
    it('gives the file, its dialect, and the finding with lines and columns from 1', async () => {
      const { out, code, err } = await folder
        .open({})
        .run(['lint', '--stdin', '--stdin-filename', 'a.pipeline.yaml', '--format', 'json'], { stdin: BAD });
      const [file, ...others] = JSON.parse(out) as { findings: Record<string, unknown>[] }[];
      assert.equal(others.length, 0);
      const [finding, ...more] = file?.findings ?? [];
      assert.equal(more.length, 0);
      assert.match(String(finding?.message), /recordio-protobuf/);
      assert.ok(
        ((finding?.fixes ?? []) as { title: string; safe: boolean }[]).every(
          (f) => Object.keys(f).join() === 'title,safe',
        ),
      );
      assert.deepEqual(
        { ...file, findings: [{ ...finding, message: '', fixes: [] }] },
        {
          file: 'a.pipeline.yaml',
          dialect: 'sketch',
          findings: [
            {
              rule: RULE,
              severity: 'error',
              confidence: 'high',
              message: '',
              step: 'f',
              facts: ['kdf-no-recordio-protobuf'],
              edition: 'both',
              range: { start: { line: 5, column: 13 }, end: { line: 5, column: 30 } },
              fixes: [],
            },
          ],
        },
      );
      assert.equal(code, 1);
      assert.equal(err, '');
    });

    it('has null for a finding without a step, and an empty list for a good file', async () => {
      folder.open({ 'good.pipeline.yaml': GOOD, 'odd.pipeline.yaml': 'pipeline: a\nstepz: {}\n' });
      const files = await folder.json(['.']);
      assert.deepEqual(files[0], { file: 'good.pipeline.yaml', dialect: 'sketch', findings: [] });
      assert.ok(files[1]?.findings.some((f) => f.step === null));
    });

    it('lists what is nothing to lint only when it is named, with dialect null', async () => {
      folder.open({ 'a.pipeline.yaml': GOOD, 'other.yaml': 'kind: Deployment\n', 'notes.txt': 'hello\n' });
      assert.deepEqual(
        (await folder.json(['.'])).map((f) => f.file),
        ['a.pipeline.yaml'],
      );
      const named = await folder.json(['other.yaml', 'notes.txt']);
      assert.deepEqual(named, [
        { file: 'other.yaml', dialect: null, findings: [] },
        { file: 'notes.txt', dialect: null, findings: [] },
      ]);
    });
  });

  describe('exit codes', () => {
    it('0 for no finding at or above --fail-on, 1 otherwise', async () => {
      folder.open({ 'bad.pipeline.yaml': BAD, 'warned.pipeline.yaml': WARNED, 'good.pipeline.yaml': GOOD });
      const code = async (...args: string[]) => (await folder.run(['lint', ...args])).code;
      assert.equal(await code('good.pipeline.yaml'), 0);
      assert.equal(await code('bad.pipeline.yaml'), 1);
      assert.equal(await code('warned.pipeline.yaml'), 0);
      assert.equal(await code('warned.pipeline.yaml', '--fail-on', 'warning'), 1);
      assert.equal(await code('bad.pipeline.yaml', '--fail-on', 'never'), 0);
      assert.equal(await code('--fail-on=error', '.'), 1);
    });

    it('2 for wrong use, with a hint', async () => {
      folder.open({});
      const wrong = async (...args: string[]) => {
        const { code, out, err } = await folder.run(args);
        assert.equal(code, 2, args.join(' '));
        assert.equal(out, '', args.join(' '));
        return err;
      };
      assert.match(await wrong('lnit'), /unknown command 'lnit'[\s\S]*Did you mean lint/);
      assert.match(await wrong('lint', '--formt', 'json'), /Did you mean --format/);
      assert.match(await wrong('lint', '--format', 'xml'), /Allowed choices are text, json, sarif, github/);
      assert.match(await wrong('lint', '--edition', 'old'), /notes, current, both/);
      assert.match(await wrong('lint', '--fail-on', 'hint'), /error, warning, never/);
      assert.match(await wrong('lint', '--rule', 'unknown-setting'), /unknown-setting=severity/);
      assert.match(await wrong('lint', '--rule', 'unknown-seting=off'), /did you mean unknown-setting\?/);
      assert.match(
        await wrong('lint', '--rule', 'unknown-setting=loud'),
        /off, hint, information, warning, error/,
      );
      assert.match(await wrong('lint', '--stdin', 'a.yaml'), /--stdin takes no paths/);
      assert.match(await wrong('lint', '--stdin-filename', 'a.yaml'), /needs --stdin/);
      assert.match(await wrong('lint', '--config', 'none.yaml'), /none\.yaml: no such file/);
      assert.match(await wrong('explain'), /missing required argument/);
      assert.match(await wrong(), /Usage: tributary/);
      assert.match(await wrong('rules', 'no-such-word'), /nothing in the list has "no-such-word"/);
      assert.match(await wrong('lint', '*.nope'), /^\*\.nope: no file fits this pattern$/m);
      assert.match(await wrong('lint', '-', 'gone.yaml'), /^-: standard input stands alone/m);
      assert.match(
        await wrong('lint', '--write-baseline', 'none/base.json'),
        /^error: --write-baseline none\/base\.json: no such file or folder$/m,
      );
      assert.match(await wrong('sketch', '-'), /^error: -: neither a sketch/);
    });

    it('0 for help and version, by their short names too', async () => {
      folder.open({});
      for (const args of [['--help'], ['-h'], ['help'], ['help', 'lint'], ['lint', '-h']]) {
        const { code, out } = await folder.run(args);
        assert.equal(code, 0, args.join(' '));
        assert.match(out, /^Usage: tributary/);
      }
      assert.equal((await folder.run(['-V'])).out, (await folder.run(['--version'])).out);
    });

    it('2 for what cannot be read, and the other files are still linted', async () => {
      folder.open({ 'bad.pipeline.yaml': BAD });
      const { code, out, err } = await folder.run(['lint', 'gone.pipeline.yaml', 'bad.pipeline.yaml']);
      assert.equal(code, 2);
      assert.match(err, /^gone\.pipeline\.yaml: no such file or folder$/m);
      assert.match(out, /5:13 error/);
    });

    it('3 for a fault of ours, with a word on how to report it', async () => {
      folder.open({ 'bad.pipeline.yaml': BAD });
      const { code, err } = await folder.run(['lint', '--stdin'], { stdin: new Error('boom') });
      assert.equal(code, 3);
      assert.match(err, /fault of ours/);
      assert.match(err, /report it/);
      assert.match(err, /boom/);
    });
  });

  describe('text', () => {
    it('shows findings by file, each with its line, and a summary', async () => {
      folder.open({
        'bad.pipeline.yaml': BAD,
        'good.pipeline.yaml': GOOD,
        'quiet.pipeline.yaml': BAD.replace('protobuf', `protobuf # tributary-disable-line ${RULE} -- a test`),
      });
      const { out } = await folder.run(['lint', '.']);
      const lines = out.split('\n');
      assert.equal(lines[0], 'bad.pipeline.yaml');
      assert.match(lines[1] ?? '', /^ {2}5:13 error f: .* \[firehose-recordio-output\]$/);
      assert.equal(lines[2], '    5 |     format: recordio-protobuf');
      assert.equal(lines[3], '      |             ^^^^^^^^^^^^^^^^^');
      assert.deepEqual(lines.slice(4), ['', '1 error in 1 of 3 files; 1 suppressed; edition: both', '']);
    });

    it('says so when there is nothing', async () => {
      assert.equal(
        (await folder.open({ 'a.pipeline.yaml': GOOD }).run(['lint'])).out,
        'no findings in 1 file; edition: both\n',
      );
      const empty = await folder.open({}).run(['lint']);
      assert.equal(empty.out, 'nothing to lint was found\n');
      assert.equal(empty.code, 0);
    });

    it('tells once for each reason what is not linted', async () => {
      folder.open({
        '.tributaryrc.yaml': 'exclude: [b.yaml]\n',
        'a.yaml': '{}\n',
        'b.yaml': '{}\n',
        'c.yaml': '{}\n',
      });
      const { out } = await folder.run(['lint', 'a.yaml', 'b.yaml', 'c.yaml']);
      assert.deepEqual(
        out
          .split('\n')
          .filter((line) => line.includes('not linted'))
          .map((line) => line.slice(0, 40)),
        ['a.yaml and 1 more: not linted: neither a', 'b.yaml: not linted: left out by `exclude'],
      );
    });

    it('is coloured on a terminal, unless somebody objects', async () => {
      folder.open({ 'bad.pipeline.yaml': BAD });
      const coloured = async (around: Surroundings, ...args: string[]) =>
        (await folder.run(['lint', ...args], around)).out.includes('\u001b[');
      assert.equal(await coloured({}), false);
      assert.equal(await coloured({ terminal: true }), true);
      assert.equal(await coloured({ terminal: true, env: { NO_COLOR: '1' } }), false);
      assert.equal(await coloured({ terminal: true, env: { TERM: 'dumb' } }), false);
      assert.equal(await coloured({ terminal: true }, '--no-color'), false);
      assert.equal(await coloured({ env: { FORCE_COLOR: '1' } }), true);
      assert.equal(await coloured({ terminal: true, env: { FORCE_COLOR: '0' } }), false);
    });

    it('lets no control characters through, and puts the mark below wide characters', async () => {
      folder.open({
        'odd.pipeline.yaml':
          'pipeline: a\nsteps:\n  f: { description: "数据 \u001b[31m", service: Nonsense }\n',
      });
      const { out } = await folder.run(['lint', '.']);
      assert.ok(!out.includes('\u001b'));
      const at = out.split('\n').findIndex((line) => line.includes('service: Nonsense'));
      const [code = '', carets = ''] = out.split('\n').slice(at, at + 2);
      // Two wide characters before the mark: two cells more than characters.
      assert.equal(carets.indexOf('^'), code.indexOf('Nonsense') + 2);
    });

    it('lets none through into annotations and drawings either', async () => {
      folder.open({
        'odd.pipeline.yaml':
          'pipeline: a\nsteps:\n  "f\\e[31m": { service: KDS, to: "S3" }\n  g: { service: "No\\e[31mne" }\n',
      });
      const runs = [
        ['lint', '--format', 'github'],
        ['graph', 'odd.pipeline.yaml'],
        ['graph', '--format', 'dot', 'odd.pipeline.yaml'],
      ];
      for (const args of runs) {
        const { out } = await folder.run(args);
        assert.ok(out.includes('[31m') && !out.includes('\u001b'), args.join(' '));
      }
    });

    it('shows long lines in part', async () => {
      folder.open({
        'long.pipeline.yaml': `pipeline: a\nsteps: { f: { description: "${'x'.repeat(5000)}", service: Nonsense, x-y: "${'y'.repeat(5000)}" } }\n`,
      });
      const { out } = await folder.run(['lint', '.']);
      const code = out.split('\n').find((line) => line.includes('Nonsense') && line.includes('|')) ?? '';
      assert.ok(code.length < 130, `${code.length}`);
      assert.match(code, /\| ….*Nonsense.*…$/);
    });
  });

  it('writes GitHub annotations with what they need escaped', async () => {
    folder.open({ 'a,b: 100%.pipeline.yaml': BAD.replace('  f:', '  "f\\n100%":') });
    const { out, code } = await folder.run(['lint', '--format', 'github']);
    assert.equal(code, 1);
    assert.match(
      out,
      /^::error file=a%2Cb%3A 100%25\.pipeline\.yaml,line=5,endLine=5,col=13,endColumn=30,title=firehose-recordio-output::f 100%25: /,
    );
    assert.equal(out.trim().split('\n').length, 1);
    folder.open({ 'sub/a.pipeline.yaml': BAD });
    const inside = await folder.run(['lint', '--format', 'github'], {
      cwd: 'sub',
      env: { GITHUB_WORKSPACE: folder.root },
    });
    assert.match(inside.out, /^::error file=sub\/a\.pipeline\.yaml,/);
    const gone = await folder.run(['lint', '--format', 'github', 'gone.yaml'], {
      cwd: 'sub',
      env: { GITHUB_WORKSPACE: folder.root },
    });
    assert.equal(gone.out, '::error file=sub/gone.yaml::no such file or folder\n');
  });

  it('shows progress on a terminal when a run takes long, and takes it away', () => {
    const written: string[] = [];
    let now = 0;
    const progress = progressOn({ isTTY: true, write: (text) => void written.push(text) }, 100, () => now);
    progress.at(0);
    now = 500;
    progress.at(10);
    progress.at(11);
    now = 650;
    progress.at(12);
    progress.end();
    assert.deepEqual(written, [
      '\r\u001b[2KLinting 11 of 100 files …',
      '\r\u001b[2KLinting 13 of 100 files …',
      '\r\u001b[2K',
    ]);
  });
});
