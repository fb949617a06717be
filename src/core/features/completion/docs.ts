/** What is documented about a completion, worked out only for the one that is looked at. */
import { ruleOf, serviceById, settingsOf, topSettings } from '../../knowledge.js';
import { type HoverLinks, paragraphs, ruleCard, serviceCard } from '../hover/cards.js';
import { settingCard } from '../hover/settings.js';
import type { Completion } from './types.js';

/** Markdown; empty where nothing is documented. A finding that would appear comes first. */
export function documentationOf(completion: Completion, links: HoverLinks): string {
  const warning = completion.verdict === undefined ? '' : `⚠ ${completion.verdict}`;
  return paragraphs([warning, cardOf(completion, links)]);
}

function cardOf({ subject }: Completion, links: HoverLinks): string {
  switch (subject?.about) {
    case 'service':
      return serviceCard(serviceById(subject.service), links);
    case 'rule':
      return ruleCard(ruleOf(subject.rule), links);
    case 'text':
      return subject.markdown;
    case 'setting': {
      const settings = subject.top ? topSettings() : settingsOf(subject.service);
      const spelling = settings.byPath.get(subject.path) ?? settings.byPath.get(`${subject.path}[]`);
      const word = { kind: 'scalar' as const, text: subject.path, style: 'plain' as const, start: 0, end: 0 };
      const place = {
        path: subject.path.replace(/\[\]$/, ''),
        spelling,
        part: 'key' as const,
        word,
        value: undefined,
      };
      const service = subject.service === undefined ? undefined : serviceById(subject.service);
      return settingCard(place, settings, service, links) ?? '';
    }
    default:
      return '';
  }
}
