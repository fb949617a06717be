/** Conditions of rules in words, as Markdown. What is too involved for a sentence is undefined. */

import { boundOf, type Place } from '../../conditions.js';
import { choiceText, isChoice, sentenceList } from '../../lists.js';
import type { Condition, Edition, Rule, Test } from '../../model.js';
import { plain } from '../markdown.js';

/** What a rule asks for, in one sentence with the figures of both editions. */
export function requirement({ where, must, edition }: Rule): string | undefined {
  if (must === undefined) return undefined;
  const when = where === undefined ? '' : words(where, mainEdition(edition), 'is');
  const what = words(must, mainEdition(edition), 'has');
  if (when === undefined || what === undefined) return undefined;
  const notes = edition === 'both' ? otherBound(must) : undefined;
  const text = `${when === '' ? '' : `where ${when}, `}${what}${notes === undefined ? '' : ` (${notes} by the notes)`}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** When a condition holds, as the end of a sentence that begins with "where"; by the notes, if today it has no words. */
export function circumstance(condition: Condition): string | undefined {
  const today = words(condition, 'current', 'is');
  if (today !== undefined) return today;
  const notes = words(condition, 'notes', 'is');
  return notes === undefined ? undefined : `${notes} (by the notes)`;
}

function mainEdition(edition: Rule['edition']): Edition {
  return edition === 'notes' ? 'notes' : 'current';
}

/** The notes' figure, where it is another one. */
function otherBound(must: Condition): string | undefined {
  const [today, notes] = (['current', 'notes'] as const).map((e) => boundOf(must, nowhere(e)));
  return notes === undefined || notes === '' || notes === today ? undefined : plain(notes);
}

/** `is` where a rule applies, `has` to be what it asks. */
type Mood = 'is' | 'has';

function words(condition: Condition, edition: Edition, mood: Mood): string | undefined {
  if ('all' in condition) return joined(condition.all, edition, mood, 'and');
  if ('any' in condition) {
    const same = sameEnding(condition.any, edition, mood);
    return same ?? (mood === 'is' ? joined(condition.any, edition, mood, 'or') : undefined);
  }
  return 'not' in condition
    ? negated(condition.not, edition, mood)
    : testWords(condition, edition, mood, undefined);
}

const MOST_PARTS = 3;

function joined(
  parts: readonly Condition[],
  edition: Edition,
  mood: Mood,
  word: 'and' | 'or',
): string | undefined {
  const same = word === 'and' ? sameEnding(parts, edition, mood) : undefined;
  if (same !== undefined) return same;
  const texts = parts.map((p) => words(p, edition, mood));
  const nested = parts.some(
    (p) => 'all' in p || ('any' in p && word === 'and' && sameEnding(p.any, edition, mood) === undefined),
  );
  return texts.length > MOST_PARTS || nested || texts.includes(undefined)
    ? undefined
    : sentenceList(texts as string[], word);
}

/** Several paths of which the same is said: `a`, `b` or `c` is set. */
function sameEnding(parts: readonly Condition[], edition: Edition, mood: Mood): string | undefined {
  const texts = parts.map((p) =>
    'path' in p && NEIGHBOURS[p.path] === undefined ? testWords(p, edition, mood, '') : undefined,
  );
  const first = texts[0];
  if (parts.length < 2 || first === undefined || texts.some((t) => t !== first)) return undefined;
  const paths = [...new Set(parts.map((p) => pathWords((p as Test).path)))];
  return `${sentenceList(paths, 'or')}${first}`;
}

function negated(inner: Condition, edition: Edition, mood: Mood): string | undefined {
  if (!('path' in inner)) return undefined;
  const { path } = inner;
  if ('exists' in inner) return testWords({ path, exists: !inner.exists }, edition, mood, undefined);
  const bound = 'equals' in inner || 'oneOf' in inner ? boundIn(inner, edition) : undefined;
  if (bound === undefined || bound === '') return undefined;
  const verb = NEIGHBOURS[path];
  if (verb !== undefined) return `it ${mood === 'is' ? 'does not' : 'must not'} ${verb} ${bound}`;
  return `${pathWords(path)} ${mood === 'is' ? 'is not' : 'must not be'} ${bound}`;
}

/** An empty subject leaves only the end of the sentence. */
function testWords(
  test: Test,
  edition: Edition,
  mood: Mood,
  subject: string | undefined,
): string | undefined {
  const { path } = test;
  if (path === 'service') return undefined;
  const verb = NEIGHBOURS[path];
  const who = subject ?? pathWords(path);
  if ('exists' in test) {
    if (verb !== undefined) {
      const what = test.exists ? 'something' : 'nothing';
      return mood === 'is' ? `it ${verb.replace(' ', 's ')} ${what}` : undefined;
    }
    if (mood === 'is') return `${who} is ${test.exists ? 'set' : 'not set'}`;
    return `${who} ${test.exists ? 'has to be set' : 'must not be set'}`;
  }
  const bound = boundIn(test, edition);
  if (bound === undefined || bound === '') return undefined;
  if (verb !== undefined && ('equals' in test || 'oneOf' in test))
    return `it ${mood === 'is' ? verb.replace(' ', 's ') : `has to ${verb}`} ${bound}`;
  const is = mood === 'is' ? 'is' : 'has to be';
  if ('between' in test || 'equals' in test || 'oneOf' in test) return `${who} ${is} ${bound}`;
  if ('atMost' in test) return `${who} ${mood === 'is' ? 'is' : 'may be'} ${bound} at most`;
  if ('atLeast' in test) return `${who} ${is} ${bound} or ${/\d\.\d+\.\d/.test(bound) ? 'later' : 'more'}`;
  if (!('count' in test) || test.count.atLeast !== undefined) return undefined;
  return `${who} ${mood === 'is' ? 'has' : 'may have'} ${bound} item${bound === '1' ? '' : 's'} at most`;
}

function boundIn(test: Test, edition: Edition): string | undefined {
  const bound = boundOf(test, nowhere(edition));
  const isService = NEIGHBOURS[test.path] !== undefined || test.path.endsWith('$service');
  return bound === undefined ? undefined : plain(isService && !isChoice(bound) ? choiceText([bound]) : bound);
}

/** Nothing is known of a pipeline here: operands that are other values of it have no text. */
function nowhere(edition: Edition): Place {
  return { edition, values: () => [] };
}

const NEIGHBOURS: Readonly<Record<string, string>> = { $targets: 'write to', $sources: 'read from' };

const DERIVED: Readonly<Record<string, string>> = {
  $goal: 'the latency goal',
  $mode: 'the mode of the pipeline',
  $service: 'the service',
  '$in.format': 'the format that comes in',
  '$in.recordSize': 'the size of the records that come in',
  '$in.records': 'the rate of the records that come in',
  '$in.throughput': 'the volume that comes in',
  '$in.delivery': 'the kind of delivery that comes in',
  '$out.recordSize': 'the size of the records that go out',
};

function pathWords(path: string): string {
  for (const [lead, end] of ENDS) {
    if (!path.startsWith(lead)) continue;
    const rest = path.slice(lead.length);
    if (rest === '$service') return end;
    const words = pathWords(rest);
    return words.startsWith('`') ? `${words} of ${end}` : words.replace(/ (comes?) in$/, ` $1 into ${end}`);
  }
  return DERIVED[path] ?? `\`${path}\``;
}

const ENDS = [
  ['from.', 'the source'],
  ['to.', 'the target'],
] as const;
