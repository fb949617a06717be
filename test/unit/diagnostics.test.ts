import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { countsOf, countsText, diagnosticsOf } from '../../src/core/features/diagnostics.js';
import { lint } from '../../src/core/index.js';
import { knowledge } from '../../src/core/knowledge.js';
import { FLOWING } from './sketches.js';

const NAME = 'a.pipeline.yaml';
const both = { edition: 'both' } as const;

describe('diagnostics', () => {
  it('carry range, rule, page and the message of the finding', () => {
    const text = 'pipeline: a\nsteps:\n  x: { service: S3, colour: blue }\n';
    const result = lint(text, NAME, both);
    const [diagnostic] = diagnosticsOf(result, { max: 10 });
    assert.equal(diagnostic?.message, result.findings[0]?.message);
    assert.equal(diagnostic?.rule, 'unknown-setting');
    assert.equal(diagnostic?.page, 'tributary:/rules/unknown-setting.md');
    assert.deepEqual(diagnostic?.range, {
      start: { line: 2, character: 20 },
      end: { line: 2, character: 26 },
    });
  });

  it('carry tags and related places', () => {
    const unused = 'pipeline: a\nsteps:\n  x: S3 # tributary-disable-line unknown-value\n';
    assert.deepEqual(diagnosticsOf(lint(unused, NAME, both), { max: 10 })[0]?.tags, ['unnecessary']);
    const [csv] = diagnosticsOf(lint(FLOWING, NAME, both), { max: 10 }).flatMap((d) => d.related);
    assert.match(csv?.message ?? '', /csv/);
    assert.deepEqual(csv?.range, { start: { line: 2, character: 41 }, end: { line: 2, character: 44 } });
  });

  it('mark the first line of what runs over several', () => {
    const text = 'pipeline: a\nsteps: "x\n  y"\n';
    const result = lint(text, NAME, both);
    const over = result.findings.filter((f) => text.slice(f.span.start, f.span.end).includes('\n'));
    assert.ok(over.length > 0, 'no finding runs over several lines');
    for (const d of diagnosticsOf(result, { max: 10 })) assert.equal(d.range.start.line, d.range.end.line);
  });

  it('stop at the maximum, keep the worst, and say how many are left', () => {
    const keys = Array.from({ length: 30 }, (_, i) => `    colour${i}: blue\n`).join('');
    const text = `pipeline: a\nsteps:\n  x:\n    service: S3\n${keys}  y:\n    service: Nonsense\n`;
    const result = lint(text, NAME, both);
    const shown = diagnosticsOf(result, { max: 5 });
    assert.equal(shown.length, 6);
    const left = result.findings.length - 5;
    assert.match(shown[0]?.message ?? '', new RegExp(`^${left} more findings are not shown`));
    assert.equal(shown[0]?.rule, undefined);
    assert.ok(
      shown.some((d) => d.severity === 'error') === result.findings.some((f) => f.severity === 'error'),
    );
  });

  it('are none for what is not linted', () => {
    assert.deepEqual(diagnosticsOf(lint('a: b\n', 'values.yaml', both), { max: 10 }), []);
  });
});

describe('counts', () => {
  it('are told in words', () => {
    assert.equal(countsText(countsOf([])), 'no findings');
    const findings = (['error', 'error', 'warning', 'hint', 'information'] as const).map((severity) => ({
      severity,
    }));
    assert.equal(countsText(countsOf(findings)), '2 errors, 1 warning, 2 notes');
  });
});

describe('samples and templates', () => {
  const names = readdirSync('samples').filter((n) => n.endsWith('.pipeline.yaml'));
  const found = (name: string) => lint(readFileSync(`samples/${name}`, 'utf8'), name, both).findings;

  it('there are good ones, without any finding, and bad ones', () => {
    const good = names.filter((n) => !n.startsWith('bad-'));
    assert.ok(good.length >= 7 && names.length - good.length >= 8, String(names));
    for (const name of good)
      assert.deepEqual(
        found(name).map((f) => f.message),
        [],
        name,
      );
  });

  it('each bad one has the finding that its name says', () => {
    const expected: Record<string, readonly string[]> = {
      'bad-recordio-from-firehose': ['firehose-recordio-output'],
      'bad-firehose-to-dynamodb': ['firehose-dynamodb-destination'],
      'bad-stream-straight-to-s3': ['kds-direct-storage'],
      'bad-s3-to-firehose': ['firehose-s3-source'],
      'bad-parquet-gzip-small-buffer': [
        'firehose-conversion-input',
        'firehose-conversion-object-compression',
        'firehose-reshape-buffer-size',
      ],
      'bad-real-time-through-firehose': ['sub-second-goal'],
      'bad-too-few-shards': [
        'kds-shard-read-bandwidth',
        'kds-shard-write-bandwidth',
        'kds-shard-write-records',
      ],
      'bad-retired-services': ['data-pipeline-retired', 'kda-sql-retired'],
    };
    for (const name of names.filter((n) => n.startsWith('bad-'))) {
      const rules = found(name).flatMap((f) => (f.severity === 'hint' ? [] : [f.rule]));
      assert.deepEqual(
        [...new Set<string>(rules)].sort(),
        expected[name.replace('.pipeline.yaml', '')],
        name,
      );
    }
  });

  it('README.md names each of them', () => {
    const readme = readFileSync('samples/README.md', 'utf8');
    for (const name of names) assert.ok(readme.includes(`(${name})`), name);
  });

  it('templates are without any finding, and say what they are', () => {
    assert.ok(knowledge.templates.length >= 4);
    for (const { id, title, description, text } of knowledge.templates) {
      assert.deepEqual(
        lint(text, NAME, both).findings.map((f) => f.message),
        [],
        id,
      );
      assert.ok(title !== '' && description !== '', id);
    }
  });
});
