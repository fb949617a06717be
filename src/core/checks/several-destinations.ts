import { serviceById } from '../knowledge.js';
import type { CheckContext, CheckReport } from '../rules/check.js';

/** More edges to real destinations than a step of its service can have. Each one too many is reported. */
export function* check({ rule, graph, step, figure }: CheckContext): Iterable<CheckReport> {
  const fact = rule.facts[0];
  const most = fact === undefined ? undefined : figure(fact, 'perStream');
  if (step?.service === undefined || typeof most !== 'object' || !('base' in most)) return;
  const known = new Set<string>(serviceById(step.service).writes.links.map((l) => l.service));
  const edges = graph
    .edgesOutOf(step)
    .filter((e) => e.maybe !== true && e.to.service !== undefined && known.has(e.to.service));
  for (const edge of edges.slice(most.base)) {
    yield { span: edge.span, args: { value: String(edges.length), bound: most.text } };
  }
}
