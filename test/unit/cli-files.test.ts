/** Which files the command line lints, and with which configuration. */
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { BAD, GOOD, RULE, type Surroundings, testFolder } from './cli-support.js';

describe('command line: files', () => {
  const folder = testFolder();
  const json = (args: readonly string[] = [], around?: Surroundings) => folder.json(args, around);
  const names = async (args: readonly string[], around?: Surroundings) =>
    (await json(args, around)).map((f) => f.file);

  describe('finding files', () => {
    it('searches folders for sketches by name and by content', async () => {
      folder.open({
        'a.pipeline.yaml': GOOD,
        'deep/er/b.pipeline.yml': GOOD,
        'deep/by-content.yaml': GOOD,
        'deep/as-json.json': JSON.stringify({ pipeline: 'a', steps: { f: { service: 'KDF', to: 'S3' } } }),
        'deep/as.template': GOOD,
        'deep/other.yaml': 'steps: []\n',
        'deep/flow.asl.json': '{ "StartAt": "a", "States": { "a": { "Type": "Succeed" } } }',
        'deep/flow.asl': '{ "StartAt": "a", "States": { "a": { "Type": "Succeed" } } }',
        'deep/in-a-fence.md': `# Design\n\n\`\`\`yaml\n${GOOD}\`\`\`\n`,
        'deep/no-fence.md': GOOD,
        'node_modules/x/c.pipeline.yaml': BAD,
        '.git/d.pipeline.yaml': BAD,
        '.hidden/e.pipeline.yaml': GOOD,
      });
      const all = [
        '.hidden/e.pipeline.yaml',
        'a.pipeline.yaml',
        'deep/as-json.json',
        'deep/as.template',
        'deep/by-content.yaml',
        'deep/er/b.pipeline.yml',
        'deep/flow.asl',
        'deep/flow.asl.json',
        'deep/in-a-fence.md',
      ];
      assert.deepEqual(await names(['.']), all);
      assert.deepEqual(await names([]), all);
      assert.deepEqual(await names(['deep', 'deep/by-content.yaml', 'a.pipeline.yaml']), [
        ...all.slice(2),
        'a.pipeline.yaml',
      ]);
      assert.deepEqual(await names(['deep/**/*.yml']), ['deep/er/b.pipeline.yml']);
      assert.deepEqual(await names(['../a.pipeline.yaml'], { cwd: 'deep' }), [
        join(folder.root, 'a.pipeline.yaml'),
      ]);
    });

    it('respects .gitignore at every level, and what is named all the same', async () => {
      folder.open({
        '.git/info/exclude': 'private.pipeline.yaml\n',
        '.gitignore': 'build/\n*.draft.pipeline.yaml\n',
        'a.pipeline.yaml': GOOD,
        'a.draft.pipeline.yaml': BAD,
        'private.pipeline.yaml': BAD,
        'build/b.pipeline.yaml': GOOD,
        'sub/.gitignore': '!wanted.draft.pipeline.yaml\n/local.pipeline.yaml\n',
        'sub/wanted.draft.pipeline.yaml': GOOD,
        'sub/other.draft.pipeline.yaml': BAD,
        'sub/local.pipeline.yaml': BAD,
        'sub/deeper/local.pipeline.yaml': GOOD,
      });
      const sub = ['sub/deeper/local.pipeline.yaml', 'sub/wanted.draft.pipeline.yaml'];
      assert.deepEqual(await names(['.']), ['a.pipeline.yaml', ...sub]);
      assert.deepEqual(await names(['sub']), sub);
      assert.deepEqual(await names(['.'], { cwd: 'sub' }), [
        'deeper/local.pipeline.yaml',
        'wanted.draft.pipeline.yaml',
      ]);
      assert.deepEqual(await names(['build', 'a.draft.pipeline.yaml']), [
        'build/b.pipeline.yaml',
        'a.draft.pipeline.yaml',
      ]);
    });

    it('does not get lost in links that lead in a circle', async () => {
      folder.open({ 'a/a.pipeline.yaml': GOOD });
      mkdirSync(join(folder.root, 'b'));
      symlinkSync(folder.root, join(folder.root, 'a', 'up'));
      symlinkSync(join(folder.root, 'b', 'self.pipeline.yaml'), join(folder.root, 'b', 'self.pipeline.yaml'));
      symlinkSync(join(folder.root, 'a', 'a.pipeline.yaml'), join(folder.root, 'b', 'linked.pipeline.yaml'));
      assert.deepEqual(await names(['.']), ['a/a.pipeline.yaml', 'b/linked.pipeline.yaml']);
    });

    it('names files that are not UTF-8 text', async () => {
      const latin1 = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
      folder.open({
        'binary.pipeline.yaml': Uint8Array.from([112, 0, 255, 1]),
        'latin.pipeline.yaml': latin1('pipeline: caf\u00e9\nsteps: {}\n'),
        'meant.yaml': latin1('pipeline: caf\u00e9\nsteps: {}\n'),
        'not-meant.yaml': latin1('menu: caf\u00e9\n'),
        'utf16.pipeline.yaml': Uint8Array.from([0xff, 0xfe, 112, 0]),
        'good.pipeline.yaml': GOOD,
      });
      const { code, out, err } = await folder.run(['lint', '.']);
      assert.equal(code, 2);
      assert.deepEqual(err.trim().split('\n'), [
        'binary.pipeline.yaml: a binary file',
        'latin.pipeline.yaml: not UTF-8 text; save it as UTF-8',
        'meant.yaml: not UTF-8 text; save it as UTF-8',
        'utf16.pipeline.yaml: written in UTF-16; save it as UTF-8',
      ]);
      assert.match(out, /no findings in 1 file/);
    });

    it('says how to name standard input that nothing is found in', async () => {
      const { out, code } = await folder.open({}).run(['lint', '-'], { stdin: 'kind: Pod\n' });
      assert.match(out, /^stdin: not linted: by its content neither .* --stdin-filename says what it is$/m);
      assert.equal(code, 0);
    });

    it('counts columns behind a byte order mark as an editor does, and lines that end in CRLF', async () => {
      folder.open({ 'bom.pipeline.yaml': `\ufeff${BAD.replaceAll('\n', '\r\n')}` });
      const [file] = await json(['.']);
      assert.deepEqual(file?.findings[0]?.range, {
        start: { line: 5, column: 13 },
        end: { line: 5, column: 30 },
      });
    });
  });

  describe('configuration', () => {
    it('takes the nearest .tributaryrc.yaml of each file', async () => {
      folder.open({
        '.tributaryrc.yaml': `rules: { ${RULE}: warning }\n`,
        'a.pipeline.yaml': BAD,
        'sub/.tributaryrc.yaml': `rules: { ${RULE}: off }\n`,
        'sub/b.pipeline.yaml': BAD,
        'sub/deeper/c.pipeline.yaml': BAD,
      });
      const files = await json(['.']);
      assert.deepEqual(
        files.map((f) => f.findings.map((x) => x.severity)),
        [['warning'], [], []],
      );
      const given = await json(['.', '--rule', `${RULE}=hint`]);
      assert.deepEqual(
        given.map((f) => f.findings[0]?.severity),
        ['hint', 'hint', 'hint'],
      );
      const fixed = await json(['.', '--config', 'sub/.tributaryrc.yaml']);
      assert.deepEqual(
        fixed.map((f) => f.findings.length),
        [0, 0, 0],
      );
      const stdin = await json(['--stdin', '--stdin-filename', 'sub/new.pipeline.yaml'], { stdin: BAD });
      assert.deepEqual(
        stdin.map((f) => f.findings.length),
        [0],
      );
    });

    it('leaves out what `exclude` names, from the folder of the configuration', async () => {
      folder.open({
        'sub/.tributaryrc.yaml': 'exclude: ["old/**", "*.draft.pipeline.yaml"]\n',
        'sub/old/a.pipeline.yaml': BAD,
        'sub/b.draft.pipeline.yaml': BAD,
        'sub/c.pipeline.yaml': GOOD,
      });
      assert.deepEqual(await names(['.']), ['sub/c.pipeline.yaml']);
      assert.deepEqual(await json(['sub/old/a.pipeline.yaml']), [
        { file: 'sub/old/a.pipeline.yaml', dialect: null, findings: [] },
      ]);
      const { out } = await folder.run(['lint', 'sub/old/a.pipeline.yaml']);
      assert.match(out, /not linted: left out by `exclude` in sub\/\.tributaryrc\.yaml/);
      const stdin = await json(['--stdin', '--stdin-filename', 'sub/old/b.pipeline.yaml'], { stdin: BAD });
      assert.deepEqual(stdin, [{ file: 'sub/old/b.pipeline.yaml', dialect: null, findings: [] }]);
    });

    it('tells what is wrong in it with file and line, and goes on with the rest', async () => {
      folder.open({
        '.tributaryrc.yaml': `rules:\n  no-such-rule: off\n  ${RULE}: warning\neditoin: notes\n`,
        'a.pipeline.yaml': BAD,
      });
      const { code, out, err } = await folder.run(['lint']);
      assert.equal(code, 2);
      assert.match(err, /^\.tributaryrc\.yaml:2: no rule no-such-rule/m);
      assert.match(err, /^\.tributaryrc\.yaml:4: no such key: editoin; did you mean edition\?$/m);
      assert.match(out, /5:13 warning/);
    });

    it('asks for the edition of the option, else of the configuration, else both', async () => {
      const interval =
        'pipeline: a\nsteps:\n  f: { service: KDF, buffer: { interval: 30 s, size: 5 MB }, to: S3 }\n';
      folder.open({ 'a.pipeline.yaml': interval });
      const severities = async (...args: string[]) => (await json(args))[0]?.findings.map((f) => f.severity);
      assert.deepEqual(await severities(), ['warning']);
      assert.deepEqual(await severities('--edition', 'current'), []);
      assert.deepEqual(await severities('--edition', 'notes'), ['error']);
      folder.write('.tributaryrc.yaml', 'edition: current\n');
      assert.deepEqual(await severities(), []);
      assert.deepEqual(await severities('--edition', 'both'), ['warning']);
    });
  });
});
