/** Look-ups in the compiled knowledge. The tables are built once from constant data, when they are first asked for. */
import { knowledge } from './generated/knowledge.js';
import { once } from './lazy.js';
import type { Edition, Fact, FactId, Figure, Rule, RuleId, Service, ServiceId, Setting } from './model.js';
import { nameKey } from './names.js';

export { knowledge };

/** The day on which the notes were written. */
export const NOTES_DATE = '2023-02-03';

export interface FactPlace {
  readonly fact: Fact;
  readonly service: Service;
  readonly section: string;
}

const services = once(() => new Map<string, Service>(knowledge.services.map((s) => [s.id, s])));
const rules = once(() => new Map<string, Rule>(knowledge.rules.map((r) => [r.id, r])));

const names = once(() => {
  const table = new Map<string, Service>();
  for (const service of knowledge.services) {
    const all = [
      ...service.aliases.map((a) => a.text),
      ...service.cloudformation,
      ...service.terraform,
      ...service.sdk,
    ];
    for (const name of all) if (!table.has(nameKey(name))) table.set(nameKey(name), service);
  }
  return table;
});

const citing = once(() => {
  const table = new Map<FactId, Rule[]>();
  for (const rule of knowledge.rules) {
    for (const id of rule.facts) table.set(id, [...(table.get(id) ?? []), rule]);
  }
  return table;
});

/** The service of each fact; only the sections of those that are asked for are unpacked. */
const owners = once(
  () =>
    new Map<string, Service>(
      knowledge.services.flatMap((service, i) =>
        (knowledge.factIds[i] ?? []).map((id): [string, Service] => [id, service]),
      ),
    ),
);
const facts = new Map<string, FactPlace>();

/** Any name of a service: id, short name, old or new name, resource type. Undefined: no such service. */
export function serviceByName(text: string): Service | undefined {
  return names().get(nameKey(text));
}

/** The service with this id, which the type says exists. */
export function serviceById(id: ServiceId): Service {
  const found = services().get(id);
  if (found === undefined) throw new Error(`no service ${id}`);
  return found;
}

export function factById(id: string): FactPlace | undefined {
  const known = facts.get(id);
  if (known !== undefined) return known;
  const service = owners().get(id);
  for (const section of service?.sections ?? []) {
    for (const fact of section.facts)
      facts.set(fact.id, { fact, service: service as Service, section: section.title });
  }
  return facts.get(id);
}

export function ruleById(id: string): Rule | undefined {
  return rules().get(id);
}

/** The rule with this id, which the type says exists. */
export function ruleOf(id: RuleId): Rule {
  const found = rules().get(id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return found;
}

export function rulesCiting(fact: FactId): readonly Rule[] {
  return citing().get(fact) ?? [];
}

/** Services that can stand in a sketch. */
export function sketchServices(): readonly Service[] {
  return knowledge.services.filter((s) => s.kind !== 'concept');
}

/**
 * A figure of a fact as an edition has it. Undefined where that edition says nothing: the notes know nothing that came later,
 * and today's documentation keeps the notes' figure unless it names another.
 */
export function figure(id: FactId, name: string, edition: Edition): Figure | undefined {
  const fact = factById(id)?.fact;
  if (fact === undefined) return undefined;
  if (edition === 'current') return fact.today.figures?.[name] ?? fact.figures?.[name];
  const later = fact.origin === 'added' && fact.today.since !== undefined && fact.today.since > NOTES_DATE;
  return later ? undefined : fact.figures?.[name];
}

// ------------------------------------------------------------------------------------------------ settings

/** A setting under one of its spellings, with the unit of a bare number there. */
export interface Spelling {
  readonly setting: Setting;
  readonly unit: string | undefined;
}

export interface Settings {
  readonly all: readonly Setting[];
  /** By path and by every alias. */
  readonly byPath: ReadonlyMap<string, Spelling>;
  /** Paths that have settings below them: `buffer`, `nodes[]`. */
  readonly parents: ReadonlySet<string>;
}

const tables = new Map<string, Settings>();

/** The settings that a step of this service may have: the common ones and the service's own. */
export function settingsOf(service: ServiceId | undefined): Settings {
  const key = service ?? '';
  const known = tables.get(key);
  if (known !== undefined) return known;
  const own = service === undefined ? [] : serviceById(service).settings;
  const table = settingsTable([...own, ...knowledge.sketch.step]);
  tables.set(key, table);
  return table;
}

let topTable: Settings | undefined;
export function topSettings(): Settings {
  topTable ??= settingsTable(knowledge.sketch.top);
  return topTable;
}

function settingsTable(all: readonly Setting[]): Settings {
  const byPath = new Map<string, Spelling>();
  const parents = new Set<string>();
  const add = (path: string, spelling: Spelling) => {
    if (!byPath.has(path)) byPath.set(path, spelling);
    for (let i = path.search(/\.|\[\]/); i !== -1; ) {
      parents.add(path.slice(0, i));
      const next = path.slice(i + 1).search(/\.|\[\]/);
      i = next === -1 ? -1 : i + 1 + next;
    }
  };
  for (const setting of all) {
    add(setting.path, { setting, unit: setting.unit });
    for (const alias of setting.aliases) add(alias.path, { setting, unit: meantUnit(alias.unit, setting) });
  }
  return { all, byPath, parents };
}

/** `sizeMB` in a setting whose vendor writes MB and means MiB: the same number of MiB. */
function meantUnit(unit: string | undefined, { unit: own, writtenAs }: Setting): string | undefined {
  return unit === undefined || writtenAs.includes(unit) ? own : unit;
}
