import assert from 'node:assert/strict';
import { lint, read } from '../../src/core/index.js';
import { diagramsOf } from '../../src/diagram/read.js';
import { accountOf } from '../../src/diagram/speech.js';
import { diagrams, only, SKETCH } from './diagrams.js';

describe('diagram', () => {
  it('has a node for every step and bare service name, and an edge for every connection', () => {
    const { title, nodes, edges } = only(SKETCH);
    assert.equal(title, 'shop');
    assert.deepEqual(
      nodes.map((n) => [n.id, n.service, n.stub]),
      [
        ['web', 'EC2', false],
        ['clicks', 'KDS', false],
        ['deliver', 'Firehose', false],
        ['lake', 'S3', false],
        ['S3', 'S3', true],
      ],
    );
    assert.deepEqual(edges[0]?.labels, ['json', '6 MB/s']);
    assert.equal(SKETCH.slice(edges[0]?.at.start, edges[0]?.at.end), 'clicks');
    assert.equal(SKETCH.slice(nodes[1]?.at.start, nodes[1]?.at.end), 'clicks');
  });

  it('puts findings on edges and nodes, each on one of them', () => {
    const result = lint(SKETCH, 'test.pipeline.yaml', { edition: 'both' });
    const { nodes, edges, marks } = only(SKETCH);
    const clicks = nodes.find((n) => n.id === 'clicks');
    assert.ok(clicks?.marks.some((m) => m.rule === 'kds-shard-write-bandwidth'));
    const denied = edges.find((e) => SKETCH.slice(e.at.start, e.at.end) === 'lake');
    assert.equal(denied?.marks[0]?.severity, 'error');
    const all = [...nodes, ...edges].flatMap((x) => x.marks).length + marks.length;
    assert.equal(all, result.findings.length);
  });

  it('draws every YAML document of a text, with keys of their own', () => {
    const two = diagrams(`${SKETCH}---\n${SKETCH.replace('shop', 'second')}`);
    assert.deepEqual(
      two.map((d) => d.title),
      ['shop', 'second'],
    );
    assert.equal(new Set(two.flatMap((d) => d.nodes.map((n) => n.key))).size, 10);
    assert.ok(two.every((d) => d.nodes.some((n) => n.marks.length > 0)));
  });
});

describe('the title of a diagram', () => {
  const titles = (text: string, file?: string) => {
    const { pipelines, document } = read(text, 'a.pipeline.yaml');
    return diagramsOf({ pipelines, document }, [], file).map((d) => d.title);
  };

  it('is the name of the pipeline, else of the file, else a number', () => {
    assert.deepEqual(titles('pipeline: shop\nsteps: { a: { service: S3 } }\n', 'shop.yaml'), ['shop']);
    assert.deepEqual(titles('steps: { a: { service: S3 } }\n', 'shop.yaml'), ['shop.yaml']);
    assert.deepEqual(titles('steps: { a: { service: S3 } }\n'), ['Pipeline 1']);
    const two = 'steps: { a: { service: S3 } }\n---\nsteps: { b: { service: S3 } }\n';
    assert.deepEqual(titles(two, 'shop.yaml'), ['Pipeline 1', 'Pipeline 2']);
  });
});

describe('a diagram in words', () => {
  it('says in words all that it shows', () => {
    const account = accountOf(only(SKETCH));
    assert.match(account.summary, /^5 steps, 4 connections, \d errors?/);
    const clicks = account.steps.find((s) => s.text === 'clicks: KDS');
    assert.ok(clicks?.below.some((l) => l.text === 'writes to deliver (json, 6 MB/s)'));
    assert.ok(clicks?.below.some((l) => l.severity === 'error' && SKETCH.slice(l.start, l.end) === '4'));
  });
});
