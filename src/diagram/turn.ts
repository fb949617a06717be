/** What leads from left to right, mirrored so that it leads from top to bottom; and back. */
import type { Box, PlacedEdge, Point } from './placed-types.js';

export function turnedPoint({ x, y }: Point): Point {
  return { x: y, y: x };
}

export function turnedBox({ x, y, width, height }: Box): Box {
  return { x: y, y: x, width: height, height: width };
}

export function turnedEdge(edge: PlacedEdge): PlacedEdge {
  const { label } = edge;
  return {
    ...edge,
    points: edge.points.map(turnedPoint),
    label: label && { ...turnedBox(label), text: label.text },
  };
}
