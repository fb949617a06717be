/**
 * The knowledge as the bundles carry it, and how it is unpacked: piece by piece, each when it is first asked for. So a program that
 * prints its version reads none of it, and a lint only the rules and the services that it meets.
 */
import { addLater, once } from './lazy.js';
import type { Example, Knowledge, Rule, Section, Service, Setting } from './model.js';

/** What the compiler makes of the files; look-ups are derived from it. */
export type Compiled = Omit<Knowledge, 'factIds'>;

/** Every text is JSON; lists of texts, and the lists in them, are in the order of the services or the rules. */
export interface Packed {
  readonly parts: Readonly<Record<Exclude<keyof Compiled, 'services' | 'rules'>, string>>;
  /** Without `sections` and `settings`. */
  readonly services: string;
  readonly sections: readonly string[];
  readonly settings: readonly string[];
  readonly factIds: string;
  /** Without `why` and `examples`. */
  readonly rules: string;
  /** What rules say to people who want to know more. */
  readonly teaching: string;
}

export function unpack(packed: Packed): Knowledge {
  const knowledge = {};
  for (const [key, text] of Object.entries(packed.parts)) addLater(knowledge, key, () => JSON.parse(text));
  addLater(knowledge, 'factIds', () => JSON.parse(packed.factIds));
  addLater(knowledge, 'services', () => {
    const services = JSON.parse(packed.services) as Service[];
    services.forEach((service, i) => {
      addLater(service, 'sections', () => JSON.parse(packed.sections[i] ?? '') as Section[]);
      addLater(service, 'settings', () => JSON.parse(packed.settings[i] ?? '') as Setting[]);
    });
    return services;
  });
  addLater(knowledge, 'rules', () => {
    const rules = JSON.parse(packed.rules) as Rule[];
    const teaching = once(() => JSON.parse(packed.teaching) as { why: string; examples: Example[] }[]);
    rules.forEach((rule, i) => {
      addLater(rule, 'why', () => teaching()[i]?.why);
      addLater(rule, 'examples', () => teaching()[i]?.examples);
    });
    return rules;
  });
  return knowledge as Knowledge;
}
