/** What is found, and how it can be mended. */
import type { FactId, RuleId } from '../generated/ids.js';
import type { Span } from './document.js';
import type { Confidence, EditionChoice, Severity } from './words.js';

export interface TextEdit extends Span {
  readonly text: string;
  /** Ids of the new steps in the text. */
  readonly ids?: readonly string[];
}

export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

export interface Related {
  readonly message: string;
  readonly span: Span;
}

export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly span: Span;
  readonly step: string | undefined;
  readonly facts: readonly FactId[];
  /** Which truth is broken: the notes only, today's documentation only, or both. */
  readonly edition: EditionChoice;
  readonly related: readonly Related[];
  readonly tags: readonly ('deprecated' | 'unnecessary')[];
  readonly fixes: readonly Fix[];
}

/** What a reader, a check or the suppression engine reports before severity and wording are settled. */
export interface Report {
  readonly rule: RuleId;
  readonly span: Span;
  readonly step?: string | undefined;
  /** Values for the placeholders of the rule's message. */
  readonly args: Readonly<Record<string, string>>;
  readonly severity?: Severity;
  readonly edition?: EditionChoice;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly facts?: readonly FactId[];
}
