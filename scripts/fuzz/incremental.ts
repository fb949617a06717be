/** Is a text after an edit read, linted and sized as one that was never seen before? */
import { isDeepStrictEqual } from 'node:util';
import { type Sizes, sizing } from '../../src/core/features/sizing/sizing.js';
import { type LintResult, lintAgain, lintReading, type Reading, read } from '../../src/core/index.js';
import type { Node } from '../../src/core/model.js';
import type { Series } from './mutate.js';

/** What differs, and after which edit; undefined where nothing does. Not every version is linted: some are only read. */
export function difference({ name, versions }: Series): string | undefined {
  let reading: Reading | undefined;
  let result: LintResult | undefined;
  let sizes: Sizes | undefined;
  for (const [i, text] of versions.entries()) {
    const fresh = read(text, name);
    reading = read(text, name, undefined, reading);
    const what = (() => {
      if (!isDeepStrictEqual(shown(reading), shown(fresh))) return 'the reading';
      if (i % 4 === 2) return undefined;
      result = lintAgain(reading, {}, result);
      const alone = lintReading(fresh, {});
      if (!isDeepStrictEqual(result.findings, alone.findings)) return 'the findings';
      if (!isDeepStrictEqual(result.suppressed, alone.suppressed)) return 'what is suppressed';
      sizes = sizing(reading, { edition: 'both' }, sizes);
      if (!isDeepStrictEqual(sizes.steps, sizing(fresh, { edition: 'both' }).steps)) return 'the sizes';
      return undefined;
    })();
    if (what !== undefined) return `${what} after edit ${i}: ${JSON.stringify(versions.slice(0, i + 1))}`;
  }
  return undefined;
}

/** How many of the steps of the last version were not parsed again since an earlier one. */
export function keptSteps({ name, versions }: Series): number {
  let reading: Reading | undefined;
  for (const text of versions) reading = read(text, name, undefined, reading);
  const steps = reading?.pipelines.flatMap((p) => p.steps) ?? [];
  return steps.filter((s) => s.body?.moved !== undefined).length;
}

function shown({ document, pipelines, reports }: Reading): unknown {
  const steps = pipelines.map((p) => p.steps.map((s) => ({ ...s, body: plain(s.body) })));
  const edges = pipelines.map((p) => p.edges.map((e) => ({ ...e, from: e.from.id, to: e.to.id })));
  const { lines, problems } = document;
  return { lines, problems, roots: document.roots.map(plain), steps, edges, reports };
}

/** A tree without what it remembers of earlier versions. */
function plain(node: Node | undefined): unknown {
  if (node === undefined || node.kind === 'scalar') return node;
  const { kind, flow, tag, start, end } = node;
  const own = { kind, flow, tag, start, end };
  if (node.kind === 'list') return { ...own, items: node.items.map(plain) };
  const entries = node.entries.map((e) => ({ key: e.key, merged: e.merged, value: plain(e.value) }));
  return { ...own, entries, duplicates: node.duplicates };
}
