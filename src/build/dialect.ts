/** The files of `knowledge/dialects`: from the short forms that people write to the full shapes, and their cross-references. */
import type {
  DialectGroup,
  DialectNames,
  DialectReference,
  DialectResource,
  DialectTest,
  Service,
  ServiceId,
  Setting,
} from '../core/model.js';

type Raw = Record<string, unknown>;

export function toDialect(raw: Raw): DialectNames {
  return {
    id: raw.id as string,
    title: raw.title as string,
    resourceMaps: (raw.resourceMaps ?? []) as string[],
    sections: (raw.sections ?? {}) as Record<string, string>,
    harmlessMacros: (raw.harmlessMacros ?? []) as string[],
    arns: Object.entries((raw.arns ?? {}) as Record<string, ServiceId>).map(([match, service]) => ({
      match,
      service,
    })),
    resources: Object.entries(raw.resources as Record<string, Raw>).map(([type, r]) => toResource(type, r)),
  };
}

function toResource(type: string, raw: Raw): DialectResource {
  const by =
    typeof raw.service === 'object'
      ? (raw.service as { by: string; words: Record<string, ServiceId>; else: ServiceId })
      : undefined;
  return {
    type,
    service: by === undefined ? (raw.service as ServiceId) : by.else,
    ...(by && { serviceBy: { property: by.by, words: lowerKeys(by.words) } }),
    ...(raw.name !== undefined && { name: raw.name as string }),
    neighbour: raw.neighbour === true,
    connects: raw.connects === true,
    partOf: (raw.partOf ?? []) as string[],
    standsFor: (raw.standsFor ?? []) as string[],
    ...(raw.definition !== undefined && { definition: toDefinition(raw.definition as Raw) }),
    groups: [toGroup({ ...raw, at: '' }), ...((raw.groups ?? []) as Raw[]).map(toGroup)].filter(
      (g) => !isEmpty(g),
    ),
  };
}

function toDefinition(raw: Raw): NonNullable<DialectResource['definition']> {
  return {
    inline: (raw.inline ?? []) as string[],
    file: (raw.file ?? []) as string[],
    symbols: (raw.symbols ?? []) as string[],
  };
}

function toGroup(raw: Raw): DialectGroup {
  const fixed = Object.entries((raw.fixed ?? {}) as Raw).map(([path, value]) => [path, String(value)]);
  return {
    at: raw.at as string,
    when: toTests(raw.when),
    unless: toTests(raw.unless),
    ...(raw.list !== undefined && { list: raw.list as string }),
    ...(raw.openedBy !== undefined && { openedBy: raw.openedBy as string }),
    fixed: Object.fromEntries(fixed) as Record<string, string>,
    settings: Object.entries((raw.settings ?? {}) as Raw).map(([property, to]) =>
      typeof to === 'string' ? { property, to } : { property, ...(to as { to: string }) },
    ),
    from: toReferences(raw.from),
    to: toReferences(raw.to),
  };
}

function isEmpty(g: DialectGroup): boolean {
  return g.settings.length + g.from.length + g.to.length + Object.keys(g.fixed).length === 0;
}

function toTests(raw: unknown): DialectTest[] {
  return Object.entries((raw ?? {}) as Raw).map(([property, words]) => ({
    property,
    words: (Array.isArray(words) ? words : [words]).map((w) => String(w).toLowerCase()),
  }));
}

function toReferences(raw: unknown): DialectReference[] {
  return Object.entries((raw ?? {}) as Record<string, string | { else: ServiceId }>).map(
    ([property, service]) => {
      if (service === '*') return { property };
      return typeof service === 'string'
        ? { property, service: service as ServiceId }
        : { property, service: service.else, open: true };
    },
  );
}

function lowerKeys<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key.toLowerCase(), value]));
}

/** Every service and setting that a dialect names exists, and every pattern can be read. */
export function checkDialect(
  d: DialectNames,
  services: readonly Service[],
  common: readonly Setting[],
): string[] {
  const out: string[] = [];
  const ids = new Map(services.map((s) => [s.id as string, s]));
  const service = (id: string | undefined, where: string) => {
    if (id !== undefined && !ids.has(id)) out.push(`${where}: no service ${id}`);
  };
  for (const { match, service: id } of d.arns) {
    service(id, `arns.${match}`);
    try {
      new RegExp(match);
    } catch {
      out.push(`arns.${match}: no regular expression`);
    }
  }
  for (const r of d.resources) {
    service(r.service, r.type);
    for (const id of Object.values(r.serviceBy?.words ?? {})) service(id, r.type);
    const paths = new Set(
      [...(ids.get(r.service)?.settings ?? []), ...common].flatMap((s) => [
        s.path,
        ...s.aliases.map((a) => a.path),
      ]),
    );
    for (const g of r.groups) {
      for (const ref of [...g.from, ...g.to]) service(ref.service, `${r.type} ${ref.property}`);
      for (const path of [...Object.keys(g.fixed), ...g.settings.map((s) => s.to)]) {
        const full = g.list === undefined ? path : path === '' ? `${g.list}[]` : `${g.list}[].${path}`;
        if (!paths.has(full) && !paths.has(full.replace(/\[\]$/, '')))
          out.push(`${r.type}: ${r.service} has no setting ${full}`);
      }
      for (const s of g.settings) {
        if (/[[\]{}]/.test(s.property))
          out.push(`${r.type}: ${s.property} names several places; put it into a group`);
      }
    }
  }
  for (const name of Object.values(d.sections)) {
    if (!d.resources.some((r) => r.type === name)) out.push(`sections: no resource ${name}`);
  }
  return out;
}
