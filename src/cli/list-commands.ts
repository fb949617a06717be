/** `tributary rules` and `tributary services`: lists for people, and the same as JSON for programs. */
import { groupTitle } from '../core/features/pages-index.js';
import { scopeWords, severityWords } from '../core/features/pages-words.js';
import { fixKindOf } from '../core/features/rule-fixes.js';
import { knowledge, sketchServices } from '../core/knowledge.js';
import { EXIT, type ExitCode, type Io } from './io.js';
import { type Paint, painter, width } from './style.js';

export interface ListOptions {
  readonly format: 'text' | 'json';
  readonly color: boolean;
}

export function rulesCommand(options: ListOptions, io: Io): ExitCode {
  const rules = [...knowledge.rules].sort((a, b) => (a.group + a.id < b.group + b.id ? -1 : 1));
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
    `${blocks.join('\n')}\n${rules.length} rules; \`tributary explain <rule>\` tells about one\n`,
  );
}

export function servicesCommand(options: ListOptions, io: Io): ExitCode {
  const services = [...sketchServices()].sort((a, b) => a.shortName.localeCompare(b.shortName, 'en'));
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
    `${columns(rows, paint)}\n${services.length} services; \`tributary explain <service>\` tells about one\n`,
  );
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
