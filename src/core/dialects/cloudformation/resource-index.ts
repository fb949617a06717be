/** The resources of a template, found by logical id and by physical name, with what the knowledge says of their types. */

import type { DialectNames, DialectResource, MapNode, Node, ScalarNode, ServiceId } from '../../model.js';
import { entry, get } from '../../text/tree.js';
import { intrinsicOf, isWord, joined, type Reference, referencesOf } from './intrinsics.js';
import { specOfType } from './names.js';
import { type Hit, hitsAt, type Surroundings } from './places.js';

export interface Resource {
  readonly id: string;
  readonly key: ScalarNode;
  readonly type: string;
  /** Where the type stands; in a section without types the key. */
  readonly typePlace: ScalarNode;
  readonly properties: MapNode | undefined;
  /** Everything of the resource, beginning with its key. */
  readonly body: MapNode;
  /** Undefined: a type that the knowledge does not map. */
  readonly spec: DialectResource | undefined;
  readonly service: ServiceId | undefined;
}

/** A template as the reader needs it: its resources, its mappings, and what references in it lead to. */
export class TemplateIndex implements Surroundings {
  readonly resources: readonly Resource[];
  readonly mappings: Node | undefined;
  readonly open: boolean;
  private readonly byId = new Map<string, Resource>();
  private readonly byName = new Map<string, Resource[]>();

  constructor(
    readonly root: MapNode,
    private readonly dialects: readonly DialectNames[],
  ) {
    this.mappings = get(root, 'Mappings');
    this.open = this.hasForeignMacro();
    this.resources = dialects.flatMap((d) => [...this.typed(d), ...this.sectioned(d)]);
    for (const resource of this.resources) {
      if (!this.byId.has(resource.id)) this.byId.set(resource.id, resource);
    }
    for (const resource of this.resources) this.addName(resource);
  }

  /** The place at which the paths of a resource begin. */
  place(resource: Resource): Hit {
    const node = resource.properties;
    return { node, key: resource.key, sure: true, chain: node === undefined ? [] : [node] };
  }

  resource(id: string): Resource | undefined {
    return this.byId.get(id);
  }

  /** The first resource of the file that a value refers to. */
  follow(node: Node): MapNode | undefined {
    return this.referred(node, undefined)?.properties;
  }

  /** The resource that a value refers to: the one of the expected service, else the first. */
  referred(node: Node, expected: ServiceId | undefined): Resource | undefined {
    const all = referencesOf(node).flatMap((r) => this.resolve(r, expected));
    return (
      all.find((r) => r.service !== undefined && r.service === expected) ??
      all.find((r) => r.spec !== undefined) ??
      all[0]
    );
  }

  private resolve(reference: Reference, expected: ServiceId | undefined): Resource[] {
    if (reference.kind === 'import') return [];
    if (reference.kind === 'name') {
      const own = this.byId.get(reference.name);
      return own === undefined ? this.named(`\${${reference.name}}`, expected) : [own];
    }
    return this.named(reference.text, this.serviceOfArn(reference.text) ?? expected);
  }

  /** Resources whose physical name is this text, or a part of this resource name; only of the service that is meant. */
  private named(text: string, service: ServiceId | undefined): Resource[] {
    if (service === undefined) return [];
    const tail = text.slice(text.lastIndexOf(':') + 1);
    const names = [text, tail, ...(text.includes(':') ? tail.split('/') : [])];
    return names
      .flatMap((n) => (n === '' ? [] : (this.byName.get(n) ?? [])))
      .filter((r) => r.service === service);
  }

  /** The service that the words of a resource name tell. */
  serviceOfArn(text: string): ServiceId | undefined {
    return this.dialects.flatMap((d) => d.arns).find((a) => patternOf(a.match).test(text))?.service;
  }

  private addName(resource: Resource): void {
    const path = resource.spec?.name;
    const node = path === undefined ? undefined : hitsAt(this.place(resource), path, this)[0]?.node;
    const text =
      node === undefined || (node.kind === 'scalar' && node.foreign?.maybe === true) ? '' : joined(node);
    if (text !== '' && text !== '${}') this.byName.set(text, [...(this.byName.get(text) ?? []), resource]);
  }

  private *typed(dialect: DialectNames): Iterable<Resource> {
    for (const path of dialect.resourceMaps) {
      for (const map of mapsAt(this.root, path)) {
        for (const { key, value } of map.entries) {
          const type = get(value, 'Type');
          if (value?.kind !== 'map' || !isWord(type)) continue;
          const properties = get(value, 'Properties');
          yield this.resourceOf(
            key,
            type.text,
            type,
            properties?.kind === 'map' ? properties : undefined,
            value,
          );
        }
      }
    }
  }

  private *sectioned(dialect: DialectNames): Iterable<Resource> {
    for (const [path, type] of Object.entries(dialect.sections)) {
      for (const map of mapsAt(this.root, path)) {
        for (const { key, value } of map.entries) {
          if (value?.kind === 'map' && intrinsicOf(value) === undefined)
            yield this.resourceOf(key, type, key, value, value);
        }
      }
    }
  }

  private resourceOf(
    key: ScalarNode,
    type: string,
    typePlace: ScalarNode,
    properties: MapNode | undefined,
    body: MapNode,
  ): Resource {
    const spec = specOfType(this.dialects, type);
    const by = spec?.serviceBy;
    const word = by === undefined ? undefined : get(properties, by.property);
    const service = isWord(word) ? (by?.words[word.text.toLowerCase()] ?? spec?.service) : spec?.service;
    return { id: key.text, key, type, typePlace, properties, body, spec, service };
  }

  private hasForeignMacro(): boolean {
    const transform = entry(this.root, 'Transform')?.value;
    const all = transform === undefined ? [] : transform.kind === 'list' ? transform.items : [transform];
    const harmless = new Set(this.dialects.flatMap((d) => d.harmlessMacros));
    return all.some((n) => n.kind !== 'scalar' || !harmless.has(n.text));
  }
}

/** The maps at a path; a list there is a list of maps. */
function mapsAt(root: Node | undefined, path: string): MapNode[] {
  let all: readonly Node[] = root === undefined ? [] : [root];
  for (const key of path.split('.')) all = all.flatMap(itemsOrSelf).flatMap((n) => get(n, key) ?? []);
  return all.flatMap(itemsOrSelf).flatMap((n) => (n.kind === 'map' ? [n] : []));
}

function itemsOrSelf(node: Node): readonly Node[] {
  return node.kind === 'list' ? node.items : [node];
}

const patterns = new Map<string, RegExp>();

function patternOf(match: string): RegExp {
  const known = patterns.get(match);
  if (known !== undefined) return known;
  const pattern = new RegExp(match);
  patterns.set(match, pattern);
  return pattern;
}
