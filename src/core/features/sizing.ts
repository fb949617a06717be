/** Sizing over the flow: what a load needs of a service, as a line above its step and as hints behind its settings. */
import { Graph } from '../flow.js';
import type { Reading } from '../index.js';
import { knowledge } from '../knowledge.js';
import type { EditionChoice, Sizing, Step } from '../model.js';
import { sizeBuffer } from './sizing-buffer.js';
import type { Site, SizedStep } from './sizing-site.js';
import { sizeStorage } from './sizing-storage.js';
import { sizeReaders, sizeUnits } from './sizing-units.js';

export type { CalculatorArgs, SizedStep, SizingHint } from './sizing-site.js';

export interface SizingOptions {
  readonly edition: EditionChoice;
}

/** What is known about the sizes of the steps of a text, in its order. Where a load is not known there is nothing to say. */
export function sizing(reading: Reading, options: SizingOptions): SizedStep[] {
  const edition = options.edition === 'notes' ? 'notes' : 'current';
  const compare = options.edition === 'both';
  return reading.pipelines.flatMap((pipeline) => {
    const graph = new Graph(pipeline, reading.document.text);
    return pipeline.steps.flatMap((step) => {
      if (step.anonymous) return [];
      return sizingsOf(step).flatMap((s) => sizeStep(s, { graph, step, edition, compare }));
    });
  });
}

function sizingsOf(step: Step): readonly Sizing[] {
  const { service } = step;
  return service === undefined ? [] : knowledge.sizings.filter((s) => s.services.includes(service));
}

function sizeStep(sizing: Sizing, site: Site): SizedStep[] {
  switch (sizing.kind) {
    case 'units':
      return [...sizeUnits(sizing, site), ...sizeReaders(sizing, site)];
    case 'buffer':
      return sizeBuffer(sizing, site);
    case 'storage':
      return sizeStorage(sizing, site);
  }
}
