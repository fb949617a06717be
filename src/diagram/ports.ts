/** Where edges leave and enter nodes: on the right and on the left side, in the order of where they lead. */
import type { Box, PlacedEdge, Point } from './placed-types.js';

/** Room between two edges on one side of a node, where there is enough of it. */
const STEP = 12;
/** What stays free above the first and below the last. */
const EDGE = 12;

/** Edges that run backwards, in a cycle, keep the way that the layout found for them. */
export function withPorts(edges: readonly PlacedEdge[], boxes: ReadonlyMap<string, Box>): PlacedEdge[] {
  const forward = edges.filter((e) => {
    const [from, to] = [boxes.get(e.edge.from), boxes.get(e.edge.to)];
    return from !== undefined && to !== undefined && from.x + from.width < to.x;
  });
  const out = portsOf(
    forward,
    (e) => e.edge.from,
    (e) => e.points[1],
    boxes,
  );
  const into = portsOf(
    forward,
    (e) => e.edge.to,
    (e) => e.points.at(-2),
    boxes,
  );
  return edges.map((edge) => {
    const [from, to] = [boxes.get(edge.edge.from), boxes.get(edge.edge.to)];
    const [leaves, enters] = [out.get(edge), into.get(edge)];
    if (from === undefined || to === undefined || leaves === undefined || enters === undefined) return edge;
    const [first, last] = [
      { x: from.x + from.width, y: leaves },
      { x: to.x, y: enters },
    ];
    return { ...edge, points: [first, ...between(edge, first.x, last.x), last] };
  });
}

/** Heights of the ends of edges at their nodes. */
function portsOf(
  edges: readonly PlacedEdge[],
  key: (edge: PlacedEdge) => string,
  towards: (edge: PlacedEdge) => Point | undefined,
  boxes: ReadonlyMap<string, Box>,
): ReadonlyMap<PlacedEdge, number> {
  const groups = new Map<string, PlacedEdge[]>();
  for (const edge of edges) groups.set(key(edge), [...(groups.get(key(edge)) ?? []), edge]);
  const ports = new Map<PlacedEdge, number>();
  for (const [node, group] of groups) {
    const box = boxes.get(node);
    if (box === undefined) continue;
    const sorted = [...group].sort((a, b) => (towards(a)?.y ?? 0) - (towards(b)?.y ?? 0));
    const step = Math.min(STEP, (box.height - EDGE * 2) / Math.max(1, sorted.length - 1));
    for (const [i, edge] of sorted.entries()) {
      ports.set(edge, box.y + box.height / 2 + (i - (sorted.length - 1) / 2) * step);
    }
  }
  return ports;
}

/** The points on the way. The line runs level through its label. */
function between({ points, label }: PlacedEdge, left: number, right: number): Point[] {
  const inner = points.slice(1, -1).filter((p) => p.x > left && p.x < right);
  if (label === undefined) return inner;
  const y = label.y + label.height / 2;
  const [start, end] = [label.x, label.x + label.width];
  return [
    ...inner.filter((p) => p.x < start - 8),
    { x: start, y },
    { x: end, y },
    ...inner.filter((p) => p.x > end + 8),
  ];
}
