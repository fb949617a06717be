/** What can be offered, and what the parts of completion hand to one another. */
import type { RuleId, ServiceId, Span } from '../../model.js';

export type CompletionKind =
  | 'key'
  | 'map'
  | 'service'
  | 'value'
  | 'quantity'
  | 'step'
  | 'rule'
  | 'directive'
  | 'snippet';

/** Where the documentation of a completion comes from; see `documentationOf`. */
export type CompletionSubject =
  | { readonly about: 'service'; readonly service: ServiceId }
  | {
      readonly about: 'setting';
      readonly path: string;
      readonly service: ServiceId | undefined;
      readonly top: boolean;
    }
  | { readonly about: 'rule'; readonly rule: RuleId }
  | { readonly about: 'text'; readonly markdown: string };

/** Something that could be written, before it is known into what text. */
export interface Suggestion {
  readonly label: string;
  /** Dimmed behind the label. */
  readonly description?: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  /** What to write; the label when absent. In a snippet `$1`, `${1:name}` and `$0` are places to fill in. */
  readonly text?: string;
  readonly isSnippet?: boolean;
  /** Groups are sorted by rank, and within one by the order in which they were made. */
  readonly rank: number;
  /** Other words under which it is found. */
  readonly aliases?: readonly string[];
  readonly deprecated?: boolean;
  readonly subject?: CompletionSubject;
  /** The finding that would appear if this were written. */
  readonly verdict?: string | undefined;
  /** What comes next can be completed as well. */
  readonly again?: boolean;
}

/** A completion in the shape of the Language Server Protocol, with offsets. */
export interface Completion {
  readonly label: string;
  readonly description?: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  readonly insertText: string;
  readonly isSnippet: boolean;
  readonly sortText: string;
  readonly filterText?: string;
  /** The part of the text that is replaced: up to the cursor, or up to the end of the word. */
  readonly edit: { readonly insert: Span; readonly replace: Span };
  readonly deprecated: boolean;
  /** Ask again as soon as it has been written. */
  readonly again: boolean;
  readonly subject?: CompletionSubject;
  readonly verdict?: string;
}
