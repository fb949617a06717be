/** The JSON Schema of a settings file, as far as only the knowledge can say it: the ids of rules in `tributary.rules`. */
import type { Compiled } from '../core/packed.js';

/** Beside the schema that VS Code has of `package.json`, which says what the value of a rule may be. */
export function settingsSchema({ rules }: Pick<Compiled, 'rules'>): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: {
      'tributary.rules': {
        type: 'object',
        properties: Object.fromEntries(rules.map(({ id, title }) => [id, { description: `${title}.` }])),
        additionalProperties: false,
      },
    },
  };
}
