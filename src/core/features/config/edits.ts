/** Edits of `.tributaryrc.yaml` that keep its comments, its order and its style. */
import { lineEnd, parseDocument } from '../../document.js';
import type { EditionChoice, MapEntry, MapNode, RuleId, RuleLevel, TextEdit } from '../../model.js';
import { entry } from '../../text/tree.js';

/** Sets the severity of a rule; a reason becomes a comment. Undefined: the file is broken and has to be mended by hand. */
export function setRuleLevel(
  text: string,
  rule: RuleId,
  level: RuleLevel,
  reason = '',
): TextEdit[] | undefined {
  const comment = reason.trim() === '' ? '' : ` # ${reason.trim().replaceAll(/\s+/g, ' ')}`;
  return setKey(text, 'rules', rule, level, comment);
}

/** Sets the edition. Undefined: the file is broken and has to be mended by hand. */
export function setEdition(text: string, edition: EditionChoice): TextEdit[] | undefined {
  const root = rootOf(text);
  if (root === undefined) return undefined;
  const found = root === 'empty' ? undefined : entry(root, 'edition');
  if (found === undefined)
    return root === 'empty' || !root.flow
      ? [append(text, `edition: ${edition}`)]
      : [firstIn(root, `edition: ${edition}`)];
  return [replaceValue(found, edition)];
}

function setKey(
  text: string,
  parent: string,
  key: string,
  value: string,
  comment: string,
): TextEdit[] | undefined {
  const root = rootOf(text);
  if (root === undefined) return undefined;
  const holder = root === 'empty' ? undefined : entry(root, parent);
  const eol = newline(text);
  if (root !== 'empty' && root.flow) {
    const inner = holder?.value?.kind === 'map' ? holder.value : undefined;
    if (inner === undefined)
      return holder === undefined ? [firstIn(root, `${parent}: { ${key}: ${value} }`)] : undefined;
    return inFlow(inner, key, value);
  }
  if (holder === undefined) return [append(text, `${parent}:${eol}  ${key}: ${value}${comment}`)];
  const map = holder.value;
  if (map === undefined) {
    const at = lineEnd(text, holder.key.end);
    return [{ start: at, end: at, text: `${eol}  ${key}: ${value}${comment}` }];
  }
  if (map.kind !== 'map') return undefined;
  if (map.flow) return inFlow(map, key, value);
  const found = entry(map, key);
  if (found !== undefined) return [replaceValue(found, value)];
  const last = map.entries.at(-1);
  if (last === undefined) return undefined;
  const column = last.key.start - (text.lastIndexOf('\n', last.key.start - 1) + 1);
  const at = lineEnd(text, Math.max(last.value?.end ?? 0, last.key.end));
  return [{ start: at, end: at, text: `${eol}${' '.repeat(column)}${key}: ${value}${comment}` }];
}

function inFlow(map: MapNode, key: string, value: string): TextEdit[] {
  const found = entry(map, key);
  return [found === undefined ? firstIn(map, `${key}: ${value}`) : replaceValue(found, value)];
}

/** Behind the opening brace. */
function firstIn(map: MapNode, item: string): TextEdit {
  const at = map.start + 1;
  return { start: at, end: at, text: map.entries.length === 0 ? ` ${item} ` : ` ${item},` };
}

function replaceValue(found: MapEntry, value: string): TextEdit {
  if (found.value === undefined)
    return { start: found.key.end + 1, end: found.key.end + 1, text: ` ${value}` };
  return { start: found.value.start, end: found.value.end, text: value };
}

function append(text: string, lines: string): TextEdit {
  const eol = newline(text);
  const before = text === '' || text.endsWith('\n') ? '' : eol;
  return { start: text.length, end: text.length, text: `${before}${lines}${eol}` };
}

function rootOf(text: string): MapNode | 'empty' | undefined {
  const { roots, problems } = parseDocument(text);
  if (problems.length > 0 || roots.length > 1) return undefined;
  const root = roots[0];
  if (root === undefined) return 'empty';
  return root.kind === 'map' ? root : undefined;
}

function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
