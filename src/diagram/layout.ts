/** Places of nodes and edges: layers from left to right or from top to bottom, pipelines one below the other. */
import { Graph, layout } from '@dagrejs/dagre';
import { fitted, widthOf } from './measure.js';
import type { Box, Direction, Layout, PlacedDiagram, PlacedEdge, PlacedNode, Point } from './placed-types.js';
import { withPorts } from './ports.js';
import { turnedBox, turnedEdge } from './turn.js';
import type { Diagram, DiagramEdge, DiagramNode } from './types.js';

export const NODE = {
  height: 56,
  least: 128,
  most: 230,
  text: 54,
  titleSize: 13,
  subtitleSize: 11.5,
} as const;
export const LABEL = { height: 20, size: 11 } as const;
export const BADGE = 20;
const TITLE = 44;
const MARGIN = 28;
const GAP = 48;

/**
 * Lays out all pipelines of a text. Pure: the same diagrams give the same places. Where only findings, offsets or the like
 * differ from the diagrams of `before`, its places are taken over, which costs next to nothing.
 */
export function layoutOf(
  diagrams: readonly Diagram[],
  before?: Layout,
  direction: Direction = before?.direction ?? 'right',
): Layout {
  const same =
    before?.direction === direction && shapeOf(before.diagrams.map((d) => d.diagram)) === shapeOf(diagrams);
  if (same)
    return { ...before, diagrams: before.diagrams.map((d, i) => retold(d, diagrams[i] ?? d.diagram)) };
  const placed: PlacedDiagram[] = [];
  let top = MARGIN;
  let width = 0;
  for (const diagram of diagrams) {
    const one = layoutOne(diagram, top + TITLE, direction);
    placed.push({ diagram, title: { x: MARGIN, y: top }, nodes: one.nodes, edges: one.edges });
    const room = widthOf(diagram.title, 16, true) + MARGIN * 2 + 40;
    width = Math.max(width, one.width + MARGIN * 2, room);
    top += TITLE + one.height + GAP;
  }
  return { direction, width: Math.ceil(width), height: Math.ceil(top - GAP + MARGIN), diagrams: placed };
}

/** All that places depend on. */
function shapeOf(diagrams: readonly Diagram[]): string {
  return JSON.stringify(
    diagrams.map((d) => [
      d.title,
      d.nodes.map((n) => [n.key, n.id, n.service, n.stub]),
      d.edges.map((e) => [e.key, e.from, e.to, e.labels, e.marks.length > 0]),
    ]),
  );
}

/** The same places with what is said now. */
function retold(placed: PlacedDiagram, diagram: Diagram): PlacedDiagram {
  const nodes = placed.nodes.map((n, i) => ({ ...n, node: diagram.nodes[i] ?? n.node }));
  const edges = placed.edges.map((e, i) => ({ ...e, edge: diagram.edges[i] ?? e.edge }));
  return { ...placed, diagram, nodes, edges };
}

interface One {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Room between layers, between the nodes of one, and between edges. */
const ROOM = {
  right: { rankdir: 'LR', nodesep: 34, edgesep: 22, ranksep: 64 },
  down: { rankdir: 'TB', nodesep: 34, edgesep: 22, ranksep: 40 },
} as const;

function layoutOne(diagram: Diagram, top: number, direction: Direction): One {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ ...ROOM[direction] });
  graph.setDefaultEdgeLabel(() => ({}));
  const sizes = new Map(diagram.nodes.map((n) => [n.key, sizeOf(n)]));
  for (const [key, size] of sizes) graph.setNode(key, { width: size.width, height: NODE.height });
  for (const edge of diagram.edges) {
    if (edge.from === edge.to) continue;
    const label = labelSize(edge);
    graph.setEdge(
      edge.from,
      edge.to,
      {
        width: label?.width ?? 0,
        height: label === undefined ? 0 : LABEL.height + 8,
        labelpos: 'c',
        minlen: 1,
      },
      edge.key,
    );
  }
  if (diagram.nodes.length > 0) layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const nodes = diagram.nodes.flatMap((node): PlacedNode[] => {
    const { x, y } = graph.node(node.key);
    const size = sizes.get(node.key);
    if (x === undefined || y === undefined || size === undefined) return [];
    const box = {
      x: round(MARGIN + x - size.width / 2),
      y: round(top + y - NODE.height / 2),
      width: size.width,
      height: NODE.height,
    };
    return [{ node, box, title: size.title, subtitle: size.subtitle }];
  });
  const boxes = new Map(nodes.map((n) => [n.node.key, n.box]));
  const raw = diagram.edges.map((edge): PlacedEdge => {
    if (edge.from === edge.to) return ownLoop(edge, boxes.get(edge.from));
    const { points = [], x, y } = graph.edge(edge.from, edge.to, edge.key);
    const label = labelSize(edge);
    const shifted = points.map((p: Point) => ({ x: round(MARGIN + p.x), y: round(top + p.y) }));
    if (label === undefined || x === undefined || y === undefined)
      return { edge, points: shifted, label: undefined };
    const box = {
      x: round(MARGIN + x - label.width / 2),
      y: round(top + y - LABEL.height / 2),
      width: label.width,
      height: LABEL.height,
    };
    return { edge, points: shifted, label: { ...box, text: label.text } };
  });
  const edges = direction === 'right' ? withPorts(raw, boxes) : withPortsBelow(raw, boxes);
  return {
    width: Number.isFinite(width) ? width : 0,
    height: Number.isFinite(height) ? height : 0,
    nodes,
    edges,
  };
}

/** The same from top to bottom: as if the drawing lay on its side. */
function withPortsBelow(edges: readonly PlacedEdge[], boxes: ReadonlyMap<string, Box>): PlacedEdge[] {
  const turned = new Map([...boxes].map(([key, box]) => [key, turnedBox(box)]));
  return withPorts(edges.map(turnedEdge), turned).map(turnedEdge);
}

/** From the upper side of a node back to it. */
function ownLoop(edge: DiagramEdge, box: Box | undefined): PlacedEdge {
  if (box === undefined) return { edge, points: [], label: undefined };
  const points = [
    { x: box.x + box.width - 74, y: box.y },
    { x: box.x + box.width - 30, y: box.y },
  ];
  const label = labelSize(edge);
  if (label === undefined) return { edge, points, label };
  const place = {
    x: box.x + box.width - 52 - label.width / 2,
    y: box.y - 26 - LABEL.height / 2,
    width: label.width,
    height: LABEL.height,
  };
  return { edge, points, label: { ...place, text: label.text } };
}

interface NodeSize {
  readonly width: number;
  readonly title: string;
  readonly subtitle: string | undefined;
}

function sizeOf(node: DiagramNode): NodeSize {
  const room = NODE.most - NODE.text - 16;
  const alone = node.stub || node.id === node.service;
  const title = fitted(alone ? node.service : node.id, room, NODE.titleSize, true);
  const subtitle = alone ? undefined : fitted(node.service, room, NODE.subtitleSize);
  const text = Math.max(widthOf(title, NODE.titleSize, true), widthOf(subtitle ?? '', NODE.subtitleSize));
  return { width: Math.ceil(Math.max(NODE.least, NODE.text + text + 16)), title, subtitle };
}

function labelSize(edge: DiagramEdge): { readonly width: number; readonly text: string } | undefined {
  const badge = edge.marks.length > 0 ? BADGE + 4 : 0;
  if (edge.labels.length === 0) return badge === 0 ? undefined : { width: BADGE, text: '' };
  const text = fitted(edge.labels.join(' · '), 190, LABEL.size);
  return { width: Math.ceil(widthOf(text, LABEL.size) + 14 + badge), text };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
