/** Completion inside of suppression comments: the directive, and the rules, those that report something here first. */
import { lineAt } from '../../document.js';
import { lintReading, type Reading } from '../../index.js';
import { knowledge } from '../../knowledge.js';
import type { LintOptions } from '../../lint.js';
import type { Cursor } from './cursor.js';
import { slot } from './snippet.js';
import type { Suggestion } from './types.js';

const DIRECTIVES: readonly (readonly [word: string, detail: string])[] = [
  ['tributary-disable-line', 'no findings of these rules on this line'],
  ['tributary-disable-next-line', 'no findings of these rules on the next line'],
  ['tributary-disable-file', 'no findings of these rules in this file'],
  ['tributary-disable', 'no findings of these rules from here on'],
  ['tributary-enable', 'ends what tributary-disable began'],
];

const WITH_RULES = /^#\s*tributary-(disable-line|disable-next-line|disable-file|disable|enable)\s+(.*)$/s;

/** For a cursor in a comment. Empty in a comment that is none of ours. */
export function commentSuggestions(
  reading: Reading,
  text: string,
  cursor: Cursor,
  offset: number,
  options: LintOptions,
): Suggestion[] {
  const head = text.slice(cursor.place.word.start, offset);
  const match = WITH_RULES.exec(head);
  if (match !== null) return ruleSuggestions(match[1] ?? '', match[2] ?? '', reading, offset, options);
  if (!/^#\s*[\w-]*$/.test(head)) return [];
  const fitting = DIRECTIVES.filter(
    ([word]) => (word === 'tributary-disable-line') === cursor.place.trailing || !cursor.place.trailing,
  );
  return fitting.map(([word, detail], i) => ({
    label: word,
    kind: 'directive',
    text: `${word} `,
    rank: i,
    detail,
    again: word !== 'tributary-enable',
  }));
}

function ruleSuggestions(
  directive: string,
  written: string,
  reading: Reading,
  offset: number,
  options: LintOptions,
): Suggestion[] {
  if (/(^|\s)--/.test(written) || /\suntil\s/.test(written)) return [];
  const ids = written.split(/[\s,]+/);
  const done = new Set(ids.slice(0, -1));
  const line = lineAt(reading.document, offset);
  const { findings, suppressed } = lintReading(reading, options);
  // The comment at the cursor may silence already what it is going to name.
  const here = new Set(
    [...findings, ...suppressed]
      .filter((f) => covers(directive, line, lineAt(reading.document, f.span.start)))
      .map((f) => f.rule as string),
  );
  const rules = knowledge.rules.filter((r) => r.check !== 'suppress' && !done.has(r.id));
  const items = rules.map(
    (r): Suggestion => ({
      label: r.id,
      kind: 'rule',
      rank: here.has(r.id) ? 0 : 2,
      description: r.title,
      ...(here.has(r.id) && { detail: 'reports something here' }),
      subject: { about: 'rule', rule: r.id },
    }),
  );
  const reason: Suggestion = {
    label: '-- reason',
    kind: 'snippet',
    text: `-- ${slot(1, 'reason')}`,
    isSnippet: true,
    rank: 1,
    detail: 'why it is suppressed',
  };
  return done.size > 0 && !/,\s*$/.test(written) ? [...items, reason] : items;
}

function covers(directive: string, line: number, finding: number): boolean {
  if (directive === 'disable-line') return finding === line;
  if (directive === 'disable-next-line') return finding === line + 1;
  return directive === 'disable-file' || finding >= line;
}
