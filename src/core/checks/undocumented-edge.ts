import { insertOnEdge } from '../fixes/fix-steps.js';
import { knowledge, serviceById } from '../knowledge.js';
import { once } from '../lazy.js';
import type { Service, ServiceId } from '../model.js';
import type { CheckContext, CheckReport } from '../rules/check.js';

/**
 * An edge that neither side lists. Silent where a side lists nothing at all, where the author's own code does the work, and where
 * a rule of its own speaks about just these two services.
 */
export function* check({ edge, graph }: CheckContext): Iterable<CheckReport> {
  if (edge?.from.service === undefined || edge.to.service === undefined || edge.call === true) return;
  if (documented(edge.from.service, edge.to.service)) return;
  if ([edge.from, edge.to].some((s) => graph.values(s, 'custom')[0]?.state !== 'absent')) return;
  const between = bridge(edge.from.service, edge.to.service);
  const steps = between === undefined ? [] : [{ service: between.id, id: between.id, settings: {} }];
  const edits = steps.length === 0 ? undefined : insertOnEdge(graph, edge, steps);
  const title = `Put ${between?.shortName ?? ''} in between`;
  yield {
    span: edge.span,
    args: { hint: between === undefined ? '' : `, such as ${between.shortName}` },
    fixes: edits === undefined ? [] : [{ title, safe: false, edits }],
  };
}

const pairs = new Map<string, boolean>();

/** Is the edge known to one side, or at least not for this rule to judge? */
function documented(fromId: ServiceId, toId: ServiceId): boolean {
  const key = `${fromId} ${toId}`;
  let known = pairs.get(key);
  if (known === undefined) {
    const [from, to] = [serviceById(fromId), serviceById(toId)];
    known =
      ruled().has(key) ||
      lists(from, 'writes', toId) ||
      lists(to, 'reads', fromId) ||
      saysNothing(from, 'writes') ||
      saysNothing(to, 'reads');
    pairs.set(key, known);
  }
  return known;
}

function lists(service: Service, side: 'reads' | 'writes', other: ServiceId): boolean {
  return service[side].links.some((l) => l.service === other);
}

function saysNothing(service: Service, side: 'reads' | 'writes'): boolean {
  return service[side].links.length === 0 && !service[side].closed;
}

/** Pairs of services that a rule of its own speaks about, as `from to`. */
const ruled = once(
  () =>
    new Set(
      knowledge.rules.flatMap((r) => {
        if (!('edge' in r.scope) || r.scope.edge.from === '*' || r.scope.edge.to === '*') return [];
        const { from, to } = r.scope.edge;
        return from.flatMap((f) => to.map((t) => `${f} ${t}`));
      }),
    ),
);

/** A service that reads from the one and writes to the other. */
function bridge(from: ServiceId, to: ServiceId): Service | undefined {
  return knowledge.sketch.bridges
    .map(serviceById)
    .find(
      (s) =>
        s.reads.links.some((l) => l.service === from) &&
        s.writes.links.some((l) => l.service === to) &&
        !ruled().has(`${from} ${s.id}`) &&
        !ruled().has(`${s.id} ${to}`),
    );
}
