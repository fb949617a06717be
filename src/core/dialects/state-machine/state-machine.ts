/** State machines: definitions in files of their own, and definitions inside of templates. */
import type { Document } from '../../document.js';
import { ruleOf } from '../../knowledge.js';
import type { Finding, MapNode, Node, Pipeline, Report, ServiceId, Span } from '../../model.js';
import { get, isMap } from '../../text/tree.js';
import { stateMachineReports } from './checks.js';
import { allMachines, isDefinition, isUnknown, type Machine, readStateMachine, type State } from './model.js';
import { calledSteps, machineStep } from './steps.js';
import {
  beforeJson,
  type PlacedText,
  parsePlaced,
  parseTemplated,
  placedText,
  substitutionVariables,
  textAt,
} from './text.js';

export type { Machine, State } from './model.js';
export { calledSteps, machineEntries } from './steps.js';

const FILE_NAME = /\.asl(\.ya?ml|\.json)?$/i;

/** By the file's name, or by a top level that has both `StartAt` and `States`. */
export function isStateMachine(fileName: string, document: Document): boolean {
  return FILE_NAME.test(fileName) || document.roots.some(isDefinition);
}

// --------------------------------------------------------------------------------------- a file of its own

export interface StateMachineFile {
  readonly document: Document;
  readonly pipelines: readonly Pipeline[];
  readonly reports: readonly Report[];
}

/** Reads a file that is a definition. Tokens that a deployment fills in may stand in it anywhere. */
export function readStateMachineFile(parsed: Document, fileName: string): StateMachineFile {
  const document = parsed.problems.length > 0 ? parseTemplated(parsed.text) : parsed;
  const reports: Report[] = document.problems.map((p) => ({
    rule: p.kind === 'syntax' ? 'yaml-syntax' : 'unreadable-file',
    span: p,
    args: { problem: p.message },
  }));
  const pipelines: Pipeline[] = [];
  // What cannot be parsed is not judged: half a definition has states that seem to be missing.
  if (reports.length > 0) return { document, pipelines, reports };
  const maps = document.roots.filter(isMap);
  const definitions = maps.some(isDefinition) ? maps.filter(isDefinition) : maps;
  if (definitions.length === 0) {
    const span = document.roots[0] ?? { start: 0, end: Math.min(document.text.trimEnd().length, 1) };
    reports.push({ rule: 'empty-state-machine', span, args: { machine: 'the state machine' } });
  }
  for (const root of definitions) {
    const machine = readStateMachine(root);
    reports.push(...stateMachineReports(machine, { source: document.text }));
    pipelines.push(pipelineOf(machine, nameOf(fileName)));
  }
  return { document, pipelines, reports };
}

function nameOf(fileName: string): string {
  const base = /[^/\\]*$/.exec(fileName)?.[0] ?? fileName;
  return base.replace(/(\.asl)?\.\w+$/i, '') || base;
}

function pipelineOf(machine: Machine, name: string): Pipeline {
  const first =
    machine.body.entries.find((e) => e.key.text === 'StartAt')?.key ??
    machine.body.entries[0]?.key ??
    machine.body;
  const nameSpan = { start: first.start, end: first.end };
  const step = machineStep(machine, name, nameSpan);
  const { steps, edges } = calledSteps(machine, step);
  return { name, nameSpan, body: emptyBody(machine.body), steps: [step, ...steps], edges };
}

/** A definition has none of the keys that a pipeline has at its top. */
function emptyBody({ start, end }: Span): MapNode {
  return { kind: 'map', entries: [], duplicates: [], flow: false, start, end };
}

/** The fixes of rules about services are written in the words of a sketch; in a definition only its own reader's fixes fit. */
export function ownFixes(finding: Finding): Finding {
  return finding.fixes.length === 0 || ruleOf(finding.rule).check !== undefined
    ? finding
    : { ...finding, fixes: [] };
}

// ------------------------------------------------------------------------------------------ in a template

export interface DefinitionOptions {
  /** Text of the file that the node was read from. */
  readonly source: string;
  /** Id of the step that the definition belongs to: the findings name it. Without one they name the state. */
  readonly step?: string;
  /** `DefinitionSubstitutions`: what the tokens of the definition stand for. */
  readonly substitutions?: Node | undefined;
}

/** Something that a state names and that is decided outside of the definition: `${Token}` or a function of the template. */
export interface Use {
  readonly state: State;
  /** Where it stands, in the file of the definition. */
  readonly span: Span;
  /** The token's name, such as `Function.Arn`; undefined for a function. */
  readonly token: string | undefined;
  /** The function, what a substitution puts in the token's place, or else `!Sub ${Token}`. */
  readonly value: Node;
}

/** Where an edge of the machine leads: a value that may refer to a resource, and the service that is called. */
export interface Target {
  readonly node: Node;
  readonly service: ServiceId | undefined;
}

export interface Definition {
  readonly machine: Machine;
  readonly reports: readonly Report[];
  readonly uses: readonly Use[];
}

/**
 * Reads the definition of a state machine in a template: an object, a text, a substituted text or a join of texts. Undefined where
 * it is decided elsewhere or is no definition.
 */
export function readDefinition(node: Node, options: DefinitionOptions): Definition | undefined {
  const object = beforeJson(node);
  if (isMap(object) && !isUnknown(object)) {
    return isBegun(object)
      ? definitionOf(object, object, options, { source: options.source, keysReported: true })
      : undefined;
  }
  const placed = placedText(node, options.source);
  return placed === undefined ? undefined : readStateMachineText(placed, node, options);
}

/** Where a definition belongs, one of its two keys is enough to be one. */
function isBegun(node: Node | undefined): node is MapNode {
  return isMap(node) && (get(node, 'StartAt') !== undefined || get(node, 'States') !== undefined);
}

/** Reads a definition from a text with the places of its characters. `node` is what it was written as. */
export function readStateMachineText(
  placed: PlacedText,
  node: Node | undefined,
  options: DefinitionOptions,
): Definition | undefined {
  const { root, problems } = parsePlaced(placed);
  if (problems.length > 0 || !isBegun(root)) return undefined;
  const fixable = placed.places.editable ? { source: options.source } : {};
  return definitionOf(root, node, options, fixable);
}

/**
 * Reads the file that `DefinitionUri` names, for the diagram and the edges of the template: everything stands at `place`, where the
 * template names the file. Its findings belong to that file, so there are none here. Undefined: the text is no definition.
 */
export function readDefinitionFile(
  text: string,
  place: Span,
  options: Omit<DefinitionOptions, 'source'> = {},
): Definition | undefined {
  const definition = readStateMachineText(textAt(text, place), undefined, { ...options, source: text });
  return definition && { ...definition, reports: [] };
}

function definitionOf(
  root: MapNode,
  node: Node | undefined,
  options: DefinitionOptions,
  checks: { readonly source?: string; readonly keysReported?: boolean },
): Definition {
  const machine = readStateMachine(root);
  const found = stateMachineReports(machine, checks);
  const reports =
    options.step === undefined
      ? found
      : found.map((r) => ({ ...r, args: { ...r.args, step: r.step ?? '' }, step: options.step }));
  const variables = [options.substitutions, node === undefined ? undefined : substitutionVariables(node)];
  return {
    machine,
    reports,
    uses: allMachines(machine).flatMap((m) => m.states.flatMap((s) => usesOf(s, variables))),
  };
}

/**
 * What the states of a definition lead to: all that they name outside of it, with the service that the state calls; for a call that
 * names nothing, its `Resource`.
 */
export function targetsOf({ machine, uses }: Definition): Target[] {
  const byState = new Map<State, Use[]>();
  for (const use of uses) byState.set(use.state, [...(byState.get(use.state) ?? []), use]);
  const states = allMachines(machine).flatMap((m) => m.states);
  return states.flatMap((state) => {
    const service = state.calls.find((c) => c.service !== undefined)?.service;
    const own = (byState.get(state) ?? []).map((u): Target => ({ node: u.value, service }));
    const resource = get(state.body, 'Resource');
    if (own.length > 0 || resource === undefined || service === undefined) return own;
    return [{ node: resource, service }];
  });
}

const NAMING: readonly string[] = ['Resource', 'Parameters', 'Arguments', 'ItemReader', 'ResultWriter'];
const TOKEN = /\$\{([^!{}][^{}]*)\}/g;

function usesOf(state: State, variables: readonly (Node | undefined)[]): Use[] {
  const out: Use[] = [];
  const visit = (node: Node | undefined) => {
    if (node === undefined) return;
    const span = { start: node.start, end: node.end };
    if (isUnknown(node) && (node.kind !== 'scalar' || node.tag !== undefined)) {
      out.push({ state, span, token: undefined, value: node });
    } else if (node.kind === 'scalar') {
      for (const match of node.text.matchAll(TOKEN)) {
        const token = (match[1] ?? '').trim();
        // The partition, the region and their like lead nowhere.
        if (token.startsWith('AWS::')) continue;
        const known = variables.map((v) => get(v, token)).find((v) => v !== undefined);
        out.push({
          state,
          span,
          token,
          value: known ?? { kind: 'scalar', text: match[0], style: 'plain', tag: '!Sub', ...span },
        });
      }
    } else if (node.kind === 'list') for (const item of node.items) visit(item);
    else for (const e of node.entries) visit(e.value);
  };
  for (const field of NAMING) visit(get(state.body, field));
  return out;
}
