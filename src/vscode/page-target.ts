/** What a command of the study side is about: a node of the tree, the argument of a link, what stands at the cursor, or what is asked for. */
import * as vscode from 'vscode';
import { nameAt } from '../core/features/names-in-text.js';
import type { PageTarget } from '../core/features/search.js';
import type { TopicNode } from '../core/features/topics.js';
import { mayBeLinted } from './readings.js';
import { pickPage } from './search.js';

/** Is a node of the tree, and not some other argument of a command? */
export function isTopicNode(value: unknown): value is TopicNode {
  return (
    typeof value === 'object' && value !== null && 'children' in value && 'facts' in value && 'label' in value
  );
}

/** A node of the tree, or the argument of a link in a hover. */
export function targetOf(given: unknown): PageTarget | undefined {
  if (isTopicNode(given)) {
    if (given.rule !== undefined) return { rule: given.rule.id };
    if (given.place !== undefined) return { service: given.place.service.id, fact: given.place.fact.id };
    return given.service === undefined ? undefined : { service: given.service.id };
  }
  if (typeof given !== 'object' || given === null) return undefined;
  return 'rule' in given || 'service' in given ? (given as PageTarget) : undefined;
}

/** The service that is named at the cursor. */
export function serviceAtCursor(): (PageTarget & { readonly service: string }) | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { line, character } = editor.selection.active;
  const sketch = mayBeLinted(editor.document);
  const found = nameAt(editor.document.lineAt(line).text, character, { sketch });
  return found && { service: found.service.id };
}

/**
 * What a command is to work on. Without an argument it asks, with the selected node or the service at the cursor proposed: the
 * command palette cannot tell which of the two is meant.
 */
export async function targetOrAsk(
  given: unknown,
  selected: TopicNode | undefined,
): Promise<PageTarget | undefined> {
  const target = targetOf(given);
  if (target !== undefined) return target;
  const proposed =
    serviceAtCursor()?.service ?? selected?.rule?.id ?? selected?.place?.fact.id ?? selected?.service?.id;
  return pickPage(proposed ?? '');
}
