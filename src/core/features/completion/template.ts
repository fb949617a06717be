/** Completion in templates: the properties that the dialects map to settings, their words, and resource types. */
import { isWord } from '../../dialects/cloudformation/intrinsics.js';
import { dialectNames, specOfType } from '../../dialects/cloudformation/names.js';
import type { Reading } from '../../index.js';
import { serviceById, settingsOf } from '../../knowledge.js';
import type { DialectNames, DialectResource, DialectSetting, Setting } from '../../model.js';
import { get } from '../../text/tree.js';
import { type TemplateCursor, templateCursor } from './template-cursor.js';
import { completeTemplateNames } from './template-names.js';
import type { Completion, CompletionSubject } from './types.js';

/** A place in the properties of a resource. */
interface Place {
  readonly spec: DialectResource;
  /** Below the properties: keys, and `[]` for an item of a list. */
  readonly path: readonly string[];
}

/** What can be written at an offset of a template; empty where the dialects say nothing. */
export function completeTemplate(
  reading: Pick<Reading, 'document' | 'dialect'>,
  offset: number,
): Completion[] {
  const names = dialectNames(reading.dialect ?? '');
  const named = names.length === 0 ? undefined : completeTemplateNames(reading, offset);
  if (named !== undefined) return named;
  const cursor = names.length === 0 ? undefined : templateCursor(reading.document.text, offset);
  if (cursor === undefined) return [];
  if (cursor.part === 'value' && isType(cursor, names)) return types(names, cursor, offset);
  const place = placeOf(cursor, names);
  if (place === undefined) return [];
  return (cursor.part === 'key' ? keys(place, cursor) : words(place, cursor)).map((item, i) =>
    completion(item, i, cursor, offset),
  );
}

// -------------------------------------------------------------------------------------------------- places

function isType({ path }: TemplateCursor, names: readonly DialectNames[]): boolean {
  return (
    path.at(-1) === 'Type' && mapsOf(names).some((m) => path.length === m.length + 2 && startsWith(path, m))
  );
}

function placeOf({ path, chain }: TemplateCursor, names: readonly DialectNames[]): Place | undefined {
  for (const map of mapsOf(names)) {
    if (!startsWith(path, map) || path[map.length + 1] !== 'Properties') continue;
    const type = chain.map((node) => get(node, 'Type')).find((t) => isWord(t) && specOfType(names, t.text));
    const spec = isWord(type) ? specOfType(names, type.text) : undefined;
    return spec === undefined ? undefined : { spec, path: path.slice(map.length + 2) };
  }
  for (const [section, type] of names.flatMap((d) => Object.entries(d.sections))) {
    const map = section.split('.');
    const spec = specOfType(names, type);
    if (spec !== undefined && startsWith(path, map) && path.length > map.length)
      return { spec, path: path.slice(map.length + 1) };
  }
  return undefined;
}

function mapsOf(names: readonly DialectNames[]): string[][] {
  return names.flatMap((d) => d.resourceMaps).map((m) => m.split('.'));
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((key, i) => path[i] === key);
}

// ------------------------------------------------------------------------------------------ what is mapped

/** A property of a resource, by its whole path. */
interface Mapped {
  readonly path: readonly string[];
  /** Undefined: it names a neighbour in the flow, or holds other properties. */
  readonly setting: { readonly own: DialectSetting; readonly path: string } | undefined;
  /** The other end of an edge. */
  readonly edge: 'reads from' | 'writes to' | undefined;
}

function mappedOf(spec: DialectResource): Mapped[] {
  const all = spec.groups.flatMap((group) => {
    const at = segments(group.at);
    const list = group.list === undefined ? '' : `${group.list}[].`;
    const edge = (side: 'from' | 'to'): Mapped[] =>
      group[side].map((r) => ({
        path: [...at, ...segments(r.property)],
        setting: undefined,
        edge: side === 'from' ? 'reads from' : 'writes to',
      }));
    return [
      ...group.settings.map((own): Mapped => {
        const path = own.to === '' ? list.slice(0, -1) : list + own.to;
        return { path: [...at, ...segments(own.property)], setting: { own, path }, edge: undefined };
      }),
      ...edge('from'),
      ...edge('to'),
      { path: at, setting: undefined, edge: undefined },
    ];
  });
  return all.filter((m) => m.path.length > 0 && !m.path.some((s) => /^\^|->/.test(s)));
}

/** `A.B[].C` -> `A`, `B`, `[]`, `C`; the members of a map of any keys are `{}`. */
function segments(path: string): string[] {
  const parts = path === '' ? [] : path.split(/(?<!\\)\./);
  return parts.flatMap((part) => {
    const [, name = '', each = ''] = /^(.*?)(\[\]|\{\})?$/.exec(part.replaceAll('\\.', '.')) ?? [];
    return each === '' ? [name] : [name, each];
  });
}

function isBelow(mapped: readonly string[], path: readonly string[]): boolean {
  return path.length <= mapped.length && path.every((key, i) => mapped[i] === key || mapped[i] === '{}');
}

function settingOf(spec: DialectResource, { setting }: Mapped): Setting | undefined {
  return setting === undefined ? undefined : settingsOf(spec.service).byPath.get(setting.path)?.setting;
}

// --------------------------------------------------------------------------------------------------- items

interface Item {
  readonly label: string;
  readonly kind: Completion['kind'];
  readonly text: string;
  readonly description?: string;
  readonly again?: boolean;
  readonly subject?: CompletionSubject;
}

function keys({ spec, path }: Place, cursor: TemplateCursor): Item[] {
  const below = mappedOf(spec).filter((m) => m.path.length > path.length && isBelow(m.path, path));
  const names = [...new Set(below.map((m) => m.path[path.length] ?? ''))].filter(
    (n) => !/^$|^\[\]$|^\{\}$/.test(n),
  );
  return names
    .filter((name) => !cursor.taken.has(name))
    .map((name) => {
      const own = below.filter((m) => m.path[path.length] === name);
      const leaf = own.find((m) => m.path.length === path.length + 1 && m.setting !== undefined);
      const inside = own.find((m) => m.path.length > path.length + 1);
      const setting = leaf === undefined ? undefined : settingOf(spec, leaf);
      const edge = own.find((m) => m.path.length === path.length + 1)?.edge;
      const description = setting?.doc ?? (edge === undefined ? undefined : `What it ${edge}.`);
      return {
        label: name,
        kind: inside === undefined ? 'key' : 'map',
        text: keyText(name, inside?.path[path.length + 1], cursor),
        again: true,
        ...(description !== undefined && { description: firstSentence(description) }),
        ...(setting !== undefined && { subject: subjectOf(spec, setting) }),
      };
    });
}

/** With what the value begins: nothing more in braces and where a colon stands already. */
function keyText(name: string, next: string | undefined, cursor: TemplateCursor): string {
  if (cursor.hasColon || cursor.quoted) return name;
  if (cursor.flow || next === undefined) return `${name}: `;
  const indent = ' '.repeat(2 + cursor.lead);
  return `${name}:\n${indent}${next === '[]' ? '- ' : ''}`;
}

function words({ spec, path }: Place, cursor: TemplateCursor): Item[] {
  const found = new Map<string, Item>();
  for (const mapped of mappedOf(spec)) {
    const setting =
      mapped.path.length === path.length && isBelow(mapped.path, path) ? settingOf(spec, mapped) : undefined;
    if (setting === undefined) continue;
    const subject = subjectOf(spec, setting);
    for (const [theirs, ours] of Object.entries(mapped.setting?.own.values ?? {})) {
      const doc = setting.values.find((v) => v.name === ours)?.doc;
      const description = doc === undefined ? {} : { description: firstSentence(doc) };
      found.set(theirs, { label: theirs, kind: 'value', text: theirs, subject, ...description });
    }
    if (setting.type !== 'boolean' || cursor.quoted) continue;
    for (const word of ['true', 'false'])
      found.set(word, { label: word, kind: 'value', text: word, subject });
  }
  return [...found.values()];
}

function types(names: readonly DialectNames[], cursor: TemplateCursor, offset: number): Completion[] {
  const all = names.flatMap((d) => d.resources).filter((r) => r.type.includes('::'));
  return all.map(({ type, service }, i) => {
    const description = serviceById(service).shortName;
    const subject = { about: 'service', service } as const;
    return completion({ label: type, kind: 'service', text: type, description, subject }, i, cursor, offset);
  });
}

function subjectOf(spec: DialectResource, { path }: Setting): CompletionSubject {
  return { about: 'setting', path, service: spec.service, top: false };
}

function firstSentence(doc: string): string {
  return (doc.split(/(?<=\.)\s/)[0] ?? doc).replace(/\.$/, '');
}

function completion(item: Item, index: number, { word }: TemplateCursor, at: number): Completion {
  const { label, kind, text, description, again, subject } = item;
  return {
    label,
    kind,
    insertText: text,
    isSnippet: false,
    sortText: String(index).padStart(4, '0'),
    edit: { insert: { start: word.start, end: at }, replace: word },
    deprecated: false,
    again: again === true,
    ...(description !== undefined && { description }),
    ...(subject !== undefined && { subject }),
  };
}
