/**
 * The words of the domain as types. Two families live here: what `knowledge/` says (Service, Fact, Rule …), compiled
 * into `generated/knowledge.ts`, and what the core says about a text (Node, Pipeline, Finding …). Data only.
 */
import type { FactId, RuleId, ServiceId } from './generated/ids.js';

export type { FactId, RuleId, ServiceId };

// ---------------------------------------------------------------------------------------------- knowledge

/** Which truth is asked for: the study notes of 2023-02-03, or AWS documentation today. */
export type Edition = 'notes' | 'current';
export type EditionChoice = Edition | 'both';

export type Severity = 'hint' | 'information' | 'warning' | 'error';
export type RuleLevel = Severity | 'off';
export type Confidence = 'low' | 'medium' | 'high';

/** An amount with its unit, as written (`60 s`) and in the base unit of its dimension (seconds, bytes, …). */
export interface Quantity {
  readonly text: string;
  readonly amount: number;
  /** The unit as written; empty for a bare number. */
  readonly unit: string;
  readonly dimension: Dimension;
  /** `amount` in the dimension's base unit: s, B, B/s, 1, 1/s. */
  readonly base: number;
}
export type Dimension = 'duration' | 'size' | 'sizeRate' | 'count' | 'countRate';

/** A figure of a fact that rules may name: a quantity, a word, a version, or a list of words. */
export type Figure = Quantity | string | boolean | readonly string[];
export type Figures = Readonly<Record<string, Figure>>;

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
  readonly top: readonly Setting[];
  readonly step: readonly Setting[];
}

// Conditions ---------------------------------------------------------------------------------------------

export type Literal = string | number | boolean;

/** Something to compare with: a literal, a figure of a fact, or another value of the pipeline. */
export type Operand =
  | Literal
  | Quantity
  | { readonly fact: FactId; readonly figure: string; readonly times?: Operand }
  | { readonly path: string; readonly times?: Operand };

/** Operand of each operator, by its name. The table of operators is a mapped type over this. */
export interface Operands {
  readonly exists: boolean;
  readonly equals: Operand;
  readonly oneOf: readonly Literal[] | Operand;
  readonly atLeast: Operand;
  readonly atMost: Operand;
  readonly between: readonly [Operand, Operand];
  readonly matches: string;
  readonly count: { readonly atLeast?: Operand; readonly atMost?: Operand };
  readonly unique: boolean;
}
export type OperatorName = keyof Operands;

export type Test = { [K in OperatorName]: { readonly path: string } & { readonly [P in K]: Operands[P] } }[OperatorName];

export type Condition =
  | Test
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

// Rules --------------------------------------------------------------------------------------------------

export type Scope =
  | { readonly step: readonly ServiceId[] | '*' }
  | { readonly edge: { readonly from: readonly ServiceId[] | '*'; readonly to: readonly ServiceId[] | '*' } }
  | { readonly pipeline: true }
  | { readonly document: true };

export type FixSpec = {
  readonly title: string;
  /** Safe: the result means what the author meant; applied by "fix all". */
  readonly safe: boolean;
} & (
  | { readonly set: { readonly path: string; readonly to: Operand | 'bound' } }
  | { readonly remove: string }
  | { readonly insert: { readonly service: ServiceId; readonly id: string } }
);

export type Example =
  | {
      readonly bad: string;
      /** The source text that the finding marks. */
      readonly mark: string;
      readonly severity?: Severity;
      /** Which findings are asked for; `both` when absent. */
      readonly edition?: EditionChoice;
      /** The text after the first fix. */
      readonly fixed?: string;
      /** Where `mark` occurs more than once: which occurrence, from 1. */
      readonly nth?: number;
      /** The file's name, where it is not a sketch. */
      readonly file?: string;
    }
  | { readonly good: string; readonly edition?: EditionChoice; readonly file?: string };

export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  /** The folder that the rule stands in: a service, or `sketch` for the language itself. */
  readonly group: string;
  readonly severity: Readonly<Record<Edition, Severity>>;
  readonly confidence: Confidence;
  /** In which editions the rule holds. */
  readonly edition: EditionChoice;
  readonly scope: Scope;
  readonly facts: readonly FactId[];
  readonly where?: Condition;
  readonly must?: Condition;
  /** `code`: `checks/<id>.ts` decides. `reader`: the reader of the dialect reports it. `host`: reported around linting. */
  readonly check?: 'code' | 'reader' | 'suppress';
  /** Path of the value to mark; by default the value that broke `must`. `service`, `id` and `edge` are places too. */
  readonly mark?: string;
  readonly message: string;
  readonly why: string;
  readonly fix: readonly FixSpec[];
  /** Lower severities that hold when the author has said something that makes the finding less certain. */
  readonly soften: readonly { readonly when: Condition; readonly to: RuleLevel }[];
  /** The highest level in a template that is deployed: quotas that can be raised, and rules about what only a sketch says. */
  readonly templates?: RuleLevel;
  readonly tags: readonly ('deprecated' | 'unnecessary')[];
  readonly examples: readonly Example[];
}

export interface Contradiction {
  readonly id: string;
  readonly facts: readonly FactId[];
  readonly says: string;
  readonly today: string;
  /** What the linter does about it. */
  readonly lint: string;
  readonly rules: readonly RuleId[];
}

/** A sketch to begin with: `knowledge/templates/*.pipeline.yaml`. Title and description are its `pipeline` and `description`. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly text: string;
}

// Sizing -------------------------------------------------------------------------------------------------

export interface FigureRef {
  readonly fact: FactId;
  readonly figure: string;
}

/** A load of a stream, per second: bytes written, records written, bytes read by all readers that share. */
export type LoadName = 'write' | 'records' | 'read';

export interface SizingTerm {
  readonly load: LoadName;
  /** In words, for a line of the calculation. */
  readonly name: string;
  /** What one unit takes. */
  readonly limit: FigureRef;
  /** What the formula of the notes divides by, where it knows this term. */
  readonly formula?: FigureRef;
}

interface SizingBase {
  readonly id: string;
  readonly title: string;
  readonly services: readonly ServiceId[];
  readonly facts: readonly FactId[];
}

/** How many equal units the largest of several loads needs. */
export interface UnitsSizing extends SizingBase {
  readonly kind: 'units';
  /** Path of the number of units in a step. */
  readonly setting: string;
  readonly unit: { readonly one: string; readonly many: string };
  readonly terms: readonly SizingTerm[];
  /** What one unit gives each reader that has a share of its own. */
  readonly fanOut?: FigureRef;
}

/** A setting with the unit that a calculator asks in, its range, and what holds when it is not written. */
export interface SizingInput {
  readonly path: string;
  readonly unit: string;
  readonly least: FigureRef;
  readonly most: FigureRef;
  readonly default: FigureRef;
}

/** A buffer that is handed on when it is full or when its time is over. */
export interface BufferSizing extends SizingBase {
  readonly kind: 'buffer';
  readonly size: SizingInput;
  readonly interval: SizingInput;
}

/** Nodes with disks that keep several copies of each block. */
export interface StorageSizing extends SizingBase {
  readonly kind: 'storage';
  /** What holds the data. */
  readonly name: string;
}

/** How much of a service a load needs: `knowledge/sizings/<id>.yaml`. */
export type Sizing = UnitsSizing | BufferSizing | StorageSizing;

// Dialects -----------------------------------------------------------------------------------------------

/** A property of a resource and the setting of a step that it means. */
export interface DialectSetting {
  /** Path from the group's place: `A.B`; `->` follows a reference to the properties of another resource. */
  readonly property: string;
  /** Path of the setting, from the step or from the item of the group's list. */
  readonly to: string;
  /** Unit of a bare number in the property, where it is not that of the setting. */
  readonly unit?: string;
  /** Words of the property, as the vendor spells them, and the setting's words for them. */
  readonly values?: Readonly<Record<string, string>>;
}

/** A property that refers to what a resource reads from or writes to. */
export interface DialectReference {
  readonly property: string;
  /** What stands there. Undefined: whatever it refers to, and nothing is known of it if that is not in the file. */
  readonly service?: ServiceId;
  /** It may be something else, if that is in the file. */
  readonly open?: boolean;
}

/** `property` has one of these words. */
export interface DialectTest {
  readonly property: string;
  readonly words: readonly string[];
}

/** What the properties at one place of a resource mean. */
export interface DialectGroup {
  /** Path of the place: `Items[]` each item of a list, `Events{}` each value of a map. Empty: the resource itself. */
  readonly at: string;
  /** It counts only if all of these hold. */
  readonly when: readonly DialectTest[];
  /** It does not count if one of these holds. */
  readonly unless: readonly DialectTest[];
  /** Each place is an item of this list of the step. */
  readonly list?: string;
  /** While this property is there, what is not written here may be written in it. */
  readonly openedBy?: string;
  /** Settings that the mere presence of the place says. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly settings: readonly DialectSetting[];
  readonly from: readonly DialectReference[];
  readonly to: readonly DialectReference[];
}

export interface DialectResource {
  /** A resource type, or the name of a section of the file whose entries are resources. */
  readonly type: string;
  readonly service: ServiceId;
  /** The service depends on the word of a property; `service` for all other words. */
  readonly serviceBy?: { readonly property: string; readonly words: Readonly<Record<string, ServiceId>> };
  /** Property with the physical name. */
  readonly name?: string;
  /** Shown only if something is connected to it. */
  readonly neighbour: boolean;
  /** It connects what its groups name and is no step of its own; its settings are those of what it writes to. */
  readonly connects: boolean;
  /** Properties that refer to the resource which it is a part of. */
  readonly partOf: readonly string[];
  /** Properties that refer to the resource in whose place it stands, if that is in the file. */
  readonly standsFor: readonly string[];
  /** Where the definition of a state machine stands. */
  readonly definition?: {
    readonly inline: readonly string[];
    readonly file: readonly string[];
    readonly symbols: readonly string[];
  };
  readonly groups: readonly DialectGroup[];
}

/** The names of a kind of infrastructure file: `knowledge/dialects/<id>.yaml`. */
export interface DialectNames {
  readonly id: string;
  readonly title: string;
  /** Paths of the maps of resources, each with a `Type`. */
  readonly resourceMaps: readonly string[];
  /** Maps whose entries are resources of the type that stands beside. */
  readonly sections: Readonly<Record<string, string>>;
  /** Macros that take away or supply nothing that is mapped. */
  readonly harmlessMacros: readonly string[];
  /** Patterns of resource names that tell the service. */
  readonly arns: readonly { readonly match: string; readonly service: ServiceId }[];
  readonly resources: readonly DialectResource[];
}

/** Where Amazon States Language meets the services: `knowledge/states.yaml`. */
export interface StatesVocabulary {
  /** The service that runs state machines. */
  readonly service: ServiceId;
  /** Its setting that says of which type a machine is. */
  readonly type: string;
  /** The field that says so of the runs of a distributed Map state. */
  readonly typeField: string;
  /** Field of a definition -> setting. */
  readonly fields: Readonly<Record<string, string>>;
  readonly states: {
    /** The setting that lists the states. */
    readonly list: string;
    /** The member with a state's name. */
    readonly name: string;
    /** Field of a state -> member of an item of the list. */
    readonly fields: Readonly<Record<string, string>>;
  };
  /** Word in the ARN of a call -> service, where it is not among the service's own names. */
  readonly calls: Readonly<Record<string, ServiceId>>;
}

export interface Knowledge {
  readonly states: StatesVocabulary;
  readonly dialects: readonly DialectNames[];
  readonly sizings: readonly Sizing[];
  readonly templates: readonly Template[];
  readonly services: readonly Service[];
  readonly topics: readonly Topic[];
  readonly rules: readonly Rule[];
  readonly contradictions: readonly Contradiction[];
  readonly sketch: SketchVocabulary;
  readonly unlinted: readonly { readonly fact: FactId; readonly reason: string }[];
}

// ---------------------------------------------------------------------------------------------- documents

/** Offsets in UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  /** The text after unquoting and unfolding. */
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** An explicit tag such as `!Ref`. */
  readonly tag?: string;
  readonly foreign?: Foreign;
}

/** What is known of a value of a template beyond its text, and how it is written there. */
export interface Foreign {
  /** The canonical word that the text stands for. */
  readonly word?: string;
  /** Unit of a bare number in this property. */
  readonly unit?: string;
  /** The vendor's spelling of the canonical words. */
  readonly spellings?: Readonly<Record<string, string>>;
  /** Nothing is written: the place itself says it. */
  readonly fixed?: boolean;
  /** Each of these is possible; undefined: the property is left out. */
  readonly choices?: readonly (Node | undefined)[];
  /** The property may be left out altogether. */
  readonly maybe?: boolean;
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: Node | undefined;
  /** Came in through `<<`. */
  readonly merged: boolean;
}

export interface MapNode extends Span {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  /** Keys that a later one of the same name has overruled, at their second standing. */
  readonly duplicates: readonly ScalarNode[];
  readonly flow: boolean;
  readonly tag?: string;
}

export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly flow: boolean;
  readonly tag?: string;
}

/** Our own small tree. Aliases point to the node of their anchor; a node may so have several parents. */
export type Node = ScalarNode | MapNode | ListNode;

/** Line and column from 0, columns in UTF-16 code units: the Language Server Protocol's shape. */
export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

// ---------------------------------------------------------------------------------------------- pipelines

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

// ---------------------------------------------------------------------------------------------- findings

export interface TextEdit extends Span {
  readonly text: string;
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
