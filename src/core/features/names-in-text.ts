/**
 * Service names in any text: prose, code, templates. The longest name on word boundaries wins. Short upper-case names count
 * in that case only. Names that are also ordinary words count only where their surroundings say so: behind the vendor's name,
 * in a resource type, in a call of an SDK, or as a value of a sketch.
 */
import { knowledge, serviceByName } from '../knowledge.js';
import type { Alias, Service, Span } from '../model.js';

export interface NameInText {
  readonly service: Service;
  /** The name that stands there; undefined for a resource type or the name of an SDK client. */
  readonly alias: Alias | undefined;
  /** Offsets in the text that was searched. */
  readonly span: Span;
}

export interface NameOptions {
  /** The text is a pipeline sketch: the values of `service`, `from` and `to` may be any name. */
  readonly sketch?: boolean;
}

/** A line may be a whole minified file; only this much around the place that is asked for is looked at. */
const WINDOW = 300;

/** The service name at a column of a line; undefined if none stands there. */
export function nameAt(line: string, column: number, options: NameOptions = {}): NameInText | undefined {
  const start = Math.max(0, column - WINDOW);
  const part = line.slice(start, column + WINDOW);
  const found = namesIn(part, options).find(
    (n) => n.span.start + start <= column && column <= n.span.end + start,
  );
  if (found === undefined || start === 0) return found;
  return { ...found, span: { start: found.span.start + start, end: found.span.end + start } };
}

/** All service names of a text, in its order, none inside of another. */
export function namesIn(text: string, options: NameOptions = {}): readonly NameInText[] {
  const technical = technicalNames(text);
  const plain = plainNames(text, options);
  if (technical.length === 0) return plain;
  const free = plain.filter(
    (n) => !technical.some((t) => t.span.start < n.span.end && n.span.start < t.span.end),
  );
  return [...technical, ...free].sort((a, b) => a.span.start - b.span.start);
}

// ------------------------------------------------------------------------------------------ names as people say them

interface Entry {
  readonly service: Service;
  readonly alias: Alias;
  readonly rule: CaseRule;
}

/** `exact`: as written. `initials`: capitals where the name has them at the start of a word. `any`: case does not matter. */
type CaseRule = 'exact' | 'initials' | 'any';

/** A tree of lower-case words; a node with an entry is the end of a name. */
interface Branch {
  readonly next: Map<string, Branch>;
  readonly entries: Entry[];
}

const WORD = /[\p{L}\p{N}]+/gu;
const BETWEEN = /^(?:[ \t\u00a0]{1,3}|[-_.]| \()$/;
const VENDOR = /^(?:amazon|aws)$/i;
const SKETCH_VALUE = /(?:^|[\s{,])["']?(?:service|to|from)["']?\s*:\s*(?:\[[^\]]*|.*-\s+)?["']?$/;
/** Kinds whose names are ordinary words in every other text (`client`, `batch mode`). */
const QUIET: ReadonlySet<Service['kind']> = new Set(['concept', 'producer']);

let tree: Branch | undefined;

function names(): Branch {
  tree ??= buildNames();
  return tree;
}

function buildNames(): Branch {
  const root: Branch = { next: new Map(), entries: [] };
  const ordinary = new Set(
    knowledge.services.flatMap((s) => s.aliases.filter((a) => a.ambiguous).map((a) => a.text.toLowerCase())),
  );
  const coined = coinedWords();
  for (const service of knowledge.services) {
    for (const alias of service.aliases) {
      const words = alias.text.match(WORD) ?? [];
      const owner = serviceByName(alias.text) ?? service;
      if (words.length === 0 || owner !== service) continue;
      let branch = root;
      for (const word of words) branch = child(branch, word.toLowerCase());
      branch.entries.push({ service, alias, rule: caseRule(alias, words, ordinary, coined) });
    }
  }
  return root;
}

function child(branch: Branch, word: string): Branch {
  let next = branch.next.get(word);
  if (next === undefined) {
    next = { next: new Map(), entries: [] };
    branch.next.set(word, next);
  }
  return next;
}

/** Words that are names by themselves, of a service or of a client for it. */
function coinedWords(): ReadonlySet<string> {
  const names = knowledge.services.flatMap((s) => [
    ...s.aliases.filter((a) => !a.ambiguous).map((a) => a.text),
    ...s.sdk,
  ]);
  return new Set(names.filter((n) => /^[\p{L}\p{N}]+$/u.test(n)).map((n) => n.toLowerCase()));
}

/**
 * A name of two words of which one is ordinary (a batch job, a state machine) needs its capitals, and so does one in which no word is a
 * name by itself (a simple workflow, a new relic).
 */
function caseRule(
  alias: Alias,
  words: readonly string[],
  ordinary: ReadonlySet<string>,
  coined: ReadonlySet<string>,
): CaseRule {
  if (/^[A-Z0-9]+$/.test(alias.text)) return 'exact';
  if (alias.ambiguous) return 'initials';
  const lower = words.map((w) => w.toLowerCase());
  if (words.length === 2 && lower.some((w) => ordinary.has(w))) return 'initials';
  return words.length > 1 && !lower.some((w) => coined.has(w)) ? 'initials' : 'any';
}

interface Word extends Span {
  readonly text: string;
}

function plainNames(text: string, options: NameOptions): NameInText[] {
  const root = names();
  const words: Word[] = [...text.matchAll(WORD)].map((m) => ({
    text: m[0],
    start: m.index,
    end: m.index + m[0].length,
  }));
  const found: NameInText[] = [];
  for (let i = 0; i < words.length; ) {
    const hit = longest(text, words, i, root, options);
    if (hit !== undefined) found.push(hit.name);
    i = hit === undefined ? i + 1 : hit.after;
  }
  return found;
}

function longest(
  text: string,
  words: readonly Word[],
  from: number,
  root: Branch,
  options: NameOptions,
): { name: NameInText; after: number } | undefined {
  const first = words[from];
  let best: { name: NameInText; after: number } | undefined;
  let branch: Branch | undefined = root;
  for (let i = from; first !== undefined && i < words.length; i++) {
    const word = words[i];
    const before = words[i - 1];
    if (word === undefined) break;
    if (i > from && !BETWEEN.test(text.slice(before?.end ?? 0, word.start))) break;
    branch = branch.next.get(word.text.toLowerCase());
    if (branch === undefined) break;
    const written = text.slice(first.start, word.end);
    const value = options.sketch === true && isSketchValue(text, first.start);
    const entry = branch.entries.find((e) => value || (fits(e, written) && counts(e, text, words, from)));
    if (entry !== undefined) {
      const span = { start: first.start, end: word.end };
      best = { name: { service: entry.service, alias: entry.alias, span }, after: i + 1 };
    }
  }
  return best;
}

function fits({ alias, rule }: Entry, written: string): boolean {
  if (written.includes('.') && !alias.text.includes('.')) return false;
  if (rule === 'exact') return written === alias.text;
  if (rule === 'any') return true;
  // An id such as `two-words` says nothing about capitals, and is no prose.
  if (alias.text.includes('-') && written.includes(' ')) return false;
  const wanted = alias.text.match(WORD) ?? [];
  const actual = written.match(WORD) ?? [];
  return wanted.every((w, i) => !/^\p{Lu}/u.test(w) || /^\p{Lu}/u.test(actual[i] ?? ''));
}

/** Do the surroundings say that a service is meant? */
function counts({ service, alias }: Entry, text: string, words: readonly Word[], at: number): boolean {
  const start = words[at]?.start ?? 0;
  if (QUIET.has(service.kind)) return false;
  if (!alias.ambiguous) return true;
  const before = words[at - 1];
  return before !== undefined && VENDOR.test(before.text) && BETWEEN.test(text.slice(before.end, start));
}

/** Does the place stand behind `service:`, `to:` or `from:` on its line? */
function isSketchValue(text: string, start: number): boolean {
  return SKETCH_VALUE.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start));
}

// ---------------------------------------------------------------------------------------- names as programs say them

interface Pattern {
  /** The first group is the name. */
  readonly pattern: RegExp;
  readonly find: (name: string) => Service | undefined;
}

const PATTERNS: readonly Pattern[] = [
  // AWS::Area::Thing
  { pattern: /\b([A-Z][A-Za-z0-9]*(?:::[A-Z][A-Za-z0-9]*){1,2})/g, find: byResourceType },
  // aws_area_thing, aws_cdk.aws_area
  {
    pattern: /(?<![\w-])([a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?![\w-])/g,
    find: (name) => tables().terraform.get(name) ?? byModule(/^aws_([a-z0-9]+)$/.exec(name)?.[1]),
  },
  // aws-cdk-lib/aws-area, @aws-cdk/aws-area-alpha
  { pattern: /\baws-cdk(?:-lib)?\/aws-([a-z0-9]+)/g, find: byModule },
  // area.CfnThing(…)
  { pattern: /\b([a-z][a-z0-9]*)(?=\.Cfn[A-Z])/g, find: byModule },
  // aws-sdk-go-v2/service/area, software.amazon.awssdk.services.area
  { pattern: /\b(?:aws-sdk-go(?:-v2)?\/service\/|awssdk\.services\.)([a-z0-9]+)/g, find: bySdk },
  // boto3.client("area"), session.resource('area')
  { pattern: /\b(?:client|resource)\(\s*(?:service_name\s*=\s*)?["']([a-z0-9-]+)["']/g, find: bySdk },
  // @aws-sdk/client-area
  { pattern: /\bclient-([a-z0-9-]+)/g, find: bySdk },
  // new AreaClient(…), AreaAsyncClient.builder()
  { pattern: /\b([A-Z][A-Za-z0-9]*?)(?:Async)?Client(?:Builder)?\b/g, find: bySdk },
  // aws area put-record
  { pattern: /(?<![\w-])aws\s+([a-z0-9-]+)/g, find: bySdk },
  // arn:aws:area:…
  { pattern: /\barn:aws[\w-]*:([a-z0-9-]+):/g, find: bySdk },
  // area.amazonaws.com
  { pattern: /(?<![\w.-])([a-z0-9-]+)(?:\.[a-z0-9-]+)?\.amazonaws\.com/g, find: bySdk },
  // area:PutRecord, as policies name an action
  { pattern: /(?<=^|["'\s])([a-z][a-z0-9-]*)(?=:(?:\*|[A-Z][A-Za-z]*\*?)(?:["',\s]|$))/gm, find: bySdk },
];

function technicalNames(text: string): NameInText[] {
  const found: NameInText[] = [];
  for (const { pattern, find } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const name = match[1] ?? '';
      const service = find(name);
      if (service === undefined) continue;
      const start = match.index + match[0].indexOf(name);
      if (found.some((f) => f.span.start < start + name.length && start < f.span.end)) continue;
      found.push({ service, alias: undefined, span: { start, end: start + name.length } });
    }
  }
  return found;
}

interface Tables {
  readonly types: ReadonlyMap<string, Service>;
  /** `AWS::Area` -> the only service with types in it. */
  readonly areas: ReadonlyMap<string, Service | undefined>;
  /** The same areas in lower case and without the vendor, as modules for infrastructure in code are called. */
  readonly modules: ReadonlyMap<string, Service | undefined>;
  readonly terraform: ReadonlyMap<string, Service>;
  readonly sdk: ReadonlyMap<string, Service>;
}

let built: Tables | undefined;

function tables(): Tables {
  built ??= buildTables();
  return built;
}

function buildTables(): Tables {
  const types = new Map<string, Service>();
  const areas = new Map<string, Service | undefined>();
  const terraform = new Map<string, Service>();
  const sdk = new Map<string, Service>();
  for (const service of knowledge.services) {
    for (const type of service.cloudformation) {
      types.set(type, service);
      const area = type.split('::').slice(0, 2).join('::');
      areas.set(area, areas.has(area) && areas.get(area) !== service ? undefined : service);
    }
    for (const type of service.terraform) terraform.set(type, service);
    for (const name of service.sdk) if (!sdk.has(sdkKey(name))) sdk.set(sdkKey(name), service);
  }
  const modules = new Map([...areas].map(([area, service]) => [moduleName(area), service]));
  return { types, areas, modules, terraform, sdk };
}

function byResourceType(type: string): Service | undefined {
  return tables().types.get(type) ?? tables().areas.get(type.split('::').slice(0, 2).join('::'));
}

/** `AWS::AreaTwo` becomes `areatwo`. */
function moduleName(area: string): string {
  return area.slice(area.indexOf('::') + 2).toLowerCase();
}

function byModule(name: string | undefined): Service | undefined {
  return name === undefined ? undefined : tables().modules.get(name);
}

function bySdk(name: string): Service | undefined {
  return tables().sdk.get(sdkKey(name));
}

/** `area-two-data` and `AreaTwoData` are one client. */
function sdkKey(name: string): string {
  return name.toLowerCase().replaceAll('-', '');
}
