import assert from 'node:assert/strict';
import { search } from '../../src/core/features/search.js';
import {
  countBelow,
  factTitle,
  findNode,
  progress,
  statusText,
  type TopicNode,
  topicTree,
} from '../../src/core/features/topics.js';
import { factById, knowledge } from '../../src/core/knowledge.js';
import { once } from '../../src/core/lazy.js';

function leaves(nodes: readonly TopicNode[]): TopicNode[] {
  return nodes.flatMap((n) => (n.kind === 'fact' ? [n] : leaves(n.children)));
}

function every(nodes: readonly TopicNode[]): TopicNode[] {
  return nodes.flatMap((n) => [n, ...every(n.children)]);
}

describe('the tree of topics', () => {
  const roots = once(() => topicTree());

  it('has the topics in the order of the notes', () => {
    const titles = roots().map((r) => r.label);
    assert.deepEqual(
      titles.slice(0, knowledge.topics.length),
      knowledge.topics.map((t) => t.title),
    );
  });

  it('has every fact once', () => {
    const ids = leaves(roots()).map((n) => n.id);
    const facts = knowledge.services.flatMap((s) => s.sections.flatMap((x) => x.facts.map((f) => f.id)));
    assert.deepEqual([...ids].sort(), [...facts].sort());
  });

  it('has ids of its own for every node, and parents that lead back', () => {
    const nodes = every(roots());
    assert.equal(new Set(nodes.map((n) => n.id)).size, nodes.length);
    for (const node of nodes) for (const child of node.children) assert.equal(child.parent, node);
  });

  it('has no level with a single branch', () => {
    const glue = roots().find((r) => r.label === 'Glue');
    assert.equal(glue?.kind, 'service');
    assert.deepEqual([...new Set(glue?.children.map((c) => c.kind))], ['rules', 'fact']);
    const kafka = findNode(roots(), { service: 'kafka' });
    assert.deepEqual(
      kafka?.children.map((c) => c.kind),
      ['section', 'section'],
    );
  });

  it('has every rule once, under its service or in a branch of its own, above the facts', () => {
    const rules = every(roots()).flatMap((n) => n.rule?.id ?? []);
    assert.deepEqual([...rules].sort(), knowledge.rules.map((r) => r.id).sort());
    const firehose = findNode(roots(), { service: 'kdf' });
    assert.equal(firehose?.children[0]?.kind, 'rules');
    assert.equal(findNode(roots(), { rule: 'firehose-recordio-output' })?.parent?.parent, firehose);
    const general = findNode(roots(), { rule: 'unknown-step' });
    assert.equal(general?.service, undefined);
    assert.equal(general?.parent, roots().at(-1));
  });

  it('sums findings over the rules below a branch', () => {
    const counts = new Map([
      ['firehose-recordio-output', 2],
      ['unknown-step', 1],
    ]);
    const count = (service: string) => countBelow(findNode(roots(), { service }) ?? assert.fail(), counts);
    assert.equal(count('kdf'), 2);
    assert.equal(count('kds'), 0);
    assert.equal(
      roots().reduce((sum, root) => sum + countBelow(root, counts), 0),
      3,
    );
  });

  it('filters rules by words, and leaves them out where only changes are asked for', () => {
    const found = every(topicTree({ text: 'recordio firehose' })).flatMap((n) => n.rule?.id ?? []);
    assert.ok(found.includes('firehose-recordio-output') && !found.includes('unknown-step'), found.join());
    assert.ok(every(topicTree({ changed: true })).every((n) => n.rule === undefined && n.kind !== 'rules'));
    assert.ok(every(topicTree({ services: new Set(['kdf']) })).every((n) => n.service?.id !== 'kds'));
  });

  it('counts what is studied per branch', () => {
    const firehose = findNode(roots(), { service: 'kdf' });
    assert.ok(firehose);
    const studied = new Set(['kdf-retention-max', 'kdf-buffer-size-range', 'kds-data-blob-max']);
    assert.deepEqual(progress(firehose, studied), { done: 2, total: firehose.facts.length });
  });

  it('filters by words of the claim, the note, the id and the service', () => {
    const found = leaves(topicTree({ text: 'buffer interval' })).map((n) => n.id);
    assert.ok(found.includes('kdf-buffer-interval-range'));
    assert.ok(
      found.every((id) => /kdf-|kinesis-/.test(id)),
      found.join(),
    );
    assert.deepEqual(topicTree({ text: 'no such thing anywhere' }), []);
    // The summary of a service is about none of its facts: this one says that it buffers.
    const buffering = leaves(topicTree({ text: 'buffer' })).map((n) => n.id);
    assert.ok(buffering.includes('kdf-buffers-before-delivery'));
    assert.ok(!buffering.includes('kdf-source-ec2'), buffering.join());
  });

  it('filters by what has changed since the notes', () => {
    const found = leaves(topicTree({ changed: true }));
    assert.ok(found.some((n) => n.id === 'kdf-buffer-interval-range'));
    for (const { place } of found) assert.match(place?.fact.today.status ?? '', /changed|renamed|retired/);
  });

  it('filters by services', () => {
    const tree = topicTree({ services: new Set(['kdf', 's3']) });
    assert.deepEqual(
      tree.map((n) => n.children.map((c) => c.service?.id)),
      [['kdf'], ['s3']],
    );
  });

  it('has a title for each fact, with abbreviations in capitals', () => {
    const titleOf = (id: string) => {
      const place = factById(id);
      return place && factTitle(place.fact, place.service);
    };
    assert.equal(titleOf('kdf-buffer-interval-range'), 'Buffer interval range');
    assert.equal(titleOf('kds-consumer-kcl'), 'Consumer KCL');
    assert.equal(titleOf('glue-vs-kda-flink'), 'Glue vs KDA Flink');
    assert.equal(titleOf('kdf-api-put-record'), 'PutRecord');
  });

  it('says what became of a fact, with its date', () => {
    const fact = factById('kdf-buffer-interval-range')?.fact;
    assert.equal(fact && statusText(fact), 'changed 2023-12-14');
    const same = factById('kdf-retention-max')?.fact;
    assert.equal(same && statusText(same), undefined);
  });
});

describe('search', () => {
  it('finds a fact by its id', () => assert.equal(search('kdf-retention-max')[0]?.id, 'kdf-retention-max'));

  it('finds a service by a short or former name', () => {
    assert.equal(search('KDA')[0]?.id, 'kda');
    assert.equal(search('firehose')[0]?.id, 'kdf');
  });

  it('finds by words of the note alone', () => {
    const place = factById('kdf-dynamic-partitioning');
    assert.ok(place?.fact.today.note?.includes('active partition'));
    assert.ok(search('active partition').some((i) => i.id === 'kdf-dynamic-partitioning'));
  });

  /** What students type, and what has to stand first. */
  const FIRST: Readonly<Record<string, string>> = {
    'shard limit': 'kds-shard-write-bandwidth',
    'number of shards': 'kds-shard-count-formula',
    'buffer interval': 'kdf-buffer-interval-range',
    'record size firehose': 'kdf-record-size-max',
    'firehose destinations': 'kdf-destinations',
    'parquet conversion': 'kdf-format-conversion-parquet',
    'glue languages': 'glue-etl-code-languages',
    'emr node types': 'emr-three-node-types',
    'athena price': 'athena-pay-per-query',
    'spice limit': 'quicksight-spice-standard',
    'data pipeline retry': 'data-pipeline-max-retries',
    'standard vs express': 'step-functions-two-types',
    'deduplicate records': 'glue-findmatches-links-records',
    'real time vs near real time': 'batch-processing-or-stream-processing',
    'firehose vs data streams': 'kds-or-kdf',
    'msk vs kinesis': 'kds-or-msk-or-kafka',
    'kinesis firehose vs kinesis streams': 'kds-or-kdf',
    'change data capture': 'dms-continuous',
    'how long does kinesis keep data': 'summary-kds-stores-internally',
    'glue vs emr': 'glue-or-emr',
    'difference between Glue and EMR': 'glue-or-emr',
    firehsoe: 'kdf',
    kineses: 'kds',
    'partiton key': 'kds-partition-key-routes',
    '2mb/s': 'kds-shard-read-bandwidth',
    orc: 'kdf-format-conversion-orc',
  };

  for (const [query, id] of Object.entries(FIRST))
    it(`finds ${id} first for "${query}"`, () => assert.equal(search(query)[0]?.id, id));

  it('lets one word of several be missing where nothing has them all', () => {
    const ids = search('convert json to parquet').map((i) => i.id);
    assert.ok(ids.includes('kdf-format-conversion-input') && ids.includes('kdf-format-conversion-parquet'));
  });

  it('needs all words, and shows the services when there are none', () => {
    assert.deepEqual(search('firehose xyzzy'), []);
    assert.ok(search('').every((i) => i.kind === 'service'));
  });
});
