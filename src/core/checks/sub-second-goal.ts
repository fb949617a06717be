import type { Step } from '../model.js';
import type { CheckContext, CheckReport } from '../rules/check.js';

/**
 * A step that is too slow for the goal, which the rule's `where` has found. Where the pipeline has another way from start to end that
 * does not lead through a step of this service, the goal may be meant for that one.
 */
export function* check({ graph, step }: CheckContext): Iterable<CheckReport> {
  if (step === undefined) return;
  const own = graph.values(step, 'latency')[0];
  const goal = graph.values(step, '$goal')[0];
  const wanted = own?.state === 'known' ? own : goal;
  if (wanted?.state !== 'known') return;
  const aside = own?.state !== 'known' && hasOtherPath(graph, step);
  yield {
    span: step.serviceSpan,
    args: { goal: wanted.text },
    ...(aside && { severity: 'information' as const }),
  };
}

/** From a start to an end, over at least one edge, around all steps of the same service. */
function hasOtherPath(graph: CheckContext['graph'], step: Step): boolean {
  const allowed = (s: Step) => s.service !== step.service;
  const starts = graph.steps.filter(
    (s) => allowed(s) && graph.edgesInto(s).length === 0 && graph.edgesOutOf(s).length > 0,
  );
  const seen = new Set<Step>(starts);
  const queue = [...starts];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const next = graph.edgesOutOf(at).map((e) => e.to);
    if (next.length === 0) return true;
    for (const s of next) {
      if (!allowed(s) || seen.has(s)) continue;
      seen.add(s);
      queue.push(s);
    }
  }
  return false;
}
