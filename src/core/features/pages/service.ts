/** The notes page of a service: names, neighbours, settings, facts section by section, contradictions. */
import { factById, knowledge, serviceById } from '../../knowledge.js';
import { sentenceList } from '../../lists.js';
import type { Alias, Contradiction, Links, Service, Setting } from '../../model.js';
import { anchor, code, fenced, link, list, page, plain, prose, sourceLink, table } from '../markdown.js';
import { neighbourDiagram } from './diagram.js';
import { factItem, type PageLinks } from './facts.js';
import { comparisonsOf, scopeServices, settingWords } from './words.js';

/** The whole page, in Markdown. Each fact has a place of its own: its id. */
export function servicePage(service: Service, links: PageLinks = {}): string {
  return page([
    `# ${plain(service.name)}`,
    prose(service.summary),
    ...namesBlock(service),
    service.docs === undefined ? undefined : `Documentation: ${sourceLink(service.docs)}`,
    ...comparisonBlocks(service, links),
    ...neighbourBlocks(service, links),
    ...sectionBlocks(service, links),
    ...contradictionBlocks(service, links),
    ...ruleBlocks(service, links),
    ...settingBlocks(service, links),
  ]);
}

function namesBlock(service: Service): string[] {
  const own = new Set([service.name, service.id]);
  const current = service.aliases.filter((a) => !a.formerly && !own.has(a.text)).map((a) => plain(a.text));
  const former = service.aliases.filter((a) => a.formerly).map(formerly);
  const technical = [...service.cloudformation, ...service.terraform, ...service.sdk].map(code);
  return [
    list([
      ...(current.length > 0 ? [`Also called ${sentenceList([...new Set(current)], 'or')}`] : []),
      ...(former.length > 0 ? [`Formerly ${sentenceList(former, 'and')}`] : []),
      ...(technical.length > 0 ? [`In code ${technical.join(', ')}`] : []),
    ]),
  ];
}

function formerly(alias: Alias): string {
  return `${plain(alias.text)}${alias.since === undefined ? '' : ` (until ${alias.since})`}`;
}

function sectionBlocks(service: Service, links: PageLinks): string[] {
  return service.sections.flatMap((section) => [
    `## ${plain(section.title)}`,
    ...section.facts.map((fact) => factItem({ fact, service, section: section.title }, links)),
  ]);
}

/** What the service is compared with, with a way to each. */
function comparisonBlocks(service: Service, links: PageLinks): string[] {
  const items = comparisonsOf(service).map(({ comparison: { says, facts }, others }) => {
    const names = others.map((s) => link(plain(s.shortName), links.service?.(s.id)));
    const cited = facts.map((id) => link(code(id), links.fact?.(id)));
    return `**${sentenceList(names, 'and')}:** ${prose(says)}\n\n<small>${cited.join(', ')}</small>`;
  });
  return items.length === 0 ? [] : ['## Compared with', list(items)];
}

function neighbourBlocks(service: Service, links: PageLinks): string[] {
  if (service.reads.links.length + service.writes.links.length === 0) return [];
  return [
    '## Reads from and writes to',
    fenced(neighbourDiagram(service), 'text'),
    list(
      [
        neighbourLine('Reads from', service.reads, links),
        neighbourLine('Writes to', service.writes, links),
      ].filter((l) => l !== ''),
    ),
  ];
}

function neighbourLine(head: string, { links: edges, closed }: Links, links: PageLinks): string {
  if (edges.length === 0) return '';
  const shown = edges.map((e) => link(plain(serviceById(e.service).shortName), links.service?.(e.service)));
  return `${head} ${shown.join(', ')}${closed ? ', and nothing else' : ''}`;
}

function settingBlocks(service: Service, links: PageLinks): string[] {
  const shown = service.settings.filter((s) => s.type !== 'map' || s.facts.length > 0);
  if (shown.length === 0) return [];
  const rows = shown.map((s) => settingRow(s, links));
  return ['## Settings in a sketch', table(['Setting', 'What it is'], rows)];
}

/** Two columns: the names are long, and a page may be narrow. */
function settingRow(setting: Setting, links: PageLinks): string[] {
  const facts = setting.facts.map((id) => link(code(id), links.fact?.(id)));
  const words = settingWords(setting);
  const value = [
    ...(words === '' ? [] : [words]),
    ...(setting.default === undefined ? [] : [`default ${setting.default}`]),
  ].join('; ');
  const parts = [prose(setting.doc), ...(value === '' ? [] : [`_${plain(value)}_`]), ...facts];
  return [code(setting.path), parts.join(' ')];
}

/** Where the notes contradict themselves or AWS documentation. */
export function contradictionsOf(service: Service): readonly Contradiction[] {
  return knowledge.contradictions.filter((c) =>
    c.facts.some((id) => factById(id)?.service.id === service.id),
  );
}

function contradictionBlocks(service: Service, links: PageLinks): string[] {
  const all = contradictionsOf(service);
  if (all.length === 0) return [];
  return ['## Where texts disagree', ...all.map((c) => contradiction(c, links))];
}

function contradiction(c: Contradiction, links: PageLinks): string {
  const facts = c.facts.map((id) => link(code(id), links.fact?.(id)));
  const rules = c.rules.map((id) => link(code(id), links.rule?.(id)));
  return [
    `${anchor(c.id)}**The notes:** ${prose(c.says)}`,
    `**Today:** ${prose(c.today)}`,
    `<small>${[facts.join(', '), ...(rules.length > 0 ? [`Checked by ${rules.join(', ')}`] : [])].join(' — ')}</small>`,
  ].join('\n\n');
}

function ruleBlocks(service: Service, links: PageLinks): string[] {
  const rules = knowledge.rules.filter((r) => scopeServices(r).includes(service.id));
  if (rules.length === 0) return [];
  return ['## Rules', list(rules.map((r) => `${link(code(r.id), links.rule?.(r.id))}: ${plain(r.title)}`))];
}
