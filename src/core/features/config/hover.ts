/** Hover in a configuration file: what a key, an edition or a severity means, and what a rule asks for. */
import { EDITIONS, levelOf } from '../../config.js';
import { ruleById } from '../../knowledge.js';
import { ruleCard } from '../hover/cards.js';
import type { Hover, HoverOptions } from '../hover/hover.js';
import { configPlaceAt } from './place.js';
import { type ConfigKey, EDITION_WORDS, KEY_WORDS, LEVEL_WORDS } from './words.js';

/** The hover at an offset of a configuration file. */
export function configHover(text: string, offset: number, { links }: HoverOptions): Hover | undefined {
  const place = configPlaceAt(text, offset);
  if (place === undefined) return undefined;
  const word = text.slice(place.word.start, place.word.end);
  const said = () => {
    switch (place.part) {
      case 'key':
        return Object.hasOwn(KEY_WORDS, word) ? KEY_WORDS[word as ConfigKey] : undefined;
      case 'edition': {
        const edition = EDITIONS.find((e) => e === word);
        return edition && EDITION_WORDS[edition];
      }
      case 'level': {
        const level = levelOf(word);
        return level && LEVEL_WORDS[level];
      }
      case 'rule': {
        const rule = ruleById(word);
        return rule && ruleCard(rule, links);
      }
    }
  };
  const markdown = said();
  return markdown === undefined ? undefined : { markdown, span: place.word };
}
