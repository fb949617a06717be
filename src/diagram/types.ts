/** What a diagram shows, as plain data that can be sent from a host to a web page. */
import type { Severity } from '../core/model.js';

/** Offsets in the text; `end` is exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A finding on a node or an edge. */
export interface Mark extends Place {
  readonly severity: Severity;
  readonly message: string;
  /** Absent for what has no rule. */
  readonly rule?: string | undefined;
}

export type Glyph =
  | 'source'
  | 'stream'
  | 'delivery'
  | 'storage'
  | 'database'
  | 'compute'
  | 'process'
  | 'model'
  | 'query'
  | 'chart'
  | 'flow'
  | 'monitor'
  | 'service'
  | 'unknown';

export interface DiagramNode {
  /** Unique in all diagrams of a text: `p0n3`. */
  readonly key: string;
  /** The step's id; for a bare service name in `to:` that name. */
  readonly id: string;
  /** Short name of the service, or what is written where no service has that name. */
  readonly service: string;
  readonly glyph: Glyph;
  /** What the glyph stands for, in words. */
  readonly kind: string;
  /** Stands in a `to:` or `from:` only. */
  readonly stub: boolean;
  /** Where a click leads: the step's id. */
  readonly at: Place;
  /** The whole step. */
  readonly body: Place;
  readonly marks: readonly Mark[];
}

export interface DiagramEdge {
  /** `p0e3` */
  readonly key: string;
  /** Keys of nodes. */
  readonly from: string;
  readonly to: string;
  /** What flows, as far as it is known: `json`, `6 MB/s`. */
  readonly labels: readonly string[];
  /** The word that says it. */
  readonly at: Place;
  readonly marks: readonly Mark[];
}

/** One pipeline. */
export interface Diagram {
  readonly title: string;
  readonly at: Place;
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  /** Findings that belong to no node and no edge. */
  readonly marks: readonly Mark[];
}

const RANK: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The worst severity, and how many marks there are. */
export function worstOf(marks: readonly Mark[]): Severity | undefined {
  return RANK.find((severity) => marks.some((m) => m.severity === severity));
}

const NAMES: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  information: ['note', 'notes'],
  hint: ['hint', 'hints'],
};

/** `2 errors, 1 warning`; empty without marks. */
export function marksText(marks: readonly Mark[]): string {
  return RANK.flatMap((severity) => {
    const count = marks.filter((m) => m.severity === severity).length;
    return count === 0 ? [] : [`${count} ${NAMES[severity][count === 1 ? 0 : 1]}`];
  }).join(', ');
}
