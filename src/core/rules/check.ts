/** What a rule in code is: a function over a pipeline that reports what breaks the rule. */
import type { Edge, Edition, FactId, Figure, Fix, Related, Rule, Severity, Span, Step } from '../model.js';
import type { WatchedGraph } from '../pipeline/graph.js';

/** What a check in code sees. It is asked once for every step, edge or pipeline in its rule's scope, in each edition. */
export interface CheckContext {
  readonly rule: Rule;
  readonly edition: Edition;
  readonly graph: WatchedGraph;
  /** In a step rule the step; in an edge rule the reading end. */
  readonly step: Step | undefined;
  readonly edge: Edge | undefined;
  /** A fact's figure in this edition; undefined where the edition says nothing. */
  figure(fact: FactId, name: string): Figure | undefined;
}

/** What a check finds. `args` fill the placeholders of the rule's message. */
export interface CheckReport {
  readonly span: Span;
  readonly step?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** The facts that this finding rests on, where they are not simply those of the rule. */
  readonly facts?: readonly FactId[];
}

export type Check = (context: CheckContext) => Iterable<CheckReport>;
