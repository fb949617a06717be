/** Conditions of rules over the values of a pipeline, with the values that decided and the bound they were held against. */
import { figure } from './knowledge.js';
import type { Condition, Edition, Operand, OperatorName, Quantity, Value } from './model.js';
import { type Resolved, type ResolvedOperands, operators, type Truth } from './operators.js';
import { formatBase, parseQuantity } from './quantity.js';

/** Where the paths of a condition lead. */
export interface Place {
  readonly edition: Edition;
  values(path: string): readonly Value[];
}

export interface Offender {
  readonly value: Value;
  readonly path: string;
  /** What was asked for, as a text: `60–900 s`. */
  readonly bound: string;
  /** The nearest text that would pass, where there is one. */
  readonly nearest?: string;
}

export interface Verdict {
  readonly truth: Truth;
  /** For a false verdict: the values that made it so. */
  readonly offenders: readonly Offender[];
  /** What was asked for, whatever the verdict. */
  readonly bound?: string;
}

/** Of several values at a path, must each pass or is one enough? */
type Quantifier = 'every' | 'some';

export function evaluate(condition: Condition, place: Place, quantifier: Quantifier): Verdict {
  if ('all' in condition) return all(condition.all.map((c) => evaluate(c, place, quantifier)));
  if ('any' in condition) return any(condition.any.map((c) => evaluate(c, place, quantifier)));
  if ('not' in condition) return negate(condition.not, place);
  const [path, name, raw] = parts(condition);
  const operand = resolveOperands(name, raw, place);
  const bound = operand === undefined ? undefined : boundText(name, operand);
  const values = place.values(path);
  const results = values.map((value) => ({
    value,
    truth: operand === undefined ? undefined : operators[name](value, operand as never),
  }));
  const truth = quantify(results.map((r) => r.truth), quantifier);
  const offenders = results
    .filter((r) => r.truth === false)
    .map((r) => offender(r.value, path, name, operand, bound ?? ''));
  return { truth, offenders: truth === false ? offenders : [], ...(bound !== undefined && { bound }) };
}

function offender(value: Value, path: string, name: OperatorName, operand: unknown, bound: string): Offender {
  const nearest = nearestText(value, name, operand);
  return { value, path, bound, ...(nearest !== undefined && { nearest }) };
}

function quantify(truths: readonly Truth[], quantifier: Quantifier): Truth {
  const decided = quantifier === 'every' ? false : true;
  if (truths.includes(decided)) return decided;
  return truths.includes(undefined) ? undefined : !decided;
}

function all(verdicts: readonly Verdict[]): Verdict {
  const truth = quantify(verdicts.map((v) => v.truth), 'every');
  const offenders = truth === false ? verdicts.flatMap((v) => (v.truth === false ? v.offenders : [])) : [];
  return withBound({ truth, offenders }, verdicts, ' and ');
}

function any(verdicts: readonly Verdict[]): Verdict {
  const truth = quantify(verdicts.map((v) => v.truth), 'some');
  return withBound({ truth, offenders: truth === false ? verdicts.flatMap((v) => v.offenders).slice(0, 1) : [] }, verdicts, ' or ');
}

function withBound(verdict: Verdict, of: readonly Verdict[], glue: string): Verdict {
  const bounds = [...new Set(of.flatMap((v) => v.bound ?? []))];
  return bounds.length === 0 ? verdict : { ...verdict, bound: bounds.join(glue) };
}

/** `not`: the offenders are the values that pass inside. */
function negate(inner: Condition, place: Place): Verdict {
  const verdict = evaluate(inner, place, 'some');
  const truth = verdict.truth === undefined ? undefined : !verdict.truth;
  const offenders = truth === false ? passing(inner, place) : [];
  return { truth, offenders, ...(verdict.bound !== undefined && { bound: verdict.bound }) };
}

function passing(condition: Condition, place: Place): Offender[] {
  if ('all' in condition) return condition.all.flatMap((c) => passing(c, place));
  if ('any' in condition) return condition.any.flatMap((c) => passing(c, place));
  if ('not' in condition) return [];
  const [path, name, raw] = parts(condition);
  const operand = resolveOperands(name, raw, place);
  if (operand === undefined) return [];
  return place
    .values(path)
    .filter((value) => operators[name](value, operand as never) === true)
    .map((value) => ({ value, path, bound: boundText(name, operand) }));
}

function parts(test: Condition): [string, OperatorName, unknown] {
  const { path, ...rest } = test as { path: string } & Record<string, unknown>;
  const [name, operand] = Object.entries(rest)[0] as [OperatorName, unknown];
  return [path, name, operand];
}

// ------------------------------------------------------------------------------------------------ operands

/** Undefined as soon as one part of it cannot be known in this edition. */
function resolveOperands(name: OperatorName, raw: unknown, place: Place): ResolvedOperands[OperatorName] | undefined {
  if (name === 'exists' || name === 'unique' || name === 'matches') return raw as ResolvedOperands[OperatorName];
  if (name === 'between') {
    const both = (raw as readonly Operand[]).map((o) => resolve(o, place));
    return both.includes(undefined) ? undefined : (both as unknown as readonly [Resolved, Resolved]);
  }
  if (name === 'count') {
    const { atLeast, atMost } = raw as { atLeast?: Operand; atMost?: Operand };
    const low = atLeast === undefined ? undefined : resolve(atLeast, place);
    const high = atMost === undefined ? undefined : resolve(atMost, place);
    if ((atLeast !== undefined && low === undefined) || (atMost !== undefined && high === undefined)) return undefined;
    return { atLeast: low, atMost: high };
  }
  if (name === 'oneOf' && Array.isArray(raw)) return raw as readonly string[];
  return resolve(raw as Operand, place);
}

/** A literal as it is, a figure as the edition has it, another value of the pipeline if it is known. */
export function resolve(operand: Operand, place: Place): Resolved | undefined {
  if (typeof operand !== 'object') return operand;
  if ('base' in operand) return operand;
  const found = 'fact' in operand ? figure(operand.fact, operand.figure, place.edition) : pathOperand(operand.path, place);
  if (found === undefined || operand.times === undefined) return found;
  const factor = resolve(operand.times, place);
  const times = typeof factor === 'object' && 'base' in factor ? factor.base : Number(factor);
  if (typeof found !== 'object' || !('base' in found) || !Number.isFinite(times)) return undefined;
  const base = found.base * times;
  return { text: formatBase(base, found.dimension), amount: base, unit: '', dimension: found.dimension, base };
}

function pathOperand(path: string, place: Place): Resolved | undefined {
  const values = place.values(path);
  const value = values.length === 1 ? values[0] : undefined;
  if (value?.state !== 'known') return undefined;
  return value.quantity ?? value.word ?? value.text;
}

// -------------------------------------------------------------------------------------------------- bounds

function boundText(name: OperatorName, operand: unknown): string {
  switch (name) {
    case 'between': {
      const [low, high] = (operand as readonly Resolved[]).map(textOf) as [string, string];
      return rangeText(low, high);
    }
    case 'count': {
      const { atLeast, atMost } = operand as { atLeast?: Resolved; atMost?: Resolved };
      if (atLeast !== undefined && atMost !== undefined) return rangeText(textOf(atLeast), textOf(atMost));
      return textOf((atMost ?? atLeast) as Resolved);
    }
    case 'exists':
    case 'unique':
      return '';
    default:
      return Array.isArray(operand) ? operand.map((o) => textOf(o as Resolved)).join(', ') : textOf(operand as Resolved);
  }
}

/** `60 s` and `900 s` -> `60–900 s`. */
function rangeText(low: string, high: string): string {
  const [a, b] = [parseQuantity(low), parseQuantity(high)];
  const shared = a !== undefined && b !== undefined && a.unit === b.unit && a.unit !== '';
  return shared ? `${low.slice(0, low.length - a.unit.length).trim()}–${high}` : `${low}–${high}`;
}

function textOf(operand: Resolved): string {
  if (typeof operand === 'object') return 'base' in operand ? (operand as Quantity).text : operand.join(', ');
  return String(operand);
}

function nearestText(value: Value, name: OperatorName, operand: unknown): string | undefined {
  if (operand === undefined) return undefined;
  if (name === 'between') {
    const [low, high] = operand as readonly [Resolved, Resolved];
    const below = operators.atLeast(value, low) === false;
    return textOf(below ? low : high);
  }
  if (name === 'atLeast' || name === 'atMost' || name === 'equals') return textOf(operand as Resolved);
  if (name === 'oneOf') {
    const options = Array.isArray(operand) ? operand.map((o) => textOf(o as Resolved)) : [textOf(operand as Resolved)];
    return options.length === 1 ? options[0] : undefined;
  }
  return undefined;
}
