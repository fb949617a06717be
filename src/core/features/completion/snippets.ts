/** Completion of whole steps and whole sketches. */
import { knowledge, serviceByName, sketchServices } from '../../knowledge.js';
import type { Node, Pipeline } from '../../model.js';
import { freeName } from '../../names.js';
import { get } from '../../text/tree.js';
import { yamlWord } from '../yaml-word.js';
import { type Cursor, PLACEHOLDER, type Repaired } from './cursor.js';
import { literal, slot } from './snippet.js';
import { serviceText } from './steps.js';
import type { Suggestion } from './types.js';

/** Typical pipelines, for a text that has nothing yet. */
export function templateSuggestions(): Suggestion[] {
  return knowledge.templates.map((t) => ({
    label: t.title,
    kind: 'snippet',
    text: t.text,
    rank: 3,
    detail: t.description,
    aliases: ['pipeline', 'sketch', 'template'],
    subject: { about: 'text', markdown: `${t.description}\n\n\`\`\`yaml\n${t.text.trimEnd()}\n\`\`\`` },
  }));
}

/** A new step: one that others refer to already, one of a service, or any. */
export function stepSuggestions(repaired: Repaired | undefined, cursor: Cursor): Suggestion[] {
  const { flow, wantsDash, colon } = cursor.place;
  const missing = repaired === undefined ? [] : missingIds(repaired.pipeline);
  if (colon)
    return missing.map((id) => ({ label: id, kind: 'step', rank: 0, detail: 'a step that others name' }));
  const body = (id: string, service: string): string => {
    if (flow) return `${id}: { service: ${service} }`;
    return wantsDash ? `id: ${id}\n  service: ${service}` : `${id}:\n  service: ${service}`;
  };
  const taken = new Set(repaired?.pipeline.steps.map((s) => s.id) ?? []);
  const named = missing.map(
    (id): Suggestion => ({
      label: id,
      kind: 'snippet',
      text: body(literal(yamlWord(id, '')), '$0'),
      isSnippet: true,
      rank: 0,
      detail: 'a step that others name and that is not there yet',
      again: true,
    }),
  );
  const any: Suggestion = {
    label: 'new step',
    kind: 'snippet',
    text: body(slot(1, 'name'), '$0'),
    isSnippet: true,
    rank: 1,
    detail: 'a step with its service',
    aliases: ['step'],
    again: true,
  };
  const services = sketchServices().map(
    (service): Suggestion => ({
      label: serviceText(service),
      kind: 'snippet',
      text: body(slot(1, freeId(serviceText(service), taken)), literal(yamlWord(serviceText(service), ''))),
      isSnippet: true,
      rank: 2,
      description: 'a new step',
      aliases: service.aliases.filter((a) => !a.formerly).map((a) => a.text),
      subject: { about: 'service', service: service.id },
    }),
  );
  return [...named, any, ...services];
}

/** A short id from the name of a service that no step has yet. */
function freeId(name: string, taken: ReadonlySet<string>): string {
  const base =
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'step';
  return freeName(base, (id) => taken.has(id));
}

/** Words in `to` and `from` that are neither a step nor a service. */
function missingIds(pipeline: Pipeline): string[] {
  const ids = new Set(pipeline.steps.map((s) => s.id));
  const words = pipeline.steps.flatMap((s) => [
    ...wordsOf(get(s.body, 'to')),
    ...wordsOf(get(s.body, 'from')),
  ]);
  return [...new Set(words)].filter(
    (w) => !ids.has(w) && w !== PLACEHOLDER && serviceByName(w) === undefined,
  );
}

function wordsOf(node: Node | undefined): string[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return node.text.includes('${') ? [] : [node.text];
  return node.kind === 'list' ? node.items.flatMap(wordsOf) : [];
}
