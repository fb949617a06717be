/** The page of a rule: what it finds and why, the facts behind it, examples with their finding, and how to suppress it. */
import { applyEdits } from '../fixes.js';
import { lint } from '../index.js';
import { factById } from '../knowledge.js';
import type { EditionChoice, Example, Finding, Rule, RuleId } from '../model.js';
import { fenced, link, page, plain, prose } from './markdown.js';
import { citedFacts, type PageLinks } from './pages-facts.js';
import { scopeWords, severityWords } from './pages-words.js';

/** The whole page, in Markdown. */
export function rulePage(rule: Rule, links: PageLinks = {}): string {
  const places = rule.facts.flatMap((id) => factById(id) ?? []);
  return page([
    `# ${plain(rule.title)}`,
    `\`${rule.id}\` · ${plain(severityWords(rule))} · ${rule.confidence} confidence · looks at ${plain(scopeWords(rule))}`,
    prose(rule.why),
    ...softened(rule),
    ...exampleBlocks(rule, links),
    ...(places.length === 0 ? [] : ['## What it rests on', citedFacts(places, links)]),
    '## To suppress it',
    ...suppressing(rule),
  ]);
}

function softened(rule: Rule): string[] {
  if (rule.soften.length === 0) return [];
  const levels = [...new Set(rule.soften.map((s) => s.to))].join(' or ');
  return [
    `Where the sketch says that the step runs code of your own, or something else that makes it less certain, this is only ${levels}.`,
  ];
}

// ------------------------------------------------------------------------------------------------- examples

/** An example that has been run. */
export interface ShownExample {
  readonly index: number;
  readonly part: 'bad' | 'good';
  /** The name that it is read under. */
  readonly file: string;
  readonly text: string;
  /** Of a bad example: its finding. */
  readonly finding: Finding | undefined;
  /** Of a bad example whose finding has a fix: its title and the text after it. */
  readonly fix: { readonly title: string; readonly text: string; readonly safe: boolean } | undefined;
}

/** The rule's examples with what the linter says about them today. Bad ones come first. */
export function shownExamples(rule: Rule): ShownExample[] {
  const all = rule.examples.map((example, index) => shown(rule, example, index));
  return [...all.filter((e) => e.part === 'bad'), ...all.filter((e) => e.part === 'good')];
}

function shown(rule: Rule, example: Example, index: number): ShownExample {
  const file = example.file ?? SKETCH;
  if ('good' in example)
    return { index, part: 'good', file, text: example.good, finding: undefined, fix: undefined };
  const text = example.bad;
  const finding = findingOf(text, file, rule.id, example.edition);
  const fix = finding?.fixes[0];
  const fixed = fix && { title: fix.title, safe: fix.safe, text: applyEdits(text, fix.edits) };
  return { index, part: 'bad', file, text, finding, fix: fixed };
}
const SKETCH = 'example.pipeline.yaml';

/** On the last of all days, so that a suppression with an end has ended. */
function findingOf(
  text: string,
  file: string,
  rule: RuleId,
  edition: EditionChoice = 'both',
): Finding | undefined {
  return lint(text, file, { edition, today: '9999-12-31' }).findings.find((f) => f.rule === rule);
}

function exampleBlocks(rule: Rule, links: PageLinks): string[] {
  const examples = shownExamples(rule);
  const bad = examples.filter((e) => e.part === 'bad');
  const good = examples.filter((e) => e.part === 'good');
  return [
    ...(bad.length > 0 ? ['## Bad'] : []),
    ...bad.flatMap((e) => badBlocks(rule, e, links)),
    ...(good.length > 0 ? ['## Good'] : []),
    ...good.flatMap((e) => [block(e.text, e.file), opens(rule.id, e, 'good', links)]),
  ];
}

function badBlocks(rule: Rule, example: ShownExample, links: PageLinks): string[] {
  const { text, file, finding, fix } = example;
  const said = finding === undefined ? '' : `> **${finding.severity}:** ${prose(finding.message)}`;
  const shownText = finding === undefined ? text : pointed(text, finding);
  const blocks = [block(shownText, file), said, opens(rule.id, example, 'bad', links)];
  if (fix === undefined) return blocks;
  const kind = fix.safe ? '' : ' (a fix to look at before you take it)';
  return [
    ...blocks,
    `**${plain(fix.title)}**${kind}:`,
    block(fix.text, file),
    opens(rule.id, example, 'fixed', links),
  ];
}

function block(text: string, file: string): string {
  return fenced(text, file.endsWith('.json') ? 'json' : file.endsWith('.md') ? 'markdown' : 'yaml');
}

function opens(
  rule: RuleId,
  { index, file }: ShownExample,
  part: 'bad' | 'good' | 'fixed',
  links: PageLinks,
): string {
  const target = links.example?.(rule, index, part, file);
  return target === undefined ? '' : link(file === SKETCH ? 'Open as a sketch' : 'Open this example', target);
}

/** The text with a comment line below the marked text that points at it. */
export function pointed(text: string, { span }: Pick<Finding, 'span'>): string {
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const newline = text.indexOf('\n', span.start);
  const end = newline === -1 ? text.length : newline;
  const column = span.start - start;
  const length = Math.max(1, Math.min(span.end, end) - span.start);
  const carets = '^'.repeat(length);
  // Below a key at the margin there is no room for the `#` before the carets.
  const pointer =
    column === 0 ? `#${'^'.repeat(Math.max(1, length - 1))}` : `#${' '.repeat(column - 1)}${carets}`;
  const indent = /^ */.exec(text.slice(start))?.[0].length ?? 0;
  const shifted = column > indent + 1 ? `${' '.repeat(indent)}#${pointer.slice(indent + 1)}` : pointer;
  return `${text.slice(0, end)}\n${shifted}${text.slice(end)}`;
}

function suppressing(rule: Rule): string[] {
  if (rule.check === 'suppress') return [...configBlocks(rule)];
  return [
    'For one place, with your reason:',
    fenced(`# tributary-disable-next-line ${rule.id} -- why it is right here`, 'yaml'),
    'At the end of a line it is `tributary-disable-line`, for the whole file `tributary-disable-file`.',
    ...configBlocks(rule),
  ];
}

function configBlocks(rule: Rule): string[] {
  return ['For a whole folder, in `.tributaryrc.yaml`:', fenced(`rules:\n  ${rule.id}: off`, 'yaml')];
}
