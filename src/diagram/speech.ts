/** The diagram in words: labels for screen readers, and a list that says all that the drawing shows. */
import { type Diagram, type DiagramEdge, type DiagramNode, type Mark, marksText } from './types.js';

type Nodes = ReadonlyMap<string, DiagramNode>;

/** `clicks, KDS, stream, 1 error: …; reads from web; writes to deliver, score` */
export function nodeLabel(node: DiagramNode, diagram: Diagram, nodes: Nodes): string {
  const name = node.stub ? [node.service] : [node.id, node.service];
  const kind = node.kind === 'service' ? [] : [node.kind];
  return [
    [...name, ...kind].join(', ') + findings(node.marks),
    ...neighbours(
      'reads from',
      diagram.edges.filter((e) => e.to === node.key).map((e) => e.from),
      nodes,
    ),
    ...neighbours(
      'writes to',
      diagram.edges.filter((e) => e.from === node.key).map((e) => e.to),
      nodes,
    ),
  ].join('; ');
}

/** `clicks to deliver, json, 6 MB/s` */
export function edgeLabel(edge: DiagramEdge, nodes: Nodes): string {
  return (
    [`${nodes.get(edge.from)?.id ?? '?'} to ${nodes.get(edge.to)?.id ?? '?'}`, ...edge.labels].join(', ') +
    findings(edge.marks)
  );
}

function findings(marks: readonly Mark[]): string {
  return marks.length === 0 ? '' : `, ${marksText(marks)}: ${marks.map((m) => m.message).join('; ')}`;
}

function neighbours(words: string, keys: readonly string[], nodes: Nodes): string[] {
  return keys.length === 0 ? [] : [`${words} ${keys.map((k) => nodes.get(k)?.id ?? '?').join(', ')}`];
}

/** One line of the text alternative, and where in the text it leads. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly severity?: Mark['severity'];
}

export interface Account {
  readonly title: string;
  readonly summary: string;
  readonly steps: readonly (Line & { readonly below: readonly Line[] })[];
  readonly loose: readonly Line[];
}

/** Everything that the drawing of a pipeline shows, as lists. */
export function accountOf(diagram: Diagram): Account {
  const nodes: Nodes = new Map(diagram.nodes.map((n) => [n.key, n]));
  const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
  const marks = [
    ...diagram.marks,
    ...diagram.nodes.flatMap((n) => n.marks),
    ...diagram.edges.flatMap((e) => e.marks),
  ];
  return {
    title: diagram.title,
    summary: `${count(diagram.nodes.length, 'step', 'steps')}, ${count(diagram.edges.length, 'connection', 'connections')}, ${marksText(marks) || 'no findings'}`,
    steps: diagram.nodes.map((node) => ({
      text: node.stub
        ? `${node.service} (named only as an end of a connection)`
        : `${node.id}: ${node.service}`,
      ...node.at,
      below: [
        ...node.marks.map(markLine),
        ...diagram.edges
          .filter((e) => e.from === node.key)
          .flatMap((e): Line[] => {
            const flow = e.labels.length === 0 ? '' : ` (${e.labels.join(', ')})`;
            return [
              { text: `writes to ${nodes.get(e.to)?.id ?? '?'}${flow}`, ...e.at },
              ...e.marks.map(markLine),
            ];
          }),
      ],
    })),
    loose: diagram.marks.map(markLine),
  };
}

function markLine(mark: Mark): Line {
  return {
    text: `${marksText([mark]).replace(/^1 /, '')}: ${mark.message}`,
    start: mark.start,
    end: mark.end,
    severity: mark.severity,
  };
}
