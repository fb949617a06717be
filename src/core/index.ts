/** The core's door: a text in, everything that is known about it out. */

import { CONFIG_FILE } from './config.js';
import {
  isGenerated,
  readTemplate,
  type TemplateDialect,
  templateDialect,
} from './dialects/cloudformation/cloudformation.js';
import { applyDisabled, type Disabled } from './dialects/cloudformation/disable.js';
import type { Sibling } from './dialects/cloudformation/states.js';
import { type Block, isMarkdown, quoteFixes, readMarkdown } from './dialects/markdown.js';
import { otherDialect } from './dialects/others.js';
import { isSketch, readSketch } from './dialects/sketch/sketch.js';
import { isStateMachine, ownFixes, readStateMachineFile } from './dialects/state-machine/state-machine.js';
import { type Document, parseDocument } from './document.js';
import { knowledge } from './knowledge.js';
import { finished, fromReport, type LintMemo, type LintOptions, lintSteps } from './lint.js';
import type { EditionChoice, Finding, Pipeline, Report } from './model.js';
import { suppress } from './suppress.js';

export type Dialect = 'sketch' | 'state-machine' | TemplateDialect;

export interface TextOptions extends LintOptions {
  /** ISO date; suppressions with an `until` before it have ended. */
  readonly today?: string;
  /** Gives the files beside the text, see `read`. */
  readonly sibling?: Sibling;
}

export type { Sibling };

/** Without an edition: the one that the dialect asks for, see `defaultEdition`. */
export type TextRequest = Omit<TextOptions, 'edition'> & { readonly edition?: EditionChoice | undefined };

/** A text that has been read. `dialect` is undefined when it is nothing that is linted; `why` says so in a sentence. */
export interface Reading {
  readonly document: Document;
  readonly dialect: Dialect | undefined;
  readonly why: string;
  readonly pipelines: readonly Pipeline[];
  readonly reports: readonly Report[];
  /** In a template: what its resources switch off in their metadata. */
  readonly disabled?: readonly Disabled[];
  /** In Markdown: the fenced blocks that are sketches, and the text with blanks for all the rest, offset for offset. */
  readonly markdown?: { readonly blocks: readonly Block[]; readonly code: string };
}

export interface LintResult extends Reading {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** For the lint of the next version of the text. */
  readonly memo?: LintMemo;
}

/**
 * Reads a text as what its name and content say it is. `sibling` gives the text of a file beside it, such as the definition of a state
 * machine that a template names; without it such files are left out. With the reading of an earlier version of the text only what is
 * different is read; what comes out is the same.
 */
export function read(text: string, fileName: string, sibling?: Sibling, previous?: Reading): Reading {
  if (isMarkdown(fileName)) return readFences(text);
  const document = parseDocument(text, previous?.document);
  if (isStateMachine(fileName, document)) {
    return {
      dialect: 'state-machine',
      why: 'read as a state machine',
      ...readStateMachineFile(document, fileName),
    };
  }
  if (isSketch(fileName, document)) {
    return { document, dialect: 'sketch', why: 'read as a pipeline sketch', ...readSketch(document) };
  }
  const template = templateDialect(document);
  if (template !== undefined) return readTemplate(document, template, sibling);
  const why = isGenerated(document)
    ? 'the text has blocks of a generator, `{% … %}`; lint what they make of it'
    : whyNot(fileName, document);
  return { document, dialect: undefined, why, pipelines: [], reports: [] };
}

/** Sketches are held against both truths; what is deployed against today's alone. */
export function defaultEdition(dialect: Dialect | undefined): EditionChoice {
  return dialect === undefined || dialect === 'sketch' ? 'both' : 'current';
}

function readFences(text: string): Reading {
  const { document, blocks, pipelines, reports, code } = readMarkdown(text);
  if (blocks.length === 0) {
    return {
      document,
      dialect: undefined,
      why: 'no fenced YAML block is a pipeline sketch',
      pipelines,
      reports,
    };
  }
  const why = `read as Markdown with ${blocks.length} pipeline sketch${blocks.length === 1 ? '' : 'es'}`;
  return { document, dialect: 'sketch', why, pipelines, reports, markdown: { blocks, code } };
}

/** Reads and lints a text. Pure: the same text and options give the same findings, in the editor and in the terminal. */
export function lint(text: string, fileName: string, options: TextRequest): LintResult {
  return lintReading(read(text, fileName, options.sibling), options);
}

export function lintReading(reading: Reading, asked: TextRequest): LintResult {
  return finished(lintWith(reading, asked, undefined));
}

/**
 * The same for a text that is edited. With the result for an earlier version only those places are linted that may say something else
 * now; what comes out is the same.
 */
export function lintAgain(
  reading: Reading,
  asked: TextRequest,
  previous: LintResult | undefined,
): LintResult {
  return finished(lintInSteps(reading, asked, previous));
}

/** `lintAgain` with a pause after every step: nobody has to wait for a long text as a whole. */
export function lintInSteps(
  reading: Reading,
  asked: TextRequest,
  previous: LintResult | undefined,
): Generator<void, LintResult> {
  return lintWith(reading, asked, { memo: previous?.memo });
}

function* lintWith(
  reading: Reading,
  asked: TextRequest,
  before: { readonly memo: LintMemo | undefined } | undefined,
): Generator<void, LintResult> {
  const options = { ...asked, edition: asked.edition ?? defaultEdition(reading.dialect) };
  if (reading.dialect === undefined) return { ...reading, findings: [], suppressed: [] };
  const { document, markdown } = reading;
  const text = markdown?.code ?? document.text;
  const { pipelines, reports: read } = reading;
  const { findings: found, memo } = yield* lintSteps(pipelines, read, options, text, before);
  const all = reading.dialect === 'state-machine' ? found.map(ownFixes) : found;
  const { findings, suppressed, reports } = suppress(
    { ...document, text },
    all,
    knowledge.rules.map((r) => r.id),
    options.today,
  );
  const own = applyDisabled(
    findings,
    reading.disabled ?? [],
    knowledge.rules.map((r) => r.id),
  );
  const extra = [...reports, ...own.reports].flatMap((r) => fromReport(r, options));
  const merged =
    extra.length === 0
      ? own.findings
      : [...own.findings, ...extra].sort((a, b) => a.span.start - b.span.start);
  const placed =
    markdown === undefined ? merged : merged.map((f) => quoteFixes(f, document, markdown.blocks));
  return {
    ...reading,
    findings: placed,
    suppressed: [...suppressed, ...own.suppressed],
    ...(memo && { memo }),
  };
}

function whyNot(fileName: string, document: Document): string {
  if (fileName === CONFIG_FILE) return 'it says how other files are linted; its own mistakes are in Problems';
  const other = otherDialect(document);
  if (other !== undefined) return `read as ${other}; only sketches and templates are linted`;
  if (!/\.(ya?ml|json|template)$/i.test(fileName)) return 'not a YAML file';
  return 'neither a sketch (the name does not end in .pipeline.yaml, and the top level does not have both `pipeline` and `steps`) nor a template (no `Resources` with an AWS type)';
}
