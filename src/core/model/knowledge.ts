/** All of the knowledge, as it is compiled. */
import type { FactId, ServiceId } from '../generated/ids.js';
import type { DialectNames, StatesVocabulary } from './dialect.js';
import type { Contradiction, Rule } from './rule.js';
import type { Service, SketchVocabulary, Topic } from './service.js';
import type { Sizing } from './sizing.js';

/** A sketch to begin with: `knowledge/templates/*.pipeline.yaml`. Title and description are its `pipeline` and `description`. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly text: string;
}

/** Services that people choose between: what tells them apart, and the facts that it rests on. */
export interface Comparison {
  readonly services: readonly ServiceId[];
  readonly says: string;
  readonly facts: readonly FactId[];
}

/** What people type when they search the notes, in lower case. */
export interface SearchWords {
  /** Need not occur in what is found. */
  readonly small: readonly string[];
  /** Ask for a comparison; need not occur either. */
  readonly comparing: readonly string[];
  /** Each list stands for one idea; an entry may be several words. */
  readonly synonyms: readonly (readonly string[])[];
}

// Sizing -------------------------------------------------------------------------------------------------

export interface Knowledge {
  readonly states: StatesVocabulary;
  readonly dialects: readonly DialectNames[];
  readonly sizings: readonly Sizing[];
  readonly templates: readonly Template[];
  readonly services: readonly Service[];
  /** Ids of the facts of each service, in the same order: one is found without unpacking the sections of all. */
  readonly factIds: readonly (readonly FactId[])[];
  readonly topics: readonly Topic[];
  readonly rules: readonly Rule[];
  readonly contradictions: readonly Contradiction[];
  readonly comparisons: readonly Comparison[];
  readonly search: SearchWords;
  readonly sketch: SketchVocabulary;
  readonly unlinted: readonly { readonly fact: FactId; readonly reason: string }[];
}
