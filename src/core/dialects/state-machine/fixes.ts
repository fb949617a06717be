/** What mends a state machine: fields that go, come in or get their right name, and errors in their right order. */
import { indentOf, newline } from '../../fixes/fix-text.js';
import { removeNode } from '../../fixes/fix-values.js';
import type { Fix, ListNode, MapEntry, MapNode, Node, Span, TextEdit } from '../../model.js';

/** The field with its value goes. */
export function without(body: MapNode, field: MapEntry, source: string | undefined): Fix[] {
  if (source === undefined || field.value === undefined) return [];
  return fix(`Remove ${field.key.text}`, removeNode(source, body, field.value));
}

/** The key of a field gets another name. */
export function renamed(field: MapEntry, name: string, source: string | undefined): Fix[] {
  if (source === undefined) return [];
  const { start, end } = field.key;
  return fix(`Call it ${name}`, [
    { start, end, text: `${quoteAt(source, field.key)}${name}${quoteAt(source, field.key)}` },
  ]);
}

/** A field in front of all others. */
export function withField(
  body: MapNode,
  field: string,
  value: string,
  source: string | undefined,
  title = `Add ${field} ${value}`,
): Fix[] {
  const first = body.entries.find((e) => !e.merged)?.key;
  if (source === undefined || first === undefined) return [];
  const quote = quoteAt(source, first);
  const text = `${quote}${field}${quote}: ${quote}${value}${quote}`;
  const behind = body.flow ? ', ' : `${newline(source)}${indentOf(source, body)}`;
  const plain = quote !== '' || /^\w[\w .()-]*$/.test(value);
  return plain ? fix(title, [{ start: first.start, end: first.start, text: text + behind }]) : [];
}

/** One error stays alone in the list. */
export function alone(errors: ListNode, error: Node, body: MapNode, source: string | undefined): Fix[] {
  const [first, last] = [errors.items[0], errors.items.at(-1)];
  if (source === undefined || first === undefined || last === undefined) return [];
  const title = 'Leave only States.ALL';
  if (errors.flow) {
    const kept = source.slice(error.start, error.end);
    return fix(title, [{ start: first.start, end: last.end, text: kept }], true);
  }
  const gone = errors.items.filter((e) => e !== error).map((e) => removeNode(source, body, e));
  return gone.includes(undefined)
    ? []
    : fix(
        title,
        gone.flatMap((e) => e ?? []),
        true,
      );
}

/** The item of a list goes to its end; what stands between the items stays where it is. */
export function moveLast(list: ListNode, index: number, source: string | undefined): Fix[] {
  const moved = list.items.slice(index);
  const [first, ...others] = moved;
  const last = moved.at(-1);
  if (source === undefined || first === undefined || last === undefined || others.length === 0) return [];
  const between = others.map((item, i) => source.slice(moved[i]?.end, item.start));
  const texts = [...others, first].map((item) => source.slice(item.start, item.end));
  const text = texts.map((t, i) => t + (between[i] ?? '')).join('');
  return fix('Move it to the end', [{ start: first.start, end: last.end, text }]);
}

/** Another word as the value of a field. */
export function revalued(field: MapEntry, value: string, title: string, source: string | undefined): Fix[] {
  if (source === undefined || field.value === undefined) return [];
  const { start, end } = field.value;
  const quote = quoteAt(source, field.value);
  return fix(title, [{ start, end, text: `${quote}${value}${quote}` }]);
}

function fix(title: string, edits: TextEdit[] | undefined, safe = false): Fix[] {
  return edits === undefined || edits.length === 0 ? [] : [{ title, safe, edits }];
}

function quoteAt(source: string, { start }: Span): string {
  return /^["']/.exec(source.slice(start, start + 1))?.[0] ?? '';
}
