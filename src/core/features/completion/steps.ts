/** Completion of services and of the steps that an edge can lead to. */
import { serviceById, serviceByName, settingsOf, sketchServices } from '../../knowledge.js';
import type { Edge, Node, Service, ServiceId, Step } from '../../model.js';
import { get } from '../../text/tree.js';
import { PLACEHOLDER, type Repaired } from './cursor.js';
import type { Trial } from './trial.js';
import type { Suggestion } from './types.js';

/** Does either side list the other? */
export function isDocumented(from: Service, to: Service): boolean {
  return (
    from.writes.links.some((l) => l.service === to.id) || to.reads.links.some((l) => l.service === from.id)
  );
}

/**
 * The text by which a service is written: its short name, if that means it. A full name is offered apart.
 */
export function serviceText(service: Service): string {
  return serviceByName(service.shortName)?.id === service.id ? service.shortName : service.name;
}

/**
 * Services for `service:`; those with documented edges to the step's neighbours first, of them those that know the settings which the
 * step has already; then those that no rule denies.
 */
export function serviceSuggestions({ pipeline, step }: Repaired, trial: Trial | undefined): Suggestion[] {
  const edges = step === undefined ? [] : pipeline.edges.filter((e) => e.from === step || e.to === step);
  return sketchServices().flatMap((service) => {
    const verdict = edges.map((e) => verdictOf(service, step, e, trial)).find((v) => v !== undefined);
    const fitting = edges.length > 0 && step !== undefined && fits(service, step, edges);
    const rank = verdict !== undefined ? 6 : !fitting ? 4 : knowsSettings(service, step) ? 0 : 2;
    return [...byName(service, rank, verdict), ...former(service)];
  });
}

/** What would be said about an edge of the step if the step were of this service. */
function verdictOf(
  service: Service,
  step: Step | undefined,
  { from, to }: Edge,
  trial: Trial | undefined,
): string | undefined {
  const other = from === step ? to.service : from.service;
  if (other === undefined) return undefined;
  return from === step ? trial?.pair(service.id, other) : trial?.pair(other, service.id);
}

function fits(service: Service, step: Step, edges: readonly Edge[]): boolean {
  return edges.every((e) => {
    const other = e.from === step ? e.to.service : e.from.service;
    if (other === undefined) return true;
    return e.from === step
      ? isDocumented(service, serviceById(other))
      : isDocumented(serviceById(other), service);
  });
}

/** Has the service every setting that stands in the step? */
function knowsSettings(service: Service, { body }: Step): boolean {
  const { byPath, parents } = settingsOf(service.id);
  const keys = (body?.entries ?? []).map((e) => e.key.text);
  return keys.every((key) => byPath.has(key) || byPath.has(`${key}[]`) || parents.has(key));
}

function byName(service: Service, rank: number, verdict: string | undefined): Suggestion[] {
  const text = serviceText(service);
  const aliases = service.aliases.filter((a) => !a.formerly && a.text !== text).map((a) => a.text);
  const common = {
    kind: 'service' as const,
    subject: { about: 'service' as const, service: service.id },
    verdict,
  };
  const short: Suggestion = {
    ...common,
    label: text,
    rank,
    aliases: [service.name, ...aliases, ...service.cloudformation],
    ...(service.name !== text && { description: service.name }),
  };
  if (service.name === text || serviceByName(service.name)?.id !== service.id) return [short];
  return [short, { ...common, label: service.name, rank: rank + 1, description: text }];
}

/** A name that is no longer in use is found, struck out, and the one of today is written. */
function former(service: Service): Suggestion[] {
  return service.aliases
    .filter((a) => a.formerly)
    .map((a) => ({
      label: a.text,
      kind: 'service',
      text: serviceText(service),
      rank: 8,
      deprecated: true,
      description: `now ${service.name}`,
      subject: { about: 'service', service: service.id },
    }));
}

// --------------------------------------------------------------------------------------------------- edges

/** How many steps are tried with all that they say; the others by their service only. */
const MOST_TRIALS = 20;

/** Steps and bare services for `to:` and `from:`; documented edges first, forbidden ones last with the reason. */
export function edgeSuggestions(
  { pipeline, step }: Repaired,
  side: 'from' | 'to',
  trial: Trial | undefined,
): Suggestion[] {
  const present = new Set(wordsIn(get(step?.body, side)));
  const others = pipeline.steps.filter((s) => !s.anonymous && s !== step && !present.has(s.id));
  const own = step?.service === undefined ? undefined : serviceById(step.service);
  // A step that runs code of its own can do more than is documented.
  const free = own === undefined || get(step?.body, 'custom') !== undefined;
  const byService = (id: ServiceId | undefined): string | undefined => {
    if (free || id === undefined) return undefined;
    return side === 'to' ? trial?.pair(own.id, id) : trial?.pair(id, own.id);
  };
  const documented = (id: ServiceId | undefined): boolean => {
    if (id === undefined || own === undefined) return false;
    const other = serviceById(id);
    return side === 'to' ? isDocumented(own, other) : isDocumented(other, own);
  };
  let left = MOST_TRIALS;
  const tried = (other: Step | ServiceId): string | undefined =>
    left-- > 0 ? trial?.edge(other, side) : undefined;
  const steps = others.map((s) => stepSuggestion(s, byService(s.service) ?? tried(s), documented(s.service)));
  // What is usual stands first in the lists of the notes.
  const usual = (side === 'to' ? own?.writes : own?.reads)?.links.map((l) => l.service) ?? [];
  const place = ({ id }: Service) => (usual.includes(id) ? usual.indexOf(id) : usual.length);
  const sorted = [...sketchServices()].sort((a, b) => place(a) - place(b));
  const services = sorted.flatMap((service): Suggestion[] => {
    const text = serviceText(service);
    if (present.has(text) || pipeline.steps.some((s) => !s.anonymous && s.id === text)) return [];
    const known = documented(service.id);
    const verdict = byService(service.id) ?? (known ? tried(service.id) : undefined);
    const rank = verdict !== undefined ? 7 : known ? 1 : 4;
    return byName(service, rank, verdict)
      .slice(0, 1)
      .map((s) => ({ ...s, description: 'a step without settings' }));
  });
  return [...steps, ...services];
}

function stepSuggestion(step: Step, verdict: string | undefined, documented: boolean): Suggestion {
  const service = step.service === undefined ? undefined : serviceById(step.service);
  return {
    label: step.id,
    kind: 'step',
    rank: verdict !== undefined ? 6 : documented ? 0 : 2,
    description: service?.shortName ?? step.serviceText,
    verdict,
    ...(documented && verdict === undefined && { detail: 'a documented connection' }),
    ...(service !== undefined && { subject: { about: 'service', service: service.id } }),
  };
}

function wordsIn(node: Node | undefined): string[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return node.text === PLACEHOLDER ? [] : [node.text];
  return node.kind === 'list' ? node.items.flatMap(wordsIn) : node.entries.flatMap((e) => wordsIn(e.value));
}
