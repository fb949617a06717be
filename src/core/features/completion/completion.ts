/** Completion: what can be written at a place of a sketch, with what is documented about it. */

import { quoteEdit } from '../../dialects/markdown.js';
import { type Document, lineAt } from '../../document.js';
import type { Reading } from '../../index.js';
import { type Settings, settingsOf, topSettings } from '../../knowledge.js';
import type { LintOptions } from '../../lint.js';
import { yamlWord } from '../yaml-word.js';
import { commentSuggestions } from './comments.js';
import { type Cursor, cursorAt, repair, settingPathOf, sketchTextAt } from './cursor.js';
import { keySuggestions, membersAt } from './keys.js';
import { stepSuggestions, templateSuggestions } from './snippets.js';
import { edgeSuggestions, serviceSuggestions } from './steps.js';
import { completeTemplate } from './template.js';
import { trialAt } from './trial.js';
import type { Completion, Suggestion } from './types.js';
import { valueSuggestions } from './values.js';

export interface CompletionOptions extends LintOptions {
  /** The text is Markdown; sketches stand in its fenced blocks. */
  readonly markdown?: boolean;
}

/** What can be written at an offset; empty where nothing is known. */
export function complete(reading: Reading, offset: number, options: CompletionOptions): Completion[] {
  if (reading.dialect !== undefined && reading.dialect !== 'sketch') return completeTemplate(reading, offset);
  const sketch = sketchTextAt(reading, offset, options.markdown === true);
  if (sketch === undefined) return [];
  const cursor = cursorAt(sketch.text, offset);
  const found = suggestions(reading, sketch.text, cursor, offset, options);
  return found.flatMap((s, i) => completion(s, i, cursor, offset, sketch.quote, reading.document) ?? []);
}

function suggestions(
  reading: Reading,
  text: string,
  cursor: Cursor,
  offset: number,
  options: CompletionOptions,
): Suggestion[] {
  const started = `${text.slice(0, cursor.word.start)}${text.slice(cursor.word.end)}`.trim() !== '';
  switch (cursor.kind) {
    case 'none':
      return [];
    case 'empty': {
      // An empty file may become anything; only one that is called a sketch wants a sketch's keys.
      const named = reading.dialect === 'sketch';
      const place = { settings: topSettings(), prefix: '', cursor, map: undefined };
      return [...templateSuggestions(), ...(named ? keySuggestions(place) : [])];
    }
    case 'suppression':
      return commentSuggestions(reading, text, cursor, offset, options);
    case 'step-id':
      return stepSuggestions(repair(text, cursor, 'key', reading.document), cursor);
    default:
      return [
        ...inSettings(text, cursor, options, reading.document),
        ...(started ? [] : templateSuggestions()),
      ];
  }
}

/** Keys and values of the pipeline or of a step. */
function inSettings(text: string, cursor: Cursor, options: CompletionOptions, known: Document): Suggestion[] {
  const { place, scope } = cursor;
  const first = repair(text, cursor, 'key', known);
  const service = first?.step?.service;
  const settings: Settings = scope === 'top' ? topSettings() : settingsOf(service);
  const prefix = settingPathOf(cursor.path, settings);
  const isKey = place.part === 'key' && (cursor.path.length === 0 || membersAt(settings, prefix).length > 0);
  if (isKey) return keySuggestions({ settings, prefix, cursor, map: first?.map, service });
  if (place.part === 'key' && !place.mayBeValue) return [];
  const repaired = place.mayBeValue ? repair(text, cursor, 'value', known) : first;
  const trial = repaired === undefined ? undefined : trialAt(repaired, options);
  const [key] = cursor.path;
  if (scope === 'step' && repaired !== undefined) {
    if (key === 'service' && cursor.path.length === 1) return serviceSuggestions(repaired, trial);
    if (key === 'to' || key === 'from') return edgeSuggestions(repaired, key, trial);
  }
  const spelling = settings.byPath.get(prefix) ?? settings.byPath.get(`${prefix}[]`);
  if (spelling === undefined) return [];
  const typed = text.slice(cursor.word.start, Math.max(cursor.word.start, cursor.offset));
  return valueSuggestions({ spelling, typed, trial, options, service, top: scope === 'top' });
}

// --------------------------------------------------------------------------------------------------- items

function completion(
  s: Suggestion,
  index: number,
  cursor: Cursor,
  at: number,
  quote: string,
  document: Document,
): Completion | undefined {
  const { place, word } = cursor;
  const open = place.quote === '"' || place.quote === "'" ? place.quote : '';
  // A snippet or a key does not fit into quotes that stand open.
  if (open !== '' && (s.isSnippet === true || s.kind === 'key')) return undefined;
  const own = s.text ?? s.label;
  const written = s.kind === 'value' || s.kind === 'service' || s.kind === 'step' ? yamlWord(own, open) : own;
  const lead = place.wantsBlank ? ' ' : place.wantsDash ? '- ' : '';
  const body = quote === '' ? written : marked(written, word.start, document, quote);
  const { subject, verdict, description, detail } = s;
  return {
    label: s.label,
    kind: s.kind,
    insertText: lead + body,
    isSnippet: s.isSnippet === true,
    sortText: `${s.rank}${String(index).padStart(4, '0')}`,
    edit: {
      insert: { start: word.start, end: Math.max(at, word.start) },
      replace: { start: word.start, end: Math.max(word.end, at) },
    },
    deprecated: s.deprecated === true,
    again: s.again === true,
    ...(description !== undefined && { description }),
    ...(detail !== undefined && { detail }),
    ...(s.aliases !== undefined && { filterText: [s.label, ...s.aliases].join(' ') }),
    ...(subject !== undefined && { subject }),
    ...(verdict !== undefined && { verdict }),
  };
}

/** New lines inside of a quote begin with its mark; editors only repeat the blanks of a line. */
function marked(text: string, start: number, document: Document, quote: string): string {
  const column = start - (document.lines[lineAt(document, start)] ?? 0);
  const indented = text.replaceAll('\n', `\n${' '.repeat(column)}`);
  return quoteEdit({ start, end: start, text: indented }, { lines: [] }, quote)?.text ?? text;
}
