/** Sizing over the flow: what a load needs of a service, as a line above its step and as hints behind its settings. */

import type { Reading } from '../../index.js';
import { knowledge } from '../../knowledge.js';
import type { EditionChoice, Sizing, Step } from '../../model.js';
import { type Graph, graphOf, stepKey } from '../../pipeline/graph.js';
import { all, type Move } from '../../pipeline/relocate.js';
import { type SiteMemo, visit } from '../../pipeline/site-memo.js';
import { contains } from '../../text/tree.js';
import { sizeBuffer } from './buffer.js';
import type { Site, SizedStep } from './site.js';
import { sizeStorage } from './storage.js';
import { sizeReaders, sizeUnits } from './units.js';

export type { CalculatorArgs, SizedStep, SizingHint } from './site.js';

export interface SizingOptions {
  readonly edition: EditionChoice;
}

/** The sizes of the steps of a text, with what helps to work out those of its next version. */
export interface Sizes {
  readonly steps: readonly SizedStep[];
  readonly options: SizingOptions;
  readonly memo: readonly SiteMemo<readonly SizedStep[]>[];
}

/**
 * What is known about the sizes of the steps of a text, in its order. Where a load is not known there is nothing to say. With the
 * sizes of an earlier version only those steps are worked out that may come to something else.
 */
export function sizing(reading: Reading, options: SizingOptions, previous?: Sizes): Sizes {
  const usable = previous?.options.edition === options.edition ? previous.memo : [];
  const steps: SizedStep[] = [];
  const memo = reading.pipelines.map((pipeline, i) => {
    const graph = graphOf(pipeline, reading.markdown?.code ?? reading.document.text);
    const round = visit(graph, usable[i], (sized, move) => all(sized, (s) => movedStep(s, move)));
    for (const step of pipeline.steps) {
      const sizings = step.anonymous ? [] : sizingsOf(step);
      if (sizings.length > 0)
        steps.push(...round.at(stepKey(step), () => sizeAll(sizings, step, graph, options)));
    }
    return round.memo;
  });
  return { steps, options, memo };
}

/** The first of the sizes of the step that an offset is in. */
export function sizeAt(
  { pipelines }: Reading,
  steps: readonly SizedStep[],
  offset: number,
): SizedStep | undefined {
  const around = pipelines
    .flatMap((p) => p.steps)
    .find((s) => !s.anonymous && (contains(s.span, offset) || contains(s.idSpan, offset)));
  return around && steps.find((s) => s.offset === around.idSpan.start);
}

function sizeAll(sizings: readonly Sizing[], step: Step, graph: Graph, options: SizingOptions): SizedStep[] {
  graph.look(step);
  const edition = options.edition === 'notes' ? 'notes' : 'current';
  const compare = options.edition === 'both';
  return sizings.flatMap((s) => sizeStep(s, { graph, step, edition, compare }));
}

function movedStep(step: SizedStep, move: Move): SizedStep | undefined {
  const to = (offset: number) => move({ start: offset, end: offset + 1 })?.start;
  const offset = to(step.offset);
  const hints = all(step.hints, (hint) => {
    // Just behind a value: it goes where the value's last character goes.
    const before = to(hint.offset - 1);
    if (before === undefined || before + 1 === hint.offset) return before === undefined ? undefined : hint;
    return { ...hint, offset: before + 1 };
  });
  if (offset === undefined || hints === undefined) return undefined;
  return offset === step.offset && hints === step.hints ? step : { ...step, offset, hints };
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
