/**
 * State machines (Amazon States Language) as a plain model: machines of states, with the places of all that other states name.
 * JSON and YAML give the same tree, so one reader serves files of their own and definitions inside of templates.
 */
import type { MapNode, Node, ScalarNode, Span } from '../../model.js';
import { entry, get, isMap } from '../../text/tree.js';
import { isDynamic } from '../../value.js';
import { type Call, callOf } from './calls.js';

/** `mixed`: decided elsewhere, or said twice in a way that the language does not settle. */
export type QueryLanguage = 'JSONPath' | 'JSONata' | 'mixed';

/** One way from a state to another one. */
export interface Transition {
  readonly kind: 'next' | 'default' | 'choice' | 'catch';
  /** Undefined: decided elsewhere. */
  readonly target: string | undefined;
  readonly span: Span;
}

export interface State {
  readonly name: string;
  readonly nameSpan: Span;
  /** Undefined: not written, or decided elsewhere. */
  readonly type: string | undefined;
  /** The value of `Type`, whatever it is. */
  readonly typeNode: Node | undefined;
  /** Undefined where the state is no map. */
  readonly body: MapNode | undefined;
  readonly node: Node | undefined;
  /** Some of it is filled in elsewhere, so that nothing can be said about what is missing. */
  readonly open: boolean;
  readonly transitions: readonly Transition[];
  /** Says `End: true`, or something that may turn out to be that. */
  readonly ends: boolean;
  /** What it calls, as far as that is said: the task itself, the reader and the writer of a Map state's items. */
  readonly calls: readonly Call[];
  readonly query: QueryLanguage;
  /** The branches of a Parallel state, the item processor of a Map state. */
  readonly machines: readonly Machine[];
}

/** A map with `StartAt` and `States`: a whole definition, or one that is nested in a state. */
export interface Machine {
  readonly body: MapNode;
  /** The name of the Parallel or Map state that holds it. */
  readonly parent: string | undefined;
  /** A Map state in distributed mode: each run is an execution of its own. */
  readonly distributed: boolean;
  readonly startAt: ScalarNode | undefined;
  readonly startKnown: boolean;
  readonly states: readonly State[];
  /** States are added elsewhere (a transform, a loop, a name that is filled in). */
  readonly open: boolean;
  readonly query: QueryLanguage;
}

/** Keys of functions that bring in further keys. */
const FUNCTION = /^Fn::/;

/** A function of a template in the place of a value: a tag, `Ref` or `Fn::…` as the only key, or text that is filled in later. */
export function isUnknown(node: Node): boolean {
  if (node.kind !== 'map' || node.tag !== undefined) return isDynamic(node);
  const [first, ...others] = node.entries;
  if (first === undefined || others.length > 0) return false;
  return FUNCTION.test(first.key.text) || (first.key.text === 'Ref' && first.value?.kind === 'scalar');
}

/** Does a map get further keys from elsewhere? */
export function hasUnknownKeys(node: MapNode): boolean {
  return node.entries.some((e) => FUNCTION.test(e.key.text) || isDynamic(e.key));
}

/** The text of a scalar that is known; undefined for anything else. */
export function wordOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && !isDynamic(node) ? node.text : undefined;
}

/** Does a map look like a definition? */
export function isDefinition(node: Node | undefined): node is MapNode {
  return isMap(node) && get(node, 'StartAt')?.kind === 'scalar' && isMap(get(node, 'States'));
}

/** Reads a definition and all that is nested in it. */
export function readStateMachine(root: MapNode): Machine {
  const written = get(root, 'QueryLanguage');
  const query = written === undefined && !hasUnknownKeys(root) ? 'JSONPath' : languageOf(written);
  return readMachine(root, undefined, false, query);
}

/** A machine and those nested in it, outermost first. */
export function allMachines(machine: Machine): Machine[] {
  return [machine, ...machine.states.flatMap((s) => s.machines.flatMap(allMachines))];
}

function readMachine(
  body: MapNode,
  parent: string | undefined,
  distributed: boolean,
  query: QueryLanguage,
): Machine {
  const start = get(body, 'StartAt');
  const states = get(body, 'States');
  const unknown = states !== undefined && isUnknown(states);
  const open = hasUnknownKeys(body) || unknown || (isMap(states) && hasUnknownKeys(states));
  const own = isMap(states) && !unknown ? states.entries.filter((e) => !FUNCTION.test(e.key.text)) : [];
  return {
    body,
    parent,
    distributed,
    startAt: start?.kind === 'scalar' ? start : undefined,
    startKnown: start === undefined || wordOf(start) !== undefined,
    states: own.map((e) => readState(e.key, e.value, query)),
    open,
    query,
  };
}

function readState(key: ScalarNode, node: Node | undefined, inherited: QueryLanguage): State {
  const name = key.text;
  const nameSpan = { start: key.start, end: key.end };
  const body = isMap(node) && !isUnknown(node) ? node : undefined;
  const typeNode = get(body, 'Type');
  const end = get(body, 'End');
  const written = get(body, 'QueryLanguage');
  const query = written === undefined ? inherited : languageOf(written);
  // What a state with a language of its own passes on to the states inside of it is not settled.
  const nested = written === undefined ? inherited : 'mixed';
  return {
    name,
    nameSpan,
    type: wordOf(typeNode),
    typeNode,
    body,
    node,
    open:
      isDynamic(key) || (body === undefined ? node !== undefined && isUnknown(node) : hasUnknownKeys(body)),
    transitions: body === undefined ? [] : transitionsOf(body),
    ends: end !== undefined && wordOf(end)?.toLowerCase() !== 'false',
    calls: [body, get(body, 'ItemReader'), get(body, 'ResultWriter')].flatMap(
      (n) => callOf(get(n, 'Resource')) ?? [],
    ),
    query,
    machines: body === undefined ? [] : nestedMachines(body, name, nested),
  };
}

function languageOf(node: Node | undefined): QueryLanguage {
  const word = wordOf(node);
  return word === 'JSONPath' || word === 'JSONata' ? word : 'mixed';
}

function transitionsOf(body: MapNode): Transition[] {
  const out: Transition[] = [];
  const add = (kind: Transition['kind'], node: Node | undefined) => {
    if (node !== undefined)
      out.push({ kind, target: wordOf(node), span: { start: node.start, end: node.end } });
  };
  add('next', get(body, 'Next'));
  add('default', get(body, 'Default'));
  for (const [kind, key] of [
    ['choice', 'Choices'],
    ['catch', 'Catch'],
  ] as const) {
    const list = get(body, key);
    if (list === undefined) continue;
    if (list.kind !== 'list' || isUnknown(list)) {
      out.push({ kind, target: undefined, span: { start: list.start, end: list.end } });
      continue;
    }
    for (const item of list.items) {
      if (!isMap(item) || isUnknown(item) || hasUnknownKeys(item)) add(kind, { ...item, tag: '!Ref' });
      else add(kind, get(item, 'Next'));
    }
  }
  return out;
}

function nestedMachines(body: MapNode, parent: string, query: QueryLanguage): Machine[] {
  const branches = get(body, 'Branches');
  const items = branches?.kind === 'list' && !isUnknown(branches) ? branches.items : [];
  const processor = entry(body, 'ItemProcessor')?.value ?? entry(body, 'Iterator')?.value;
  const mode = wordOf(get(get(processor, 'ProcessorConfig'), 'Mode'));
  const read = (node: Node, distributed: boolean) =>
    isMap(node) && !isUnknown(node) ? [readMachine(node, parent, distributed, query)] : [];
  return [
    ...items.flatMap((b) => read(b, false)),
    ...(processor === undefined ? [] : read(processor, mode === 'DISTRIBUTED')),
  ];
}
