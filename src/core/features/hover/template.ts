/** Which property of a template stands at an offset, and which setting of which step it is. */
import { settingsOf } from '../../knowledge.js';
import type { MapNode, Node, Pipeline, ScalarNode, Step } from '../../model.js';
import { contains } from '../../text/tree.js';
import type { SettingPlace } from './places.js';

export interface TemplatePlace {
  readonly step: Step;
  readonly place: SettingPlace;
}

interface Candidate extends TemplatePlace {
  /** The place says it without a value: a configuration that is there at all. */
  readonly fixed: boolean;
}

/** The property or the value at an offset; the narrowest, as values may hold others. */
export function templatePlace(pipeline: Pipeline, offset: number, text: string): TemplatePlace | undefined {
  const found: Candidate[] = [];
  for (const step of pipeline.steps) {
    if (step.body !== undefined) visit(step, step.body, '', offset, text, found);
  }
  const width = ({ place, fixed }: Candidate) =>
    place.word.end - place.word.start + (fixed ? text.length : 0);
  return found.sort((a, b) => width(a) - width(b))[0];
}

function visit(
  step: Step,
  map: MapNode,
  prefix: string,
  offset: number,
  text: string,
  out: Candidate[],
): void {
  for (const { key, value } of map.entries) {
    const path = `${prefix}${key.text}`;
    const onKey = key.end > key.start && contains(key, offset);
    if (onKey)
      out.push(candidate(step, path, 'key', key, value?.kind === 'scalar' ? value : undefined, text));
    if (value === undefined) continue;
    for (const node of value.kind === 'list' ? value.items : [value]) {
      if (node.kind === 'map') {
        visit(step, node, value.kind === 'list' ? `${path}[].` : `${path}.`, offset, text, out);
        continue;
      }
      const name = onKey ? undefined : text.slice(key.start, key.end);
      for (const word of wordsOf(node))
        if (word.end > word.start && contains(word, offset))
          out.push(
            candidate(step, path, 'value', word, word, name === undefined || name === '' ? undefined : name),
          );
    }
  }
}

/** A value, or each branch of a condition. */
function wordsOf(node: Node): ScalarNode[] {
  if (node.kind !== 'scalar') return [];
  const choices = node.foreign?.choices?.flatMap((c) => (c?.kind === 'scalar' ? [c] : []));
  return choices === undefined || choices.length === 0 ? [node] : choices;
}

function candidate(
  step: Step,
  path: string,
  part: SettingPlace['part'],
  word: ScalarNode,
  value: ScalarNode | undefined,
  text: string | undefined,
): Candidate {
  const { byPath } = settingsOf(step.service);
  const spelling = byPath.get(path) ?? byPath.get(`${path}[]`);
  const foreign = value?.foreign?.choices?.find((c) => c?.kind === 'scalar') ?? value;
  const known = foreign?.kind === 'scalar' ? foreign.foreign : undefined;
  const name = (part === 'key' ? text?.slice(word.start, word.end) : text)?.replaceAll(/["'\\]/g, '');
  const property = {
    ...(name !== undefined && { name }),
    ...(known?.unit !== undefined && { unit: known.unit }),
    ...(known?.spellings !== undefined && { spellings: known.spellings }),
  };
  // Of several branches, each is shown where it stands.
  const single = value?.foreign?.choices === undefined ? value : undefined;
  return {
    step,
    place: { path, spelling, part, word, value: single, property },
    fixed: known?.fixed === true,
  };
}
