/** Pages in Markdown, made from the knowledge: a rule, a service with its notes, one fact, a topic. The host says how to link. */
import { type FactPlace, serviceById } from '../../knowledge.js';
import type { Topic } from '../../model.js';
import { link, page, plain, prose } from '../markdown.js';
import { details, type PageLinks } from './facts.js';

export { factFragment, type PageLinks } from './facts.js';
export { rulePage } from './rule.js';
export { servicePage } from './service.js';

/** One fact alone. */
export function factPage(place: FactPlace, links: PageLinks = {}): string {
  const { fact, service, section } = place;
  return page([
    `# ${prose(fact.claim)}`,
    `${link(plain(service.name), links.service?.(service.id))} · ${plain(section)} · ${fact.kind}${fact.origin === 'added' ? ' · not in the notes' : ''}`,
    ...details(place, links),
  ]);
}

/** The services of a topic, each with its summary. */
export function topicPage(topic: Topic, links: PageLinks = {}): string {
  const services = topic.services.map(serviceById);
  return page([
    `# ${plain(topic.title)}`,
    ...services.flatMap((s) => [`## ${link(plain(s.name), links.service?.(s.id))}`, prose(s.summary)]),
  ]);
}
