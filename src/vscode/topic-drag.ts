/** Dragging out of the Topics tree: a service dropped on a sketch becomes a step there, anything else is dropped as text. */
import * as vscode from 'vscode';
import { offsetAt, rangeOf } from '../core/document.js';
import { insertStep, type StepInsertion } from '../core/features/insert-step.js';
import type { TopicNode } from '../core/features/topics.js';
import { knowledge } from '../core/knowledge.js';
import type { ServiceId } from '../core/model.js';
import { fromPosition, toRange } from './convert.js';
import { readingOf } from './readings.js';

/** The type under which VS Code itself knows what is dragged from this tree. */
const SERVICE = 'application/vnd.code.tree.tributary.topics';
const TEXT = 'text/plain';

const SELECTOR: vscode.DocumentSelector = [
  { language: 'yaml' },
  { language: 'markdown' },
  { pattern: '**/*.pipeline.{yaml,yml}' },
];

export class TopicDrag implements vscode.TreeDragAndDropController<TopicNode> {
  readonly dragMimeTypes = [SERVICE, TEXT];
  /** Nothing can be dropped on the tree. */
  readonly dropMimeTypes = [];

  handleDrag([node]: readonly TopicNode[], data: vscode.DataTransfer): void {
    if (node === undefined) return;
    data.set(TEXT, new vscode.DataTransferItem(textOf(node)));
    if (node.kind === 'service' && node.service !== undefined)
      data.set(SERVICE, new vscode.DataTransferItem(node.service.id));
  }
}

function textOf({ kind, place, rule, service, label }: TopicNode): string {
  return place?.fact.claim ?? rule?.id ?? (kind === 'service' ? service?.shortName : undefined) ?? label;
}

export function registerDrop(): vscode.Disposable {
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('tributary', 'step');
  return vscode.languages.registerDocumentDropEditProvider(
    SELECTOR,
    {
      async provideDocumentDropEdits(document, position, data) {
        const id = await data.get(SERVICE)?.asString();
        const service = knowledge.services.find((s) => s.id === id)?.id;
        const change = service && stepEdit(document, service, position);
        if (change === undefined) return undefined;
        const edit = new vscode.DocumentDropEdit('', 'Insert as a step', kind);
        edit.additionalEdit = change.edit;
        return edit;
      },
    },
    { dropMimeTypes: [SERVICE], providedDropEditKinds: [kind] },
  );
}

/** The edit that writes a step into a sketch, with the insertion that it was made from; undefined where none can be written. */
export function stepEdit(
  document: vscode.TextDocument,
  service: ServiceId,
  position?: vscode.Position,
): { readonly edit: vscode.WorkspaceEdit; readonly insertion: StepInsertion } | undefined {
  const reading = readingOf(document);
  const offset = position && offsetAt(reading.document, fromPosition(position));
  const insertion = insertStep(reading, service, offset);
  if (insertion === undefined) return undefined;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, toRange(rangeOf(reading.document, insertion.edit)), insertion.edit.text);
  return { edit, insertion };
}
