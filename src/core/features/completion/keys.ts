/** Completion of keys: of the pipeline, of a step, and of the settings below them. */
import type { Settings, Spelling } from '../../knowledge.js';
import type { MapNode, ServiceId, Setting } from '../../model.js';
import { unitOf } from '../../quantity.js';
import type { Cursor } from './cursor.js';
import { slot } from './snippet.js';
import type { Suggestion } from './types.js';

export interface KeyPlace {
  readonly settings: Settings;
  /** Path of the map: empty for a step or the top level, else `buffer`, `nodes[]`. */
  readonly prefix: string;
  readonly cursor: Cursor;
  /** What stands in the map already. */
  readonly map: MapNode | undefined;
  readonly service?: ServiceId | undefined;
}

/** A key that can stand below a path. */
export interface Member {
  readonly name: string;
  /** `buffer.size`, or `nodes[]` for a list of maps. */
  readonly path: string;
  /** Undefined for a key that only groups others. */
  readonly spelling: Spelling | undefined;
  readonly members: readonly string[];
}

/** The keys directly below a path under their own names, in the order of the knowledge. */
export function membersAt(settings: Settings, prefix: string): Member[] {
  const before = prefix === '' ? '' : `${prefix}.`;
  const found = new Map<string, Member>();
  for (const { path } of settings.all) {
    if (!path.startsWith(before)) continue;
    const [name = ''] = path.slice(before.length).split(/[.[]/);
    if (name === '' || found.has(name)) continue;
    const own = settings.parents.has(`${before}${name}[]`) ? `${before}${name}[]` : `${before}${name}`;
    const spelling = settings.byPath.get(`${before}${name}`) ?? settings.byPath.get(`${before}${name}[]`);
    found.set(name, { name, path: own, spelling, members: childNames(settings, own) });
  }
  return [...found.values()];
}

function childNames(settings: Settings, path: string): string[] {
  const names = new Set<string>();
  for (const s of settings.all)
    if (s.path.startsWith(`${path}.`)) names.add(s.path.slice(path.length + 1).split(/[.[]/)[0] ?? '');
  return [...names];
}

/** Keys that every pipeline and every step has use for come first. */
const FIRST: Readonly<Record<Cursor['scope'], ReadonlySet<string>>> = {
  top: new Set(['pipeline', 'goal', 'steps']),
  step: new Set(['id', 'service', 'from', 'to']),
};

/** The keys that are not there yet, the service's own before the common ones. */
export function keySuggestions({ settings, prefix, cursor, map, service }: KeyPlace): Suggestion[] {
  const before = prefix === '' ? '' : `${prefix}.`;
  const typed = map?.entries.find((e) => e.key.start === cursor.word.start)?.key;
  const present = (map?.entries ?? []).filter((e) => e.key !== typed).map((e) => e.key.text);
  const taken = new Set<Setting | string>(
    present.flatMap((k) => [k, settings.byPath.get(`${before}${k}`)?.setting ?? k]),
  );
  const asList = cursor.step?.name === undefined;
  const all = [...membersAt(settings, prefix), ...(prefix === '' ? shortForms(settings) : [])];
  return all
    .filter(
      (m) =>
        !taken.has(m.name) &&
        !(m.spelling !== undefined && m.members.length === 0 && taken.has(m.spelling.setting)),
    )
    .filter((m) => m.path !== 'id' || (asList && cursor.scope === 'step'))
    .map((m) => keySuggestion(m, settings, cursor, service));
}

/** `format` stands for `output.format`: aliases in one word that are the last part of what they stand for. */
function shortForms(settings: Settings): Member[] {
  return settings.all.flatMap((setting) => {
    const short = setting.path.split('.').at(-1) ?? '';
    const alias = setting.path.startsWith('output.') && setting.aliases.some((a) => a.path === short);
    const spelling = settings.byPath.get(short);
    return alias && spelling?.setting === setting
      ? [{ name: short, path: short, spelling, members: [] }]
      : [];
  });
}

function keySuggestion(
  member: Member,
  settings: Settings,
  cursor: Cursor,
  service: ServiceId | undefined,
): Suggestion {
  const { name, path, spelling, members } = member;
  const setting = spelling?.setting;
  const first = cursor.path.length === 0 && FIRST[cursor.scope].has(name);
  const own = service !== undefined && !COMMON.has(path.split(/[.[]/)[0] ?? '');
  const shape = cursor.place.colon ? { text: name } : shapeOf(member, settings, cursor);
  const aliases = setting?.aliases.map((a) => a.path) ?? [];
  return {
    label: name,
    kind: members.length > 0 ? 'map' : 'key',
    detail: detailOf(member),
    rank: first ? 0 : own ? 1 : 2,
    subject: {
      about: 'setting',
      path: setting === undefined ? path : setting.path,
      service,
      top: cursor.scope === 'top',
    },
    ...(aliases.length > 0 && { aliases }),
    ...(setting === undefined ? {} : { description: short(setting.doc) }),
    ...shape,
  };
}

const COMMON = new Set([
  'service',
  'id',
  'description',
  'from',
  'to',
  'custom',
  'input',
  'output',
  'format',
  'compression',
  'region',
]);

function short(doc: string): string {
  const sentence = doc.split(/(?<=[.;])\s/)[0] ?? doc;
  return sentence.length > 60 ? `${sentence.slice(0, 57).trimEnd()}…` : sentence.replace(/\.$/, '');
}

/** What kind of value it takes: `duration in s, default 300 s`. */
function detailOf({ spelling, members }: Member): string {
  if (spelling === undefined || (members.length > 0 && spelling.setting.values.length === 0))
    return `{ ${members.join(', ')} }`;
  const { setting, unit } = spelling;
  const names = setting.values.map((v) => v.name);
  const words = names.length > 4 ? `${names.slice(0, 4).join(' | ')} | …` : names.join(' | ');
  const inUnit = unit === undefined || unitOf(unit)?.dimension === 'count' ? '' : ` in ${unit}`;
  const kind =
    setting.type === 'enum' || (setting.type === 'any' && words !== '') ? words : `${setting.type}${inUnit}`;
  return setting.default === undefined ? kind : `${kind}, default ${setting.default}`;
}

/** The key with the shape of what follows it. */
function shapeOf(
  { name, path, spelling, members }: Member,
  settings: Settings,
  cursor: Cursor,
): Pick<Suggestion, 'text' | 'isSnippet' | 'again'> {
  const { flow } = cursor.place;
  if (path === 'steps' && cursor.scope === 'top') {
    return {
      text: flow ? 'steps: { $0 }' : `steps:\n  ${slot(1, 'first')}:\n    service: $0`,
      isSnippet: true,
      again: true,
    };
  }
  const setting = spelling?.setting;
  const asMap =
    members.length > 0 && (setting === undefined || setting.type === 'map' || setting.values.length === 0);
  if (asMap && path.endsWith('[]'))
    return { text: flow ? `${name}: [{ $0 }]` : `${name}:\n  - $0`, isSnippet: true, again: true };
  if (asMap) {
    const leaves = members.every((m) => !settings.parents.has(`${path}.${m}`));
    if (leaves && members.length <= 3) {
      return {
        text: `${name}: { ${members.map((m, i) => `${m}: $${i + 1}`).join(', ')} }`,
        isSnippet: true,
        again: true,
      };
    }
    return { text: flow ? `${name}: { $0 }` : `${name}:\n  $0`, isSnippet: true, again: true };
  }
  if (setting?.type === 'list' && path !== 'to' && path !== 'from')
    return { text: `${name}: [$0]`, isSnippet: true, again: true };
  return { text: `${name}: `, again: true };
}
