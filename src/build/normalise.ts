/** From the short forms that people write in YAML to the full shapes of `core/model.ts`. The schemas have been checked before. */
import type {
  Alias,
  Condition,
  Contradiction,
  Fact,
  FactId,
  Figure,
  FixSpec,
  Links,
  NewStep,
  Operand,
  Rule,
  RuleId,
  Scope,
  Service,
  ServiceId,
  Setting,
  SketchVocabulary,
  Topic,
} from '../core/model.js';
import { parseQuantity } from '../core/quantity.js';

type Raw = Record<string, unknown>;

export function toService(raw: Raw): Service {
  const aliases: Alias[] = ((raw.aliases ?? []) as (string | Raw)[]).map((a) =>
    typeof a === 'string'
      ? { text: a, ambiguous: false, formerly: false }
      : drop({
          text: a.text as string,
          ambiguous: a.ambiguous === true,
          formerly: a.formerly === true,
          since: a.since as string | undefined,
        }),
  );
  const own: Alias[] = [
    {
      text: raw.name as string,
      ambiguous: raw.name === raw.shortName && raw.ambiguousShortName === true,
      formerly: false,
    },
    { text: raw.shortName as string, ambiguous: raw.ambiguousShortName === true, formerly: false },
    {
      text: raw.id as string,
      ambiguous: raw.ambiguousShortName === true || !/[-\d]/.test(raw.id as string),
      formerly: false,
    },
  ];
  const seen = new Set(aliases.map((a) => a.text.toLowerCase()));
  const unique = own.filter((a) => !seen.has(a.text.toLowerCase()) && seen.add(a.text.toLowerCase()));
  return drop({
    id: raw.id as ServiceId,
    name: raw.name as string,
    shortName: raw.shortName as string,
    kind: raw.kind as Service['kind'],
    summary: raw.summary as string,
    docs: raw.docs as string | undefined,
    tags: (raw.tags ?? []) as string[],
    aliases: [...unique, ...aliases],
    cloudformation: (raw.cloudformation ?? []) as string[],
    terraform: (raw.terraform ?? []) as string[],
    sdk: (raw.sdk ?? []) as string[],
    sections: ((raw.sections ?? []) as { title: string; facts: Raw[] }[]).map((s) => ({
      title: s.title,
      facts: s.facts.map(toFact),
    })),
    settings: toSettings((raw.settings ?? {}) as Record<string, Raw>),
    reads: toLinks(raw.reads as Raw | undefined),
    writes: toLinks(raw.writes as Raw | undefined),
    carries: (raw.carries ?? []) as Service['carries'],
  });
}

function toFact(raw: Raw): Fact {
  const today = raw.today as Raw;
  return drop({
    id: raw.id as FactId,
    kind: raw.kind as Fact['kind'],
    origin: (raw.origin ?? 'notes') as Fact['origin'],
    title: raw.title as string | undefined,
    claim: raw.claim as string,
    checkable: raw.checkable === true,
    figures: toFigures(raw.figures as Raw | undefined),
    formula: raw.formula as string | undefined,
    today: drop({
      status: today.status as Fact['today']['status'],
      since: today.since as string | undefined,
      note: today.note as string | undefined,
      figures: toFigures(today.figures as Raw | undefined),
      formula: today.formula as string | undefined,
      sources: (today.sources ?? []) as string[],
    }),
  });
}

function toFigures(raw: Raw | undefined): Record<string, Figure> | undefined {
  if (raw === undefined) return undefined;
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, toFigure(value)]));
}

function toFigure(value: unknown): Figure {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'boolean') return value;
  const text = String(value);
  return parseQuantity(text) ?? text;
}

function toSettings(raw: Record<string, Raw>): Setting[] {
  return Object.entries(raw).map(([path, s]) =>
    drop({
      path,
      type: s.type as Setting['type'],
      unit: s.unit as string | undefined,
      writtenAs: (s.writtenAs ?? []) as string[],
      values: ((s.values ?? []) as (string | number | Raw)[]).map((v) =>
        typeof v === 'object'
          ? drop({
              name: v.name as string,
              aliases: ((v.aliases ?? []) as unknown[]).map(String),
              doc: v.doc as string | undefined,
            })
          : { name: String(v), aliases: [] },
      ),
      open: s.open === true,
      default: s.default === undefined ? undefined : String(s.default),
      doc: s.doc as string,
      facts: (s.facts ?? []) as FactId[],
      aliases: Object.entries((s.aliases ?? {}) as Record<string, string | null>).map(([alias, unit]) =>
        unit === null ? { path: alias } : { path: alias, unit },
      ),
    }),
  );
}

function toLinks(raw: Raw | undefined): Links {
  return {
    closed: raw?.closed === true,
    links: Object.entries((raw?.links ?? {}) as Record<string, string[]>).map(([service, facts]) => ({
      service: service as ServiceId,
      facts: facts as FactId[],
    })),
  };
}

export function toVocabulary(raw: { top: Raw; step: Raw; bridges?: string[] }): SketchVocabulary {
  return {
    bridges: (raw.bridges ?? []) as ServiceId[],
    top: toSettings(raw.top as Record<string, Raw>),
    step: toSettings(raw.step as Record<string, Raw>),
  };
}

export function toTopics(raw: readonly Topic[]): Topic[] {
  return raw.map((t) => ({ title: t.title, services: t.services }));
}

export function toContradictions(
  raw: readonly Raw[],
  rules: readonly { rule: Rule; contradictions: readonly string[] }[],
): Contradiction[] {
  return raw.map((c) => ({
    id: c.id as string,
    facts: c.facts as FactId[],
    says: c.says as string,
    today: c.today as string,
    lint: c.lint as string,
    rules: rules.filter((r) => r.contradictions.includes(c.id as string)).map((r) => r.rule.id),
  }));
}

export function toRule(raw: Raw, group: string): Rule {
  const severity = raw.severity as Rule['severity'] | Rule['severity']['notes'];
  return drop({
    id: raw.id as RuleId,
    title: raw.title as string,
    group,
    severity: typeof severity === 'string' ? { notes: severity, current: severity } : severity,
    confidence: (raw.confidence ?? 'high') as Rule['confidence'],
    edition: (raw.edition ?? 'both') as Rule['edition'],
    scope: toScope(raw.scope as Raw),
    facts: (raw.facts ?? []) as FactId[],
    where: raw.where === undefined ? undefined : toCondition(raw.where as Raw),
    must: raw.must === undefined ? undefined : toCondition(raw.must as Raw),
    check: raw.check as Rule['check'],
    mark: raw.mark as string | undefined,
    message: (raw.message as string).trim(),
    why: (raw.why as string).trim(),
    fix: ((raw.fix ?? []) as Raw[]).map(toFix),
    soften: ((raw.soften ?? []) as Raw[]).map((s) => ({
      when: toCondition(s.when as Raw),
      to: s.to as Rule['soften'][number]['to'],
    })),
    templates: raw.templates as Rule['templates'],
    tags: (raw.tags ?? []) as Rule['tags'],
    examples: raw.examples as Rule['examples'],
  });
}

function toFix(raw: Raw): FixSpec {
  const set = raw.set as { path: string; to: unknown } | { path: string; to: unknown }[] | undefined;
  return drop({
    title: raw.title as string,
    safe: raw.safe === true,
    when: raw.when === undefined ? undefined : toCondition(raw.when as Raw),
    set:
      set === undefined
        ? undefined
        : many(set).map(({ path, to }) => ({
            path,
            to: to === 'bound' ? ('bound' as const) : toOperand(to),
          })),
    remove: raw.remove === undefined ? undefined : many(raw.remove as string | string[]),
    rewrite: raw.rewrite as FixSpec['rewrite'],
    insert: toNewSteps(raw.insert),
    insertBefore: toNewSteps(raw.insertBefore),
    redirect: raw.redirect === undefined ? undefined : (many(raw.redirect) as ServiceId[]),
    disconnect: raw.disconnect === undefined ? undefined : (many(raw.disconnect) as ServiceId[]),
    split: raw.split === true ? (true as const) : toNewSteps(raw.split)?.[0],
    fork: raw.fork === true ? (true as const) : undefined,
    bypass: raw.bypass === true ? (true as const) : undefined,
  });
}

function toNewSteps(raw: unknown): NewStep[] | undefined {
  if (raw === undefined) return undefined;
  return many<Raw>(raw as Raw | Raw[]).map((s) => ({
    service: s.service as ServiceId,
    id: s.id as string,
    settings: Object.fromEntries(Object.entries((s.settings ?? {}) as Raw).map(([k, v]) => [k, String(v)])),
  }));
}

function many<T>(value: T | readonly T[]): T[] {
  return Array.isArray(value) ? [...(value as readonly T[])] : [value as T];
}

function toScope(raw: Raw): Scope {
  if (raw.step !== undefined) return { step: services(raw.step) };
  if (raw.edge !== undefined) {
    const edge = raw.edge as Raw;
    return { edge: { from: services(edge.from), to: services(edge.to) } };
  }
  return raw.pipeline === true ? { pipeline: true } : { document: true };
}

function services(raw: unknown): readonly ServiceId[] | '*' {
  if (raw === '*') return '*';
  return (Array.isArray(raw) ? raw : [raw]) as ServiceId[];
}

function toCondition(raw: Raw): Condition {
  if (raw.all !== undefined) return { all: (raw.all as Raw[]).map(toCondition) };
  if (raw.any !== undefined) return { any: (raw.any as Raw[]).map(toCondition) };
  if (raw.not !== undefined) return { not: toCondition(raw.not as Raw) };
  const { path, ...rest } = raw;
  const [operator, operand] = Object.entries(rest)[0] as [string, unknown];
  return { path, [operator]: toOperands(operator, operand) } as unknown as Condition;
}

function toOperands(operator: string, operand: unknown): unknown {
  if (operator === 'exists' || operator === 'unique' || operator === 'matches') return operand;
  if (operator === 'between') return (operand as unknown[]).map(toOperand);
  if (operator === 'oneOf') return Array.isArray(operand) ? operand : toOperand(operand);
  if (operator === 'count') {
    return Object.fromEntries(
      Object.entries(operand as Raw).map(([name, value]) => [name, toOperand(value)]),
    );
  }
  return toOperand(operand);
}

function toOperand(raw: unknown): Operand {
  if (typeof raw === 'string') return parseQuantity(raw) ?? raw;
  if (typeof raw === 'number') return parseQuantity(String(raw)) ?? raw;
  if (typeof raw !== 'object' || raw === null) return raw as Operand;
  const times = (raw as Raw).times;
  return times === undefined ? (raw as Operand) : ({ ...raw, times: toOperand(times) } as Operand);
}

/** Leaves out undefined members, so that absence is absence in the generated module too. */
function drop<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}
