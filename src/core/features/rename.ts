/** Renaming a step: its id and every word in `from` and `to` that means it. */
import type { Reading } from '../index.js';
import { serviceById, serviceByName } from '../knowledge.js';
import type { Span, TextEdit } from '../model.js';
import { isDynamic } from '../value.js';
import { type StepUses, stepUsesAt, stepWords } from './references.js';
import { quoteAt, yamlWord } from './yaml-word.js';

/** What cannot be done, in a sentence for people. */
export interface Refusal {
  readonly refused: string;
}

/** The word that is renamed, without its quotes, and its text. */
export interface Renaming {
  readonly span: Span;
  readonly text: string;
}

/** May the word at an offset be renamed? */
export function prepareRename(
  reading: Pick<Reading, 'pipelines' | 'document'>,
  offset: number,
): Renaming | Refusal {
  const uses = stepUsesAt(reading, offset);
  if (uses === undefined) return { refused: 'Only the id of a step can be renamed here.' };
  if (uses.steps.length === 0) {
    return {
      refused: `"${uses.id}" is the name of a service, not of a step of this pipeline; give it a step of its own to name it.`,
    };
  }
  const quote = quoteAt(reading.document.text, uses.at.start);
  const inset = quote === '' ? 0 : 1;
  return { span: { start: uses.at.start + inset, end: uses.at.end - inset }, text: uses.id };
}

/** The edits that give the step at an offset another id. */
export function rename(
  reading: Pick<Reading, 'pipelines' | 'document'>,
  offset: number,
  newName: string,
): readonly TextEdit[] | Refusal {
  const prepared = prepareRename(reading, offset);
  if ('refused' in prepared) return prepared;
  const uses = stepUsesAt(reading, offset);
  const name = newName.trim();
  const fault = uses === undefined ? 'Only the id of a step can be renamed here.' : faultOf(name, uses);
  if (uses === undefined || fault !== undefined) return { refused: fault ?? '' };
  const { text } = reading.document;
  return uses.words.map((word) => {
    const quote = quoteAt(text, word.start);
    const written = yamlWord(name, quote);
    return { start: word.start, end: word.end, text: `${quote}${written}${quote}` };
  });
}

/** Why a name cannot be given; undefined when it can. */
function faultOf(name: string, { pipeline, id }: StepUses): string | undefined {
  if (name === '') return 'A step needs a name.';
  if (name === id) return undefined;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name))
    return 'The name of a step stands on one line, without control characters.';
  if (isDynamic({ kind: 'scalar', text: name, style: 'plain', start: 0, end: 0 })) {
    return `"${name}" would be read as a place that something else fills in, not as a name.`;
  }
  const taken = pipeline.steps.find((s) => !s.anonymous && s.id === name);
  if (taken !== undefined) {
    const service = taken.service === undefined ? '' : ` (${serviceById(taken.service).shortName})`;
    return `There is a step "${name}"${service} already.`;
  }
  const captured = stepWords(pipeline).some((w) => w.role === 'reference' && w.text === name);
  if (!captured) return undefined;
  const meant = serviceByName(name) === undefined ? 'a step that is not there' : 'that service';
  return `Other steps write "${name}" and mean ${meant}; they would mean this step then.`;
}
