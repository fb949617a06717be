/** Templates of infrastructure: which texts are some, and how one is read into a pipeline of steps and edges. */
import type { Document } from '../../document.js';
import type { MapNode, Node, Pipeline, Report } from '../../model.js';
import { entry, get, isMap } from '../../text/tree.js';
import { type Disabled, disabledIn } from './disable.js';
import { isWord } from './intrinsics.js';
import { dialectNames } from './names.js';
import { repairIndent } from './repair.js';
import { TemplateIndex } from './resource-index.js';
import { type Sibling, statesOf } from './states.js';
import { TemplateSteps } from './steps.js';

export type TemplateDialect = 'cloudformation' | 'serverless';

export interface TemplateReading {
  readonly document: Document;
  readonly dialect: TemplateDialect;
  readonly why: string;
  readonly pipelines: readonly Pipeline[];
  readonly reports: readonly Report[];
  /** What resources switch off in their metadata. */
  readonly disabled: readonly Disabled[];
}

const TYPE = /^(AWS|Custom|Alexa)::/;
/** Blocks of a text generator at the beginning of a line: the text becomes a template, it is none. */
const GENERATOR = /^\s*\{%-?\s*(if|for|set|block|macro|include|import|from|extends|raw|filter|with|call)\b/m;
const LOOKS =
  /^\s*["']?AWSTemplateFormatVersion|^\s*["']?(Resources|resources)["']?\s*:[\s\S]*\bType["']?\s*:\s*["']?AWS::/m;

/** What kind of template a text is; undefined if it is none. By what stands in it, never by its name. */
export function templateDialect(document: Document): TemplateDialect | undefined {
  if (isGenerated(document)) return undefined;
  for (const root of document.roots) {
    if (root === undefined || !isMap(root)) continue;
    if (isServerless(root)) return 'serverless';
    if (
      hasResources(get(root, 'Resources')) ||
      (get(root, 'AWSTemplateFormatVersion') !== undefined && get(root, 'Resources') !== undefined)
    )
      return 'cloudformation';
    if (isFragment(root)) return 'cloudformation';
  }
  return document.problems.length > 0 && LOOKS.test(document.text) ? 'cloudformation' : undefined;
}

/** Is the text one from which something else makes a template? */
export function isGenerated(document: Document): boolean {
  return document.problems.length > 0 && GENERATOR.test(document.text);
}

function isServerless(root: MapNode): boolean {
  return (
    get(root, 'service') !== undefined &&
    get(root, 'provider') !== undefined &&
    ['functions', 'resources', 'stepFunctions'].some((key) => get(root, key) !== undefined)
  );
}

function hasResources(map: Node | undefined): boolean {
  return isMap(map) && map.entries.some((e) => isResource(e.value));
}

function isResource(node: Node | undefined): boolean {
  const type = get(node, 'Type');
  return isWord(type) && TYPE.test(type.text);
}

/** A bare map of resources, which a build joins to a template. */
function isFragment(root: MapNode): boolean {
  return (
    root.entries.length > 0 &&
    root.entries.every((e) => isResource(e.value) && entry(e.value, 'Properties') !== undefined)
  );
}

/** Reads a template. With faults that CloudFormation would not take either, nothing is read but the first of them. */
export function readTemplate(given: Document, dialect: TemplateDialect, sibling?: Sibling): TemplateReading {
  const document = given.problems.length === 0 ? given : (repairIndent(given) ?? given);
  const names = dialectNames(dialect);
  const why = `read as a ${names[0]?.title ?? dialect} template`;
  const [problem] = document.problems;
  if (problem !== undefined) {
    const rule = problem.kind === 'syntax' ? 'yaml-syntax' : 'unreadable-file';
    return {
      document,
      dialect,
      why,
      pipelines: [],
      reports: [{ rule, span: problem, args: { problem: problem.message } }],
      disabled: [],
    };
  }
  const pipelines: Pipeline[] = [];
  const reports: Report[] = [];
  const disabled: Disabled[] = [];
  for (const root of document.roots) {
    if (root === undefined || !isMap(root)) continue;
    const index = new TemplateIndex(isFragment(root) ? fragment(root) : root, names);
    const states = statesOf(index, document.text, sibling);
    const place = entry(root, 'Resources')?.key ?? { start: root.start, end: root.start };
    const nameSpan = { start: place.start, end: place.end };
    const body: MapNode = {
      kind: 'map',
      entries: [],
      duplicates: [],
      flow: false,
      start: root.start,
      end: root.end,
    };
    pipelines.push({
      name: undefined,
      nameSpan,
      body,
      template: true,
      ...new TemplateSteps(index).read(states.defined),
    });
    reports.push(...states.reports, ...duplicateKeys(root));
    disabled.push(...disabledIn(index));
  }
  return { document, dialect, why, pipelines, reports, disabled };
}

function fragment(root: MapNode): MapNode {
  const key = {
    kind: 'scalar',
    text: 'Resources',
    style: 'plain',
    start: root.start,
    end: root.start,
  } as const;
  return { ...root, entries: [{ key, value: root, merged: false }] };
}

/** Keys that a later one of the same name has overruled. */
function duplicateKeys(root: Node): Report[] {
  const reports: Report[] = [];
  const seen = new Set<Node>();
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'scalar' || seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'list') stack.push(...node.items);
    else {
      for (const key of node.duplicates)
        reports.push({ rule: 'duplicate-key', span: key, args: { key: key.text } });
      for (const e of node.entries) if (e.value !== undefined && !e.merged) stack.push(e.value);
    }
  }
  return reports;
}
