/** A pipeline as rules see it, whatever dialect it was read from. */
import type { ServiceId } from '../generated/ids.js';
import type { MapNode, Span } from './document.js';
import type { Setting } from './service.js';
import type { Quantity } from './words.js';

/** Known, absent, or dynamic (decided elsewhere: `!Ref`, `${…}`). Unknown is not wrong. */
export type Value = KnownValue | AbsentValue | DynamicValue;

export interface KnownValue {
  readonly state: 'known';
  /** As written. */
  readonly text: string;
  /** The canonical name, where the text is one of the words that the setting knows. */
  readonly word?: string;
  readonly quantity?: Quantity;
  readonly span: Span;
  readonly setting?: Setting;
  /** Not written: the documented default. */
  readonly implied?: boolean;
  /** Computed from what flows in: the places that it came from. */
  readonly origins?: readonly Origin[];
  /** Number of items, for a list or a map. */
  readonly size?: number;
  readonly items?: readonly Value[];
}
export interface AbsentValue {
  readonly state: 'absent';
  readonly span: Span;
}
export interface DynamicValue {
  readonly state: 'dynamic';
  readonly text: string;
  readonly span: Span;
  /** It may be absent as well. */
  readonly maybe?: boolean;
  /** It is one of these; what all of them break is broken. */
  readonly choices?: readonly Value[];
}

/** Where a computed value came from. */
export interface Origin {
  readonly step: string;
  readonly text: string;
  readonly span: Span;
}

export interface Step {
  readonly id: string;
  readonly idSpan: Span;
  /** Stands in `to: S3` only; has no body of its own. */
  readonly anonymous: boolean;
  /** Of an anonymous step of a sketch: whether others read from it or write to it. */
  readonly side?: 'from' | 'to';
  /** Unknown or dynamic service: undefined. */
  readonly service: ServiceId | undefined;
  readonly serviceSpan: Span;
  /** As written. */
  readonly serviceText: string;
  readonly body: MapNode | undefined;
  /** The whole step in the text, from its key to the end of its body. */
  readonly span: Span;
  /** Settings whose absence means something, with all above them. Undefined: every setting. */
  readonly known?: ReadonlySet<string>;
}

export interface Edge {
  readonly from: Step;
  readonly to: Step;
  /** The word that says it: the target in `to`, or the source in `from`. */
  readonly span: Span;
  readonly declaredBy: 'from' | 'to';
  /** One calls the other to do its work; no data need flow. */
  readonly call?: boolean;
  /** One of several possibilities: a condition decides. */
  readonly maybe?: true;
}

export interface Pipeline {
  readonly name: string | undefined;
  readonly nameSpan: Span;
  readonly body: MapNode;
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
  /** Read from a file that is deployed: there are more sources and targets than it names, and keys are not ours to add. */
  readonly template?: true;
}
