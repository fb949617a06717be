/** SARIF by its official schema. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { BAD, GOOD, sarifOf, testFolder } from '../unit/cli-support.js';
import { FLOWING } from '../unit/sketches.js';

const resolver = createRequire(join(process.cwd(), 'package.json'));
/** The schema of SARIF 2.1.0, without the name of the draft that it is written in: nothing in it depends on that. */
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(
  readFileSync(resolver.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as Record<string, unknown>;

describe('SARIF', () => {
  const folder = testFolder();

  it('is valid by the schema, whatever happened', async function () {
    this.timeout(20_000);
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    formats.default(ajv);
    const validate = ajv.compile(schema);
    const logs = [
      await sarifOf(folder, {}),
      await sarifOf(folder, { 'good.pipeline.yaml': GOOD }),
      await sarifOf(folder, {
        'a b#c%.pipeline.yaml': BAD,
        'flow.pipeline.yaml': FLOWING,
        'broken.pipeline.yaml': 'pipeline: "a\n',
      }),
      await sarifOf(folder, { 'bad.pipeline.yaml': BAD }, 'bad.pipeline.yaml', 'gone.pipeline.yaml'),
    ];
    for (const one of logs) assert.ok(validate(one), JSON.stringify(validate.errors, null, 2));
    const empty = { ...logs[0], version: '2.0.0' };
    assert.ok(!validate(empty), 'the schema takes anything');
  });
});
