/** The words of a step that make the pipeline: its service, and the steps that it reads from and writes to. */
import type { MapNode, Node, ScalarNode } from '../../model.js';
import { movedNode, movedScalar, originOf } from '../../text/moved-tree.js';
import { get } from '../../text/tree.js';
import { isDynamic } from '../../value.js';

export interface StepWords {
  readonly service: Node | undefined;
  readonly from: readonly ScalarNode[];
  readonly to: readonly ScalarNode[];
  /** Maps in `from` and `to` that name no step. */
  readonly nameless: readonly MapNode[];
  /** Code of the user's own runs there. */
  readonly custom: boolean;
  readonly duplicates: readonly ScalarNode[];
}

const NONE: StepWords = {
  service: undefined,
  from: [],
  to: [],
  nameless: [],
  custom: false,
  duplicates: [],
};

/** By the body as it was first read: one that has only moved is not looked through again. */
const remembered = new WeakMap<MapNode, StepWords>();

/** The words of a step's body; of none there are none. */
export function wordsOf(body: MapNode | undefined): StepWords {
  if (body === undefined) return NONE;
  const { from, by } = originOf(body);
  let words = remembered.get(from);
  if (words === undefined) remembered.set(from, (words = readWords(from)));
  return by === 0 ? words : moved(words, by);
}

function readWords(body: MapNode): StepWords {
  return {
    service: get(body, 'service'),
    from: scalars(get(body, 'from')),
    to: scalars(get(body, 'to')),
    nameless: ['from', 'to'].flatMap((key) => nameless(get(body, key))),
    custom: get(body, 'custom') !== undefined,
    duplicates: body.duplicates,
  };
}

/** The words of `to: x`, `to: [x, y]`, `to: [{ step: x }]`. */
function scalars(node: Node | undefined): ScalarNode[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'list') return node.items.flatMap(scalars);
  return ['step', 'id', 'service'].flatMap((key) => scalars(get(node, key))).slice(0, 1);
}

function nameless(node: Node | undefined): MapNode[] {
  if (node === undefined || node.kind === 'scalar' || isDynamic(node)) return [];
  if (node.kind === 'list') return node.items.flatMap(nameless);
  return scalars(node).length === 0 ? [node] : [];
}

function moved(words: StepWords, by: number): StepWords {
  const all = (list: readonly ScalarNode[]) =>
    list.length === 0 ? list : list.map((s) => movedScalar(s, by));
  return {
    service: words.service === undefined ? undefined : movedNode(words.service, by),
    from: all(words.from),
    to: all(words.to),
    nameless: words.nameless.map((node) => movedNode(node, by) as MapNode),
    custom: words.custom,
    duplicates: all(words.duplicates),
  };
}
