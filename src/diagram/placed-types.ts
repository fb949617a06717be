/** A diagram whose nodes and edges have their places, in units of the drawing. */
import type { Diagram, DiagramEdge, DiagramNode } from './types.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `x` and `y` are those of the upper left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode {
  readonly node: DiagramNode;
  readonly box: Box;
  /** The two lines as they fit; one for a node without an id of its own. */
  readonly title: string;
  readonly subtitle: string | undefined;
}

export interface PlacedEdge {
  readonly edge: DiagramEdge;
  /** From the border of one node to the border of the other. */
  readonly points: readonly Point[];
  /** Where label and badge stand; absent where there is neither. */
  readonly label: (Box & { readonly text: string }) | undefined;
}

export interface PlacedDiagram {
  readonly diagram: Diagram;
  /** Upper left corner of the title. */
  readonly title: Point;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Where the data flows to in the drawing. */
export type Direction = 'right' | 'down';

export interface Layout {
  readonly direction: Direction;
  readonly width: number;
  readonly height: number;
  readonly diagrams: readonly PlacedDiagram[];
}
