/** Steps and the words that mean them: where a step is defined, and every place that names it. */
import type { Reading } from '../index.js';
import { serviceByName } from '../knowledge.js';
import type { Node, Pipeline, ScalarNode, Span, Step } from '../model.js';
import { contains, get } from '../text/tree.js';
import { isDynamic } from '../value.js';

/** A word that names a step: its own id, or a word in a `from` or `to`. */
export interface StepWord extends Span {
  readonly text: string;
  readonly role: 'definition' | 'reference';
}

/** A step with all words that mean it, in the order of the text. */
export interface StepUses {
  readonly pipeline: Pipeline;
  readonly id: string;
  /** The steps that have this id; none for a service that stands for a step without settings. */
  readonly steps: readonly Step[];
  readonly words: readonly StepWord[];
  /** The word at the place that was asked for. */
  readonly at: StepWord;
}

/** The step that a word at an offset means; undefined where no step is named. */
export function stepUsesAt(reading: Pick<Reading, 'pipelines'>, offset: number): StepUses | undefined {
  for (const pipeline of reading.pipelines) {
    if (!contains(pipeline.body, offset)) continue;
    const words = stepWords(pipeline);
    const at = words.find((w) => contains(w, offset));
    if (at === undefined) continue;
    const steps = pipeline.steps.filter((s) => !s.anonymous && s.id === at.text);
    const service = steps.length === 0 ? serviceByName(at.text) : undefined;
    if (steps.length === 0 && service === undefined) return undefined;
    const same = (w: StepWord) =>
      steps.length > 0 ? w.text === at.text : w.role === 'reference' && serviceByName(w.text) === service;
    const own = new Set(pipeline.steps.filter((s) => !s.anonymous).map((s) => s.id));
    const mine = words.filter((w) => same(w) && (steps.length > 0 || !own.has(w.text)));
    return { pipeline, id: at.text, steps, words: mine, at };
  }
  return undefined;
}

/** Where the step that a word means is defined. Empty for a bare service name, which is defined nowhere. */
export function definitionsAt(
  reading: Pick<Reading, 'pipelines'>,
  offset: number,
): { readonly from: Span; readonly steps: readonly Step[] } | undefined {
  const uses = stepUsesAt(reading, offset);
  const steps = uses?.steps.filter((s) => s.idSpan.end > s.idSpan.start) ?? [];
  return uses === undefined || steps.length === 0 ? undefined : { from: uses.at, steps };
}

/** All places that name the step at an offset. */
export function referencesAt(
  reading: Pick<Reading, 'pipelines'>,
  offset: number,
  withDefinition: boolean,
): StepWord[] {
  const words = stepUsesAt(reading, offset)?.words ?? [];
  return words.filter((w) => withDefinition || w.role === 'reference');
}

/** Every word of a pipeline that names a step or a service in place of one. Dynamic ones are left out. */
export function stepWords(pipeline: Pipeline): StepWord[] {
  const found = new Map<number, StepWord>();
  const add = (node: Span, text: string, role: StepWord['role']) => {
    if (!found.has(node.start)) found.set(node.start, { start: node.start, end: node.end, text, role });
  };
  for (const step of pipeline.steps) {
    if (step.anonymous) continue;
    if (step.idSpan.end > step.idSpan.start) add(step.idSpan, step.id, 'definition');
    for (const side of ['from', 'to']) {
      // A list behind an alias belongs to several steps; its words stand in the text once.
      for (const word of edgeWords(get(step.body, side))) add(word, word.text, 'reference');
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** The words of `to: x`, `to: [x, y]`, `to: [{ step: x }]`. */
export function edgeWords(node: Node | undefined): ScalarNode[] {
  if (node === undefined || isDynamic(node)) return [];
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'list') return node.items.flatMap(edgeWords);
  return ['step', 'id', 'service'].flatMap((key) => edgeWords(get(node, key))).slice(0, 1);
}
