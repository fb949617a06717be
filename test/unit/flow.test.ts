import assert from 'node:assert/strict';
import { read } from '../../src/core/index.js';
import type { FlowKey, Pipeline, Step, Value } from '../../src/core/model.js';
import { Graph } from '../../src/core/pipeline/graph.js';

function graphOf(steps: string, top = ''): Graph {
  const text = `pipeline: p\n${top}steps:\n${steps}`;
  return new Graph(read(text, 'x.pipeline.yaml').pipelines[0] as Pipeline, text);
}

function step(graph: Graph, id: string): Step {
  return graph.pipeline.steps.find((s) => s.id === id) as Step;
}

/** The number or word that flows, or the state of the value. */
function flow(graph: Graph, id: string, side: 'in' | 'out', key: FlowKey): string | number {
  const value = graph.flow(step(graph, id), side, key);
  return value.state === 'known' ? (value.quantity?.base ?? value.word ?? value.text) : value.state;
}

const origins = (value: Value) => (value.state === 'known' ? (value.origins ?? []).map((o) => o.step) : []);

describe('flow', () => {
  it('sums rates over the inputs and names where they come from', () => {
    const graph = graphOf(
      '  a: { service: EC2, output: { throughput: 2 MB/s }, to: s }\n  b: { service: EC2, output: { throughput: 3 MB/s }, to: s }\n  s: { service: KDS }\n',
    );
    assert.equal(flow(graph, 's', 'in', 'throughput'), 5e6);
    assert.deepEqual(origins(graph.flow(step(graph, 's'), 'in', 'throughput')), ['a', 'b']);
  });

  it('knows no sum as soon as one input is unknown or dynamic', () => {
    const unknown = graphOf(
      '  a: { service: EC2, output: { records: 5/s }, to: s }\n  b: { service: EC2, to: s }\n  s: { service: KDS }\n',
    );
    assert.equal(flow(unknown, 's', 'in', 'records'), 'absent');
    const dynamic = graphOf(
      "  a: { service: EC2, output: { records: 5/s }, to: s }\n  b: { service: EC2, output: { records: '{{ n }}' }, to: s }\n  s: { service: KDS }\n",
    );
    assert.notEqual(typeof flow(dynamic, 's', 'in', 'records'), 'number');
  });

  it('takes the largest record size, and a format only where all agree', () => {
    const two = (a: string, b: string) =>
      graphOf(
        `  a: { service: EC2, output: { ${a} }, to: s }\n  b: { service: EC2, output: { ${b} }, to: s }\n  s: { service: KDS }\n`,
      );
    assert.equal(flow(two('recordSize: 2 KB', 'recordSize: 30 KB'), 's', 'in', 'recordSize'), 30_000);
    assert.equal(flow(two('format: json', 'format: json'), 's', 'in', 'format'), 'json');
    assert.equal(flow(two('format: json', 'format: csv'), 's', 'in', 'format'), 'absent');
    assert.equal(flow(two('format: json', 'recordSize: 1 KB'), 's', 'in', 'format'), 'absent');
  });

  it('works out the third of rate, size and volume', () => {
    const with_ = (output: string) =>
      graphOf(`  a: { service: EC2, output: { ${output} }, to: s }\n  s: { service: KDS }\n`);
    assert.equal(flow(with_('records: 100/s, recordSize: 2 KB'), 's', 'in', 'throughput'), 200_000);
    assert.equal(flow(with_('throughput: 1 MB/s, recordSize: 2 KB'), 's', 'in', 'records'), 500);
    assert.equal(flow(with_('throughput: 1 MB/s, records: 500/s'), 's', 'in', 'recordSize'), 2000);
    assert.equal(flow(with_('throughput: 1 MB/s, records: 0/s'), 's', 'in', 'recordSize'), 'absent');
  });

  it('believes what a step says of itself before what comes from upstream', () => {
    const graph = graphOf(
      '  a: { service: EC2, output: { records: 5/s }, to: s }\n  s: { service: KDS, input: { records: 7/s }, to: f }\n  f: { service: Firehose }\n',
    );
    assert.equal(flow(graph, 's', 'in', 'records'), 7);
    assert.equal(flow(graph, 'f', 'in', 'records'), 7);
  });

  it('carries through what the service hands on, and nothing through one that does not', () => {
    const through = (service: string) =>
      graphOf(
        `  a: { service: EC2, output: { format: csv, records: 5/s }, to: m }\n  m: { service: ${service}, to: z }\n  z: { service: Firehose }\n`,
      );
    assert.equal(flow(through('KDS'), 'z', 'in', 'format'), 'csv');
    assert.equal(flow(through('KDS'), 'z', 'in', 'records'), 5);
    assert.equal(flow(through('Lambda'), 'z', 'in', 'format'), 'absent');
    assert.equal(flow(through('Firehose'), 'm', 'out', 'format'), 'absent');
    assert.equal(flow(through('Firehose'), 'm', 'out', 'records'), 5);
  });

  it('counts a diamond once for each of its edges', () => {
    const graph = graphOf(
      '  a: { service: EC2, output: { records: 10/s }, to: [l, r] }\n  l: { service: KDS, to: z }\n  r: { service: KDS, to: z }\n  z: { service: KDS }\n',
    );
    assert.equal(flow(graph, 'z', 'in', 'records'), 20);
    assert.deepEqual(
      graph.upstream(step(graph, 'z')).map((s) => s.id),
      ['l', 'r', 'a'],
    );
    assert.deepEqual(
      graph.downstream(step(graph, 'a')).map((s) => s.id),
      ['l', 'r', 'z'],
    );
  });

  it('counts an edge that both ends declare once', () => {
    const graph = graphOf(
      '  a: { service: EC2, output: { records: 10/s }, to: s }\n  s: { service: KDS, from: a }\n',
    );
    assert.equal(graph.pipeline.edges.length, 1);
    assert.equal(flow(graph, 's', 'in', 'records'), 10);
  });

  it('comes to an end on cycles, where what comes round is unknown', () => {
    const graph = graphOf(
      '  a: { service: EC2, output: { records: 10/s }, to: s }\n  s: { service: KDS, to: t }\n  t: { service: KDS, to: s }\n  self: { service: KDS, to: self }\n',
    );
    assert.equal(flow(graph, 's', 'in', 'records'), 'absent');
    assert.equal(flow(graph, 't', 'out', 'records'), 'absent');
    assert.equal(flow(graph, 'self', 'in', 'format'), 'absent');
    assert.deepEqual(
      graph.upstream(step(graph, 's')).map((s) => s.id),
      ['a', 't'],
    );
    assert.deepEqual(graph.upstream(step(graph, 'self')), []);
  });

  it('gives the derived values of rules', () => {
    const graph = graphOf(
      '  a: { service: KDS, to: [S3, f] }\n  f: { service: Firehose }\n',
      'goal: { latency: near-real-time }\nmode: stream\n',
    );
    const words = (path: string) =>
      graph.values(step(graph, 'a'), path).map((v) => (v.state === 'known' ? (v.word ?? v.text) : v.state));
    assert.deepEqual(words('$targets'), ['s3', 'kdf']);
    assert.deepEqual(words('$sources'), ['absent']);
    assert.deepEqual(words('$id'), ['a']);
    assert.deepEqual(words('$service'), ['kds']);
    assert.deepEqual(words('$nothing'), ['absent']);
    const goal = graph.topValues('$goal')[0];
    assert.equal(goal?.state === 'known' && goal.quantity?.base, 60);
    assert.deepEqual(
      graph.values(graph.pipeline.steps[2] as Step, '$definedBy').map((v) => v.state === 'known' && v.text),
      ['reference'],
    );
  });
});
