/** From nodes to values: known, absent, or dynamic. */
import type { Spelling } from './knowledge.js';
import type { KnownValue, Node, Setting, Span, Value } from './model.js';
import { wordKey } from './names.js';
import { parseQuantity } from './quantity.js';

/** Text that something or somebody fills in later: `${…}`, `{{ … }}`, `<% … %>`, `$(…)`, `{% … %}`, `<number of shards>`. */
const DYNAMIC = /\$\{[^}]*\}|\{\{.*?\}\}|<%.*?%>|\{%.*?%\}|^\$\(.*\)$|^<[^<>\n]+>$/s;

/** Keys of an intrinsic function in long form; a map with only such a key is decided elsewhere. */
const INTRINSIC = /^(Ref|Condition|Fn::[A-Za-z0-9]+)$/;

export function isDynamic(node: Node): boolean {
  if (node.tag !== undefined && !node.tag.startsWith('!!')) return true;
  if (node.kind === 'scalar') return isDynamicText(node.text);
  return node.kind === 'map' && node.entries.length === 1 && INTRINSIC.test(node.entries[0]?.key.text ?? '');
}

/** Does something else fill in a part of the text? */
export function isDynamicText(text: string): boolean {
  return /[$<{]/.test(text) && DYNAMIC.test(text);
}

/** The value of a node as its setting reads it. `place` is where an absent value would stand. */
export function readValue(node: Node | undefined, spelling: Spelling | undefined, place: Span): Value {
  if (node === undefined) return { state: 'absent', span: place };
  const span = { start: node.start, end: node.end };
  const foreign = node.kind === 'scalar' ? node.foreign : undefined;
  if (isDynamic(node)) {
    const choices = foreign?.choices?.map((c) => readValue(c, spelling, place));
    const text = node.kind === 'scalar' ? node.text : (node.tag ?? '');
    return {
      state: 'dynamic',
      text,
      span,
      ...(choices && { choices }),
      ...(foreign?.maybe === true && { maybe: true }),
    };
  }
  const setting = spelling?.setting;
  if (node.kind === 'scalar' && foreign?.unit !== undefined)
    return known(`${node.text} ${foreign.unit}`, span, setting, foreign.unit);
  if (node.kind === 'scalar') {
    const value = known(node.text, span, setting, spelling?.unit);
    return foreign?.word === undefined ? value : { ...value, word: foreign.word };
  }
  const items =
    node.kind === 'list'
      ? node.items.map((item) => readValue(item, spelling, place))
      : node.entries.map((e) => known(e.key.text, e.key, setting, undefined));
  return {
    state: 'known',
    text: items.map((i) => (i.state === 'absent' ? '' : i.text)).join(', '),
    span,
    size: items.length,
    items,
    ...(setting && { setting }),
  };
}

/** A known value from text. */
export function known(
  text: string,
  span: Span,
  setting: Setting | undefined,
  unit = setting?.unit,
): KnownValue {
  const word = setting === undefined ? undefined : canonicalWord(text, setting);
  const quantity =
    setting !== undefined && !NUMERIC.has(setting.type)
      ? undefined
      : parseQuantity(text, unit, setting?.writtenAs);
  return {
    state: 'known',
    text,
    span: { start: span.start, end: span.end },
    ...(setting && { setting }),
    ...(word !== undefined && { word }),
    ...(quantity && { quantity }),
  };
}

const NUMERIC: ReadonlySet<Setting['type']> = new Set([
  'quantity',
  'number',
  'integer',
  'any',
  'list',
  'map',
  'enum',
]);

/** The canonical name of a word that the setting knows, under any spelling. */
export function canonicalWord(text: string, setting: Setting): string | undefined {
  if (setting.values.length === 0) return undefined;
  let table = words.get(setting);
  if (table === undefined) {
    const pairs = setting.values.flatMap((v) =>
      [v.name, ...v.aliases].map((a): [string, string] => [wordKey(a), v.name]),
    );
    words.set(setting, (table = new Map(pairs.reverse())));
  }
  return table.get(wordKey(text));
}

const words = new WeakMap<Setting, ReadonlyMap<string, string>>();

/** YAML 1.1 and 1.2 spellings of a truth value. */
export function booleanOf(text: string): boolean | undefined {
  const key = text.trim().toLowerCase();
  if (['true', 'yes', 'on', 'enabled'].includes(key)) return true;
  if (['false', 'no', 'off', 'disabled'].includes(key)) return false;
  return undefined;
}
