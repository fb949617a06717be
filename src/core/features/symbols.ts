/** The outline of a sketch: its pipelines, and in each the steps with their services. */
import { lineEnd } from '../document.js';
import type { Reading } from '../index.js';
import { serviceById } from '../knowledge.js';
import type { Pipeline, Service, Span, Step } from '../model.js';

export interface DocumentSymbol {
  readonly name: string;
  /** The service of a step; how many steps a pipeline has. */
  readonly detail: string;
  readonly kind: 'pipeline' | Service['kind'] | 'unknown';
  readonly span: Span;
  /** The word to go to; lies within `span`. */
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

/** One symbol for each pipeline, in the order of the text. */
export function documentSymbols(reading: Pick<Reading, 'pipelines' | 'document'>): DocumentSymbol[] {
  return reading.pipelines.map((p) => pipelineSymbol(p, reading.document.text));
}

function pipelineSymbol(pipeline: Pipeline, text: string): DocumentSymbol {
  const steps = pipeline.steps.filter((s) => !s.anonymous);
  const name = pipeline.name?.trim() ?? '';
  return {
    name: name !== '' ? name : pipeline.template === true ? 'Resources' : 'pipeline',
    detail: steps.length === 1 ? '1 step' : `${steps.length} steps`,
    kind: 'pipeline',
    ...within({ start: pipeline.body.start, end: pipeline.body.end }, pipeline.nameSpan, text),
    children: steps.map((s) => stepSymbol(s, text)),
  };
}

function stepSymbol(step: Step, text: string): DocumentSymbol {
  const service = step.service === undefined ? undefined : serviceById(step.service);
  const start = step.body === undefined ? step.span.start : Math.min(step.span.start, step.body.start);
  const end = Math.max(step.span.end, step.body?.end ?? 0);
  return {
    name: step.id === '' ? '(no id)' : step.id,
    detail: service?.shortName ?? step.serviceText,
    kind: service?.kind ?? 'unknown',
    ...within({ start, end }, step.idSpan, text),
    children: [],
  };
}

/** A body that comes from an alias stands elsewhere; then the symbol is its own line. */
function within(span: Span, selection: Span, text: string): Pick<DocumentSymbol, 'span' | 'selection'> {
  if (span.start <= selection.start && selection.end <= span.end) {
    return { span, selection: { start: selection.start, end: selection.end } };
  }
  return {
    span: { start: selection.start, end: Math.max(selection.end, lineEnd(text, selection.start)) },
    selection: { start: selection.start, end: selection.end },
  };
}
