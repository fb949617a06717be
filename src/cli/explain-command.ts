/** `tributary explain`: a rule, a fact or a service, short for a terminal or as its whole page. */
import {
  type ExplainLine,
  explain,
  nearestSubject,
  type Subject,
  subjectOf,
} from '../core/features/explain.js';
import { factPage, rulePage, servicePage } from '../core/features/pages/pages.js';
import { EXIT, type ExitCode, type Io, UsageError } from './io.js';
import { type Paint, painter, width } from './style.js';

const WIDTH = 100;

export function explainCommand(name: string, options: { markdown?: true; color: boolean }, io: Io): ExitCode {
  const subject = subjectOf(name);
  if (subject === undefined) {
    const meant = nearestSubject(name);
    const hint =
      meant === undefined ? '`tributary rules` and `tributary services` list them' : `did you mean ${meant}?`;
    throw new UsageError(`no rule, fact or service ${name}; ${hint}`);
  }
  io.stdout.write(
    options.markdown === true
      ? pageOf(subject)
      : text(explain(subject), painter(io, io.stdout, options.color)),
  );
  return EXIT.ok;
}

function pageOf(subject: Subject): string {
  switch (subject.kind) {
    case 'rule':
      return rulePage(subject.rule);
    case 'fact':
      return factPage(subject.place);
    case 'service':
      return servicePage(subject.service);
  }
}

function text(lines: readonly ExplainLine[], paint: Paint): string {
  return lines.map((line) => rendered(line, paint)).join('');
}

function rendered({ text, part, indent }: ExplainLine, paint: Paint): string {
  const margin = ' '.repeat(indent);
  switch (part) {
    case 'title':
      return `${paint('bold', text)}\n`;
    case 'heading':
      return `\n${paint('bold', text)}\n`;
    case 'note':
      return `${margin}${paint('dim', text)}\n`;
    case 'code':
      return `${`${margin}${paint('cyan', text)}`.trimEnd()}\n`;
    case 'text':
      return wrap(text, WIDTH - indent)
        .map((line) => `${margin}${line}\n`)
        .join('');
  }
}

function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && width(`${line} ${word}`) > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
