/** The state machines of a template: what their definitions call becomes edges of the pipeline. */
import type { Report } from '../model.js';
import type { TemplateIndex } from './template-index.js';
import type { Extra } from './template-steps.js';

export interface States {
  readonly extras: readonly Extra[];
  readonly reports: readonly Report[];
}

export function statesOf(_index: TemplateIndex): States {
  return { extras: [], reports: [] };
}
