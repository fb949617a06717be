/** From a reading and its findings to what the diagrams show. */

import type { Reading } from '../core/index.js';
import { serviceById } from '../core/knowledge.js';
import type { Edge, Pipeline, Service, Span, Step } from '../core/model.js';
import { type Graph, graphOf } from '../core/pipeline/graph.js';
import type { Diagram, DiagramEdge, DiagramNode, Glyph, Mark, Place } from './types.js';

/**
 * The diagrams of a text, one for each pipeline. Every mark stands on exactly one node, edge or diagram. The name of the file is that
 * of a pipeline which has none.
 */
export function diagramsOf(
  reading: Pick<Reading, 'pipelines' | 'document' | 'markdown'>,
  marks: readonly Mark[],
  file?: string,
): Diagram[] {
  const { pipelines } = reading;
  const unnamed = (index: number) =>
    file === undefined || pipelines.length > 1 ? `Pipeline ${index + 1}` : file;
  return pipelines.map((pipeline, index) => {
    const next = pipelines[index + 1]?.body.start ?? Number.POSITIVE_INFINITY;
    const first = index === 0 ? 0 : pipeline.body.start;
    const own = marks.filter((m) => m.start >= first && m.start < next);
    const graph = graphOf(pipeline, reading.markdown?.code ?? reading.document.text);
    const title = pipeline.name ?? unnamed(index);
    return { title, ...diagramOf(pipeline, index, graph, own) };
  });
}

function diagramOf(
  pipeline: Pipeline,
  index: number,
  graph: Graph,
  marks: readonly Mark[],
): Omit<Diagram, 'title'> {
  const keys = new Map(pipeline.steps.map((step, i) => [step, `p${index}n${i}`]));
  const owners = new Owners(pipeline);
  const byOwner = new Map<Step | Edge | undefined, Mark[]>();
  for (const mark of marks) {
    const owner = owners.of(mark);
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), mark]);
  }
  return {
    at: place(pipeline.nameSpan),
    nodes: pipeline.steps.map((step): DiagramNode => {
      const service = step.service === undefined ? undefined : serviceById(step.service);
      const glyph = glyphOf(service);
      return {
        key: keys.get(step) ?? '',
        id: step.id,
        service: service?.shortName ?? (step.serviceText === '' ? 'no service' : step.serviceText),
        glyph,
        kind: KINDS[glyph],
        stub: step.anonymous,
        at: place(step.idSpan),
        body: place(step.span),
        marks: byOwner.get(step) ?? [],
      };
    }),
    edges: pipeline.edges.map((edge, i): DiagramEdge => {
      return {
        key: `p${index}e${i}`,
        from: keys.get(edge.from) ?? '',
        to: keys.get(edge.to) ?? '',
        labels: labelsOf(edge, graph),
        at: place(edge.span),
        marks: byOwner.get(edge) ?? [],
      };
    }),
    marks: byOwner.get(undefined) ?? [],
  };
}

/** Whom a finding belongs to: the edge whose word it marks, else the step that it stands in. */
class Owners {
  private readonly steps: readonly Step[];
  private readonly edges: ReadonlyMap<string, Edge>;
  private readonly stubs: ReadonlyMap<string, Step>;

  constructor(pipeline: Pipeline) {
    this.steps = pipeline.steps.filter((s) => !s.anonymous).sort((a, b) => a.span.start - b.span.start);
    this.edges = new Map(pipeline.edges.map((e) => [spot(e.span), e]));
    this.stubs = new Map(pipeline.steps.filter((s) => s.anonymous).map((s) => [spot(s.serviceSpan), s]));
  }

  of(mark: Mark): Step | Edge | undefined {
    const exact = this.edges.get(spot(mark)) ?? this.stubs.get(spot(mark));
    if (exact !== undefined) return exact;
    return this.steps.findLast((s) => s.span.start <= mark.start && mark.start <= s.span.end);
  }
}

function spot(span: Span): string {
  return `${span.start}:${span.end}`;
}

function place({ start, end }: Span): Place {
  return { start, end };
}

/** Format and rate of what the edge carries. */
function labelsOf(edge: Edge, graph: Graph): string[] {
  const word = (key: 'format' | 'compression'): string[] => {
    const value = graph.flow(edge.from, 'out', key);
    return value.state === 'known' && value.implied !== true ? [value.word ?? value.text] : [];
  };
  const rates = (['throughput', 'records'] as const).flatMap((key) => {
    const value = graph.flow(edge.from, 'out', key);
    if (value.state !== 'known' || value.quantity === undefined) return [];
    return [
      value.quantity.unit === '' && value.origins === undefined
        ? `${value.text} ${value.setting?.unit ?? ''}`.trim()
        : value.text,
    ];
  });
  const compression = word('compression').filter((w) => w !== 'none');
  return [[...word('format'), ...compression].join(' + '), ...rates.slice(0, 1)].filter((t) => t !== '');
}

// -------------------------------------------------------------------------------------------------- glyphs

/** By the tags of the service, the telling ones first. */
const BY_TAG: readonly (readonly [tag: string, glyph: Glyph])[] = [
  ['delivery', 'delivery'],
  ['machine-learning', 'model'],
  ['ml', 'model'],
  ['bi', 'chart'],
  ['visualisation', 'chart'],
  ['monitoring', 'monitor'],
  ['orchestration', 'flow'],
  ['streaming', 'stream'],
  ['queue', 'stream'],
  ['events', 'stream'],
  ['etl', 'process'],
  ['processing', 'process'],
  ['migration', 'process'],
  ['query', 'query'],
  ['search', 'query'],
  ['data-warehouse', 'database'],
  ['warehouse', 'database'],
  ['database', 'database'],
  ['cache', 'database'],
  ['storage', 'storage'],
  ['file-system', 'storage'],
  ['data-lake', 'storage'],
  ['compute', 'compute'],
  ['containers', 'compute'],
  ['hadoop', 'process'],
  ['analytics', 'process'],
  ['source', 'source'],
];

const BY_KIND: Readonly<Record<Service['kind'], Glyph>> = {
  service: 'service',
  engine: 'process',
  concept: 'service',
  destination: 'storage',
  producer: 'source',
};

const KINDS: Readonly<Record<Glyph, string>> = {
  source: 'source',
  stream: 'stream',
  delivery: 'delivery',
  storage: 'storage',
  database: 'database',
  compute: 'compute',
  process: 'processing',
  model: 'machine learning',
  query: 'query',
  chart: 'reporting',
  flow: 'orchestration',
  monitor: 'monitoring',
  service: 'service',
  unknown: 'unknown service',
};

function glyphOf(service: Service | undefined): Glyph {
  if (service === undefined) return 'unknown';
  return BY_TAG.find(([tag]) => service.tags.includes(tag))?.[1] ?? BY_KIND[service.kind];
}
