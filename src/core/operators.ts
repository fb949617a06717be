/** The typed operators of rules: one value against one operand. True, false, or undefined for "cannot be known". */
import type { Figure, Literal, OperatorName, Quantity, Value } from './model.js';
import { wordKey } from './names.js';
import { comparable, compareVersions, parseQuantity, readAs } from './quantity.js';
import { booleanOf, canonicalWord } from './value.js';

export type Truth = boolean | undefined;

/** An operand after its facts and paths have been looked up. */
export type Resolved = Figure | Literal;

/** Operand of each operator after look-up. */
export interface ResolvedOperands {
  readonly exists: boolean;
  readonly equals: Resolved;
  readonly oneOf: readonly Literal[] | Resolved;
  readonly atLeast: Resolved;
  readonly atMost: Resolved;
  readonly between: readonly [Resolved, Resolved];
  readonly matches: string;
  readonly count: { readonly atLeast?: Resolved | undefined; readonly atMost?: Resolved | undefined };
  readonly unique: boolean;
}

type Operators = { [K in OperatorName]: (value: Value, operand: ResolvedOperands[K]) => Truth };

export const operators: Operators = {
  exists: (value, wanted) => existing(value, wanted),
  equals: (value, operand) => whenKnown(value, (v) => same(v, operand)),
  oneOf: (value, operand) =>
    whenKnown(value, (v) => {
      const options = Array.isArray(operand) ? (operand as readonly Literal[]) : [operand as Resolved];
      return options.some((o) => same(v, o) === true);
    }),
  atLeast: (value, operand) => whenKnown(value, (v) => compare(v, operand, (c) => c >= 0)),
  atMost: (value, operand) => whenKnown(value, (v) => compare(v, operand, (c) => c <= 0)),
  between: (value, [low, high]) =>
    whenKnown(value, (v) =>
      and(
        compare(v, low, (c) => c >= 0),
        compare(v, high, (c) => c <= 0),
      ),
    ),
  matches: (value, pattern) => whenKnown(value, (v) => patternOf(pattern).test(v.text)),
  count: (value, { atLeast, atMost }) => {
    if (value.state === 'dynamic') return undefined;
    if (value.state === 'absent') return undefined;
    const size = value.size ?? 1;
    const limit = (operand: Resolved | undefined) =>
      typeof operand === 'object' && 'base' in operand ? operand.base : Number(operand);
    if (atLeast !== undefined && size < limit(atLeast)) return false;
    return !(atMost !== undefined && size > limit(atMost));
  },
  unique: (value, wanted) =>
    whenKnown(value, (v) => {
      const keys = (v.items ?? []).map((i) => (i.state === 'known' ? wordKey(i.word ?? i.text) : undefined));
      if (keys.includes(undefined)) return undefined;
      return (new Set(keys).size === keys.length) === wanted;
    }),
};

export const operatorNames = Object.keys(operators) as OperatorName[];

const patterns = new Map<string, RegExp>();

/** The patterns are those of the rules: few, and constant. */
function patternOf(source: string): RegExp {
  let pattern = patterns.get(source);
  if (pattern === undefined) patterns.set(source, (pattern = new RegExp(source, 'i')));
  return pattern;
}

type Known = Extract<Value, { state: 'known' }>;

function whenKnown(value: Value, test: (value: Known) => Truth): Truth {
  if (value.state === 'dynamic' && value.choices !== undefined)
    return agreed(value.choices.map((c) => whenKnown(c, test)));
  return value.state === 'known' ? test(value) : undefined;
}

function existing(value: Value, wanted: boolean): Truth {
  if (value.state !== 'dynamic') return (value.state === 'known') === wanted;
  if (value.choices !== undefined) return agreed(value.choices.map((c) => existing(c, wanted)));
  return value.maybe === true ? undefined : wanted;
}

/** What holds whichever of the possibilities comes true. */
function agreed(truths: readonly Truth[]): Truth {
  return truths.every((t) => t === truths[0]) ? truths[0] : undefined;
}

function and(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

/** Are both the same amount, truth value, or word? */
function same(value: Known, operand: Resolved): Truth {
  if (typeof operand === 'boolean') {
    const own = booleanOf(value.text);
    return own === undefined ? undefined : own === operand;
  }
  if (Array.isArray(operand)) return operand.some((o) => same(value, o) === true);
  const text = typeof operand === 'object' ? (operand as Quantity).text : String(operand);
  if (value.quantity !== undefined) {
    const other = quantityOf(operand);
    const base =
      other === undefined
        ? undefined
        : comparable(value.quantity, asSetting(other, value), value.setting?.unit);
    if (base !== undefined) return base === value.quantity.base;
  }
  const word = value.setting === undefined ? undefined : canonicalWord(text, value.setting);
  return wordKey(value.word ?? value.text) === wordKey(word ?? text);
}

function compare(value: Known, operand: Resolved, test: (sign: number) => boolean): Truth {
  if (value.setting?.type === 'version') {
    const sign = compareVersions(
      value.text,
      typeof operand === 'object' && 'text' in operand ? operand.text : String(operand),
    );
    return sign === undefined ? undefined : test(sign);
  }
  const other = quantityOf(operand);
  const own = value.quantity ?? parseQuantity(value.text);
  if (other === undefined || own === undefined) return undefined;
  const base = comparable(own, asSetting(other, value), value.setting?.unit);
  return base === undefined ? undefined : test(Math.sign(own.base - base));
}

function quantityOf(operand: Resolved): Quantity | undefined {
  if (typeof operand === 'object') return 'base' in operand ? operand : undefined;
  return typeof operand === 'boolean' ? undefined : parseQuantity(String(operand));
}

/** Where people write MB and the vendor means MiB, a figure in MB means MiB as well. */
function asSetting(quantity: Quantity, value: Known): Quantity {
  const setting = value.setting;
  return setting === undefined || setting.writtenAs.length === 0 || value.origins !== undefined
    ? quantity
    : readAs(quantity, setting.unit, setting.writtenAs);
}
