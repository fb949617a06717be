/** A text as a tree, with the places of everything. */

/** Offsets in UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  /** The text after unquoting and unfolding. */
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** An explicit tag such as `!Ref`. */
  readonly tag?: string;
  readonly foreign?: Foreign;
}

/** What is known of a value of a template beyond its text, and how it is written there. */
export interface Foreign {
  /** The canonical word that the text stands for. */
  readonly word?: string;
  /** Unit of a bare number in this property. */
  readonly unit?: string;
  /** The vendor's spelling of the canonical words. */
  readonly spellings?: Readonly<Record<string, string>>;
  /** Nothing is written: the place itself says it. */
  readonly fixed?: boolean;
  /** Each of these is possible; undefined: the property is left out. */
  readonly choices?: readonly (Node | undefined)[];
  /** The property may be left out altogether. */
  readonly maybe?: boolean;
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: Node | undefined;
  /** Came in through `<<`. */
  readonly merged: boolean;
}

/** What an earlier version of the text had as this node, and by how many characters it has moved since. See `moved-tree.ts`. */
export interface Moved<T extends Node> {
  readonly from: T;
  readonly by: number;
}

export interface MapNode extends Span {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  /** Keys that a later one of the same name has overruled, at their second standing. */
  readonly duplicates: readonly ScalarNode[];
  readonly flow: boolean;
  readonly tag?: string;
  readonly moved?: Moved<MapNode>;
}

export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly flow: boolean;
  readonly tag?: string;
  readonly moved?: Moved<ListNode>;
}

/** Our own small tree. Aliases point to the node of their anchor; a node may so have several parents. */
export type Node = ScalarNode | MapNode | ListNode;

/** Line and column from 0, columns in UTF-16 code units: the Language Server Protocol's shape. */
export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
