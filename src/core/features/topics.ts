/**
 * The tree of topics: topic, service, section, fact, in the order of the notes, narrowed by filters. Above the facts of a service,
 * which may be many, one branch holds its rules.
 */
import { type FactPlace, factById, knowledge, serviceById } from '../knowledge.js';
import { once } from '../lazy.js';
import type { Fact, FactId, Rule, Service, ServiceId } from '../model.js';

export interface TopicNode {
  /** Stable as long as the knowledge is; the same node has the same id under every filter. */
  readonly id: string;
  readonly kind: 'topic' | 'service' | 'section' | 'fact' | 'rules' | 'rule';
  /** The title of a topic or section, the short name of a service, the title of a fact, the id of a rule. */
  readonly label: string;
  readonly parent: TopicNode | undefined;
  readonly children: readonly TopicNode[];
  /** The service that the node is, or lies in; undefined for a topic of several. */
  readonly service: Service | undefined;
  /** The fact, for a leaf. */
  readonly place: FactPlace | undefined;
  /** The rule, for the leaf of one. */
  readonly rule: Rule | undefined;
  /** All facts at and below the node. */
  readonly facts: readonly FactId[];
}

export interface TopicFilter {
  /** Words that a fact or rule, a name of its service or its section must contain. */
  readonly text?: string;
  /** Only facts that are no longer what the notes say; rules are none. */
  readonly changed?: boolean;
  /** Only these services. */
  readonly services?: ReadonlySet<ServiceId>;
}

/** Title of the branch for services that are only neighbours in the notes. */
const NEIGHBOURS = 'Sources, destinations and neighbours';

/** Title of the branch for rules that belong to no service. */
const GENERAL = 'Rules of every pipeline';

/**
 * The roots of the tree. A topic with one service is that service, and a service with one section shows its facts directly.
 * Branches that a filter empties are left out.
 */
export function topicTree(filter: TopicFilter = {}): readonly TopicNode[] {
  const words = wordsOf(filter.text ?? '');
  const inTopics = new Set(knowledge.topics.flatMap((t) => t.services));
  const rest = knowledge.services.filter((s) => !inTopics.has(s.id));
  const topics = [
    ...knowledge.topics.map((t) => ({ title: t.title, services: t.services.map(serviceById) })),
    { title: NEIGHBOURS, services: [...rest].sort((a, b) => a.shortName.localeCompare(b.shortName)) },
  ];
  const branches = topics.flatMap(({ title, services }) => {
    const draft: Draft = { id: title, kind: 'topic', label: title };
    const [only] = services;
    if (services.length === 1 && only !== undefined) {
      return serviceNode(only, title, words, filter, undefined) ?? [];
    }
    return (
      branch(draft, undefined, (parent) =>
        services.flatMap((s) => serviceNode(s, title, words, filter, parent) ?? []),
      ) ?? []
    );
  });
  return [...branches, ...generalRules(words, filter)];
}

interface Draft {
  readonly id: string;
  readonly kind: TopicNode['kind'];
  readonly label: string;
  readonly service?: Service;
}

/** A node whose children know it as their parent; undefined when there are none. */
function branch(
  draft: Draft,
  parent: TopicNode | undefined,
  children: (self: TopicNode) => readonly TopicNode[],
): TopicNode | undefined {
  const self = {
    ...draft,
    service: draft.service,
    parent,
    place: undefined,
    rule: undefined,
    children: [] as readonly TopicNode[],
    facts: [] as readonly FactId[],
  };
  self.children = children(self);
  self.facts = self.children.flatMap((c) => c.facts);
  return self.children.length === 0 ? undefined : self;
}

function serviceNode(
  service: Service,
  topic: string,
  words: readonly string[],
  filter: TopicFilter,
  parent: TopicNode | undefined,
): TopicNode | undefined {
  if (filter.services !== undefined && !filter.services.has(service.id)) return undefined;
  const id = `${topic}/${service.id}`;
  const draft: Draft = {
    id,
    kind: 'service',
    label: parent === undefined ? topic : service.shortName,
    service,
  };
  const [only] = service.sections;
  const rules = (self: TopicNode) => ruleBranch(service, self, words, filter);
  if (only === undefined && !rulesByGroup().has(service.id)) {
    const wanted =
      filter.changed !== true && matches(words, [topic, ...serviceTexts(service), service.summary]);
    return wanted
      ? { ...draft, service, parent, place: undefined, rule: undefined, children: [], facts: [] }
      : undefined;
  }
  if (only !== undefined && service.sections.length === 1) {
    return branch(draft, parent, (self) => [
      ...rules(self),
      ...factNodes(service, only.facts, `${topic} ${only.title}`, words, filter, self),
    ]);
  }
  return branch(draft, parent, (self) => [
    ...rules(self),
    ...service.sections.flatMap(
      (section) =>
        branch(
          { id: `${id}/${section.title}`, kind: 'section', label: section.title, service },
          self,
          (own) => factNodes(service, section.facts, `${topic} ${section.title}`, words, filter, own),
        ) ?? [],
    ),
  ]);
}

function factNodes(
  service: Service,
  facts: readonly Fact[],
  above: string,
  words: readonly string[],
  filter: TopicFilter,
  parent: TopicNode,
): TopicNode[] {
  return facts.flatMap((fact): TopicNode[] => {
    if (filter.changed === true && !isChanged(fact)) return [];
    if (!matches(words, [above, ...serviceTexts(service), fact.id, fact.claim, fact.today.note ?? '']))
      return [];
    const place = factById(fact.id);
    return [
      {
        id: fact.id,
        kind: 'fact',
        label: factTitle(fact, service),
        parent,
        children: [],
        service,
        place,
        rule: undefined,
        facts: [fact.id],
      },
    ];
  });
}

// -------------------------------------------------------------------------------------------------- rules

/** The rules of each group; most groups are services. */
const rulesByGroup = once(() => {
  const groups = new Map<string, Rule[]>();
  for (const rule of knowledge.rules) groups.set(rule.group, [...(groups.get(rule.group) ?? []), rule]);
  return groups;
});

function ruleBranch(
  service: Service,
  parent: TopicNode,
  words: readonly string[],
  filter: TopicFilter,
): TopicNode[] {
  const rules = rulesByGroup().get(service.id) ?? [];
  const draft: Draft = { id: `${parent.id}/rules`, kind: 'rules', label: 'Rules', service };
  const found = branch(draft, parent, (self) => ruleNodes(rules, serviceTexts(service), words, filter, self));
  return found === undefined ? [] : [found];
}

/** What is asked of all pipelines; it is never "used in this file" alone. */
function generalRules(words: readonly string[], filter: TopicFilter): TopicNode[] {
  if (filter.services !== undefined) return [];
  const own = new Set<string>(knowledge.services.map((s) => s.id));
  const rules = knowledge.rules.filter((r) => !own.has(r.group));
  const draft: Draft = { id: GENERAL, kind: 'rules', label: GENERAL };
  const found = branch(draft, undefined, (self) => ruleNodes(rules, [GENERAL], words, filter, self));
  return found === undefined ? [] : [found];
}

function ruleNodes(
  rules: readonly Rule[],
  above: readonly string[],
  words: readonly string[],
  filter: TopicFilter,
  parent: TopicNode,
): TopicNode[] {
  if (filter.changed === true) return [];
  const { service } = parent;
  return rules
    .filter((rule) => matches(words, [...above, rule.id, rule.title, rule.why]))
    .map((rule) => ({
      id: `rule/${rule.id}`,
      kind: 'rule',
      label: rule.id,
      parent,
      children: [],
      service,
      place: undefined,
      rule,
      facts: [],
    }));
}

/** The sum of a count per rule over all rules at and below a node. */
export function countBelow(node: TopicNode, counts: ReadonlyMap<string, number>): number {
  if (counts.size === 0) return 0;
  if (node.rule !== undefined) return counts.get(node.rule.id) ?? 0;
  return node.children.reduce((sum, child) => sum + countBelow(child, counts), 0);
}

// -------------------------------------------------------------------------------------------------- texts

/** The names of a service. Not its summary: a word in there would let every fact through. */
function serviceTexts({ name, shortName, id, aliases }: Service): string[] {
  return [name, shortName, id, ...aliases.map((alias) => alias.text)];
}

export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((w) => w !== '');
}

function matches(words: readonly string[], texts: readonly string[]): boolean {
  if (words.length === 0) return true;
  const all = texts.join('\n').toLowerCase();
  return words.every((w) => all.includes(w));
}

/** Is a fact of the notes no longer true as it stands there? */
export function isChanged(fact: Fact): boolean {
  return (
    fact.today.status === 'changed' || fact.today.status === 'renamed' || fact.today.status === 'retired'
  );
}

/**
 * A short title for a fact: its own, or made from its id without the service's: `Buffer interval range`. Words that the claim has too are written
 * as they are there, and their initials in capitals.
 */
export function factTitle(fact: Fact, service: Service | undefined): string {
  if (fact.title !== undefined) return fact.title;
  const prefix = service === undefined ? '' : `${service.id}-`;
  const rest = fact.id.startsWith(prefix) ? fact.id.slice(prefix.length) : fact.id;
  const words = fact.claim.match(/[\p{L}\p{N}]+/gu) ?? [];
  // The first word of a sentence has a capital in any case.
  const written = new Map(
    words.filter((w, i) => i > 0 || /\p{Lu}.*\p{Lu}/u.test(w)).map((w) => [w.toLowerCase(), w]),
  );
  const initials = words.map((w) => w.charAt(0).toLowerCase()).join('');
  const short = (w: string) =>
    abbreviations().has(w) || (w.length === INITIALS && initials.includes(w)) ? w.toUpperCase() : w;
  const title = `${rest.startsWith('vs-') && service !== undefined ? `${service.shortName} ` : ''}${rest
    .split('-')
    .map((w) => written.get(w) ?? short(w))
    .join(' ')}`;
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** So many letters that begin words of the claim in a row are short for these words. */
const INITIALS = 3;

/** Ids of services that are known by capitals alone. */
const abbreviations = once(
  () =>
    new Set<string>(
      knowledge.services.filter((s) => s.aliases.some((a) => a.text === s.id.toUpperCase())).map((s) => s.id),
    ),
);

/** `changed 2023-12-14`; undefined where the notes still hold. */
export function statusText(fact: Fact): string | undefined {
  if (fact.today.status === 'unverified') return 'unverified';
  if (!isChanged(fact)) return undefined;
  return fact.today.since === undefined ? fact.today.status : `${fact.today.status} ${fact.today.since}`;
}

/** How many facts of a branch are in the set. */
export function progress(
  node: TopicNode,
  studied: ReadonlySet<string>,
): { readonly done: number; readonly total: number } {
  return { done: node.facts.filter((f) => studied.has(f)).length, total: node.facts.length };
}

/** One of these says which node is meant. */
export interface WantedNode {
  readonly fact?: string;
  readonly rule?: string;
  readonly service?: string;
}

/** The first node of this fact, rule or service at or below the roots. */
export function findNode(roots: readonly TopicNode[], wanted: WantedNode): TopicNode | undefined {
  for (const node of roots) {
    if (isWanted(node, wanted)) return node;
    const below = findNode(node.children, wanted);
    if (below !== undefined) return below;
  }
  return undefined;
}

function isWanted(node: TopicNode, { fact, rule, service }: WantedNode): boolean {
  if (fact !== undefined) return node.kind === 'fact' && node.id === fact;
  if (rule !== undefined) return node.rule?.id === rule;
  return node.kind === 'service' && node.service?.id === service;
}
