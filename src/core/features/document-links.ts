/** Words that lead to a page: the service of a step, and the rules that a comment names. */
import { lineEnd } from '../document.js';
import type { Reading } from '../index.js';
import { serviceById } from '../knowledge.js';
import type { Span } from '../model.js';
import type { PageTarget } from './search.js';
import { suppressionWords } from './suppression-words.js';

export interface DocumentLink extends Span {
  readonly target: PageTarget;
  /** What opens, in words. */
  readonly title: string;
}

/** The links of a text, in its order. Bare names in `to:` and `from:` are edges, and no links. */
export function documentLinks({ document, pipelines, dialect }: Reading): DocumentLink[] {
  const services =
    dialect === 'sketch'
      ? pipelines.flatMap(({ steps }) =>
          steps.flatMap(({ anonymous, service, serviceSpan: { start, end } }): DocumentLink[] => {
            if (anonymous || service === undefined) return [];
            return [{ start, end, target: { service }, title: `Notes page of ${serviceById(service).name}` }];
          }),
        )
      : [];
  const lines = document.text.includes('tributary-') ? document.lines : [];
  const rules = lines.flatMap((at) => {
    const words = suppressionWords(document.text.slice(at, lineEnd(document.text, at)));
    return (words?.rules ?? []).map(
      ({ rule, start, end }): DocumentLink => ({
        start: at + start,
        end: at + end,
        target: { rule: rule.id },
        title: `Page of the rule: ${rule.title}`,
      }),
    );
  });
  return [...services, ...rules].sort((a, b) => a.start - b.start);
}
