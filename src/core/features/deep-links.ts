/** Addresses of facts, services and rules for use outside of the editor, and the web pages that they rest on. */
import { factById, knowledge, ruleById } from '../knowledge.js';
import type { PageTarget } from './search.js';

/** The path of a target below an address of the extension: `/fact/<id>`, `/service/<id>`, `/rule/<id>`. */
export function deepLinkPath(target: PageTarget): string {
  if ('rule' in target) return `/rule/${target.rule}`;
  return target.fact === undefined ? `/service/${target.service}` : `/fact/${target.fact}`;
}

/** What a path leads to; undefined where nothing has that name. */
export function targetOfPath(path: string): PageTarget | undefined {
  const [, kind, id = ''] = /^\/(fact|service|rule)\/([\w-]+)\/?$/.exec(path) ?? [];
  if (kind === 'rule') {
    const rule = ruleById(id);
    return rule && { rule: rule.id };
  }
  if (kind === 'service') {
    const service = knowledge.services.find((s) => s.id === id);
    return service && { service: service.id };
  }
  const place = kind === 'fact' ? factById(id) : undefined;
  return place && { service: place.service.id, fact: place.fact.id };
}

/** The web pages that a target rests on, each once: of a fact its sources, of a rule those of its facts, of a service its documentation. */
export function sourcesOf(target: PageTarget): readonly string[] {
  if ('rule' in target) return unique(ruleById(target.rule)?.facts.flatMap(sourcesOfFact) ?? []);
  if (target.fact !== undefined) return unique(sourcesOfFact(target.fact));
  const service = knowledge.services.find((s) => s.id === target.service);
  return service?.docs === undefined ? [] : [service.docs];
}

function sourcesOfFact(id: string): readonly string[] {
  return (factById(id)?.fact.today.sources ?? []).filter((s) => /^https:\/\//.test(s));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
