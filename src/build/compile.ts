/**
 * The knowledge compiler: every YAML file of `knowledge/` through its JSON Schema (ajv), then through the cross-references, then
 * out as typed modules that `tsc` checks a second time. Any mistake ends the build with file and reason.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import type { Comparison, FactId, SearchWords, Sizing, StatesVocabulary, Template } from '../core/model.js';
import type { Compiled } from '../core/packed.js';
import { crossCheck } from './cross-check.js';
import { checkDialect, toDialect } from './dialect.js';
import { toContradictions, toRule, toService, toTopics, toVocabulary } from './normalise.js';
import { pack } from './pack.js';
import { pipelineSchema } from './pipeline-schema.js';
import { settingsSchema } from './settings-schema.js';
import { checkStates } from './states.js';

/** A mistake in the knowledge, with the file that has it. */
export interface Mistake {
  readonly file: string;
  readonly message: string;
}

type Raw = Record<string, unknown>;

/** Stands for a file that could not be read, which is a mistake of its own. */
const NO_STATES = {
  service: '' as StatesVocabulary['service'],
  type: '',
  typeField: '',
  fields: {},
  states: { list: '', name: '', fields: {} },
  calls: {},
};

/** Reads and checks all knowledge below `root`. The result is complete only if there are no mistakes. */
export function compile(root: string): { compiled: Compiled; mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const validate = validators(root);
  const load = (file: string, schema: string): unknown => {
    const name = relative(root, file);
    let data: unknown;
    try {
      data = parse(readFileSync(file, 'utf8'), { merge: true });
    } catch (error) {
      mistakes.push({ file: name, message: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
    const check = validate(schema);
    if (check(data)) return data;
    for (const e of check.errors ?? []) {
      if (['oneOf', 'anyOf', 'if'].includes(e.keyword)) continue;
      mistakes.push({
        file: name,
        message: `${e.instancePath || '/'} ${e.message ?? ''} ${JSON.stringify(e.params)}`,
      });
    }
    if ((check.errors ?? []).every((e) => ['oneOf', 'anyOf', 'if'].includes(e.keyword))) {
      for (const e of check.errors ?? [])
        mistakes.push({ file: name, message: `${e.instancePath || '/'} ${e.message ?? ''}` });
    }
    return undefined;
  };
  const each = <T>(folder: string, schema: string, read: (raw: Raw, file: string) => T): T[] =>
    yamlFiles(join(root, 'knowledge', folder)).flatMap((file) => {
      const data = load(file, schema);
      return data === undefined ? [] : [read(data as Raw, file)];
    });
  const one = <T>(name: string, schema: string, fallback: T): T =>
    (load(join(root, 'knowledge', name), schema) as T | undefined) ?? fallback;

  const services = each('services', 'service', (raw, file) => {
    if (raw.id !== basename(file, '.yaml'))
      mistakes.push({ file: relative(root, file), message: `id ${String(raw.id)} is not the file's name` });
    return toService(raw);
  });
  const rules = each('rules', 'rule', (raw, file) => {
    if (raw.id !== basename(file, '.yaml'))
      mistakes.push({ file: relative(root, file), message: `id ${String(raw.id)} is not the file's name` });
    return {
      rule: toRule(raw, basename(dirname(file))),
      contradictions: (raw.contradictions ?? []) as string[],
      file: relative(root, file),
    };
  });
  const unlinted = yamlFiles(join(root, 'knowledge', 'unlinted')).flatMap(
    (file) => (load(file, 'unlinted') as Raw[] | undefined) ?? [],
  ) as { fact?: string; contradiction?: string; reason: string }[];
  const sizings = each('sizings', 'sizing', (raw, file) => {
    if (raw.id !== basename(file, '.yaml'))
      mistakes.push({ file: relative(root, file), message: `id ${String(raw.id)} is not the file's name` });
    return raw as unknown as Sizing;
  });
  const dialects = each('dialects', 'dialect', (raw, file) => {
    if (raw.id !== basename(file, '.yaml'))
      mistakes.push({ file: relative(root, file), message: `id ${String(raw.id)} is not the file's name` });
    return toDialect(raw);
  });
  const compiled: Compiled = {
    dialects,
    sizings,
    states: one<StatesVocabulary | undefined>('states.yaml', 'states', undefined) ?? NO_STATES,
    services,
    topics: toTopics(one('topics.yaml', 'topics', [])),
    rules: rules.map((r) => r.rule),
    contradictions: toContradictions(one('contradictions.yaml', 'contradictions', []), rules),
    comparisons: one<readonly Comparison[]>('comparisons.yaml', 'comparisons', []),
    search: one<SearchWords>('search.yaml', 'search-words', { small: [], comparing: [], synonyms: [] }),
    sketch: toVocabulary(one('sketch.yaml', 'sketch-vocabulary', { top: {}, step: {} })),
    unlinted: unlinted.flatMap((u) =>
      u.fact === undefined ? [] : [{ fact: u.fact as FactId, reason: u.reason }],
    ),
    templates: templates(root),
  };
  // A file that its schema refuses is left out, and whatever names it would be a mistake too.
  if (mistakes.length > 0) return { compiled, mistakes };
  mistakes.push(
    ...crossCheck(compiled, {
      ruleFiles: new Map(rules.map((r) => [r.rule.id, r.file])),
      unlinted,
      checks: checkNames(root),
    }),
  );
  for (const d of dialects) {
    for (const message of checkDialect(d, services, compiled.sketch.step))
      mistakes.push({ file: `knowledge/dialects/${d.id}.yaml`, message });
  }
  for (const message of checkStates(compiled.states, services))
    mistakes.push({ file: 'knowledge/states.yaml', message });
  return { compiled, mistakes };
}

/** Writes the typed modules, and the JSON Schemas of a sketch and of a settings file. */
export function emit(root: string, compiled: Compiled): void {
  const folder = join(root, 'src/core/generated');
  mkdirSync(folder, { recursive: true });
  const banner = '// Generated from knowledge/ by `npm run build`. Do not edit.\n';
  const union = (name: string, ids: readonly string[]) =>
    `export type ${name} =\n${[...ids]
      .sort()
      .map((id) => `  | ${JSON.stringify(id)}`)
      .join('\n')};\n`;
  const facts = compiled.services.flatMap((s) =>
    s.sections.flatMap((section) => section.facts.map((f) => f.id)),
  );
  write(
    join(folder, 'ids.ts'),
    banner +
      union(
        'ServiceId',
        compiled.services.map((s) => s.id),
      ) +
      union('FactId', facts) +
      union(
        'RuleId',
        compiled.rules.map((r) => r.id),
      ),
  );
  write(
    join(folder, 'knowledge.ts'),
    `${banner}import { type Packed, unpack } from '../packed.js';\n\nconst packed: Packed = ${JSON.stringify(pack(compiled))};\n\nexport const knowledge = unpack(packed);\n`,
  );
  // The same as it stood in the files: nobody imports it, the type checker reads it.
  write(
    join(folder, 'typed.ts'),
    `${banner}import type { Compiled } from '../packed.js';\n\nexport const typed: Compiled = ${JSON.stringify(compiled)};\n`,
  );
  const checks = checkNames(root).sort();
  write(
    join(folder, 'checks.ts'),
    `${banner}import type { Check } from '../rules/check.js';\n${checks
      .map((name, i) => `import { check as c${i} } from '../checks/${name}.js';\n`)
      .join('')}\nexport const checks: Readonly<Record<string, Check>> = {\n${checks
      .map((name, i) => `  ${JSON.stringify(name)}: c${i},\n`)
      .join('')}};\n`,
  );
  const schemas = { pipeline: pipelineSchema(compiled), settings: settingsSchema(compiled) };
  for (const [name, schema] of Object.entries(schemas))
    write(join(root, `schemas/${name}.schema.json`), `${JSON.stringify(schema)}\n`);
}

/** Sketches to begin with. Whether they are sound is for a test to say, which lints them. */
function templates(root: string): Template[] {
  return yamlFiles(join(root, 'knowledge', 'templates')).map((file) => {
    const text = readFileSync(file, 'utf8');
    const { pipeline, description } = parse(text) as { pipeline: string; description?: string };
    return { id: basename(file, '.pipeline.yaml'), title: pipeline, description: description ?? '', text };
  });
}

/** Writes only what changed, so that watchers and file times stay quiet. */
function write(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  writeFileSync(file, text);
}

function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

function checkNames(root: string): string[] {
  const folder = join(root, 'src/core/checks');
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((f) => f.endsWith('.ts'))
        .map((f) => basename(f, '.ts'))
    : [];
}

function validators(root: string): (schema: string) => ValidateFunction {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  formats.default(ajv);
  ajv.addSchema(JSON.parse(readFileSync(join(root, 'schemas/service.schema.json'), 'utf8')) as object);
  const compiled = new Map<string, ValidateFunction>();
  return (schema) => {
    const known = compiled.get(schema);
    if (known !== undefined) return known;
    const id = `${schema}.schema.json`;
    const validate =
      ajv.getSchema(id) ?? ajv.compile(JSON.parse(readFileSync(join(root, 'schemas', id), 'utf8')) as object);
    compiled.set(schema, validate);
    return validate;
  };
}
