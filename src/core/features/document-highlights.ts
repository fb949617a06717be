/** The places that name the same step as the word under the cursor. */
import type { Reading } from '../index.js';
import type { Span } from '../model.js';
import { stepUsesAt } from './references.js';

export interface Highlight extends Span {
  /** `write` where the step is defined. */
  readonly kind: 'read' | 'write';
}

/** Empty where no step is named. */
export function highlightsAt(reading: Pick<Reading, 'pipelines'>, offset: number): Highlight[] {
  const words = stepUsesAt(reading, offset)?.words ?? [];
  return words.map(({ start, end, role }) => ({
    start,
    end,
    kind: role === 'definition' ? 'write' : 'read',
  }));
}
