/** YAML of other tools, told by its top level, to say why it is left alone. */
import type { Document } from '../document.js';
import { entry, isMap } from '../text/tree.js';

/** Keys that stand together at the top of a file, and what such a file is. */
const OTHERS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['Diagram'], 'a diagram as code, which has no properties to check'],
  [['apiVersion', 'kind'], 'a Kubernetes manifest'],
  [['Module', 'Items'], 'a module of another tool, which becomes a template only when it is built'],
  [['openapi', 'paths'], 'a description of an API'],
  [['on', 'jobs'], 'a workflow of continuous integration'],
  [['services'], 'a Compose file'],
  [['receivers', 'exporters'], 'the configuration of a collector'],
];

/** What a file of another tool is; undefined if that is not known. */
export function otherDialect(document: Document): string | undefined {
  const root = document.roots.find(isMap);
  return OTHERS.find(([keys]) => keys.every((key) => entry(root, key) !== undefined))?.[1];
}
