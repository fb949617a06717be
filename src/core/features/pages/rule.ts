/** The page of a rule: what it finds and why, the facts behind it, examples with their finding, and how to suppress it. */
import { applyEdits } from '../../fixes/fixes.js';
import { lint } from '../../index.js';
import { factById, knowledge } from '../../knowledge.js';
import type { EditionChoice, Example, Finding, Fix, Rule, RuleId, RuleLevel } from '../../model.js';
import { fenced, link, list, page, plain, prose } from '../markdown.js';
import { circumstance, requirement } from './condition-words.js';
import { citedFacts, type PageLinks } from './facts.js';
import { scopeWords, severityWords } from './words.js';

/** The whole page, in Markdown. */
export function rulePage(rule: Rule, links: PageLinks = {}): string {
  const places = rule.facts.flatMap((id) => factById(id) ?? []);
  return page([
    `# ${plain(rule.title)}`,
    `\`${rule.id}\` · ${plain(severityWords(rule))} · ${rule.confidence} confidence · looks at ${plain(scopeWords(rule))}`,
    prose(rule.why),
    ...asked(rule),
    ...levels(rule),
    ...exampleBlocks(rule, links),
    ...(places.length === 0 ? [] : ['## What it rests on', citedFacts(places, links)]),
    ...disagreements(rule),
    '## To suppress it',
    ...suppressing(rule),
  ]);
}

/** What the condition of the rule comes to, where a sentence can say it. */
function asked(rule: Rule): string[] {
  const sentence = requirement(rule);
  return sentence === undefined ? [] : [`**It asks:** ${sentence}`];
}

/** Where the rule is less severe than its own level. */
function levels(rule: Rule): string[] {
  const softer = rule.soften.map(({ when, to }) => {
    const where = circumstance(when);
    if (where === undefined) return `in some cases ${levelWords(to)}`;
    return `${levelWords(to)} where ${where}`;
  });
  if (rule.templates !== undefined)
    softer.push(`${levelWords(rule.templates)} in templates and state machines that are deployed`);
  return softer.length === 0 ? [] : [`**Less severe:** ${softer.join('; ')}.`];
}

function levelWords(level: RuleLevel): string {
  return level === 'off' ? 'not reported' : level;
}

/** Texts that contradict each other, where this rule had to choose. */
function disagreements(rule: Rule): string[] {
  const all = knowledge.contradictions.filter((c) => c.rules.includes(rule.id));
  if (all.length === 0) return [];
  return [
    '## Where texts disagree',
    list(all.map((c) => `${prose(c.says)}\n\n**Today:** ${prose(c.today)}`)),
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
  readonly fix: ShownFix | undefined;
  /** The other fixes that there are to choose from. */
  readonly otherFixes: readonly ShownFix[];
  /** Asked in one edition only. */
  readonly edition: EditionChoice | undefined;
}

export interface ShownFix {
  readonly title: string;
  readonly text: string;
  readonly safe: boolean;
}

/** The rule's examples with what the linter says about them today. Bad ones come first. */
export function shownExamples(rule: Rule): ShownExample[] {
  const all = rule.examples.map((example, index) => shown(rule, example, index));
  return [...all.filter((e) => e.part === 'bad'), ...all.filter((e) => e.part === 'good')];
}

function shown(rule: Rule, example: Example, index: number): ShownExample {
  const file = example.file ?? SKETCH;
  const base = { index, file, edition: example.edition };
  if ('good' in example)
    return { ...base, part: 'good', text: example.good, finding: undefined, fix: undefined, otherFixes: [] };
  const text = example.bad;
  const finding = findingOf(text, file, rule.id, example.edition);
  const fixed = ({ title, safe, edits }: Fix): ShownFix => ({ title, safe, text: applyEdits(text, edits) });
  const [fix, ...otherFixes] = (finding?.fixes ?? []).map(fixed);
  return { ...base, part: 'bad', text, finding, fix, otherFixes };
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
  const titles = new Set<string>();
  return [
    ...(bad.length > 0 ? ['## Bad'] : []),
    ...bad.flatMap((e) => badBlocks(rule, e, titles, links)),
    ...(good.length > 0 ? ['## Good'] : []),
    ...good.flatMap((e) => [...asOf(e, rule), block(e.text, e.file), opens(rule.id, e, 'good', links)]),
  ];
}

/** Which edition an example is asked in, where the rule itself would be asked in more. */
function asOf({ edition }: ShownExample, rule: Rule): string[] {
  if (edition === undefined || edition === 'both' || edition === rule.edition) return [];
  return [edition === 'notes' ? 'By the notes alone:' : "By today's documentation alone:"];
}

/** Fixes of the same title are shown once, at the first example that has them. */
function badBlocks(rule: Rule, example: ShownExample, titles: Set<string>, links: PageLinks): string[] {
  const { text, file, finding, fix } = example;
  const said = finding === undefined ? '' : `> **${finding.severity}:** ${prose(finding.message)}`;
  const shownText = finding === undefined ? text : pointed(text, finding);
  const blocks = [
    ...asOf(example, rule),
    block(shownText, file),
    said,
    opens(rule.id, example, 'bad', links),
  ];
  if (fix === undefined) return blocks;
  const others = example.otherFixes.filter((f) => !titles.has(f.title));
  for (const f of [fix, ...others]) titles.add(f.title);
  return [
    ...blocks,
    fixTitle(fix, ''),
    block(fix.text, file),
    opens(rule.id, example, 'fixed', links),
    ...others.flatMap((f) => [fixTitle(f, 'Or: '), block(f.text, file)]),
  ];
}

function fixTitle({ title, safe }: ShownFix, lead: string): string {
  return `${lead}**${plain(title)}**${safe ? ' (safe)' : ' (a fix to look at before you take it)'}:`;
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
