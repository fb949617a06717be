import { knowledge, ruleOf, serviceById } from '../knowledge.js';
import type { CheckContext, CheckReport } from '../lint.js';
import type { Edge, Rule, Service, ServiceId } from '../model.js';

/**
 * An edge that neither side lists. Silent where a side lists nothing at all, where the author's own code does the work, and where
 * a rule of its own speaks about just these two services.
 */
export function* check({ edge, graph }: CheckContext): Iterable<CheckReport> {
  if (edge?.from.service === undefined || edge.to.service === undefined) return;
  const from = serviceById(edge.from.service);
  const to = serviceById(edge.to.service);
  if (lists(from, 'writes', to.id) || lists(to, 'reads', from.id)) return;
  if (saysNothing(from, 'writes') || saysNothing(to, 'reads')) return;
  if ([edge.from, edge.to].some((s) => graph.values(s, 'custom')[0]?.state !== 'absent')) return;
  if (hasOwnRule(edge)) return;
  const between = bridge(from.id, to.id);
  yield { span: edge.span, args: { hint: between === undefined ? '' : `, such as ${between}` } };
}

function lists(service: Service, side: 'reads' | 'writes', other: ServiceId): boolean {
  return service[side].links.some((l) => l.service === other);
}

function saysNothing(service: Service, side: 'reads' | 'writes'): boolean {
  return service[side].links.length === 0 && !service[side].closed;
}

const edgeRules: readonly Rule[] = knowledge.rules.filter((r) => 'edge' in r.scope && r.id !== ruleOf('undocumented-edge').id);

function hasOwnRule(edge: Edge): boolean {
  return edgeRules.some((r) => {
    if (!('edge' in r.scope)) return false;
    const { from, to } = r.scope.edge;
    return names(from, edge.from.service) && names(to, edge.to.service);
  });
}

function names(scope: readonly ServiceId[] | '*', service: ServiceId | undefined): boolean {
  return scope !== '*' && service !== undefined && scope.includes(service);
}

/** A service that reads from the one and writes to the other. */
function bridge(from: ServiceId, to: ServiceId): string | undefined {
  const found = knowledge.services.find(
    (s) => s.kind === 'service' && s.reads.links.some((l) => l.service === from) && s.writes.links.some((l) => l.service === to),
  );
  return found?.shortName;
}
