/** SARIF holds what a code scanning service shows. That it is valid by the official schema is among the thorough tests. */
import assert from 'node:assert/strict';
import type { Log, Result } from 'sarif';
import { BAD, type Files, GOOD, RULE, sarifOf, testFolder } from './cli-support.js';
import { FLOWING } from './sketches.js';

/** The text that a replacement of a fix would take out. */
function deleted(text: string, result: Result): string {
  const region = result.fixes?.[0]?.artifactChanges[0]?.replacements[0]?.deletedRegion;
  const line = text.split('\n')[(region?.startLine ?? 1) - 1] ?? '';
  return line.slice((region?.startColumn ?? 1) - 1, (region?.endColumn ?? 1) - 1);
}

describe('SARIF', () => {
  const folder = testFolder();

  const log = (files: Files, ...args: string[]) => sarifOf(folder, files, ...args);

  it('has rules with help, results with places, fixes and fingerprints', async () => {
    const [run] = (await log({ 'sub/a b.pipeline.yaml': BAD })).runs;
    const [rule] = run?.tool.driver.rules ?? [];
    assert.equal(rule?.id, RULE);
    assert.equal(rule?.name, 'FirehoseRecordioOutput');
    assert.match(rule?.help?.markdown ?? '', /^# .*\n[\s\S]*```yaml/);
    assert.match(rule?.helpUri ?? '', /^https:/);
    assert.equal(rule?.defaultConfiguration?.level, 'error');
    const [result] = run?.results ?? [];
    assert.equal(result?.ruleIndex, 0);
    assert.deepEqual(result?.locations?.[0]?.physicalLocation, {
      artifactLocation: { uri: 'sub/a%20b.pipeline.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 5, startColumn: 13, endLine: 5, endColumn: 30 },
    });
    assert.ok(result !== undefined && deleted(BAD, result) === 'recordio-protobuf');
    assert.deepEqual(result.suppressions, []);
    assert.ok(!JSON.stringify(run).includes(folder.root), 'an absolute path');
  });

  it('tells the same finding again after lines were added, and two equal ones apart', async () => {
    const prints = async (text: string) =>
      (await log({ 'a.pipeline.yaml': text })).runs[0]?.results?.map(
        (r) => r.partialFingerprints?.['tributaryLine/v1'],
      );
    const [before] = (await prints(BAD)) ?? [];
    const twice = await prints(
      `# one more line\n${BAD}  g:\n    service: KDF\n    format: recordio-protobuf\n    to: S3\n`,
    );
    assert.match(before ?? '', /^[0-9a-f]{16}:1$/);
    assert.deepEqual(twice, [before, before?.replace(/1$/, '2')]);
  });

  it('marks what is suppressed in the file or by a baseline, and points at where a flow comes from', async () => {
    const commented = BAD.replace('protobuf', `protobuf # tributary-disable-line ${RULE} -- a test`);
    const suppressed = (await log({ 'a.pipeline.yaml': commented })).runs[0]?.results;
    assert.deepEqual(
      suppressed?.map((r) => r.suppressions?.map((s) => s.kind)),
      [['inSource']],
    );

    folder.open({ 'a.pipeline.yaml': BAD });
    await folder.run(['lint', '--write-baseline', 'base.json']);
    const { out } = await folder.run(['lint', '--format', 'sarif', '--baseline', 'base.json']);
    const [known] = (JSON.parse(out) as Log).runs[0]?.results ?? [];
    assert.equal(known?.suppressions?.[0]?.kind, 'external');

    const results = (await log({ 'a.pipeline.yaml': FLOWING })).runs[0]?.results ?? [];
    const related = results.flatMap((r) => r.relatedLocations ?? []);
    assert.equal(related[0]?.physicalLocation?.region?.startLine, 3);
    assert.match(related[0]?.message?.text ?? '', /csv/);
  });

  it('names files from the root of a checkout that is known', async () => {
    folder.open({ 'sub/a.pipeline.yaml': BAD });
    const around = { cwd: 'sub', env: { GITHUB_WORKSPACE: folder.root } };
    const { out } = await folder.run(['lint', '--format', 'sarif', '.', 'gone.yaml'], around);
    const uris = [...out.matchAll(/"uri": "(.*)"/g)].map((m) => m[1]);
    assert.deepEqual([...new Set(uris)], ['sub/a.pipeline.yaml', 'sub/gone.yaml']);
  });

  it('tells of files that could not be read', async () => {
    const [run] = (await log({ 'a.pipeline.yaml': GOOD }, 'a.pipeline.yaml', 'gone.pipeline.yaml')).runs;
    const notes = run?.invocations?.[0]?.toolExecutionNotifications;
    assert.deepEqual(
      notes?.map((n) => n.message.text),
      ['no such file or folder'],
    );
  });
});
