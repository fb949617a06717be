/** Where the parts of a diagram stand, and how it is drawn. */
import assert from 'node:assert/strict';
import { run } from '../../src/cli/program.js';
import { draw, escapeXml } from '../../src/diagram/draw.js';
import { layoutOf } from '../../src/diagram/layout.js';
import { fitted, widthOf } from '../../src/diagram/measure.js';
import type { Layout } from '../../src/diagram/placed-types.js';
import { standaloneSvg } from '../../src/diagram/standalone.js';
import { diagrams, SKETCH } from '../unit/diagrams.js';
import { branching } from '../unit/sketches.js';

describe('layout of the diagram', () => {
  it('puts one YAML document below the other', () => {
    const two = diagrams(`${SKETCH}---\n${SKETCH.replace('shop', 'second')}`);
    const [first, second] = layoutOf(two).diagrams;
    assert.ok(Math.max(...(first?.nodes.map((n) => n.box.y + n.box.height) ?? [])) < (second?.title.y ?? 0));
  });

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
