/**
 * The JSON Schema of a pipeline sketch, for YAML editors: keys, documentation and enumerations. It is deliberately loose about
 * values (quantities, dynamic values); the linter is the judge.
 */
import type { Setting } from '../core/model.js';
import type { Compiled } from '../core/packed.js';

interface Schema {
  [key: string]: unknown;
}

export function pipelineSchema(k: Compiled): Schema {
  const serviceNames = k.services
    .filter((s) => s.kind !== 'concept')
    .flatMap((s) => [s.name, s.shortName, s.id])
    .filter((name, i, all) => all.indexOf(name) === i);
  const step: Schema = { ...objectOf(k.sketch.step), additionalProperties: true };
  const properties = step.properties as Record<string, Schema>;
  const { enum: _values, type: _type, ...service } = properties.service ?? {};
  properties.service = { ...service, type: 'string', anyOf: [{ enum: serviceNames }, {}] };
  const names = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: ['string', 'object'] } }] };
  for (const key of ['from', 'to'])
    properties[key] = { ...pick(properties[key], 'markdownDescription', 'description'), ...names };
  const perService = k.services
    .filter((s) => s.settings.length > 0 && s.kind !== 'concept')
    .map((s) => ({
      if: { required: ['service'], properties: { service: { enum: namesOf(s) } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: objectOf(s.settings),
    }));
  const top = objectOf(k.sketch.top);
  const steps = {
    anyOf: [
      { type: 'object', additionalProperties: { $ref: '#/definitions/step' } },
      { type: 'array', items: { $ref: '#/definitions/step' } },
    ],
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Generated from knowledge/ by `npm run build`. Do not edit.',
    title: 'Tributary pipeline sketch',
    type: 'object',
    required: ['pipeline', 'steps'],
    ...top,
    properties: {
      ...(top.properties as Schema),
      steps: { ...pick((top.properties as Record<string, Schema>).steps, 'description'), ...steps },
    },
    patternProperties: { '^x-': {} },
    definitions: { step: { type: 'object', ...step, allOf: perService } },
  };
}

function namesOf(s: Compiled['services'][number]): string[] {
  return [...new Set([...s.aliases.map((a) => a.text), ...s.cloudformation, s.id])];
}

function pick(schema: Schema | undefined, ...keys: string[]): Schema {
  return Object.fromEntries(Object.entries(schema ?? {}).filter(([key]) => keys.includes(key)));
}

/** Settings by path -> nested object schema. */
function objectOf(settings: readonly Setting[]): Schema {
  const root: Schema = { properties: {} };
  for (const setting of settings) {
    for (const path of [setting.path, ...setting.aliases.map((a) => a.path)]) place(root, path, setting);
  }
  return root;
}

function place(root: Schema, path: string, setting: Setting): void {
  let at = root;
  const parts = path.split('.');
  parts.forEach((part, i) => {
    const list = part.endsWith('[]');
    const name = list ? part.slice(0, -2) : part;
    at.properties ??= {};
    const properties = at.properties as Record<string, Schema>;
    properties[name] ??= {};
    const child = properties[name];
    if (i === parts.length - 1) {
      Object.assign(
        child,
        leaf(setting),
        child.properties === undefined ? {} : { properties: child.properties },
      );
    } else if (list) {
      child.items ??= {};
      at = child.items as Schema;
    } else at = child;
  });
}

function leaf(setting: Setting): Schema {
  const unit = setting.unit === undefined ? '' : ` A bare number is in ${setting.unit}.`;
  const out: Schema = { description: `${setting.doc}${unit}` };
  if (setting.default !== undefined) out.default = setting.default;
  if (setting.type === 'boolean') out.type = ['boolean', 'string'];
  if (setting.values.length > 0) {
    out.anyOf = [{ enum: setting.values.flatMap((v) => [v.name, ...v.aliases]) }, {}];
  }
  return out;
}
