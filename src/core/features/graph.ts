/** A pipeline as a drawing in a text language: Mermaid for Markdown pages, DOT for Graphviz. */
import { serviceById } from '../knowledge.js';
import type { Finding, Pipeline, Severity, Step } from '../model.js';

/** Steps with what they are called, and edges between their numbers. The order is that of the text. */
interface Drawing {
  readonly name: string | undefined;
  readonly nodes: readonly {
    readonly id: string;
    readonly lines: readonly string[];
    readonly severity: Severity | undefined;
    readonly stub: boolean;
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly severity: Severity | undefined;
  }[];
}

const RANK: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

/** Steps and edges with warnings or errors are coloured, where findings are given. */
export function mermaid(pipelines: readonly Pipeline[], findings: readonly Finding[] = []): string {
  const drawings = pipelines.map((p, i) => drawingOf(p, i, findings));
  const body = drawings.flatMap((d, i) => {
    const lines = [...d.nodes.map(mermaidNode), ...d.edges.map((e) => `${e.from} --> ${e.to}`)];
    if (drawings.length === 1) return lines;
    return [
      `subgraph p${i}["${mermaidText(d.name ?? `pipeline ${i + 1}`)}"]`,
      ...lines.map((l) => `  ${l}`),
      'end',
    ];
  });
  const [only] = drawings;
  const head =
    drawings.length === 1 && only?.name !== undefined
      ? ['---', `title: ${JSON.stringify(only.name)}`, '---']
      : [];
  return `${[...head, 'flowchart LR', ...[...body, ...mermaidStyles(drawings)].map((l) => `  ${l}`)].join('\n')}\n`;
}

function mermaidNode({ id, lines, stub }: Drawing['nodes'][number]): string {
  const label = `"${lines.map(mermaidText).join('<br>')}"`;
  return stub ? `${id}([${label}])` : `${id}[${label}]`;
}

/** Mermaid has entities of its own for what would end a label. */
function mermaidText(text: string): string {
  return text.replaceAll(/[#"<>&;`\\]/g, (c) => `#${c.codePointAt(0)};`).replaceAll(/[\s\p{Cc}]+/gu, ' ');
}

function mermaidStyles(drawings: readonly Drawing[]): string[] {
  const of = (severity: Severity) =>
    drawings
      .flatMap((d) => d.nodes)
      .filter((n) => n.severity === severity)
      .map((n) => n.id);
  const styles = {
    error: 'stroke:#d13438,stroke-width:3px',
    warning: 'stroke:#bf8803,stroke-width:3px',
  } as const;
  const nodes = (['error', 'warning'] as const).flatMap((severity) => {
    const ids = of(severity);
    return ids.length === 0
      ? []
      : [`classDef ${severity} ${styles[severity]}`, `class ${ids.join(',')} ${severity}`];
  });
  const edges = drawings.flatMap((d) => d.edges);
  const links = edges.flatMap((e, i) =>
    e.severity === 'error' || e.severity === 'warning' ? [`linkStyle ${i} ${styles[e.severity]}`] : [],
  );
  return [...nodes, ...links];
}

export function dot(pipelines: readonly Pipeline[], findings: readonly Finding[] = []): string {
  const drawings = pipelines.map((p, i) => drawingOf(p, i, findings));
  const body = drawings.flatMap((d, i) => {
    const lines = [
      ...d.nodes.map(dotNode),
      ...d.edges.map((e) => `${e.from} -> ${e.to}${dotAttributes(dotColour(e.severity))};`),
    ];
    if (drawings.length === 1) return lines;
    return [
      `subgraph cluster_${i} {`,
      `  label=${quoted(d.name ?? `pipeline ${i + 1}`)};`,
      ...lines.map((l) => `  ${l}`),
      '}',
    ];
  });
  const [only] = drawings;
  const name = drawings.length === 1 && only?.name !== undefined ? `${quoted(only.name)} ` : '';
  const head = ['rankdir=LR;', 'node [shape=box, style=rounded, fontname="sans-serif"];'];
  return `digraph ${name}{\n${[...head, ...body].map((l) => `  ${l}`).join('\n')}\n}\n`;
}

function dotNode({ id, lines, severity, stub }: Drawing['nodes'][number]): string {
  return `${id}${dotAttributes([`label=${quoted(lines.join('\n'))}`, ...(stub ? ['shape=ellipse'] : []), ...dotColour(severity)])};`;
}

function dotColour(severity: Severity | undefined): string[] {
  if (severity === 'error') return ['color="#d13438"', 'penwidth=3'];
  return severity === 'warning' ? ['color="#bf8803"', 'penwidth=3'] : [];
}

function dotAttributes(list: readonly string[]): string {
  return list.length === 0 ? '' : ` [${list.join(', ')}]`;
}

function quoted(text: string): string {
  const words = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${words.replaceAll(/\p{Cc}/gu, ' ')}"`;
}

// ------------------------------------------------------------------------------------------------- drawing

function drawingOf(pipeline: Pipeline, index: number, findings: readonly Finding[]): Drawing {
  const ids = new Map(pipeline.steps.map((s, i) => [s, `p${index}s${i}`]));
  const within = findings.filter(
    (f) => pipeline.body.start <= f.span.start && f.span.start <= pipeline.body.end,
  );
  return {
    name: pipeline.name,
    nodes: pipeline.steps.map((step) => ({
      id: ids.get(step) ?? '',
      lines: labelOf(step),
      severity: worst(within.filter((f) => f.step === step.id)),
      stub: step.anonymous,
    })),
    edges: pipeline.edges.map((edge) => ({
      from: ids.get(edge.from) ?? '',
      to: ids.get(edge.to) ?? '',
      severity: worst(within.filter((f) => f.span.start === edge.span.start && f.span.end === edge.span.end)),
    })),
  };
}

function labelOf(step: Step): readonly string[] {
  const service = step.service === undefined ? step.serviceText : serviceById(step.service).shortName;
  return step.anonymous || service === '' || service === step.id ? [service || step.id] : [step.id, service];
}

function worst(findings: readonly Finding[]): Severity | undefined {
  return RANK.findLast((severity) => findings.some((f) => f.severity === severity));
}
