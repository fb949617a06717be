/** `tributary rules` and `tributary services`: lists for people, and the same as JSON for programs. */
import { groupTitle } from '../core/features/pages/index-page.js';
import { fixKindOf } from '../core/features/pages/rule-fixes.js';
import { scopeServices, scopeWords, severityWords } from '../core/features/pages/words.js';
import { knowledge, serviceByName, sketchServices } from '../core/knowledge.js';
import { EXIT, type ExitCode, type Io, UsageError } from './io.js';
import { count, type Paint, painter, width } from './style.js';

export interface ListOptions {
  readonly format: 'text' | 'json';
  readonly color: boolean;
}

/** With `words`: the rules of the service that they name, else those that have all of them in what is listed. */
export function rulesCommand(words: readonly string[], options: ListOptions, io: Io): ExitCode {
  const service = serviceByName(words.join(' '))?.id;
  const rules = wanted(
    [...knowledge.rules].sort((a, b) => (a.group + a.id < b.group + b.id ? -1 : 1)),
    words,
    (rule) => [rule.id, rule.title, rule.group, groupTitle(rule.group), severityWords(rule)],
    (rule) => rule.group === service || (service !== undefined && scopeServices(rule).includes(service)),
  );
  if (options.format === 'json') {
    const list = rules.map((all) => {
      const { id, title, group, severity, confidence, edition, facts } = all;

      return {
        id,
        title,
        group,
        severity,
        confidence,
        edition,
        scope: scopeWords(all),
        facts,
        fix: fixKindOf(all) ?? null,
      };
    });
    return print(io, `${JSON.stringify(list, null, 2)}\n`);
  }
  const paint = painter(io, io.stdout, options.color);
  const groups = [...new Set(rules.map((r) => r.group))];
  const blocks = groups.map((group) => {
    const own = rules.filter((r) => r.group === group);
    return `${paint('bold', groupTitle(group))}\n${columns(
      own.map((r) => [r.id, severityWords(r), r.title]),
      paint,
    )}`;
  });
  return print(
    io,
    `${blocks.join('\n')}\n${count(rules.length, 'rule')}; \`tributary explain <rule>\` tells about one\n`,
  );
}

/** With `words`: the services that have all of them among their names or in their summary. */
export function servicesCommand(words: readonly string[], options: ListOptions, io: Io): ExitCode {
  const services = wanted(
    [...sketchServices()].sort((a, b) => a.shortName.localeCompare(b.shortName, 'en')),
    words,
    (s) => [s.id, s.summary, ...s.aliases.map((a) => a.text), ...s.cloudformation, ...s.terraform, ...s.sdk],
    () => false,
  );
  if (options.format === 'json') {
    const list = services.map(
      ({ id, name, shortName, kind, summary, docs, aliases, cloudformation, terraform, sdk }) => ({
        id,
        name,
        shortName,
        kind,
        summary,
        docs: docs ?? null,
        aliases: aliases.map((a) => a.text),
        cloudformation,
        terraform,
        sdk,
      }),
    );
    return print(io, `${JSON.stringify(list, null, 2)}\n`);
  }
  const paint = painter(io, io.stdout, options.color);
  const rows = services.map((s) => [s.shortName, s.id, s.summary]);
  return print(
    io,
    `${columns(rows, paint)}\n${count(services.length, 'service')}; \`tributary explain <service>\` tells about one\n`,
  );
}

function wanted<T>(
  all: readonly T[],
  words: readonly string[],
  texts: (item: T) => readonly string[],
  named: (item: T) => boolean,
): readonly T[] {
  if (words.length === 0) return all;
  const found = all.filter((item) => {
    const text = texts(item).join('\n').toLowerCase();
    return named(item) || words.every((word) => text.includes(word.toLowerCase()));
  });
  if (found.length === 0) throw new UsageError(`nothing in the list has "${words.join(' ')}"`);
  return found;
}

function print(io: Io, text: string): ExitCode {
  io.stdout.write(text);
  return EXIT.ok;
}

/** Rows with their columns aligned; the last one is as long as it likes. */
function columns(rows: readonly (readonly string[])[], paint: Paint): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => width(row[i] ?? ''))));
  return rows
    .map((row) => {
      const cells = row.map((cell, i) =>
        i === row.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - width(cell)),
      );
      const [first = '', middle = '', ...rest] = cells;
      return `  ${[paint('cyan', first), paint('dim', middle), ...rest].join('  ')}\n`;
    })
    .join('');
}
