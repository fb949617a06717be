/** What is wrong with the ways through a state machine: places that do not exist, states that nothing leads to, no way out. */
import { lineEnd } from '../../document.js';
import type { Fix, MapEntry, MapNode, Report, Span } from '../../model.js';
import { didYouMean, hint } from '../../names.js';
import { entry, get } from '../../text/tree.js';
import { renamed, revalued, withField, without } from './fixes.js';
import { allMachines, isUnknown, type Machine, type State, type Transition } from './model.js';
import { type CheckOptions, replacement, report, STATE_TYPES } from './report.js';
import { shapeReports } from './shapes.js';

/** Types after which the execution ends, or which name their successors in their own way. */
const WITHOUT_NEXT: ReadonlySet<string> = new Set(['Choice', 'Succeed', 'Fail']);

/** Everything that is certainly wrong with a definition and with what is nested in it. */
export function stateMachineReports(root: Machine, options: CheckOptions = {}): Report[] {
  const machines = allMachines(root);
  return [
    ...machines.flatMap((m) => {
      const names = new Set(m.states.map((s) => s.name));
      return [
        ...emptyReports(m),
        ...startReports(m, names, options),
        ...m.states.flatMap((s) => [
          ...targetReports(m, s, names, options),
          ...exitReports(s, options),
          ...shapeReports(m, s, options),
        ]),
        ...reachReports(m, names),
      ];
    }),
    ...duplicateReports(machines, options),
  ];
}

function machineName(machine: Machine): string {
  return machine.parent === undefined ? 'the state machine' : `the machine in ${machine.parent}`;
}

function emptyReports(machine: Machine): Report[] {
  if (machine.open || machine.states.length > 0) return [];
  const states = entry(machine.body, 'States');
  const place = states?.key ?? machine.body.entries[0]?.key ?? machine.body;
  return [report('empty-state-machine', place, machine.parent, { machine: machineName(machine) })];
}

// ------------------------------------------------------------------------------------------------- targets

function startReports(machine: Machine, names: ReadonlySet<string>, { source }: CheckOptions): Report[] {
  if (machine.open || !machine.startKnown || machine.states.length === 0) return [];
  const node = machine.startAt;
  const place =
    node ?? entry(machine.body, 'StartAt')?.key ?? entry(machine.body, 'States')?.key ?? machine.body;
  if (node !== undefined && names.has(node.text)) return [];
  const written =
    node === undefined ? 'there is no StartAt' : `StartAt names ${node.text}, which is none of its states`;
  const meant = node === undefined ? undefined : didYouMean(node.text, names);
  const args = { machine: machineName(machine), problem: written, hint: hint(meant) };
  return [
    report(
      'start-state-missing',
      place,
      machine.parent,
      args,
      node === undefined ? startHere(machine, source) : replacement(node, meant, source),
    ),
  ];
}

/** At the one state that no other leads to, else at the first. */
function startHere({ body, states }: Machine, source: string | undefined): Fix[] {
  const reached = new Set(states.flatMap((s) => s.transitions.map((t) => t.target)));
  const heads = states.filter((s) => !reached.has(s.name));
  const start = heads.length === 1 ? heads[0] : states[0];
  if (start === undefined || entry(body, 'StartAt') !== undefined) return [];
  return withField(body, 'StartAt', start.name, source, `Start at ${start.name}`);
}

function targetReports(
  machine: Machine,
  state: State,
  names: ReadonlySet<string>,
  { source }: CheckOptions,
): Report[] {
  if (machine.open) return [];
  return state.transitions.flatMap(({ target, span, kind }) => {
    if (target === undefined || names.has(target)) return [];
    const meant = didYouMean(target, names);
    const where =
      kind === 'default'
        ? 'Default'
        : kind === 'next'
          ? 'Next'
          : kind === 'choice'
            ? 'a choice'
            : 'a catcher';
    return [
      report(
        'next-state-missing',
        span,
        state.name,
        { target, where, hint: hint(meant) },
        replacement(span, meant, source),
      ),
    ];
  });
}

// --------------------------------------------------------------------------------------------------- exits

function exitReports(state: State, options: CheckOptions): Report[] {
  const { body, type, name } = state;
  if (body === undefined || type === undefined || !STATE_TYPES.includes(type)) return [];
  const next = entry(body, 'Next');
  const end = entry(body, 'End');
  if (WITHOUT_NEXT.has(type)) {
    if (next?.value === undefined) return [];
    const instead =
      type === 'Choice' ? 'its ways out stand in Choices and Default' : 'the execution ends here';
    return [
      report('next-not-supported', next.key, name, { type, instead }, otherExit(body, next, type, options)),
    ];
  }
  const certain = end?.value !== undefined && !isUnknown(end.value) && state.ends;
  if (next?.value !== undefined && certain) {
    const fixes = without(body, end, options.source);
    return [report('state-with-next-and-end', end.key, name, {}, fixes)];
  }
  if (next?.value !== undefined || state.ends || state.open) return [];
  const misspelt = body.entries.find(
    (e) => /^(next|end)$/i.test(e.key.text) && e.key.text !== 'Next' && e.key.text !== 'End',
  );
  if (misspelt !== undefined) {
    const right = /^n/i.test(misspelt.key.text) ? 'Next' : 'End';
    return [
      report(
        'state-without-next-or-end',
        misspelt.key,
        name,
        { hint: hint(right) },
        replacement(misspelt.key, right, options.source),
      ),
    ];
  }
  return [
    report('state-without-next-or-end', state.nameSpan, name, { hint: '' }, endHere(state, options.source)),
  ];
}

/** What a `Next` may have meant where there is none. */
function otherExit(body: MapNode, next: MapEntry, type: string, { source }: CheckOptions): Fix[] {
  const own = entry(body, 'Type');
  if (type === 'Succeed' && own !== undefined) return revalued(own, 'Pass', 'Make it a Pass state', source);
  if (type === 'Choice' && entry(body, 'Default') === undefined) return renamed(next, 'Default', source);
  return without(body, next, source);
}

/** `End: true` behind the type, in the manner of the text around it. */
function endHere(state: State, source: string | undefined): Fix[] {
  const type = state.body === undefined ? undefined : entry(state.body, 'Type');
  if (source === undefined || type?.value === undefined || type.merged || state.body === undefined) return [];
  const title = `End the execution after ${state.name}`;
  const lineStart = source.lastIndexOf('\n', type.key.start - 1) + 1;
  if (state.body.flow) {
    const at = type.value.end;
    return [{ title, safe: false, edits: [{ start: at, end: at, text: ', "End": true' }] }];
  }
  const at = lineEnd(source, type.value.end);
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  return [
    {
      title,
      safe: false,
      edits: [{ start: at, end: at, text: `${newline}${' '.repeat(type.key.start - lineStart)}End: true` }],
    },
  ];
}

// ------------------------------------------------------------------------------------------------ the graph

/** States that nothing leads to, and machines that never end; only where all ways are known and sound. */
function reachReports(machine: Machine, names: ReadonlySet<string>): Report[] {
  const start = machine.startAt?.text;
  if (machine.open || !machine.startKnown || start === undefined || !names.has(start)) return [];
  if (machine.states.some((s) => s.open || !sound(s))) return [];
  const lost = machine.states.some((s) => s.transitions.some((t) => !names.has(targetOf(t, names))));
  if (machine.parent === undefined && !machine.states.some(isTerminal)) {
    // The end may be the very state that is missing.
    if (lost) return [];
    return [report('state-machine-never-ends', machine.startAt ?? machine.body, undefined, {})];
  }
  const byName = new Map(machine.states.map((s) => [s.name, s]));
  const reached = new Set([start]);
  for (const name of reached) {
    for (const t of byName.get(name)?.transitions ?? []) reached.add(targetOf(t, names));
  }
  return machine.states
    .filter((s) => !reached.has(s.name))
    .map((s) => report('unreachable-state', s.nameSpan, s.name, { start }));
}

/** A mistyped target leads to what was meant: one mistake is one finding. */
function targetOf(transition: Transition, names: ReadonlySet<string>): string {
  const target = transition.target ?? '';
  return names.has(target) ? target : (didYouMean(target, names) ?? target);
}

function isTerminal(state: State): boolean {
  return state.ends || state.type === 'Succeed' || state.type === 'Fail';
}

/** All ways out of the state are known, and it has as many as its type asks for. */
function sound(state: State): boolean {
  if (state.body === undefined || state.type === undefined || !STATE_TYPES.includes(state.type)) return false;
  if (state.transitions.some((t) => t.target === undefined)) return false;
  return WITHOUT_NEXT.has(state.type) || state.ends || get(state.body, 'Next') !== undefined;
}

// ----------------------------------------------------------------------------------------------- duplicates

/** A name counts once in the whole definition, nested machines included. */
function duplicateReports(machines: readonly Machine[], options: CheckOptions): Report[] {
  const first = new Map<string, Span>();
  const out: Report[] = [];
  const say = (name: string, span: Span) => {
    const other = first.get(name);
    if (other === undefined) first.set(name, span);
    else {
      const related = [
        { message: `${name} stands here as well`, span: { start: other.start, end: other.end } },
      ];
      out.push({ ...report('duplicate-state-name', span, name, { name }), related });
    }
  };
  for (const machine of machines) {
    for (const state of machine.states) if (!state.open) say(state.name, state.nameSpan);
    const states = get(machine.body, 'States');
    if (states?.kind === 'map' && options.keysReported !== true)
      for (const d of states.duplicates) say(d.text, d);
  }
  return out;
}
