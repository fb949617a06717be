/** Text that more than one step is made of: what an anchor holds is changed for all that take it over. */
import type { Pipeline, Span } from '../model.js';

/** Where text may stand that others take over: a step, or an entry of the top level. */
export interface SharedPlace extends Span {
  /** The step that it is. */
  readonly step?: string;
}

export function sharedPlaces(pipelines: readonly Pipeline[]): SharedPlace[] {
  return pipelines.flatMap(({ body, steps }) => [
    ...steps.filter((s) => !s.anonymous).map((s) => ({ ...s.span, step: s.id })),
    ...body.entries
      .filter((e) => e.key.text !== 'steps')
      .map((e) => ({ start: e.key.start, end: e.value?.end ?? e.key.end })),
  ]);
}
