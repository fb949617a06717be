/** What the knowledge says of a rule: scope, condition, message, fixes, examples. */
import type { FactId, RuleId, ServiceId } from '../generated/ids.js';
import type { Confidence, Edition, EditionChoice, Quantity, RuleLevel, Severity } from './words.js';

export type Literal = string | number | boolean;

/** Something to compare with: a literal, a figure of a fact, or another value of the pipeline. */
export type Operand =
  | Literal
  | Quantity
  | { readonly fact: FactId; readonly figure: string; readonly times?: Operand }
  | { readonly path: string; readonly times?: Operand };

/** Operand of each operator, by its name. The table of operators is a mapped type over this. */
export interface Operands {
  readonly exists: boolean;
  readonly equals: Operand;
  readonly oneOf: readonly Literal[] | Operand;
  readonly atLeast: Operand;
  readonly atMost: Operand;
  readonly between: readonly [Operand, Operand];
  readonly matches: string;
  readonly count: { readonly atLeast?: Operand; readonly atMost?: Operand };
  readonly unique: boolean;
}
export type OperatorName = keyof Operands;

export type Test = {
  [K in OperatorName]: { readonly path: string } & { readonly [P in K]: Operands[P] };
}[OperatorName];

export type Condition =
  | Test
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

// Rules --------------------------------------------------------------------------------------------------

export type Scope =
  | { readonly step: readonly ServiceId[] | '*' }
  | { readonly edge: { readonly from: readonly ServiceId[] | '*'; readonly to: readonly ServiceId[] | '*' } }
  | { readonly pipeline: true }
  | { readonly document: true };

/** A step that a fix puts into the pipeline. */
export interface NewStep {
  readonly service: ServiceId;
  readonly id: string;
  /** Value by path, as it is written in YAML. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What a fix does. All of its parts have to be possible, or it is not offered. */
export interface FixSpec {
  /** May hold the placeholders of messages; `{bound}` is the nearest value that passes. */
  readonly title: string;
  /** Safe: the result means what the author meant; applied by "fix all". */
  readonly safe: boolean;
  /** Offered only where this definitely holds. */
  readonly when?: Condition;
  readonly set?: readonly { readonly path: string; readonly to: Operand | 'bound' }[];
  /** Of these, what is there. */
  readonly remove?: readonly string[];
  /** The text at the path with each match of the pattern replaced. */
  readonly rewrite?: { readonly path: string; readonly pattern: string; readonly by: string };
  /** On the edge, in the order of the flow; in a step rule on the edge that broke it, or behind the step. */
  readonly insert?: readonly NewStep[];
  /** In front of the step: everything that leads into it leads through these. */
  readonly insertBefore?: readonly NewStep[];
  /** The edge that broke the rule leads to the step's other source, one of these, instead. */
  readonly redirect?: readonly ServiceId[];
  /** Edges to mere references to these services go. */
  readonly disconnect?: readonly ServiceId[];
  /** The marked edge gets a step of its own behind the same sources: of the same service, or a new one. */
  readonly split?: true | NewStep;
  /** The marked edge leads to a step of the same service of its own, before the same targets. */
  readonly fork?: true;
  /** Where the marked edge leads to reads from the sources of the step itself. */
  readonly bypass?: true;
}

export type Example =
  | {
      readonly bad: string;
      /** The source text that the finding marks. */
      readonly mark: string;
      readonly severity?: Severity;
      /** Which findings are asked for; `both` when absent. */
      readonly edition?: EditionChoice;
      /** The text after the first fix. */
      readonly fixed?: string;
      /** Where `mark` occurs more than once: which occurrence, from 1. */
      readonly nth?: number;
      /** The file's name, where it is not a sketch. */
      readonly file?: string;
    }
  | { readonly good: string; readonly edition?: EditionChoice; readonly file?: string };

export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  /** The folder that the rule stands in: a service, or `sketch` for the language itself. */
  readonly group: string;
  readonly severity: Readonly<Record<Edition, Severity>>;
  readonly confidence: Confidence;
  /** In which editions the rule holds. */
  readonly edition: EditionChoice;
  readonly scope: Scope;
  readonly facts: readonly FactId[];
  readonly where?: Condition;
  readonly must?: Condition;
  /** `code`: `checks/<id>.ts` decides. `reader`: the reader of the dialect reports it. `host`: reported around linting. */
  readonly check?: 'code' | 'reader' | 'suppress';
  /** Path of the value to mark; by default the value that broke `must`. `service`, `id` and `edge` are places too. */
  readonly mark?: string;
  readonly message: string;
  readonly why: string;
  readonly fix: readonly FixSpec[];
  /** Lower severities that hold when the author has said something that makes the finding less certain. */
  readonly soften: readonly { readonly when: Condition; readonly to: RuleLevel }[];
  /** The highest level in a template that is deployed: quotas that can be raised, and rules about what only a sketch says. */
  readonly templates?: RuleLevel;
  readonly tags: readonly ('deprecated' | 'unnecessary')[];
  readonly examples: readonly Example[];
}

export interface Contradiction {
  readonly id: string;
  readonly facts: readonly FactId[];
  readonly says: string;
  readonly today: string;
  /** What the linter does about it. */
  readonly lint: string;
  readonly rules: readonly RuleId[];
}
