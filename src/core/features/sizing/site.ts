/** What the kinds of sizing share: where they look, and what they give. */

import { figure } from '../../knowledge.js';
import type { Edition, FigureRef, KnownValue, Quantity, Step } from '../../model.js';
import type { WatchedGraph } from '../../pipeline/graph.js';

/** What the calculator opens with: the id of a sizing, and its inputs by name in the calculator's units. */
export interface CalculatorArgs {
  readonly sizing: string;
  readonly values: Readonly<Record<string, number>>;
}

export interface SizingHint {
  /** Just behind the value that it is about. */
  readonly offset: number;
  readonly label: string;
  /** Markdown: the calculation with its numbers. */
  readonly tooltip: string;
}

export interface SizedStep {
  readonly step: string;
  /** Offset of the step's id. */
  readonly offset: number;
  readonly lens: { readonly title: string; readonly args: CalculatorArgs };
  readonly hints: readonly SizingHint[];
}

/** One site: a step and what to size it by. */
export interface Site {
  readonly graph: WatchedGraph;
  readonly step: Step;
  /** Whose figures decide. */
  readonly edition: Edition;
  /** Say where the notes come to another result. */
  readonly compare: boolean;
}

export function sized(
  { step }: Site,
  title: string,
  args: CalculatorArgs,
  hints: readonly SizingHint[],
): SizedStep {
  return { step: step.id, offset: step.idSpan.start, lens: { title, args }, hints };
}

/** The value at a path, where it is known and an amount. */
export function measured(
  { graph, step }: Site,
  path: string,
): (KnownValue & { quantity: Quantity }) | undefined {
  const value = graph.values(step, path)[0];
  return value?.state === 'known' && value.quantity !== undefined
    ? { ...value, quantity: value.quantity }
    : undefined;
}

/** A figure as an edition has it, where it is an amount. */
export function quantityAt(ref: FigureRef, edition: Edition): Quantity | undefined {
  const found = figure(ref.fact, ref.figure, edition);
  return typeof found === 'object' && 'base' in found ? found : undefined;
}

/** Four significant digits: what a person would put into a calculator. */
export function round(value: number): number {
  return Number(value.toPrecision(4));
}
