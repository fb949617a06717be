/** The cross-references that a JSON Schema cannot see: ids exist and are unique, placeholders can be read, nothing is left over. */
import type {
  Condition,
  Fact,
  FigureRef,
  FixSpec,
  NewStep,
  Operand,
  Rule,
  Service,
  Sizing,
} from '../core/model.js';
import type { Compiled } from '../core/packed.js';
import type { Mistake } from './compile.js';

interface Context {
  readonly ruleFiles: ReadonlyMap<string, string>;
  readonly unlinted: readonly { fact?: string; contradiction?: string; reason: string }[];
  readonly checks: readonly string[];
}

export function crossCheck(k: Compiled, context: Context): Mistake[] {
  const mistakes: Mistake[] = [];
  const services = new Map(k.services.map((s) => [s.id as string, s]));
  const facts = new Map<string, Fact>();
  for (const s of k.services) {
    const say = (message: string) => mistakes.push({ file: `knowledge/services/${s.id}.yaml`, message });
    for (const fact of s.sections.flatMap((x) => x.facts)) {
      if (facts.has(fact.id)) say(`fact ${fact.id} exists twice`);
      facts.set(fact.id, fact);
    }
  }
  for (const s of k.services) checkService(s, services, facts, mistakes);
  checkAliases(k.services, mistakes);
  for (const t of k.topics) {
    for (const id of t.services) {
      if (!services.has(id)) mistakes.push({ file: 'knowledge/topics.yaml', message: `no service ${id}` });
    }
  }
  const inTopics = new Set(k.topics.flatMap((t) => t.services as readonly string[]));
  for (const s of k.services) {
    if (s.sections.length > 0 && !inTopics.has(s.id)) {
      mistakes.push({ file: 'knowledge/topics.yaml', message: `${s.id} has notes but no place in the tree` });
    }
  }
  for (const id of k.sketch.bridges)
    if (!services.has(id)) mistakes.push({ file: 'knowledge/sketch.yaml', message: `no service ${id}` });
  const common = new Set(k.sketch.step.map((s) => s.path));
  const seen = new Set<string>();
  for (const rule of k.rules) {
    const file = context.ruleFiles.get(rule.id) ?? rule.id;
    if (seen.has(rule.id)) mistakes.push({ file, message: `rule ${rule.id} exists twice` });
    seen.add(rule.id);
    for (const message of checkRule(rule, services, facts, context.checks, common))
      mistakes.push({ file, message });
  }
  for (const sizing of k.sizings) checkSizing(sizing, services, facts, mistakes);
  for (const name of context.checks) {
    if (k.rules.find((r) => r.id === name)?.check !== 'code') {
      mistakes.push({
        file: `src/core/checks/${name}.ts`,
        message: 'no rule with `check: code` has this name',
      });
    }
  }
  checkCoverage(k, facts, context, mistakes);
  return mistakes;
}

function checkService(
  s: Service,
  services: ReadonlyMap<string, Service>,
  facts: ReadonlyMap<string, Fact>,
  out: Mistake[],
): void {
  const say = (message: string) => out.push({ file: `knowledge/services/${s.id}.yaml`, message });
  for (const side of ['reads', 'writes'] as const) {
    for (const link of s[side].links) {
      if (!services.has(link.service)) say(`${side}: no service ${link.service}`);
      for (const f of link.facts) if (!facts.has(f)) say(`${side}.${link.service}: no fact ${f}`);
    }
  }
  const paths = new Set<string>();
  for (const setting of s.settings) {
    for (const f of setting.facts) if (!facts.has(f)) say(`settings.${setting.path}: no fact ${f}`);
    for (const path of [setting.path, ...setting.aliases.map((a) => a.path)]) {
      if (paths.has(path)) say(`settings: ${path} stands twice`);
      paths.add(path);
    }
    if (setting.type === 'enum' && setting.values.length === 0)
      say(`settings.${setting.path}: an enum without values`);
  }
}

/** Two services must not answer to one name. */
function checkAliases(services: readonly Service[], out: Mistake[]): void {
  const owners = new Map<string, string>();
  for (const s of services) {
    const names = [
      ...s.aliases.map((a) => a.text),
      ...s.cloudformation,
      ...s.terraform,
      ...s.sdk.map((x) => `sdk:${x}`),
    ];
    for (const name of new Set(names.map((n) => n.toLowerCase().replaceAll(/[^a-z0-9:]/g, '')))) {
      const owner = owners.get(name);
      if (owner !== undefined && owner !== s.id) {
        out.push({
          file: `knowledge/services/${s.id}.yaml`,
          message: `the name ${name} belongs to ${owner} as well`,
        });
      }
      owners.set(name, s.id);
    }
  }
}

function checkRule(
  rule: Rule,
  services: ReadonlyMap<string, Service>,
  facts: ReadonlyMap<string, Fact>,
  checks: readonly string[],
  common: ReadonlySet<string>,
): string[] {
  const out: string[] = [];
  const noFact = (id: string) => !facts.has(id) && out.push(`no fact ${id}`);
  rule.facts.forEach(noFact);
  const figure = (id: string, name: string) => {
    const fact = facts.get(id);
    if (fact === undefined) out.push(`no fact ${id}`);
    else if (fact.figures?.[name] === undefined && fact.today.figures?.[name] === undefined)
      out.push(`fact ${id} has no figure ${name}`);
    if (!(rule.facts as readonly string[]).includes(id))
      out.push(`figure of ${id} is used, but the rule does not cite that fact`);
  };
  const operand = (o: Operand | undefined): void => {
    if (typeof o !== 'object') return;
    if ('fact' in o) figure(o.fact, o.figure);
    if ('times' in o && o.times !== undefined) operand(o.times);
  };
  const condition = (c: Condition): void => {
    if ('all' in c) return c.all.forEach(condition);
    if ('any' in c) return c.any.forEach(condition);
    if ('not' in c) return condition(c.not);
    for (const [name, value] of Object.entries(c)) {
      if (name === 'path' || name === 'exists' || name === 'matches' || name === 'unique') continue;
      if (name === 'between') (value as Operand[]).forEach(operand);
      else if (name === 'count') Object.values(value as object).forEach(operand);
      else if (!Array.isArray(value)) operand(value as Operand);
    }
  };
  if (rule.where) condition(rule.where);
  if (rule.must) condition(rule.must);
  for (const s of rule.soften) condition(s.when);
  for (const id of scopeServices(rule)) if (!services.has(id)) out.push(`scope: no service ${id}`);
  for (const f of rule.fix) {
    if (f.when) condition(f.when);
    for (const { to } of f.set ?? []) if (to !== 'bound') operand(to);
    for (const step of newSteps(f)) {
      const settings = services.get(step.service)?.settings.map((s) => s.path) ?? [];
      if (!services.has(step.service)) out.push(`fix: no service ${step.service}`);
      for (const path of Object.keys(step.settings))
        if (!settings.includes(path) && !common.has(path))
          out.push(`fix: ${step.service} has no setting ${path}`);
    }
    for (const id of [...(f.redirect ?? []), ...(f.disconnect ?? [])])
      if (!services.has(id)) out.push(`fix: no service ${id}`);
  }
  for (const [, name] of rule.message.matchAll(/\{([^{}]+)\}/g)) {
    const [id, figureName] = (name as string).split('.');
    if (facts.has(id as string) && figureName !== undefined) figure(id as string, figureName);
  }
  if (rule.check === 'code' && !checks.includes(rule.id))
    out.push(`check: code, but there is no src/core/checks/${rule.id}.ts`);
  rule.examples.forEach((e, i) => {
    if (!('bad' in e)) return;
    const found = e.bad.split(e.mark).length - 1;
    if (found === 0)
      out.push(`example ${i + 1}: the marked text ${JSON.stringify(e.mark)} does not occur in it`);
    if (found > 1 && e.nth === undefined)
      out.push(`example ${i + 1}: ${JSON.stringify(e.mark)} occurs ${found} times, say which with nth`);
  });
  return out;
}

function newSteps({ insert, insertBefore, split }: FixSpec): readonly NewStep[] {
  const own = split === undefined || split === true ? [] : [split];
  return [...(insert ?? []), ...(insertBefore ?? []), ...own];
}

function scopeServices(rule: Rule): readonly string[] {
  const lists =
    'step' in rule.scope
      ? [rule.scope.step]
      : 'edge' in rule.scope
        ? [rule.scope.edge.from, rule.scope.edge.to]
        : [];
  return lists.flatMap((l) => (l === '*' ? [] : l));
}

/** Every service, fact, figure and setting that a sizing names exists. */
function checkSizing(
  sizing: Sizing,
  services: ReadonlyMap<string, Service>,
  facts: ReadonlyMap<string, Fact>,
  out: Mistake[],
): void {
  const say = (message: string) => out.push({ file: `knowledge/sizings/${sizing.id}.yaml`, message });
  const figure = ({ fact, figure: name }: FigureRef) => {
    const found = facts.get(fact);
    if (found === undefined) say(`no fact ${fact}`);
    else if (found.figures?.[name] === undefined && found.today.figures?.[name] === undefined)
      say(`fact ${fact} has no figure ${name}`);
  };
  const setting = (path: string) => {
    for (const id of sizing.services) {
      if (services.get(id)?.settings.every((s) => s.path !== path)) say(`${id} has no setting ${path}`);
    }
  };
  for (const id of sizing.services) if (!services.has(id)) say(`no service ${id}`);
  for (const id of sizing.facts) if (!facts.has(id)) say(`no fact ${id}`);
  if (sizing.kind === 'units') {
    setting(sizing.setting);
    for (const t of sizing.terms) for (const ref of [t.limit, t.formula]) if (ref !== undefined) figure(ref);
    if (sizing.fanOut !== undefined) figure(sizing.fanOut);
  } else if (sizing.kind === 'buffer') {
    for (const input of [sizing.size, sizing.interval]) {
      setting(input.path);
      for (const ref of [input.least, input.most, input.default]) figure(ref);
    }
  }
}

function checkCoverage(
  k: Compiled,
  facts: ReadonlyMap<string, Fact>,
  context: Context,
  out: Mistake[],
): void {
  const file = 'knowledge/unlinted';
  const cited = new Set<string>(k.rules.flatMap((r) => r.facts));
  const excused = new Set(context.unlinted.flatMap((u) => u.fact ?? []));
  for (const u of context.unlinted) {
    if (u.fact !== undefined && !facts.has(u.fact)) out.push({ file, message: `no fact ${u.fact}` });
    if (u.fact !== undefined && cited.has(u.fact))
      out.push({ file, message: `${u.fact} is cited by a rule after all` });
    if (u.contradiction !== undefined && !k.contradictions.some((c) => c.id === u.contradiction)) {
      out.push({ file, message: `no contradiction ${u.contradiction}` });
    }
    if (k.contradictions.some((c) => c.id === u.contradiction && c.rules.length > 0))
      out.push({ file, message: `a rule names contradiction ${u.contradiction} after all` });
  }
  for (const fact of facts.values()) {
    if (fact.checkable && !cited.has(fact.id) && !excused.has(fact.id)) {
      out.push({ file, message: `${fact.id} can be checked: let a rule cite it, or give the reason here` });
    }
  }
  for (const c of k.comparisons) {
    const where = 'knowledge/comparisons.yaml';
    for (const s of c.services)
      if (!k.services.some((x) => x.id === s)) out.push({ file: where, message: `no service ${s}` });
    for (const f of c.facts) if (!facts.has(f)) out.push({ file: where, message: `no fact ${f}` });
  }
  for (const c of k.contradictions) {
    for (const f of c.facts)
      if (!facts.has(f)) out.push({ file: 'knowledge/contradictions.yaml', message: `no fact ${f}` });
    if (c.rules.length === 0 && !context.unlinted.some((u) => u.contradiction === c.id)) {
      out.push({ file, message: `contradiction ${c.id}: let a rule name it, or give the reason here` });
    }
  }
}
