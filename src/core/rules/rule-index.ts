/**
 * Which rules to ask where. Most rules can only speak when certain keys are written; the index knows them, so that a step is asked by
 * the few rules that could have something to say.
 */
import { knowledge, settingsOf } from '../knowledge.js';
import { once } from '../lazy.js';
import type { Condition, Edge, Rule, ServiceId } from '../model.js';
import { settingPath } from '../pipeline/paths.js';

interface IndexedRule {
  readonly rule: Rule;
  readonly needs: Needs;
}

/** Sets of top-level keys of a step: without one key of each, the rule has nothing to say there. None: it may always speak. */
type Needs = readonly ReadonlySet<string>[];

const linted = once(() => knowledge.rules.filter((r) => r.check === undefined || r.check === 'code'));
const edgeRules = once(() => linted().filter((r) => 'edge' in r.scope));

/** The rules about a pipeline as a whole. */
export const pipelineRules = once(() => linted().filter((r) => 'pipeline' in r.scope));

const byService = new Map<ServiceId | undefined, readonly IndexedRule[]>();
const byEdge = new Map<string, readonly Rule[]>();

/** The step rules of a service. */
function stepRules(service: ServiceId | undefined): readonly IndexedRule[] {
  const known = byService.get(service);
  if (known !== undefined) return known;
  const rules = linted()
    .filter((r) => 'step' in r.scope && names(r.scope.step, service))
    .map((rule) => ({ rule, needs: needsOf(rule, service) }));
  byService.set(service, rules);
  return rules;
}

/** By service and keys: steps of a kind are written with the same few keys. */
const byKeys = new Map<string, readonly Rule[]>();

/** The rules that could have something to say about a step of a service with these keys. */
export function rulesOfStep(service: ServiceId | undefined, keys: readonly string[]): readonly Rule[] {
  const name = `${service ?? ''}\n${keys.join('\n')}`;
  const known = byKeys.get(name);
  if (known !== undefined) return known;
  const rules = stepRules(service).flatMap(({ rule, needs }) =>
    needs.every((need) => keys.some((k) => need.has(k))) ? [rule] : [],
  );
  if (byKeys.size > 2_000) byKeys.clear();
  byKeys.set(name, rules);
  return rules;
}

/** The edge rules between two services. */
export function rulesOfEdge(edge: Edge): readonly Rule[] {
  const key = `${edge.from.service} ${edge.to.service}`;
  const known = byEdge.get(key);
  if (known !== undefined) return known;
  const rules = edgeRules().filter((r) => {
    if (!('edge' in r.scope)) return false;
    return names(r.scope.edge.from, edge.from.service) && names(r.scope.edge.to, edge.to.service);
  });
  byEdge.set(key, rules);
  return rules;
}

function names(scope: readonly ServiceId[] | '*', service: ServiceId | undefined): boolean {
  return scope === '*' || (service !== undefined && scope.includes(service));
}

/** A rule speaks where its `where` is true and its `must` false. */
function needsOf(rule: Rule, service: ServiceId | undefined): Needs {
  return [
    ...(rule.where === undefined ? [] : needsFor(true, rule.where, service)),
    ...(rule.must === undefined ? [] : needsFor(false, rule.must, service)),
  ];
}

/** What has to be written for a condition to be definitely true, or definitely false. */
function needsFor(wanted: boolean, condition: Condition, service: ServiceId | undefined): Needs {
  if ('not' in condition) return needsFor(!wanted, condition.not, service);
  if ('all' in condition || 'any' in condition) {
    const parts = ('all' in condition ? condition.all : condition.any).map((c) =>
      needsFor(wanted, c, service),
    );
    return 'all' in condition === wanted ? parts.flat() : oneOf(parts);
  }
  if ('exists' in condition && condition.exists !== wanted) return [];
  if (condition.path.startsWith('$') || condition.path === 'service') return [];
  const settings = settingsOf(service);
  const path = settingPath(condition.path);
  const setting = (settings.byPath.get(path) ?? settings.byPath.get(path.replace(/\[\]$/, '')))?.setting;
  if (setting?.default !== undefined) return [];
  const paths = [path, ...(setting?.aliases ?? []).map((a) => a.path)];
  return [new Set(paths.map((p) => p.split(/[.[]/)[0] ?? p))];
}

/** Where one of several is enough: nothing, if one of them needs nothing. */
function oneOf(all: readonly Needs[]): Needs {
  const keys = new Set<string>();
  for (const [first] of all) {
    if (first === undefined) return [];
    for (const key of first) keys.add(key);
  }
  return [keys];
}

const editionFree = new WeakMap<Rule, boolean>();

/** Says the rule the same in both editions? Then it is asked once. */
export function isEditionFree(rule: Rule): boolean {
  let free = editionFree.get(rule);
  if (free === undefined) {
    const usesFigures =
      rule.check === 'code' ? rule.facts.length > 0 : /"fact":/.test(JSON.stringify([rule.where, rule.must]));
    free = !usesFigures && rule.edition === 'both' && !/\{[a-z0-9-]+\.[a-zA-Z]+\}/.test(rule.message);
    editionFree.set(rule, free);
  }
  return free;
}
