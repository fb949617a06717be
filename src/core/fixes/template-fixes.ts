/** Fixes in templates: they replace a value that stands there, in the property's own unit and the vendor's own spelling. */

import type { Offender } from '../conditions.js';
import { settingsOf } from '../knowledge.js';
import type { Node, ScalarNode, Setting, Step, TextEdit } from '../model.js';
import { nodesAt, settingPath } from '../pipeline/paths.js';
import { parseQuantity, unitOf } from '../quantity.js';
import { booleanOf, canonicalWord, isDynamic } from '../value.js';
import { labelled } from './fix-values.js';

/** The edit that writes `wanted` at a path of a step; undefined where no plain value of its own stands there. */
export function replaceInTemplate(
  text: string,
  step: Step,
  path: string,
  wanted: string,
  offender: Offender | undefined,
): TextEdit[] | undefined {
  const settings = settingsOf(step.service);
  const nodes = nodesAt(step.body, path, settings).filter((n) => n.kind === 'scalar');
  const marked = offender?.value.state === 'known' ? offender.value.span : undefined;
  const node = nodes.length === 1 ? nodes[0] : nodes.find((n) => n.start === marked?.start);
  if (node === undefined || isDynamic(node) || node.foreign?.fixed === true || !isInText(text, node))
    return undefined;
  const setting = settings.byPath.get(settingPath(path))?.setting;
  const written = setting === undefined ? undefined : asWritten(wanted, node, setting);
  if (written === undefined) return undefined;
  const quote = /^["']/.exec(text.slice(node.start, node.end))?.[0] ?? '';
  return [{ start: node.start, end: node.end, text: `${quote}${written}${quote}` }];
}

/** A value that a mapping or another place of the template gives does not stand where it is reported. */
function isInText(text: string, node: Node): boolean {
  return (
    node.kind === 'scalar' && text.slice(node.start, node.end).replace(/^(["'])(.*)\1$/s, '$2') === node.text
  );
}

function asWritten(wanted: string, node: ScalarNode, setting: Setting): string | undefined {
  if (setting.type === 'boolean') return booleanOf(wanted) === undefined ? undefined : wanted;
  const word = canonicalWord(wanted, setting);
  if (word !== undefined) return node.foreign?.spellings?.[word];
  if (setting.type === 'version') return labelled(node.text, wanted);
  const unit = node.foreign?.unit ?? setting.unit ?? '';
  const quantity = parseQuantity(wanted, unit, setting.writtenAs);
  const own = unitOf(unit);
  if (quantity === undefined || own === undefined || quantity.dimension !== own.dimension) return undefined;
  const amount = quantity.base / own.factor;
  return Number.isInteger(amount) ? String(amount) : undefined;
}
