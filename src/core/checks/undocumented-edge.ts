import { knowledge, serviceById } from '../knowledge.js';
import type { CheckContext, CheckReport } from '../lint.js';
import type { Service, ServiceId } from '../model.js';

/**
 * An edge that neither side lists. Silent where a side lists nothing at all, where the author's own code does the work, and where
 * a rule of its own speaks about just these two services.
 */
export function* check({ edge, graph }: CheckContext): Iterable<CheckReport> {
  if (edge?.from.service === undefined || edge.to.service === undefined || edge.call === true) return;
  const from = serviceById(edge.from.service);
  const to = serviceById(edge.to.service);
  if (ruled.has(`${from.id} ${to.id}`)) return;
  if (lists(from, 'writes', to.id) || lists(to, 'reads', from.id)) return;
  if (saysNothing(from, 'writes') || saysNothing(to, 'reads')) return;
  if ([edge.from, edge.to].some((s) => graph.values(s, 'custom')[0]?.state !== 'absent')) return;
  const between = bridge(from.id, to.id);
  yield { span: edge.span, args: { hint: between === undefined ? '' : `, such as ${between}` } };
}

function lists(service: Service, side: 'reads' | 'writes', other: ServiceId): boolean {
  return service[side].links.some((l) => l.service === other);
}

function saysNothing(service: Service, side: 'reads' | 'writes'): boolean {
  return service[side].links.length === 0 && !service[side].closed;
}

/** Pairs of services that a rule of its own speaks about, as `from to`. */
const ruled = new Set(
  knowledge.rules.flatMap((r) => {
    if (!('edge' in r.scope) || r.scope.edge.from === '*' || r.scope.edge.to === '*') return [];
    const { from, to } = r.scope.edge;
    return from.flatMap((f) => to.map((t) => `${f} ${t}`));
  }),
);

/** A service that reads from the one and writes to the other. */
function bridge(from: ServiceId, to: ServiceId): string | undefined {
  const found = knowledge.services.find(
    (s) => s.kind === 'service' && s.reads.links.some((l) => l.service === from) && s.writes.links.some((l) => l.service === to),
  );
  return found?.shortName;
}
