/**
 * What an edit has changed in a pipeline, and what has only moved in the text. A step is the same if its words, its edges and the heads
 * of its neighbours are; a flow is the same if it comes to the same, whatever it is worked out from.
 */

import type { Edge, MapNode, Origin, Pipeline, Step, Value } from '../model.js';
import { type EditWindow, editWindow, isMoved, movedSpan } from '../text/edit-window.js';
import { originOf } from '../text/moved-tree.js';
import { FLOW_KEYS } from './flow.js';
import { flowBit, type Graph, type Seen, stepKey } from './graph.js';
import type { Move } from './relocate.js';

export interface Changes {
  /** Would a look at the later pipeline see the same, but for its place? */
  stands(seen: Seen): boolean;
  /** Where something stands that stood in the earlier text. */
  readonly move: Move;
}

/** What has been compared last: several features ask for the same. */
let latest: { readonly before: Graph; readonly after: Graph; readonly changes: Changes } | undefined;

/** The changes between two versions of a pipeline. Undefined where steps cannot be told apart by their ids. */
export function changesBetween(before: Graph, after: Graph): Changes | undefined {
  if (latest?.before === before && latest.after === after) return latest.changes;
  const [earlier, later] = [byKey(before.pipeline), byKey(after.pipeline)];
  // Fixes write line ends as the text has them.
  const sameLineEnds = before.text.includes('\r\n') === after.text.includes('\r\n');
  if (earlier === undefined || later === undefined || !sameLineEnds) return undefined;
  const changes = compare({ before, after, earlier, later, window: editWindow(before.text, after.text) });
  latest = { before, after, changes };
  return changes;
}

interface Versions {
  readonly before: Graph;
  readonly after: Graph;
  readonly earlier: ReadonlyMap<string, Step>;
  readonly later: ReadonlyMap<string, Step>;
  readonly window: EditWindow;
}

function byKey({ steps }: Pipeline): ReadonlyMap<string, Step> | undefined {
  const map = new Map(steps.map((s) => [stepKey(s), s]));
  return map.size === steps.length ? map : undefined;
}

function compare(versions: Versions): Changes {
  const { before, after, earlier, later, window } = versions;
  const same = new Set<string>();
  let sameShape = earlier.size === later.size;
  for (const [key, step] of later) {
    const old = earlier.get(key);
    const sameWords = old !== undefined && isSameHead(old, step, window) && isSameBody(old, step, window);
    const sameEdges = old !== undefined && hasSameEdges(old, step, versions);
    if (sameWords && sameEdges) same.add(key);
    if (!sameEdges || old.service !== step.service) sameShape = false;
  }
  const sameTop = isSameTop(before, after, window);
  let flows: ReadonlyMap<string, number> | undefined;
  return {
    stands(seen) {
      if ((seen.top && !sameTop) || (seen.shape && !sameShape)) return false;
      for (const step of seen.steps) if (!same.has(step)) return false;
      if (seen.flows.length === 0) return true;
      flows ??= changedFlows(versions, same);
      for (const [step, bits] of seen.flows) if (((flows.get(step) ?? 0) & bits) !== 0) return false;
      return true;
    },
    move: (span) => movedSpan(span, window),
  };
}

// ------------------------------------------------------------------------------------------------------- steps

function isSameHead(old: Step, step: Step, window: EditWindow): boolean {
  return (
    old.service === step.service &&
    old.serviceText === step.serviceText &&
    isMoved(old.idSpan, step.idSpan, window) &&
    isMoved(old.serviceSpan, step.serviceSpan, window)
  );
}

function isSameBody(old: Step, step: Step, window: EditWindow): boolean {
  if (old.body === undefined || step.body === undefined) return old.body === step.body;
  return originOf(old.body).from === originOf(step.body).from && isMoved(old.body, step.body, window);
}

function hasSameEdges(old: Step, step: Step, { before, after, window }: Versions): boolean {
  const alike = (a: readonly Edge[], b: readonly Edge[]) =>
    a.length === b.length && a.every((edge, i) => isSameEdge(edge, b[i] as Edge, window));
  return (
    alike(before.edgesInto(old), after.edgesInto(step)) &&
    alike(before.edgesOutOf(old), after.edgesOutOf(step))
  );
}

/** The same word for the same steps, whatever else those say. */
function isSameEdge(old: Edge, edge: Edge, window: EditWindow): boolean {
  const alike = (a: Step, b: Step) =>
    a.id === b.id && a.service === b.service && a.serviceText === b.serviceText && a.side === b.side;
  return (
    old.declaredBy === edge.declaredBy &&
    isMoved(old.span, edge.span, window) &&
    alike(old.from, edge.from) &&
    alike(old.to, edge.to)
  );
}

// --------------------------------------------------------------------------------------------------- top level

/** All that is no step: compared by its text. */
function isSameTop(before: Graph, after: Graph, window: EditWindow): boolean {
  const [old, now] = [othersOf(before.pipeline.body), othersOf(after.pipeline.body)];
  return (
    old.length === now.length &&
    old.every(({ key, value }, i) => {
      const other = now[i];
      if (key.text !== other?.key.text || value === undefined) return value === other?.value;
      if (other.value === undefined || !isMoved(value, other.value, window)) return false;
      return (
        before.text.slice(value.start, value.end) === after.text.slice(other.value.start, other.value.end)
      );
    })
  );
}

function othersOf(body: MapNode): MapNode['entries'] {
  return body.entries.filter((e) => e.key.text !== 'steps');
}

// -------------------------------------------------------------------------------------------------------- flows

const ALL = FLOW_KEYS.reduce((bits, key) => bits | flowBit('in', key) | flowBit('out', key), 0);
const OUT = FLOW_KEYS.reduce((bits, key) => bits | flowBit('out', key), 0);

/** Follows the flows down from the changed steps, as far as something else comes out. */
function changedFlows(versions: Versions, same: ReadonlySet<string>): ReadonlyMap<string, number> {
  const { after, earlier, later } = versions;
  const changed = new Map<string, number>();
  for (const key of earlier.keys()) if (!later.has(key)) changed.set(key, ALL);
  const queue = [...later.keys()].filter((key) => !same.has(key));
  const queued = new Set(queue);
  for (let i = 0; i < queue.length; i++) {
    const key = queue[i] as string;
    const step = later.get(key) as Step;
    const old = earlier.get(key);
    const bits = old === undefined ? ALL : differences(old, step, versions);
    if (bits === 0) continue;
    changed.set(key, bits);
    if ((bits & OUT) === 0) continue;
    for (const { to } of after.edgesOutOf(step)) {
      const next = stepKey(to);
      if (!queued.has(next)) {
        queued.add(next);
        queue.push(next);
      }
    }
  }
  return changed;
}

function differences(old: Step, step: Step, { before, after, window }: Versions): number {
  let bits = 0;
  for (const key of FLOW_KEYS) {
    for (const side of ['in', 'out'] as const) {
      if (!isSameValue(before.flow(old, side, key), after.flow(step, side, key), window))
        bits |= flowBit(side, key);
    }
  }
  return bits;
}

function isSameValue(a: Value, b: Value, window: EditWindow): boolean {
  if (a.state !== b.state || !isMoved(a.span, b.span, window)) return false;
  if (a.state === 'known' && b.state === 'known') {
    const [from, to] = [a.origins ?? [], b.origins ?? []];
    return (
      a.text === b.text &&
      a.word === b.word &&
      a.quantity?.base === b.quantity?.base &&
      a.quantity?.unit === b.quantity?.unit &&
      a.setting === b.setting &&
      a.implied === b.implied &&
      from.length === to.length &&
      from.every(
        (o, i) =>
          o.step === to[i]?.step && o.text === to[i]?.text && isMoved(o.span, (to[i] as Origin).span, window),
      )
    );
  }
  return a.state !== 'dynamic' || (b.state === 'dynamic' && a.text === b.text && a.maybe === b.maybe);
}
