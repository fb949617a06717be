/** The index of all rules: by service, the severe ones first. */
import { knowledge } from '../../knowledge.js';
import type { Rule, Severity } from '../../model.js';
import { code, link, page, plain, table } from '../markdown.js';
import type { PageLinks } from './facts.js';
import { fixKindOf } from './rule-fixes.js';
import { severityWords } from './words.js';

const ORDER: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export function rulesIndex(links: PageLinks = {}): string {
  const groups = [...new Set(knowledge.rules.map((r) => r.group))]
    .map((group) => ({ title: groupTitle(group), rules: knowledge.rules.filter((r) => r.group === group) }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
  return page([
    '# Rules',
    `${knowledge.rules.length} rules: ${counts(knowledge.rules)}. Each has a page with the facts that it rests on, examples, and how to suppress it.`,
    table(
      ['Service', ...ORDER.map(capital)],
      groups.map(({ title, rules }) => [
        `[${plain(title)}](#${slug(title)})`,
        ...ORDER.map((severity) => String(rules.filter((r) => severityOf(r) === severity).length || '')),
      ]),
    ),
    ...groups.flatMap(({ title, rules }) => [`## ${plain(title)}`, groupTable(rules, links)]),
  ]);
}

function groupTable(rules: readonly Rule[], links: PageLinks): string {
  const sorted = [...rules].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  return table(
    ['Rule', 'Severity', 'What it finds', 'Fix'],
    sorted.map((r) => [
      link(code(r.id), links.rule?.(r.id)),
      plain(severityWords(r)),
      plain(r.title),
      FIX_WORDS[fixKindOf(r) ?? 'none'],
    ]),
  );
}

const FIX_WORDS = { safe: 'safe', unsafe: 'to look at', none: '' } as const;

function counts(rules: readonly Rule[]): string {
  return ORDER.map((s) => `${rules.filter((r) => severityOf(r) === s).length} ${s}`).join(', ');
}

/** The severity by today's documentation, or by the notes where only they know the rule. */
export function severityOf(rule: Rule): Severity {
  return rule.severity[rule.edition === 'notes' ? 'notes' : 'current'];
}

function rank(rule: Rule): number {
  return ORDER.indexOf(severityOf(rule));
}

/** A group is a service, or a word of its own. */
export function groupTitle(group: string): string {
  return knowledge.services.find((s) => s.id === group)?.shortName ?? capital(group.replaceAll('-', ' '));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- ]/gu, '')
    .replaceAll(' ', '-');
}
