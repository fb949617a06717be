/** The state machines of a template: what their definitions call becomes edges of the pipeline. */
import type { Node, Report } from '../model.js';
import { readDefinition } from './state-machine.js';
import type { Resource, TemplateIndex } from './template-index.js';
import { hitsAt } from './template-places.js';
import type { Defined } from './template-steps.js';

export interface States {
  readonly defined: readonly Defined[];
  readonly reports: readonly Report[];
}

/** Definitions that stand in the template itself. `source` is its text. */
export function statesOf(index: TemplateIndex, source: string): States {
  const defined: Defined[] = [];
  const reports: Report[] = [];
  for (const resource of index.resources) {
    const { inline = [], symbols = [] } = resource.spec?.definition ?? {};
    const substitutions = at(resource, symbols, index)[0];
    const nodes = at(resource, inline, index);
    for (const node of nodes) {
      const definition = readDefinition(node, { source, step: resource.id, substitutions });
      if (definition === undefined) continue;
      reports.push(...definition.reports);
      // Of several definitions a condition chooses one; the first stands for them in the diagram.
      if (!defined.some((d) => d.resource === resource)) defined.push({ resource, definition });
    }
  }
  return { defined, reports };
}

function at(resource: Resource, paths: readonly string[], index: TemplateIndex): Node[] {
  return paths.flatMap((path) => hitsAt(index.place(resource), path, index).flatMap((h) => (h.node === undefined || (h.node.kind === 'scalar' && h.node.foreign !== undefined) ? [] : [h.node])));
}
