/** How a node of the Topics tree looks and what is said about it. */
import * as vscode from 'vscode';
import { sourcesOf } from '../core/features/deep-links.js';
import { plain } from '../core/features/markdown.js';
import { countBelow, isChanged, progress, statusText, type TopicNode } from '../core/features/topics.js';
import { NOTES_DATE, rulesCiting } from '../core/knowledge.js';
import type { Fact, FactKind, Rule, Service, Severity } from '../core/model.js';

/** What is known of a node at this moment. */
interface State {
  /** Facts studied, of how many. */
  readonly done: number;
  readonly total: number;
  /** Findings of the rules at and below it. */
  readonly found: number;
}

export function topicItem(
  node: TopicNode,
  studied: ReadonlySet<string>,
  findings: ReadonlyMap<string, number>,
): vscode.TreeItem {
  const state = { ...progress(node, studied), found: countBelow(node, findings) };
  const { done, total } = state;
  const item = new vscode.TreeItem(node.label, collapsible(node));
  item.id = node.id;
  item.iconPath = icon(node, state);
  item.tooltip = tooltip(node, state);
  item.contextValue = contextValue(node, state);
  if (total > 0) {
    const checked = done === total;
    item.checkboxState = {
      state: checked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
      tooltip: checked
        ? 'Studied'
        : node.kind === 'fact'
          ? 'Mark as studied'
          : `Mark all ${total} facts as studied`,
      accessibilityInformation: { label: `${node.label}, studied` },
    };
  }
  item.description = description(node, state);
  item.accessibilityInformation = { label: spoken(node, state) };
  if (node.children.length === 0 && contextValue(node, state).includes('.page')) {
    const title = node.rule === undefined ? 'Open Notes Page' : 'Open Rule Page';
    item.command = { command: 'tributary.openPage', title, arguments: [node] };
  }
  return item;
}

/**
 * `kind`, and behind dots what can be done with it: `page`, `step`, `source`, `rules`, `found`, `todo` and `done` (of it something is to be
 * studied, something has been). Menus ask for these words.
 */
function contextValue({ kind, service, place, rule }: TopicNode, { found, done, total }: State): string {
  const isService = kind === 'service' && service !== undefined;
  const target =
    rule !== undefined
      ? { rule: rule.id }
      : place !== undefined
        ? { service: place.service.id, fact: place.fact.id }
        : isService
          ? { service: service.id }
          : undefined;
  const page = target !== undefined || (kind === 'section' && service !== undefined);
  return [
    kind,
    ...(page ? ['page'] : []),
    ...(target !== undefined ? ['link'] : []),
    ...(target !== undefined && sourcesOf(target).length > 0 ? ['source'] : []),
    ...(isService && service.kind !== 'concept' ? ['step'] : []),
    ...(place !== undefined && rulesCiting(place.fact.id).length > 0 ? ['rules'] : []),
    ...(rule !== undefined && found > 0 ? ['found'] : []),
    ...(done < total ? ['todo'] : []),
    ...(done > 0 ? ['done'] : []),
  ].join('.');
}

function collapsible(node: TopicNode): vscode.TreeItemCollapsibleState {
  return node.children.length === 0
    ? vscode.TreeItemCollapsibleState.None
    : vscode.TreeItemCollapsibleState.Collapsed;
}

const SERVICE_ICONS: Readonly<Record<Service['kind'], string>> = {
  service: 'cloud',
  engine: 'gear',
  concept: 'mortar-board',
  destination: 'inbox',
  producer: 'broadcast',
};

const FACT_ICONS: Readonly<Record<FactKind, string>> = {
  definition: 'book',
  feature: 'star-empty',
  capability: 'check',
  incapability: 'circle-slash',
  limit: 'dashboard',
  formula: 'symbol-operator',
  integration: 'plug',
  api: 'symbol-method',
  guidance: 'lightbulb',
  comparison: 'split-horizontal',
};

const STATUS_ICONS: Readonly<Partial<Record<Fact['today']['status'], string>>> = {
  changed: 'history',
  renamed: 'replace',
  retired: 'archive',
};

const SEVERITY_ICONS: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ['error', 'problemsErrorIcon.foreground'],
  warning: ['warning', 'problemsWarningIcon.foreground'],
  information: ['info', 'problemsInfoIcon.foreground'],
  hint: ['lightbulb', 'problemsInfoIcon.foreground'],
};

function severityOf(rule: Rule): Severity {
  return rule.edition === 'notes' ? rule.severity.notes : rule.severity.current;
}

/** In colour only while there is something to be seen to. */
function ruleIcon(rule: Rule, found: number): vscode.ThemeIcon {
  const [name, color] = SEVERITY_ICONS[severityOf(rule)];
  return found === 0 ? new vscode.ThemeIcon(name) : new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}

function icon(node: TopicNode, { found }: State): vscode.ThemeIcon {
  if (node.rule !== undefined) return ruleIcon(node.rule, found);
  if (node.kind === 'rules') return new vscode.ThemeIcon('law');
  const fact = node.place?.fact;
  if (fact === undefined) {
    if (node.kind === 'topic') return new vscode.ThemeIcon('library');
    return new vscode.ThemeIcon(
      node.kind === 'section' ? 'list-tree' : SERVICE_ICONS[node.service?.kind ?? 'service'],
    );
  }
  const status = STATUS_ICONS[fact.today.status];
  if (status === undefined) return new vscode.ThemeIcon(FACT_ICONS[fact.kind]);
  return new vscode.ThemeIcon(status, new vscode.ThemeColor('list.warningForeground'));
}

/** What became of a fact, and how often a rule is broken, come first: the rest of the row may be cut off. */
function description(node: TopicNode, { done, total, found }: State): string {
  const findings = found === 0 ? [] : [findingsText(found)];
  if (node.rule !== undefined) return [...findings, node.rule.title].join(' · ');
  if (node.place !== undefined) {
    const { fact } = node.place;
    const status = statusText(fact);
    return status === undefined ? fact.claim : `${status} · ${fact.claim}`;
  }
  const amount =
    node.kind === 'rules' ? [`${node.children.length}`] : total === 0 ? [] : [`${done}/${total}`];
  return [...amount, ...findings].join(' · ');
}

function findingsText(found: number): string {
  return `${found} ${found === 1 ? 'finding' : 'findings'}`;
}

function tooltip(node: TopicNode, state: State): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  for (const paragraph of paragraphs(node, state)) text.appendMarkdown(`${paragraph}\n\n`);
  return text;
}

function paragraphs(node: TopicNode, { done, total, found }: State): string[] {
  const findings =
    found === 0 ? [] : [`$(warning) ${findingsText(found)} in files that are open or were linted`];
  if (node.rule !== undefined) {
    const { rule } = node;
    return [
      `**${plain(rule.title)}**`,
      plain(rule.why.split('\n')[0] ?? ''),
      `*${severityOf(rule)}* \`${rule.id}\``,
      ...findings,
    ];
  }
  if (node.place !== undefined) return factParagraphs(node.place.fact);
  if (node.kind === 'rules')
    return [`What is checked in sketches and templates: ${node.children.length} rules`, ...findings];
  const { service } = node;
  const former = service?.aliases.find((a) => a.formerly && a.since !== undefined);
  return [
    ...(service === undefined
      ? [`**${plain(node.label)}**`]
      : [`**${plain(service.name)}**`, plain(service.summary)]),
    ...(former === undefined ? [] : [`Formerly *${plain(former.text)}* (until ${former.since})`]),
    ...(total === 0 ? [] : [`${done} of ${total} facts studied`]),
    ...findings,
  ];
}

function factParagraphs(fact: Fact): string[] {
  const { status, note } = fact.today;
  const origin = fact.origin === 'added' ? 'added to the notes' : `notes of ${NOTES_DATE}`;
  return [
    plain(fact.claim),
    `*${fact.kind}, ${origin}*`,
    ...(isChanged(fact) ? [`**Today: ${statusText(fact) ?? ''}**`] : []),
    ...(status === 'unverified' ? ['**Today: not found in current documentation**'] : []),
    ...(note === undefined ? [] : [plain(note)]),
  ];
}

/** What a screen reader says; the check box says its own state. */
function spoken(node: TopicNode, { done, total, found }: State): string {
  const findings = found === 0 ? [] : [findingsText(found)];
  if (node.rule !== undefined)
    return [`${node.rule.title}, rule ${node.rule.id}`, severityOf(node.rule), ...findings].join(', ');
  if (node.place !== undefined) {
    const { fact } = node.place;
    const status = statusText(fact);
    return `${fact.claim} ${fact.kind}${status === undefined ? '' : `, ${status}`}`;
  }
  if (node.kind === 'rules') {
    const whose = node.service === undefined ? node.label : `${node.label} of ${node.service.shortName}`;
    return [whose, `${node.children.length} rules`, ...findings].join(', ');
  }
  const studied = total === 0 ? [] : [`${done} of ${total} facts studied`];
  return [node.label, node.kind, ...studied, ...findings].join(', ');
}
