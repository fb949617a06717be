/** What the knowledge says of other dialects: names of resource types, properties and states. */
import type { ServiceId } from '../generated/ids.js';

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
