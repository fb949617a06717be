import assert from 'node:assert/strict';
import { run } from '../../src/cli/program.js';
import { lint, read } from '../../src/core/index.js';
import { draw, escapeXml } from '../../src/diagram/draw.js';
import { layoutOf } from '../../src/diagram/layout.js';
import { fitted, widthOf } from '../../src/diagram/measure.js';
import type { Layout } from '../../src/diagram/placed-types.js';
import { diagramsOf } from '../../src/diagram/read.js';
import { accountOf } from '../../src/diagram/speech.js';
import { standaloneSvg } from '../../src/diagram/standalone.js';
import type { Diagram } from '../../src/diagram/types.js';
import { branching } from './sketches.js';

const SKETCH = `pipeline: shop
steps:
  web:
    service: EC2
    output: { format: json, recordSize: 2 KB, records: 3000/s }
    to: clicks
  clicks:
    service: KDS
    shards: 4
    to: [deliver, lake]
  deliver:
    service: Firehose
    to: S3
  lake:
    service: S3
`;

function diagrams(text: string): Diagram[] {
  const result = lint(text, 'test.pipeline.yaml', { edition: 'both' });
  return diagramsOf(
    result,
    result.findings.map(({ span, severity, message, rule }) => ({ ...span, severity, message, rule })),
  );
}

function only(text: string): Diagram {
  const [diagram, ...rest] = diagrams(text);
  assert.ok(diagram !== undefined && rest.length === 0);
  return diagram;
}

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
    const [first, second] = layoutOf(two).diagrams;
    assert.ok(Math.max(...(first?.nodes.map((n) => n.box.y + n.box.height) ?? [])) < (second?.title.y ?? 0));
  });

  it('reads broken and empty text without a fault', () => {
    for (const text of [
      '',
      'steps:',
      'pipeline: x\nsteps:\n  a: {',
      'pipeline: x\nsteps: { a: { service: Nothing, to: [b, a] } }\n',
    ]) {
      assert.doesNotThrow(() => standaloneSvg(diagrams(text)));
    }
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

describe('layout of the diagram', () => {
  const overlap = (layout: Layout) => {
    const boxes = layout.diagrams.flatMap((d) => d.nodes.map((n) => n.box));
    return boxes.some((a, i) =>
      boxes.some(
        (b, j) =>
          j > i && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      ),
    );
  };

  it('leads from left to right or from top to bottom, overlaps nothing, and stays inside of its size', () => {
    const ways = [
      ['right', 'x', 'width'],
      ['down', 'y', 'height'],
    ] as const;
    for (const [direction, along, length] of ways) {
      for (const text of [SKETCH, branching(40)]) {
        const layout = layoutOf(diagrams(text), undefined, direction);
        assert.equal(overlap(layout), false);
        for (const { nodes, edges } of layout.diagrams) {
          const boxes = new Map(nodes.map((n) => [n.node.key, n.box]));
          for (const { edge, points, label } of edges) {
            const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)];
            assert.ok(from !== undefined && to !== undefined && from[along] < to[along]);
            assert.equal(points[0]?.[along], from[along] + from[length]);
            assert.equal(points.at(-1)?.[along], to[along]);
            // Labels lie as they are read, whichever way the lines run.
            assert.ok(label === undefined || label.height <= 20, `${label?.width} × ${label?.height}`);
          }
          for (const { box } of nodes)
            assert.ok(box.x >= 0 && box.x + box.width <= layout.width && box.y + box.height <= layout.height);
        }
      }
    }
  });

  it('is laid out anew where it is turned', () => {
    const right = layoutOf(diagrams(SKETCH));
    const down = layoutOf(diagrams(SKETCH), right, 'down');
    assert.ok(down.height > down.width && right.width > right.height);
    assert.equal(layoutOf(diagrams(SKETCH), down).direction, 'down');
  });

  it('draws cycles and steps that write to themselves', () => {
    const text =
      'pipeline: x\nsteps:\n  a: { service: Lambda, to: b }\n  b: { service: Lambda, to: [a, b] }\n';
    const layout = layoutOf(diagrams(text));
    assert.equal(
      layout.diagrams[0]?.edges.every((e) => e.points.length >= 2),
      true,
    );
    assert.equal(draw(layout, { interactive: true }).body.includes('NaN'), false);
  });

  it('takes over places where only findings and offsets differ', () => {
    const before = layoutOf(diagrams(SKETCH));
    const after = layoutOf(diagrams(SKETCH.replace('shards: 4', 'shards: 40')), before);
    assert.equal(after.diagrams[0]?.nodes[1]?.box, before.diagrams[0]?.nodes[1]?.box);
    assert.equal(
      after.diagrams[0]?.nodes[1]?.node.marks.some((m) => m.rule === 'kds-shard-write-bandwidth'),
      false,
    );
    const other = layoutOf(diagrams(SKETCH.replaceAll('deliver', 'deliver-all-of-it')), before);
    assert.notEqual(other.diagrams[0]?.nodes[2]?.box.width, before.diagrams[0]?.nodes[2]?.box.width);
  });

  it('cuts names that are too long for a node', () => {
    assert.equal(fitted('short', 100, 13), 'short');
    const cut = fitted('a-very-long-name-of-a-step-that-nobody-should-have', 100, 13);
    assert.ok(cut.endsWith('…') && widthOf(cut, 13) <= 100);
  });
});

describe('drawing of the diagram', () => {
  it('names every node for a screen reader, with its neighbours and findings', () => {
    const { body } = draw(layoutOf(diagrams(SKETCH)), { interactive: true });
    const labels = [...body.matchAll(/class="node[^>]*aria-label="([^"]*)"/g)].map((m) => m[1]);
    assert.equal(labels.length, 5);
    assert.match(
      labels[1] ?? '',
      /^clicks, KDS, stream, \d errors?.*; reads from web; writes to deliver, lake$/s,
    );
    assert.equal((body.match(/tabindex="0"/g) ?? []).length, 1 + 5 + 4);
  });

  it('shows severity by shape and sign, not by colour alone', () => {
    const { body } = draw(layoutOf(diagrams(SKETCH)), { interactive: true });
    assert.match(body, /class="badge error"[^>]*><path[^>]*\/><text[^>]*>(✕|\d)<\/text>/);
  });

  it('has no handlers, no styles and no remote content in it', () => {
    const svg = standaloneSvg(diagrams(SKETCH));
    assert.doesNotMatch(svg, /\son\w+=|\sstyle=|href|url\(|<script|<foreignObject/i);
  });

  it('escapes whatever the text says', () => {
    const nasty =
      'pipeline: "</title><script>alert(1)</script>"\nsteps:\n  "<img src=x onerror=alert(1)>": { service: "\\"&<b>" }\n';
    const svg = standaloneSvg(diagrams(nasty));
    assert.doesNotMatch(svg, /<script|<img|<b>/);
    const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
    const escaped = escapeXml(`${ascii}${ascii}`);
    assert.doesNotMatch(escaped, /[<>"']|&(?!#?\w+;)/);
    assert.equal(escaped.replaceAll(/&#?\w+;/g, '').length, 2 * (ascii.length - 5));
  });

  it('stands for itself as a file: well formed, with colours for light and dark, and with words', () => {
    const svg = standaloneSvg(diagrams(SKETCH));
    assert.match(
      svg,
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]* role="img" aria-labelledby="title summary">/,
    );
    assert.match(svg, /@media \(prefers-color-scheme: dark\)/);
    assert.match(svg, /<desc id="summary">shop: 5 steps, 4 connections/);
    assert.equal(svg.match(/<g[ >]/g)?.length, svg.match(/<\/g>/g)?.length);
  });

  it('says in words all that it shows', () => {
    const account = accountOf(only(SKETCH));
    assert.match(account.summary, /^5 steps, 4 connections, \d errors?/);
    const clicks = account.steps.find((s) => s.text === 'clicks: KDS');
    assert.ok(clicks?.below.some((l) => l.text === 'writes to deliver (json, 6 MB/s)'));
    assert.ok(clicks?.below.some((l) => l.severity === 'error' && SKETCH.slice(l.start, l.end) === '4'));
  });

  it('is what `tributary graph --format svg` prints', async () => {
    const printed: string[] = [];
    const code = await run(['graph', '--format', 'svg', '-'], {
      cwd: '/',
      env: {},
      stdout: { write: (text) => void printed.push(text), isTTY: false },
      stderr: { write: (text) => assert.fail(text), isTTY: false },
      today: '2026-01-01',
      readStdin: async () => new TextEncoder().encode(SKETCH),
    });
    assert.equal(code, 0);
    assert.equal(printed.join(''), standaloneSvg(diagrams(SKETCH)));
  });
});
