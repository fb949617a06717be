/**
 * A state machine as a part of a pipeline: the settings of its step, its runs in distributed Map states as steps of their own, and
 * the services that it calls. Which field is which setting is data, so the rules about the service work as in a sketch.
 */
import { knowledge, serviceById } from '../../knowledge.js';
import type { Edge, MapEntry, MapNode, Node, ScalarNode, Span, Step } from '../../model.js';
import { entry, get } from '../../text/tree.js';
import type { Call } from './calls.js';
import type { Machine, State } from './model.js';

export interface StepsAndEdges {
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
}

/**
 * What the definition says about the step of its machine: entries for the step's body. States of distributed Map states are not
 * among them; they belong to executions of their own.
 */
export function machineEntries(machine: Machine): MapEntry[] {
  const { fields, states } = knowledge.states;
  const list = ownStates(machine);
  const items = list.flatMap((s) => (s.body === undefined ? [] : [stateNode(s, s.body)]));
  const place = entry(machine.body, 'States')?.key ?? machine.body;
  return [
    ...fieldEntries(machine.body, fields),
    ...(items.length === 0
      ? []
      : [{ key: keyNode(states.list, place), value: listNode(items, machine.body), merged: false }]),
  ];
}

/**
 * The steps behind a machine: one for each service that it calls, one for each distributed Map state, with the edges to them.
 * `skip` leaves out the calls whose target the caller knows better (a resource of the same template).
 */
export function calledSteps(
  machine: Machine,
  owner: Step,
  skip: (state: State, call: Call) => boolean = () => false,
): StepsAndEdges {
  const steps: Step[] = [];
  const edges: Edge[] = [];
  const called = new Map<string, Step>();
  const visit = (of: Machine, from: Step) => {
    const reached = new Set<Step>();
    const edge = (to: Step, span: Span) => {
      if (!reached.has(to)) edges.push({ from, to, span, declaredBy: 'to', call: true });
      reached.add(to);
    };
    for (const state of ownStates(of)) {
      for (const call of state.calls) {
        const name = call.service === undefined ? call.integration : serviceById(call.service).shortName;
        if (name === undefined || skip(state, call)) continue;
        const known = called.get(name);
        const step = known ?? calledStep(name, call.service, call.span);
        if (known === undefined) steps.push(step);
        called.set(name, step);
        edge(step, call.span);
      }
      for (const nested of state.machines.filter((m) => m.distributed)) {
        const child = childStep(nested, state);
        steps.push(child);
        edge(child, state.nameSpan);
        visit(nested, child);
      }
    }
  };
  visit(machine, owner);
  return { steps, edges };
}

/** The states that run in the machine's own execution. */
function ownStates(machine: Machine): State[] {
  return machine.states.flatMap((s) => [s, ...s.machines.filter((m) => !m.distributed).flatMap(ownStates)]);
}

function calledStep(name: string, service: Step['service'], span: Span): Step {
  return {
    id: name,
    idSpan: span,
    anonymous: true,
    service,
    serviceSpan: span,
    serviceText: name,
    body: undefined,
    span,
  };
}

function childStep(machine: Machine, state: State): Step {
  const { service, typeField, type } = knowledge.states;
  const written = get(get(machine.body, 'ProcessorConfig'), typeField);
  const entries = [
    ...machineEntries(machine),
    { key: keyNode(type, state.nameSpan), value: written ?? unknownNode(state.nameSpan), merged: false },
  ];
  return {
    id: state.name,
    idSpan: state.nameSpan,
    anonymous: false,
    service,
    serviceSpan: state.nameSpan,
    serviceText: serviceById(service).shortName,
    body: mapNode(entries, machine.body),
    span: { start: state.nameSpan.start, end: machine.body.end },
  };
}

/** The step of a whole machine. `type` is the node that says of which type it is; without one nobody knows. */
export function machineStep(machine: Machine, id: string, place: Span, type?: Node): Step {
  const { service, type: setting } = knowledge.states;
  const entries = [
    ...machineEntries(machine),
    { key: keyNode(setting, place), value: type ?? unknownNode(place), merged: false },
  ];
  return {
    id,
    idSpan: place,
    anonymous: false,
    service,
    serviceSpan: place,
    serviceText: serviceById(service).shortName,
    body: mapNode(entries, machine.body),
    span: { start: machine.body.start, end: machine.body.end },
  };
}

// ------------------------------------------------------------------------------------------------- the tree

function fieldEntries(body: MapNode, fields: Readonly<Record<string, string>>): MapEntry[] {
  return Object.entries(fields).flatMap(([path, setting]) => {
    const keys = path.split('.');
    const holder = keys.slice(0, -1).reduce<Node | undefined>((at, key) => get(at, key), body);
    const field = entry(holder, keys.at(-1) ?? '');
    const value = field?.value;
    return value === undefined ? [] : [{ key: keyNode(setting, field?.key ?? value), value, merged: false }];
  });
}

function stateNode(state: State, body: MapNode): MapNode {
  const { name, fields } = knowledge.states.states;
  const named: ScalarNode = { kind: 'scalar', text: state.name, style: 'plain', ...state.nameSpan };
  return mapNode(
    [{ key: keyNode(name, state.nameSpan), value: named, merged: false }, ...fieldEntries(body, fields)],
    body,
  );
}

function keyNode(text: string, { start, end }: Span): ScalarNode {
  return { kind: 'scalar', text, style: 'plain', start, end };
}

function unknownNode({ start, end }: Span): ScalarNode {
  return { kind: 'scalar', text: '', style: 'plain', tag: '!Ref', start, end };
}

function mapNode(entries: readonly MapEntry[], { start, end }: Span): MapNode {
  return { kind: 'map', entries, duplicates: [], flow: false, start, end };
}

function listNode(items: readonly Node[], { start, end }: Span): Node {
  return { kind: 'list', items, flow: false, start, end };
}
