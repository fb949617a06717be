/** Lints files one by one, each with its own configuration. A file that goes wrong does not stop the others. */
import { CONFIG_FILE, type Config, mergeConfigs } from '../core/config.js';
import { type Dialect, lintReading, read, type TextOptions } from '../core/index.js';
import type { EditionChoice, Finding, RuleLevel } from '../core/model.js';
import type { ConfigFinder, FileConfig } from './config-files.js';
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
  /** What it was linted with. */
  readonly options: TextOptions;
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

/** Lints each file in turn. `progress` is told before each, with its number from 0. */
export function lintFiles(
  files: readonly FoundFile[],
  configs: ConfigFinder,
  asked: Asked,
  progress: (index: number) => void,
): { linted: LintedFile[]; problems: Problem[] } {
  const linted: LintedFile[] = [];
  const problems: Problem[] = [];
  files.forEach((file, index) => {
    progress(index);
    const outcome = lintFile(file, configs.for(file.path), asked);
    if (outcome === undefined) return;
    if (isProblem(outcome)) problems.push(outcome);
    else linted.push(outcome);
  });
  return { linted, problems };
}

/** `content` gives what the file holds; by default what stands on disk. */
export function lintFile(
  file: FoundFile,
  config: FileConfig,
  asked: Asked,
  content: () => FileText | Unreadable = () => readText(file.path),
): FileOutcome {
  if (config.excludes(file.path)) {
    if (!file.explicit) return undefined;
    return nothing(file, `left out by \`exclude\` in ${config.source ?? CONFIG_FILE}`);
  }
  const read = content();
  if ('reason' in read) return unreadable(file, read);
  if (!file.explicit && !mayBeLinted(read.text, file.name)) return undefined;
  return lintText(file, read, config.config, asked);
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
    const options: TextOptions = { edition, rules, today: asked.today, sibling };
    const { findings, suppressed } = lintReading(reading, options);
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
