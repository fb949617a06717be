/**
 * The knowledge as text: JSON in string literals, which a JavaScript engine skips over until somebody asks, where it would have
 * to understand an object literal whenever the bundle is loaded. What few readers need stands in texts of its own.
 */
import type { Compiled, Packed } from '../core/packed.js';

export function pack({ services, rules, ...parts }: Compiled): Packed {
  return {
    parts: Object.fromEntries(
      Object.entries(parts).map(([key, value]) => [key, text(value)]),
    ) as Packed['parts'],
    services: text(services.map(({ sections, settings, ...service }) => service)),
    sections: services.map((s) => text(s.sections)),
    settings: services.map((s) => text(s.settings)),
    factIds: text(services.map((s) => s.sections.flatMap((section) => section.facts.map((f) => f.id)))),
    rules: text(rules.map(({ why, examples, ...rule }) => rule)),
    teaching: text(rules.map(({ why, examples }) => ({ why, examples }))),
  };
}

/** JSON in ASCII: so the text takes one byte for each character, in the bundle and in memory. */
function text(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
