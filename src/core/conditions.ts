/** Conditions of rules over the values of a pipeline, with the values that decided and the bound they were held against. */
import { figure } from './knowledge.js';
import { choiceText } from './lists.js';
import type { Condition, Edition, Operand, OperatorName, Quantity, Value } from './model.js';
import { operators, type Resolved, type ResolvedOperands, type Truth } from './operators.js';
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

/** Of several values at a path, must each pass or is one enough? */
export type Quantifier = 'every' | 'some';

/** Does the condition hold? Undefined: that cannot be known. */
export function holds(condition: Condition, place: Place, quantifier: Quantifier): Truth {
  return truthOf(testOf(condition), place, quantifier);
}

/** The values that make a requirement false. */
export function offendersOf(condition: Condition, place: Place): Offender[] {
  return failing(testOf(condition), place);
}

/** What a condition asks for, as a text; undefined where it cannot be said in this edition. */
export function boundOf(condition: Condition, place: Place): string | undefined {
  return boundOfTest(testOf(condition), place);
}

// ------------------------------------------------------------------------------------------------- conditions

/** A condition as it is worked with: read once, and then asked many thousand times. */
type Test = Combined<'all'> | Combined<'any'> | Negated | Leaf;

interface Combined<Kind> {
  readonly kind: Kind;
  readonly parts: readonly Test[];
}
interface Negated {
  readonly kind: 'not';
  readonly inner: Test;
}
interface Leaf {
  readonly kind: 'leaf';
  readonly path: string;
  readonly name: OperatorName;
  readonly raw: unknown;
  /** `count` of the items that a path picks out, `nodes[type=task]`, counts them; of any other path it counts what is in each. */
  readonly picks: boolean;
  /** Operands that depend on nothing but the edition, looked up once. */
  readonly constant: Map<Edition, ResolvedOperands[OperatorName] | undefined> | undefined;
}

const tests = new WeakMap<Condition, Test>();

function testOf(condition: Condition): Test {
  let test = tests.get(condition);
  if (test === undefined) tests.set(condition, (test = readTest(condition)));
  return test;
}

function readTest(condition: Condition): Test {
  if ('all' in condition) return { kind: 'all', parts: condition.all.map(readTest) };
  if ('any' in condition) return { kind: 'any', parts: condition.any.map(readTest) };
  if ('not' in condition) return { kind: 'not', inner: readTest(condition.not) };
  const { path, ...rest } = condition as { path: string } & Record<string, unknown>;
  const [name, raw] = Object.entries(rest)[0] as [OperatorName, unknown];
  const constant = JSON.stringify(raw).includes('"path"') ? undefined : new Map();
  return { kind: 'leaf', path, name, raw, picks: name === 'count' && path.endsWith(']'), constant };
}

function truthOf(test: Test, place: Place, quantifier: Quantifier): Truth {
  switch (test.kind) {
    case 'leaf':
      return truthOfLeaf(test, place, quantifier);
    case 'not': {
      const inner = truthOf(test.inner, place, 'some');
      return inner === undefined ? undefined : !inner;
    }
    default: {
      const decided = test.kind === 'any';
      let unknown = false;
      for (const part of test.parts) {
        const truth = truthOf(part, place, quantifier);
        if (truth === decided) return decided;
        if (truth === undefined) unknown = true;
      }
      return unknown ? undefined : !decided;
    }
  }
}

function truthOfLeaf(test: Leaf, place: Place, quantifier: Quantifier): Truth {
  const operand = operandOf(test, place);
  if (operand === undefined) return undefined;
  const operator = operators[test.name];
  const decided = quantifier === 'some';
  let unknown = false;
  for (const value of valuesOf(test, place)) {
    const truth = operator(value, operand as never);
    if (truth === decided) return decided;
    if (truth === undefined) unknown = true;
  }
  return unknown ? undefined : !decided;
}

function failing(test: Test, place: Place): Offender[] {
  if (test.kind === 'all')
    return test.parts.flatMap((c) => (truthOf(c, place, 'every') === false ? failing(c, place) : []));
  if (test.kind === 'any') return test.parts.flatMap((c) => failing(c, place)).slice(0, 1);
  if (test.kind === 'not') return passing(test.inner, place);
  const operand = operandOf(test, place);
  if (operand === undefined) return [];
  const bound = boundText(test.name, operand);
  return valuesOf(test, place)
    .filter((value) => operators[test.name](value, operand as never) === false)
    .map((value) => {
      const nearest = nearestText(value, test.name, operand);
      return { value, path: test.path, bound, ...(nearest !== undefined && { nearest }) };
    });
}

/** Inside of `not` the offenders are the values that pass. */
function passing(test: Test, place: Place): Offender[] {
  if (test.kind === 'not') return [];
  if (test.kind !== 'leaf') return test.parts.flatMap((c) => passing(c, place));
  const operand = operandOf(test, place);
  if (operand === undefined) return [];
  return place
    .values(test.path)
    .filter((value) => operators[test.name](value, operand as never) === true)
    .map((value) => ({ value, path: test.path, bound: boundText(test.name, operand) }));
}

function boundOfTest(test: Test, place: Place): string | undefined {
  if (test.kind === 'not') return boundOfTest(test.inner, place);
  if (test.kind === 'leaf') {
    const operand = operandOf(test, place);
    return operand === undefined ? undefined : boundText(test.name, operand);
  }
  // Several bounds at once say more than a sentence can hold.
  const bounds = new Set(test.parts.flatMap((c) => boundOfTest(c, place) || []));
  return bounds.size === 1 ? [...bounds][0] : undefined;
}

function valuesOf(test: Leaf, place: Place): readonly Value[] {
  const values = place.values(test.path);
  if (!test.picks) return values;
  const items = values.filter((v) => v.state !== 'absent');
  const last = items.at(-1);
  if (last === undefined || items.some((v) => v.state === 'dynamic')) return values;
  return [{ state: 'known', text: String(items.length), span: last.span, size: items.length, items }];
}

function operandOf(test: Leaf, place: Place): ResolvedOperands[OperatorName] | undefined {
  if (test.constant === undefined) return resolveOperands(test.name, test.raw, place);
  const known = test.constant.get(place.edition);
  if (known !== undefined || test.constant.has(place.edition)) return known;
  const operand = resolveOperands(test.name, test.raw, place);
  test.constant.set(place.edition, operand);
  return operand;
}

// ------------------------------------------------------------------------------------------------ operands

/** Undefined as soon as one part of it cannot be known in this edition. */
function resolveOperands(
  name: OperatorName,
  raw: unknown,
  place: Place,
): ResolvedOperands[OperatorName] | undefined {
  if (name === 'exists' || name === 'unique' || name === 'matches')
    return raw as ResolvedOperands[OperatorName];
  if (name === 'between') {
    const both = (raw as readonly Operand[]).map((o) => resolve(o, place));
    return both.includes(undefined) ? undefined : (both as unknown as readonly [Resolved, Resolved]);
  }
  if (name === 'count') {
    const { atLeast, atMost } = raw as { atLeast?: Operand; atMost?: Operand };
    const low = atLeast === undefined ? undefined : resolve(atLeast, place);
    const high = atMost === undefined ? undefined : resolve(atMost, place);
    if ((atLeast !== undefined && low === undefined) || (atMost !== undefined && high === undefined))
      return undefined;
    return { atLeast: low, atMost: high };
  }
  if (name === 'oneOf' && Array.isArray(raw)) return raw as readonly string[];
  return resolve(raw as Operand, place);
}

/** A literal as it is, a figure as the edition has it, another value of the pipeline if it is known. */
export function resolve(operand: Operand, place: Place): Resolved | undefined {
  if (typeof operand !== 'object') return operand;
  if ('base' in operand) return operand;
  const found =
    'fact' in operand
      ? figure(operand.fact, operand.figure, place.edition)
      : pathOperand(operand.path, place);
  if (found === undefined || operand.times === undefined) return found;
  const factor = resolve(operand.times, place);
  const times = typeof factor === 'object' && 'base' in factor ? factor.base : Number(factor);
  if (typeof found !== 'object' || !('base' in found) || !Number.isFinite(times)) return undefined;
  const base = found.base * times;
  return {
    text: formatBase(base, found.dimension),
    amount: base,
    unit: '',
    dimension: found.dimension,
    base,
  };
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
      return Array.isArray(operand)
        ? choiceText(operand.map((o) => textOf(o as Resolved)))
        : textOf(operand as Resolved);
  }
}

/** `60 s` and `900 s` -> `60–900 s`. */
function rangeText(low: string, high: string): string {
  const [a, b] = [parseQuantity(low), parseQuantity(high)];
  const shared = a !== undefined && b !== undefined && a.unit === b.unit && a.unit !== '';
  return shared ? `${low.slice(0, low.length - a.unit.length).trim()}–${high}` : `${low}–${high}`;
}

function textOf(operand: Resolved): string {
  if (typeof operand === 'object')
    return 'base' in operand ? (operand as Quantity).text : choiceText(operand);
  return String(operand);
}

/** Of several amounts the smallest that is no less than the value, else the largest. */
function nextLarger(value: Value, options: readonly string[]): string | undefined {
  const enough = options.map((o) => operators.atMost(value, o));
  if (enough.includes(undefined)) return undefined;
  const sorted = [...options].sort((a, b) => (parseQuantity(a)?.base ?? 0) - (parseQuantity(b)?.base ?? 0));
  return sorted.find((o) => operators.atMost(value, o) === true) ?? sorted.at(-1);
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
    const options = Array.isArray(operand)
      ? operand.map((o) => textOf(o as Resolved))
      : [textOf(operand as Resolved)];
    return options.length === 1 ? options[0] : nextLarger(value, options);
  }
  return undefined;
}
