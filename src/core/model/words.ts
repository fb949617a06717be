/** The smallest words: editions, severities, quantities, figures. */

/** Which truth is asked for: the study notes of 2023-02-03, or AWS documentation today. */
export type Edition = 'notes' | 'current';
export type EditionChoice = Edition | 'both';

export type Severity = 'hint' | 'information' | 'warning' | 'error';
export type RuleLevel = Severity | 'off';
export type Confidence = 'low' | 'medium' | 'high';

/** An amount with its unit, as written (`60 s`) and in the base unit of its dimension (seconds, bytes, …). */
export interface Quantity {
  readonly text: string;
  readonly amount: number;
  /** The unit as written; empty for a bare number. */
  readonly unit: string;
  readonly dimension: Dimension;
  /** `amount` in the dimension's base unit: s, B, B/s, 1, 1/s. */
  readonly base: number;
}
export type Dimension = 'duration' | 'size' | 'sizeRate' | 'count' | 'countRate';

/** A figure of a fact that rules may name: a quantity, a word, a version, or a list of words. */
export type Figure = Quantity | string | boolean | readonly string[];
export type Figures = Readonly<Record<string, Figure>>;
