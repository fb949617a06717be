/** Baselines, `fix`, `explain`, lists and drawings of the command line. */
import assert from 'node:assert/strict';
import { lstatSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { BAD, GOOD, RULE, testFolder } from './cli-support.js';

describe('command line: commands', () => {
  const folder = testFolder();

  describe('baseline', () => {
    it('leaves out what was there, reports what is new, and counts what is gone', async () => {
      folder.open({ 'a.pipeline.yaml': BAD, 'sub/b.pipeline.yaml': BAD });
      const written = await folder.run(['lint', '--write-baseline']);
      assert.equal(written.code, 0);
      assert.match(written.err, /wrote \.tributary-baseline\.json: 2 findings/);
      const entries = JSON.parse(folder.read('.tributary-baseline.json')) as { findings: unknown };
      const line = 'format: recordio-protobuf';
      assert.deepEqual(entries.findings, [
        { file: 'a.pipeline.yaml', rule: RULE, line, times: 1 },
        { file: 'sub/b.pipeline.yaml', rule: RULE, line, times: 1 },
      ]);
      const lint = (...args: string[]) =>
        folder.run(['lint', '--baseline', '.tributary-baseline.json', ...args]);
      assert.deepEqual(await lint(), {
        code: 0,
        out: 'no findings in 2 files; 2 in the baseline; edition: both\n',
        err: '',
      });

      folder.write(
        'a.pipeline.yaml',
        `# moved down\n\n${BAD}  g:\n    service: KDF\n    format:   recordio-protobuf\n    to: S3\n`,
      );
      folder.write('sub/b.pipeline.yaml', GOOD);
      const later = await lint();
      assert.equal(later.code, 1);
      assert.match(later.out, /11:15 error g: /);
      assert.match(
        later.out,
        /^1 error in 1 of 2 files; 1 in the baseline; 1 stale in the baseline; edition: both$/m,
      );
      // A file that is not asked about says nothing about its entries.
      assert.doesNotMatch((await lint('a.pipeline.yaml')).out, /stale/);
    });

    it('is not written over something else', async () => {
      folder.open({ 'a.pipeline.yaml': BAD });
      const over = await folder.run(['lint', '--write-baseline', 'a.pipeline.yaml']);
      assert.equal(over.code, 2);
      assert.match(over.err, /no baseline.*put the paths first/);
      assert.equal(folder.read('a.pipeline.yaml'), BAD);
      const dir = await folder.run(['lint', '--write-baseline', '.']);
      assert.match(dir.err, /a folder/);
      assert.equal((await folder.run(['lint', '.', '--write-baseline', 'base.json'])).code, 0);
      assert.equal((await folder.run(['lint', '.', '--write-baseline', 'base.json'])).code, 0);
      const wrong = await folder.run(['lint', '--baseline', 'a.pipeline.yaml']);
      assert.equal(wrong.code, 2);
      assert.match(wrong.err, /not JSON/);
    });
  });

  describe('fix', () => {
    const OLD =
      'pipeline: a\r\nsteps:\r\n  f:\r\n    service: Kinesis Data Firehose # the old name\r\n    to: S3\r\n';

    it('makes the safe fixes and tells them; line ends and the byte order mark stay', async () => {
      folder.open({ 'a.pipeline.yaml': `\ufeff${OLD}`, 'b.pipeline.yaml': BAD });
      const { code, out } = await folder.run(['fix', '.']);
      assert.equal(code, 1);
      assert.match(out, /^a\.pipeline\.yaml\n {2}4:14 Change to .* renamed-service$/m);
      assert.match(out, /^1 fix in 1 of 2 files; 1 finding left, 1 error among them$/m);
      const fixed = folder.read('a.pipeline.yaml');
      assert.match(
        fixed,
        /^\ufeffpipeline: a\r\nsteps:\r\n {2}f:\r\n {4}service: \S.* # the old name\r\n {4}to: S3\r\n$/,
      );
      assert.doesNotMatch(fixed, /Kinesis/);
      assert.equal(folder.read('b.pipeline.yaml'), BAD);
      const again = await folder.run(['fix', 'a.pipeline.yaml']);
      assert.deepEqual(again, { code: 0, out: 'nothing to fix in 1 file; no findings left\n', err: '' });
    });

    it('prints a diff and writes nothing with --dry-run', async () => {
      folder.open({ 'a.pipeline.yaml': BAD });
      const { out, err, code } = await folder.run(['fix', '--unsafe', '--dry-run', '.']);
      assert.equal(
        out.split('\n').slice(0, 8).join('\n'),
        [
          '--- a.pipeline.yaml',
          '+++ a.pipeline.yaml',
          '@@ -2,5 +2,5 @@',
          ' steps:',
          '   f:',
          '     service: KDF',
          '-    format: recordio-protobuf',
          '+    format: parquet',
        ].join('\n'),
      );
      assert.match(err, /would make 1 fix in 1 of 1 file; no findings left/);
      assert.equal(code, 0);
      assert.equal(folder.read('a.pipeline.yaml'), BAD);
    });

    it('fixes a file once that a link names as well', async () => {
      folder.open({ 'b.pipeline.yaml': OLD });
      symlinkSync(join(folder.root, 'b.pipeline.yaml'), join(folder.root, 'a.pipeline.yaml'));
      const { out } = await folder.run(['fix']);
      assert.match(out, /^b\.pipeline\.yaml\n/);
      assert.match(out, /^1 fix in 1 of 1 file; no findings left$/m);
      assert.ok(lstatSync(join(folder.root, 'a.pipeline.yaml')).isSymbolicLink());
    });

    it('makes the other fixes only when asked', async () => {
      folder.open({ 'a.pipeline.yaml': BAD });
      assert.equal((await folder.run(['fix'])).code, 1);
      assert.equal(folder.read('a.pipeline.yaml'), BAD);
      assert.equal((await folder.run(['fix', '--unsafe'])).code, 0);
      assert.match(folder.read('a.pipeline.yaml'), /format: parquet/);
    });
  });

  describe('explain, lists and graph', () => {
    it('tells about a rule, a fact and a service', async () => {
      folder.open({});
      const rule = await folder.run(['explain', RULE]);
      assert.match(rule.out, /^firehose-recordio-output: /);
      for (const part of [
        'Rests on',
        'kdf-no-recordio-protobuf',
        'Bad',
        '\\^\\^\\^\\^',
        'Good',
        'tributary-disable-next-line',
      ]) {
        assert.match(rule.out, new RegExp(part));
      }
      assert.match(
        (await folder.run(['explain', 'kdf-buffer-interval-range'])).out,
        /min: 60 s in the notes, 0 s today/,
      );
      const service = await folder.run(['explain', 'Kinesis', 'Data', 'Firehose']);
      assert.match(
        service.out,
        /^Amazon Data Firehose \(Firehose\)\n[\s\S]*Formerly Kinesis Data Firehose \(until 2024-02-09\)/,
      );
      assert.match((await folder.run(['explain', '--markdown', RULE])).out, /^# .*\n[\s\S]*```yaml/);
      const unknown = await folder.run(['explain', 'firehose-recordio-outptu']);
      assert.equal(unknown.code, 2);
      assert.match(unknown.err, /did you mean firehose-recordio-output\?/);
    });

    it('lists rules and services, for people and as JSON', async () => {
      folder.open({});
      assert.match((await folder.run(['rules'])).out, /^ {2}firehose-recordio-output +error +\S/m);
      assert.match((await folder.run(['services'])).out, /^ {2}Firehose +kdf +\S/m);
      const rules = JSON.parse((await folder.run(['rules', 'firehose', '--format', 'json'])).out) as {
        id: string;
        scope: string;
      }[];
      assert.equal(rules.find((r) => r.id === RULE)?.scope, 'steps of Firehose');
      const about = async (...words: string[]) => (await folder.run(['rules', ...words])).out;
      assert.match(await about('recordio', 'FIREHOSE'), /^1 rule; /m);
      assert.equal(await about('Kinesis Data Firehose'), await about('kdf'));
      assert.match((await folder.run(['services', 'kinesis video'])).out, /^ {2}KVS [\s\S]*^1 service; /m);
      const services = JSON.parse((await folder.run(['services', '--format', 'json'])).out) as {
        id: string;
        aliases: string[];
      }[];
      assert.ok(services.find((s) => s.id === 'kdf')?.aliases.includes('KDF'));
    });

    it('draws a pipeline as Mermaid and as DOT', async () => {
      folder.open({ 'a.pipeline.yaml': BAD.replace('  f:', '  "f \\"1\\"":') });
      const mermaid = await folder.run(['graph', 'a.pipeline.yaml']);
      assert.equal(
        mermaid.out,
        [
          '---',
          'title: "a"',
          '---',
          'flowchart LR',
          '  p0s0["f #34;1#34;<br>Firehose"]',
          '  p0s1(["S3"])',
          '  p0s0 --> p0s1',
          '  classDef error stroke:#d13438,stroke-width:3px',
          '  class p0s0 error',
          '',
        ].join('\n'),
      );
      folder.write('.tributaryrc.yaml', `rules: { ${RULE}: off }\n`);
      assert.doesNotMatch((await folder.run(['graph', 'a.pipeline.yaml'])).out, /error/);
      const missing = await folder.run(['graph', 'b.pipeline.yaml']);
      assert.equal(missing.code, 2);
      assert.match(missing.err, /no such file/);
      assert.match((await folder.run(['graph', '-'], { stdin: 'kind: Pod\n' })).err, /neither a sketch/);
      assert.match((await folder.run(['sketch', 'a.pipeline.yaml'])).err, /a sketch already/);
      folder.write('b.pipeline.yaml', `${GOOD}---\n${GOOD}`);
      const clusters = await folder.run(['graph', '--format', 'dot', 'b.pipeline.yaml']);
      assert.match(clusters.out, /subgraph cluster_1 \{\n {4}label="a";\n {4}p1s0 \[label="f\\nFirehose"\];/);
    });

    it('has help with examples for each command', async () => {
      folder.open({});
      for (const command of ['lint', 'fix', 'explain', 'services', 'rules', 'graph']) {
        const { out, code } = await folder.run([command, '--help']);
        assert.equal(code, 0);
        assert.match(out, new RegExp(`^Usage: tributary ${command}`));
        assert.match(out, /Examples:\n {2}tributary/);
      }
    });
  });
});
