/** What the extension and its web pages say to each other. Types only. */
import type { CalculatorForm } from '../core/features/sizing/calculator.js';
import type { Diagram } from '../diagram/types.js';

export type DiagramRequest =
  | {
      readonly type: 'update';
      /** Which text it is, as a URI. */
      readonly uri: string;
      readonly name: string;
      readonly diagrams: readonly Diagram[];
      /** What to say where there is nothing to draw. */
      readonly notice: string;
    }
  /** Where the cursor stands in the text. */
  | { readonly type: 'cursor'; readonly offset: number }
  | { readonly type: 'export'; readonly format: 'svg' | 'png' };

export type DiagramReply =
  | { readonly type: 'ready' }
  /** Put the cursor there. */
  | { readonly type: 'jump'; readonly start: number; readonly end: number }
  | { readonly type: 'copyMermaid' }
  /** `data` is the text of an SVG, or a PNG in base 64. */
  | { readonly type: 'save'; readonly format: 'svg' | 'png'; readonly data: string }
  | { readonly type: 'failed'; readonly message: string };

export interface CalculatorRequest {
  readonly type: 'open';
  readonly forms: readonly CalculatorForm[];
  /** The form to show; the first, or the one shown last, when absent. */
  readonly form?: string | undefined;
  readonly values?: Readonly<Record<string, number>> | undefined;
}

export interface CalculatorReply {
  readonly type: 'ready';
}
