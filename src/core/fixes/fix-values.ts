/** Edits of the values of a step: written where they stand, added where they do not, taken out. */

import type { Offender } from '../conditions.js';
import { lineEnd } from '../document.js';
import type { Settings } from '../knowledge.js';
import type { KnownValue, ListNode, MapEntry, MapNode, Node, Span, Step, TextEdit } from '../model.js';
import {
  COUNT_MEMBER,
  itemsOf,
  nodesAt,
  picks,
  type Segment,
  segments,
  settingPath,
} from '../pipeline/paths.js';
import { parseQuantity } from '../quantity.js';
import { entry } from '../text/tree.js';
import { endOf, indentAt, indentOf, lineStart, newline } from './fix-text.js';

/** A path in the body of a step, or in the top level of a sketch. */
export interface Target {
  readonly text: string;
  /** Undefined: the top level. */
  readonly step: Step | undefined;
  readonly body: MapNode | undefined;
  readonly settings: Settings;
  readonly path: string;
  /** The key that new keys follow. */
  readonly behind: string;
  /** What broke the rule, if it stands at this path. */
  readonly offender: Offender | undefined;
}

// ------------------------------------------------------------------------------------------------------ set

/** Replaces the value where it stands, or adds the key. */
export function setValue(target: Target, wanted: string): TextEdit[] | undefined {
  const { text, step, body, settings, path, offender } = target;
  if (path === 'service' && step !== undefined) return [replaceScalar(text, step.serviceSpan, wanted)];
  const own = offender?.value;
  if (own?.state === 'known' && own.implied !== true && own.origins === undefined)
    return [replaceScalar(text, own.span, inItsForm(own, wanted))];
  const found = nodesAt(body, path, settings)[0];
  if (found === undefined) return addValue(target, wanted);
  const setting = settings.byPath.get(settingPath(path))?.setting;
  const form = found.kind === 'scalar' && setting?.type === 'version' ? labelled(found.text, wanted) : wanted;
  return found.kind === 'scalar' ? [replaceScalar(text, found, form)] : undefined;
}

/** A bare number is replaced by a bare number, where that says the same; a label keeps what stands before its version. */
function inItsForm({ text, quantity, setting }: KnownValue, wanted: string): string {
  if (setting?.type === 'version') return labelled(text, wanted);
  const bound = parseQuantity(wanted);
  if (quantity?.unit !== '' || quantity.amount === 0 || bound?.dimension !== quantity.dimension)
    return wanted;
  const amount = bound.base / (quantity.base / quantity.amount);
  return Number.isInteger(amount) ? String(amount) : wanted;
}

/** `emr-5.9.0` and `5.23.0` -> `emr-5.23.0`. */
export function labelled(old: string, wanted: string): string {
  return /^\d/.test(wanted) ? `${/^\D*(?=\d)/.exec(old)?.[0] ?? ''}${wanted}` : wanted;
}

/** Keeps the quotes that stand around the old text. */
function replaceScalar(text: string, span: Span, wanted: string): TextEdit {
  const quote = text[span.start];
  const quoted = (quote === '"' || quote === "'") && span.end - span.start > 1;
  return { start: span.start, end: span.end, text: quoted ? `${quote}${wanted}${quote}` : wanted };
}

// ------------------------------------------------------------------------------------------------------ add

/** Adds what is missing of a path: a key, an item of a list, or a key of the one item that the path picks. */
function addValue(target: Target, wanted: string): TextEdit[] | undefined {
  const { text, body, path } = target;
  return body && addBelow(text, body, segments(path), wanted, target.behind);
}

function addBelow(
  text: string,
  map: MapNode,
  path: readonly Segment[],
  wanted: string,
  behind: string | undefined,
): TextEdit[] | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return undefined;
  const child = entry(map, first.name);
  if (child?.merged === true) return undefined;
  if (child?.value === undefined || isEmpty(child.value)) {
    return child === undefined ? addKey(text, map, first.name, flowOf(path, wanted), behind) : undefined;
  }
  if (!first.list) {
    return rest.length > 0 && child.value.kind === 'map'
      ? addBelow(text, child.value, rest, wanted, undefined)
      : undefined;
  }
  const items = itemsOf(child.value, rest[0]?.name);
  const picked = items.filter((item) => picks(first, item));
  const item = picked[0];
  if (item === undefined) return addItem(text, child.value, first, rest, wanted);
  if (picked.length > 1 || item.node.kind !== 'map') return undefined;
  // The word that the item is picked by is its key: there is no member to write.
  const isKey = item.key !== undefined && rest[0]?.name === first.filter?.key;
  return isKey ? undefined : addBelow(text, item.node, rest, wanted, undefined);
}

function isEmpty(node: Node): boolean {
  return node.kind === 'scalar' && (node.text === '' || node.text === 'null' || node.text === '~');
}

/** One more item, in the form of those that are there. */
function addItem(
  text: string,
  items: Node,
  { filter }: Segment,
  rest: readonly Segment[],
  wanted: string,
): TextEdit[] | undefined {
  if (filter === undefined) return undefined;
  if (items.kind === 'map') {
    const bare = rest.length === 1 && rest[0]?.name === COUNT_MEMBER;
    return addKey(text, items, filter.word, bare ? wanted : mapOf(rest, wanted), undefined);
  }
  const last = items.kind === 'list' ? items.items.at(-1) : undefined;
  if (items.kind !== 'list' || last === undefined) return undefined;
  const item = itemText(filter.key, filter.word, rest, wanted);
  if (items.flow) return [{ start: last.end, end: last.end, text: `, ${item}` }];
  const at = lineEnd(text, last.end);
  const dash = indentAt(text, items.start);
  return [{ start: at, end: at, text: `${newline(text)}${dash}- ${item}` }];
}

/** The value of the first part of a path that holds nothing but the rest of it. */
function flowOf([first, ...rest]: readonly Segment[], wanted: string): string {
  if (first?.filter !== undefined) return `[${itemText(first.filter.key, first.filter.word, rest, wanted)}]`;
  if (first?.list === true) return `[${rest.length === 0 ? wanted : mapOf(rest, wanted)}]`;
  return rest.length === 0 ? wanted : mapOf(rest, wanted);
}

function mapOf(path: readonly Segment[], wanted: string): string {
  return `{ ${path[0]?.name ?? ''}: ${flowOf(path, wanted)} }`;
}

function itemText(key: string, word: string, rest: readonly Segment[], wanted: string): string {
  const own = rest.length === 0 || rest[0]?.name === key ? '' : `, ${mapOf(rest, wanted).slice(2, -2)}`;
  return `{ ${key}: ${word}${own} }`;
}

/** A new key behind the one named, else behind the last. */
export function addKey(
  text: string,
  map: MapNode,
  key: string,
  value: string,
  behind: string | undefined,
): TextEdit[] | undefined {
  const own = map.entries.filter((e) => !e.merged);
  const after = own.find((e) => e.key.text === behind) ?? own.at(-1);
  if (after === undefined) return undefined;
  const end = endOf(text, after);
  if (map.flow) return [{ start: end, end, text: `, ${key}: ${value}` }];
  const at = lineEnd(text, end);
  return [{ start: at, end: at, text: `${newline(text)}${indentOf(text, map)}${key}: ${value}` }];
}

// --------------------------------------------------------------------------------------------------- remove

/** Takes out the entry or the item that this is the value of. What would be left empty around it goes as well. */
export function removeNode(text: string, body: MapNode | undefined, span: Span): TextEdit[] | undefined {
  const chain = chainTo(body, span);
  if (chain === undefined) return undefined;
  let index = chain.length - 1;
  while (index > 0 && isAlone(chain[index])) index--;
  const link = chain[index];
  if (link === undefined) return undefined;
  return 'entry' in link ? removeEntry(text, link.map, link.entry) : removeItem(text, link.list, link.item);
}

type Link =
  | { readonly map: MapNode; readonly entry: MapEntry }
  | { readonly list: ListNode; readonly item: Node };

function isAlone(link: Link | undefined): boolean {
  if (link === undefined) return false;
  return 'entry' in link ? link.map.entries.length === 1 : link.list.items.length === 1;
}

/** The entries and items that lead to the node at a place. */
function chainTo(node: Node | undefined, span: Span): Link[] | undefined {
  if (node === undefined || node.kind === 'scalar') return undefined;
  const links: Link[] =
    node.kind === 'map'
      ? node.entries.filter((e) => !e.merged).map((e) => ({ map: node, entry: e }))
      : node.items.map((item) => ({ list: node, item }));
  for (const link of links) {
    const value = 'entry' in link ? link.entry.value : link.item;
    if (value === undefined || value.start > span.start || value.end < span.end) continue;
    if (value.start === span.start && value.end === span.end) return [link];
    const rest = chainTo(value, span);
    if (rest !== undefined) return [link, ...rest];
  }
  return undefined;
}

function removeEntry(text: string, map: MapNode, e: MapEntry): TextEdit[] | undefined {
  return map.flow
    ? [outOfFlow(text, e.key.start, endOf(text, e))]
    : wholeLines(text, e.key.start, endOf(text, e), '');
}

function removeItem(text: string, list: ListNode, item: Node): TextEdit[] | undefined {
  return list.flow ? [outOfFlow(text, item.start, item.end)] : wholeLines(text, item.start, item.end, '-');
}

/** With the comma behind it, else with the one before it. */
function outOfFlow(text: string, start: number, end: number): TextEdit {
  const comma = /^\s*,\s*/.exec(text.slice(end));
  if (comma !== null) return { start, end: end + comma[0].length, text: '' };
  const before = /,\s*$/.exec(text.slice(0, start));
  return { start: start - (before?.[0].length ?? 0), end, text: '' };
}

/** The lines from `start` to `end`, if nothing but `mark` stands before it on its line. */
function wholeLines(text: string, start: number, end: number, mark: string): TextEdit[] | undefined {
  const from = lineStart(text, start);
  if (text.slice(from, start).trim() !== mark) return undefined;
  const next = text.indexOf('\n', end);
  return [{ start: from, end: next === -1 ? text.length : next + 1, text: '' }];
}
