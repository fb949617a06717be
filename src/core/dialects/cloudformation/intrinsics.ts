/**
 * The functions of templates, in short form (`!Ref x`) and long (`Ref: x`): what a value may become, and what it refers to. They are
 * recognised by their exact key or tag and only where a value is asked for; what cannot be worked out from the file stays as it is.
 */
import type { ListNode, MapNode, Node, ScalarNode } from '../../model.js';
import { get } from '../../text/tree.js';

/** A function with its argument. `name` is without `Fn::`. */
export interface Intrinsic {
  readonly name: string;
  readonly argument: Node;
}

const LONG = /^(?:Fn::([A-Za-z0-9]+)|(Ref))$/;
const LOOP = /^Fn::(Transform|ForEach(::.*)?)$/;
const NO_VALUE = 'AWS::NoValue';

/** The function that stands in place of a value; undefined for a plain value. */
export function intrinsicOf(node: Node): Intrinsic | undefined {
  if (node.tag !== undefined && /^![A-Za-z0-9]+$/.test(node.tag))
    return { name: node.tag.slice(1), argument: bare(node) };
  const only = node.kind === 'map' && node.entries.length === 1 ? node.entries[0] : undefined;
  const match = LONG.exec(only?.key.text ?? '');
  if (match === null || only?.value === undefined) return undefined;
  return { name: match[1] ?? match[2] ?? '', argument: only.value };
}

function bare(node: Node): Node {
  const { tag: _tag, ...rest } = node;
  return rest as Node;
}

/** May keys of this map come from a macro or a loop? */
export function isOpen(map: MapNode): boolean {
  return map.entries.some((e) => LOOP.test(e.key.text));
}

/** Everything that a value may be: both branches of a condition, the entry of a mapping. `undefined`: left out. */
export function possibilities(node: Node | undefined, mappings: Node | undefined): (Node | undefined)[] {
  const call = node === undefined ? undefined : intrinsicOf(node);
  if (node === undefined || call === undefined) return [node];
  const { name, argument } = call;
  if (name === 'Ref' && argument.kind === 'scalar' && argument.text === NO_VALUE) return [undefined];
  if (name === 'If' && argument.kind === 'list' && argument.items.length === 3) {
    return argument.items.slice(1).flatMap((branch) => possibilities(branch, mappings));
  }
  if (name === 'FindInMap' && argument.kind === 'list') return [found(argument, mappings, node) ?? node];
  return [node];
}

/** The entry of a mapping whose keys are written out; its text, at the place where it is asked for. */
function found(argument: ListNode, mappings: Node | undefined, place: Node): Node | undefined {
  const keys = argument.items.slice(0, 3);
  let at = mappings;
  for (const key of keys) {
    if (key.kind !== 'scalar' || intrinsicOf(key) !== undefined) return undefined;
    at = get(at, key.text);
  }
  return keys.length === 3 && at?.kind === 'scalar' && at.tag === undefined
    ? { ...at, start: place.start, end: place.end }
    : undefined;
}

// ---------------------------------------------------------------------------------------------- references

/** What a value refers to. */
export type Reference =
  /** A name of the template: a resource or a parameter. `attribute` of a `GetAtt`. */
  | { readonly kind: 'name'; readonly name: string; readonly attribute?: string; readonly node: Node }
  /** Words, as far as they are written out; `${…}` stands where something is filled in. */
  | { readonly kind: 'text'; readonly text: string; readonly node: Node }
  | { readonly kind: 'import'; readonly text: string; readonly node: Node };

const VARIABLE = /\$\{([^!}][^}]*)\}/g;

/** All references of a value, in the order in which they stand. */
export function referencesOf(node: Node): Reference[] {
  const call = intrinsicOf(node);
  if (call === undefined) {
    if (node.kind === 'scalar') return [{ kind: 'text', text: node.text, node }];
    const below = node.kind === 'list' ? node.items : node.entries.flatMap((e) => e.value ?? []);
    return below.flatMap(referencesOf);
  }
  const { name, argument } = call;
  if (name === 'Ref') return nameOf(argument, node);
  if (name === 'GetAtt') return attributeOf(argument, node);
  if (name === 'Sub') return substitutions(argument, node);
  if (name === 'ImportValue') return [{ kind: 'import', text: joined(argument), node }];
  if (name === 'Join' && argument.kind === 'list') {
    return [
      ...(argument.items[1] === undefined ? [] : referencesOf(argument.items[1])),
      { kind: 'text', text: joined(node), node },
    ];
  }
  return referencesOf(argument);
}

function nameOf(argument: Node, node: Node): Reference[] {
  return argument.kind === 'scalar' && !argument.text.startsWith('AWS::')
    ? [{ kind: 'name', name: argument.text, node }]
    : [];
}

function attributeOf(argument: Node, node: Node): Reference[] {
  const parts =
    argument.kind === 'scalar'
      ? argument.text.split('.')
      : argument.kind === 'list'
        ? argument.items.flatMap((i) => (i.kind === 'scalar' ? [i.text] : []))
        : [];
  const [name, ...attribute] = parts;
  return name === undefined ? [] : [{ kind: 'name', name, attribute: attribute.join('.'), node }];
}

function substitutions(argument: Node, node: Node): Reference[] {
  const template = argument.kind === 'list' ? argument.items[0] : argument;
  const own = argument.kind === 'list' ? argument.items[1] : undefined;
  if (template?.kind !== 'scalar') return [];
  const names = [...template.text.matchAll(VARIABLE)].flatMap((m): Reference[] => {
    const [name = '', ...attribute] = (m[1] ?? '').trim().split('.');
    const given = own?.kind === 'map' ? get(own, name) : undefined;
    if (given !== undefined) return referencesOf(given).filter((r) => r.kind !== 'text');
    return name.startsWith('AWS::')
      ? []
      : [{ kind: 'name', name, ...(attribute.length > 0 && { attribute: attribute.join('.') }), node }];
  });
  return [...names, { kind: 'text', text: template.text, node }];
}

/** A value as one text, with `${…}` for what is not written out. */
export function joined(node: Node): string {
  const call = intrinsicOf(node);
  if (call === undefined) return node.kind === 'scalar' ? node.text : '';
  const { name, argument } = call;
  if (name === 'Sub') return joined((argument.kind === 'list' ? argument.items[0] : argument) ?? argument);
  if (name === 'Ref' && argument.kind === 'scalar') return `\${${argument.text}}`;
  if (name === 'GetAtt' && argument.kind === 'scalar') return `\${${argument.text}}`;
  if (name !== 'Join' || argument.kind !== 'list') return '${}';
  const [separator, parts] = argument.items;
  if (separator?.kind !== 'scalar' || parts?.kind !== 'list') return '${}';
  return parts.items.map(joined).join(separator.text);
}

/** A scalar with nothing in it that is filled in later. */
export function isWord(node: Node | undefined): node is ScalarNode {
  return node?.kind === 'scalar' && node.tag === undefined && !/\$\{|\{\{/.test(node.text);
}
