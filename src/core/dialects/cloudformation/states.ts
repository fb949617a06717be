/** The state machines of a template: what their definitions call becomes edges of the pipeline. */
import type { Node, Report } from '../../model.js';
import { readDefinition, readDefinitionFile } from '../state-machine/state-machine.js';
import { isWord } from './intrinsics.js';
import { hitsAt } from './places.js';
import type { Resource, TemplateIndex } from './resource-index.js';
import type { Defined } from './steps.js';

export interface States {
  readonly defined: readonly Defined[];
  readonly reports: readonly Report[];
}

/** The text of a file beside the one that is read, by its path from there; undefined where there is none. */
export type Sibling = (path: string) => string | undefined;

/** Definitions that stand in the template itself, whose text is `source`, and those in files beside it. */
export function statesOf(index: TemplateIndex, source: string, sibling: Sibling | undefined): States {
  const defined: Defined[] = [];
  const reports: Report[] = [];
  for (const resource of index.resources) {
    const { inline = [], file = [], symbols = [] } = resource.spec?.definition ?? {};
    const substitutions = at(resource, symbols, index)[0];
    const options = { step: resource.id, substitutions };
    const inFiles = at(resource, file, index).map((node) => {
      const text = isWord(node) ? sibling?.(node.text) : undefined;
      return text === undefined ? undefined : readDefinitionFile(text, node, options);
    });
    for (const definition of [
      ...at(resource, inline, index).map((node) => readDefinition(node, { ...options, source })),
      ...inFiles,
    ]) {
      if (definition === undefined) continue;
      reports.push(...definition.reports);
      // Of several definitions a condition chooses one; the first stands for them in the diagram.
      if (!defined.some((d) => d.resource === resource)) defined.push({ resource, definition });
    }
  }
  return { defined, reports };
}

function at(resource: Resource, paths: readonly string[], index: TemplateIndex): Node[] {
  return paths.flatMap((path) =>
    hitsAt(index.place(resource), path, index).flatMap((h) =>
      h.node === undefined || (h.node.kind === 'scalar' && h.node.foreign !== undefined) ? [] : [h.node],
    ),
  );
}
