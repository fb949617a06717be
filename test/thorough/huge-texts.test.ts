/** Texts of thousands of lines and worse: nothing overflows, nothing takes longer than the text is long. */
import assert from 'node:assert/strict';
import { parseDocument } from '../../src/core/document.js';
import { cursorAt } from '../../src/core/features/completion/cursor.js';
import { namesIn } from '../../src/core/features/names-in-text.js';
import { lint, read } from '../../src/core/index.js';
import type { Pipeline, Step } from '../../src/core/model.js';
import { Graph } from '../../src/core/pipeline/graph.js';
import { draw } from '../../src/diagram/draw.js';
import { layoutOf } from '../../src/diagram/layout.js';
import { diagramsOf } from '../../src/diagram/read.js';
import { branching } from '../unit/sketches.js';

const NAME = 'a.pipeline.yaml';
const options = { edition: 'both', today: '2026-11-22' } as const;

/** `count` lines made of their numbers. */
function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');
}

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The quickest of several runs: what else the machine does is not the code's time. */
function best(runs: number, work: () => void): number {
  return Math.min(...Array.from({ length: runs }, () => milliseconds(work)));
}

describe('huge texts', () => {
  it('alias bombs, maps of many keys and files of megabytes are read quickly', () => {
    const bomb = `a0: &a0 [x, x]\n${lines(40, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)}`;
    const took = milliseconds(() => {
      assert.equal(parseDocument(bomb).roots.length, 1);
      const [map] = parseDocument(lines(20_000, (i) => `k${i}: v`)).roots;
      assert.equal(map?.kind === 'map' && map.entries.length, 20_000);
      assert.equal(parseDocument('x'.repeat(5_000_000)).problems[0]?.kind, 'size');
    });
    assert.ok(took < 1500, `${took} ms`);
  });

  it('a chain of thousands of steps is linted', () => {
    const n = 5000;
    const chain = `pipeline: p\nsteps:\n${lines(n, (i) => `  s${i}: { service: SQS, to: s${i + 1} }`)}  s${n}: { service: SQS }\n`;
    const { pipelines, findings } = lint(chain, NAME, options);
    assert.equal(pipelines[0]?.edges.length, n);
    assert.ok(findings.length <= n, String(findings.length));
  });

  it('what flows is known at the end of a chain of thousands of steps', () => {
    const chain = lines(5000, (i) => `  s${i}: { service: KDS, to: s${i + 1} }`);
    const text = `pipeline: p\nsteps:\n  first: { service: EC2, output: { format: json }, to: s0 }\n${chain}  s5000: { service: KDS }\n`;
    const graph = new Graph(read(text, NAME).pipelines[0] as Pipeline, text);
    const step = (id: string) => graph.pipeline.steps.find((s) => s.id === id) as Step;
    for (const id of ['s1000', 's5000']) {
      const format = graph.flow(step(id), 'in', 'format');
      assert.equal(format.state === 'known' && (format.word ?? format.text), 'json', id);
    }
    assert.equal(graph.upstream(step('s5000')).length, 5001);
  });

  it('a state machine of thousands of states is linted', () => {
    const states = lines(
      3000,
      (i) => `  S${i}: { Type: Pass, ${i < 2999 ? `Next: S${i + 1}` : 'End: true'} }`,
    );
    const machine = lint(`StartAt: S0\nStates:\n${states}`, 'a.asl.yaml', {
      edition: 'current',
      today: '2026-11-22',
    });
    assert.equal(machine.dialect, 'state-machine');
    assert.deepEqual(machine.findings, []);
  });

  it('the cursor is found within milliseconds at the end of a long sketch', () => {
    const steps = lines(250, (i) => `  s${i}:\n    service: KDS\n    shards: ${i + 1}\n    to: s${i + 1}`);
    const text = `pipeline: p\nsteps:\n${steps}  s250: { service: S3 }\n`;
    const took = best(30, () => cursorAt(text, text.length));
    assert.ok(took < 5, `${took} ms`);
  });

  it('names are found in time in proportion to the text', () => {
    const text = 'Amazon Kinesis Data Kinesis Data Amazon AWS Kinesis '.repeat(2000);
    const took = milliseconds(() => namesIn(text));
    assert.ok(took < 500, `${took} ms`);
  });

  it('200 steps are laid out within two seconds, and not again where only findings change', function () {
    this.timeout(20_000);
    const result = lint(branching(200), NAME, options);
    const marks = result.findings.map(({ span, severity, message, rule }) => ({
      ...span,
      severity,
      message,
      rule,
    }));
    const diagrams = diagramsOf(result, marks);
    let layout = layoutOf([]);
    const first = milliseconds(() => {
      layout = layoutOf(diagrams);
      draw(layout, { interactive: true });
    });
    assert.equal(layout.diagrams[0]?.nodes.length, 200);
    const again = milliseconds(() =>
      draw(layoutOf(diagramsOf(result, marks), layout), { interactive: true }),
    );
    assert.ok(first < 2000, `${first} ms`);
    assert.ok(again < first, `a second layout: ${again} ms after ${first} ms`);
  });
});
