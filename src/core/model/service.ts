/** What the knowledge says of a service: its facts, settings, names and edges. */
import type { FactId, ServiceId } from '../generated/ids.js';
import type { Figures } from './words.js';

export type FactKind =
  | 'definition'
  | 'feature'
  | 'capability'
  | 'incapability'
  | 'limit'
  | 'formula'
  | 'integration'
  | 'api'
  | 'guidance'
  | 'comparison';

/** What AWS documentation says today about a fact of the notes. */
export interface Today {
  readonly status: 'same' | 'changed' | 'renamed' | 'retired' | 'unverified';
  /** Date of the change, ISO, as exact as is known (`2023` or `2023-12-14`). */
  readonly since?: string;
  readonly note?: string;
  /** Absent when the figures of the notes still hold. */
  readonly figures?: Figures;
  /** A formula in TeX, where it differs from the notes'. */
  readonly formula?: string;
  readonly sources: readonly string[];
}

/** One atomic statement. Ids are public and never change. */
export interface Fact {
  readonly id: FactId;
  readonly kind: FactKind;
  /** `added`: not in the notes, written down to complete them. */
  readonly origin: 'notes' | 'added';
  /** Short, where what the id gives does not read well; ask `factTitle`. */
  readonly title?: string;
  readonly claim: string;
  /** A machine can check it: a rule cites it, or `unlinted.yaml` says why none does. */
  readonly checkable: boolean;
  /** The figures as the notes have them (for an added fact: as documented). */
  readonly figures?: Figures;
  /** A formula in TeX, as the notes have it. */
  readonly formula?: string;
  readonly today: Today;
}

export interface Section {
  readonly title: string;
  readonly facts: readonly Fact[];
}

export interface Alias {
  readonly text: string;
  /** The word is also an English word or another thing's name: it counts only where the context says so. */
  readonly ambiguous: boolean;
  /** A name that the vendor has given up; `since` when. */
  readonly formerly: boolean;
  readonly since?: string;
}

export interface SettingValue {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly doc?: string;
}

export type SettingType =
  | 'quantity'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'string'
  | 'version'
  | 'enum'
  | 'list'
  | 'map'
  | 'any';

/** One setting of a service, named by its path in a step: `buffer.size`, `nodes[].count`. */
export interface Setting {
  readonly path: string;
  readonly type: SettingType;
  /** Unit of a bare number. */
  readonly unit?: string;
  /** Units which people write for `unit` meaning the same number (the vendor's field says MB and means MiB). */
  readonly writtenAs: readonly string[];
  readonly values: readonly SettingValue[];
  /** Values outside of `values` are possible too. */
  readonly open: boolean;
  /** What holds when it is not written. */
  readonly default?: string;
  readonly doc: string;
  readonly facts: readonly FactId[];
  /** Other spellings of the path, with the unit of a bare number there. */
  readonly aliases: readonly { readonly path: string; readonly unit?: string }[];
}

export interface Link {
  readonly service: ServiceId;
  readonly facts: readonly FactId[];
}

/** What a service reads from or writes to. A closed list means: nothing else. */
export interface Links {
  readonly closed: boolean;
  readonly links: readonly Link[];
}

/** What flows along an edge. */
export type FlowKey = 'format' | 'compression' | 'recordSize' | 'records' | 'throughput' | 'delivery';

export interface Service {
  readonly id: ServiceId;
  /** The name in use today. */
  readonly name: string;
  /** Common short name, for messages and the tree. */
  readonly shortName: string;
  /** `concept`: a topic of the notes that is no service; it cannot stand in a sketch. */
  readonly kind: 'service' | 'engine' | 'concept' | 'destination' | 'producer';
  readonly summary: string;
  readonly docs?: string;
  readonly tags: readonly string[];
  readonly aliases: readonly Alias[];
  readonly cloudformation: readonly string[];
  readonly terraform: readonly string[];
  readonly sdk: readonly string[];
  readonly sections: readonly Section[];
  readonly settings: readonly Setting[];
  readonly reads: Links;
  readonly writes: Links;
  /** What passes through unchanged: a stream hands on format, rate and size of what it gets. */
  readonly carries: readonly FlowKey[];
}

export interface Topic {
  readonly title: string;
  readonly services: readonly ServiceId[];
}

/** Vocabulary of a pipeline sketch that belongs to no service. */
export interface SketchVocabulary {
  /** Services that can stand between two that do not know each other, the usual ones first. */
  readonly bridges: readonly ServiceId[];
  readonly top: readonly Setting[];
  readonly step: readonly Setting[];
}

// Conditions ---------------------------------------------------------------------------------------------
