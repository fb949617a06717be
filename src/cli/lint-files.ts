/** From a file to its findings, with its own configuration. A file that goes wrong does not stop the others. */
import { CONFIG_FILE, type Config, mergeConfigs } from '../core/config.js';
import { type Dialect, lintReading, read, type TextOptions } from '../core/index.js';
import type { EditionChoice, Finding, RuleLevel } from '../core/model.js';
import type { FileConfig } from './config-files.js';
import type { FoundFile, Problem } from './files.js';
import { type FileText, readText, type Unreadable } from './read-text.js';
import { isNamed, mayBeLinted } from './recognise.js';
import { siblingsOf } from './siblings.js';

/** A file that was read, with what was found in it. */
export interface LintedFile {
  readonly name: string;
  readonly path: string;
  /** Undefined: it is nothing that is linted; `why` says so. */
  readonly dialect: Dialect | undefined;
  readonly why: string;
  /** What it was linted with, but for the files beside it. */
  readonly options: Omit<TextOptions, 'sibling'>;
  /** Without a byte order mark. */
  readonly text: string;
  readonly bom: boolean;
  /** Offset of each line's first character. */
  readonly lines: readonly number[];
  readonly findings: readonly Finding[];
  /** Suppressed by comments in the file. */
  readonly suppressed: readonly Finding[];
  /** Left out because a baseline knows them. */
  readonly baselined: readonly Finding[];
}

/** What holds for every file, above its own configuration. */
export interface Asked {
  readonly edition?: EditionChoice;
  readonly rules: Readonly<Record<string, RuleLevel>>;
  readonly today: string;
  /** The working folder: templates may name files in it. */
  readonly cwd: string;
}

/** Undefined: the file was found by searching and is nothing that is linted. */
export type FileOutcome = LintedFile | Problem | undefined;

export function isProblem(outcome: LintedFile | Problem): outcome is Problem {
  return 'message' in outcome;
}

/** One file with its configuration, as plain data: another thread can have it. */
export interface LintTask {
  readonly file: FoundFile;
  readonly config: Config;
}

/** Reads and lints the file of a task. */
export function lintTask({ file, config }: LintTask, asked: Asked): FileOutcome {
  return lintContent(file, readText(file.path), config, asked);
}

/** Lints a text that stands nowhere yet as the file it is to be. */
export function lintGiven(
  file: FoundFile,
  content: FileText | Unreadable,
  config: FileConfig,
  asked: Asked,
): FileOutcome {
  return config.excludes(file.path)
    ? leftOut(file, config)
    : lintContent(file, content, config.config, asked);
}

/** What a configuration leaves out is only told of when it was named. */
export function leftOut(file: FoundFile, { source }: FileConfig): FileOutcome {
  return file.explicit ? nothing(file, `left out by \`exclude\` in ${source ?? CONFIG_FILE}`) : undefined;
}

function lintContent(
  file: FoundFile,
  content: FileText | Unreadable,
  config: Config,
  asked: Asked,
): FileOutcome {
  if ('reason' in content) return unreadable(file, content);
  if (!file.explicit && !mayBeLinted(content.text, file.name)) return undefined;
  return lintText(file, content, config, asked);
}

/** A file that was merely met while searching is only told of when it was meant to be linted. */
function unreadable(file: FoundFile, { reason, guess }: Unreadable): Problem | undefined {
  const meant = file.explicit || isNamed(file.name) || mayBeLinted(guess, file.name);
  return meant ? { file: file.name, message: reason } : undefined;
}

function lintText(file: FoundFile, { text, bom }: FileText, config: Config, asked: Asked): FileOutcome {
  try {
    const sibling = siblingsOf(file.path, asked.cwd);
    const reading = read(text, file.name, sibling);
    if (reading.dialect === undefined) return file.explicit ? nothing(file, reading.why) : undefined;
    const near: Config = {
      rules: asked.rules,
      exclude: [],
      ...(asked.edition && { edition: asked.edition }),
    };
    const { rules, edition = defaultEdition(reading.dialect) } = mergeConfigs(config, near);
    const options = { edition, rules, today: asked.today };
    const { findings, suppressed } = lintReading(reading, { ...options, sibling });
    const { dialect, why, document } = reading;
    return {
      ...nothing(file, why),
      dialect,
      options,
      text,
      bom,
      lines: document.lines,
      findings,
      suppressed,
    };
  } catch (error) {
    return {
      file: file.name,
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      fault: true,
    };
  }
}

/** Sketches are held against both truths; what is deployed against today's alone. */
function defaultEdition(dialect: Dialect): EditionChoice {
  return dialect === 'sketch' ? 'both' : 'current';
}

function nothing(file: FoundFile, why: string): LintedFile {
  const { name, path } = file;
  const empty = { text: '', bom: false, lines: [0], findings: [], suppressed: [], baselined: [] };
  return { name, path, dialect: undefined, why, options: { edition: 'both' }, ...empty };
}
