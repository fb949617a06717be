/** From a rule's fix to text edits that keep comments, quoting, key order and style of what is around. */

import { holds, type Offender, type Place, resolve } from '../conditions.js';
import { serviceByName, settingsOf, topSettings } from '../knowledge.js';
import { fill } from '../messages.js';
import type { Edge, Edition, Fix, FixSpec, Operand, Rule, Span, Step, TextEdit } from '../model.js';
import type { Graph } from '../pipeline/graph.js';
import { nodesAt } from '../pipeline/paths.js';
import {
  bypass,
  disconnect,
  fork,
  insertBefore,
  insertSteps,
  markedEdge,
  redirect,
  split,
} from './fix-steps.js';
import { removeNode, setValue, type Target } from './fix-values.js';
import { replaceInTemplate } from './template-fixes.js';

/** Where a rule has found something. */
interface Site {
  readonly graph: Graph;
  readonly step: Step | undefined;
  readonly edge: Edge | undefined;
  /** The same as the conditions of rules see it. */
  readonly places: Partial<Record<Edition, Place>>;
}

interface Breach {
  readonly span: Span;
  readonly args: Readonly<Record<string, string>>;
  readonly offender: Offender | undefined;
  readonly bound: string | undefined;
}

/** The fixes of a finding. One that cannot be worked out for this text is left out. */
export function fixesFor(rule: Rule, site: Site, breach: Breach): Fix[] {
  const place = brokenAt(rule, site);
  return rule.fix.flatMap((spec) => {
    if (place === undefined || (spec.when !== undefined && holds(spec.when, place, 'some') !== true))
      return [];
    const edits = editsFor(spec, site, place, breach);
    if (edits === undefined) return [];
    const args = { bound: breach.offender?.nearest ?? breach.bound ?? '' };
    return [{ title: fill(spec.title, { rule, site, place, breach, args }), safe: spec.safe, edits }];
  });
}

/** The site in the edition in which the rule is broken; today's, if it is broken in both. */
function brokenAt({ must }: Rule, { places: { current, notes } }: Site): Place | undefined {
  if (current === undefined || notes === undefined) return current ?? notes;
  return must === undefined || holds(must, current, 'every') === false ? current : notes;
}

/** All parts of a fix together; undefined if one of them cannot be done here. */
function editsFor(spec: FixSpec, site: Site, place: Place, breach: Breach): TextEdit[] | undefined {
  const parts = site.graph.template ? inTemplate : inSketch;
  return together(parts(spec, site, place, breach), site.graph.text);
}

function inTemplate(spec: FixSpec, site: Site, place: Place, breach: Breach): Part[] {
  const { title, safe, when, set, ...others } = spec;
  if (set === undefined || Object.keys(others).length > 0) return [undefined];
  return set.map(({ path, to }) => {
    const target = targetOf(path, site, breach);
    const wanted = textOf(to, place, breach);
    return target?.step === undefined || wanted === undefined
      ? undefined
      : replaceInTemplate(site.graph.text, target.step, target.path, wanted, breach.offender);
  });
}

function inSketch(spec: FixSpec, site: Site, place: Place, breach: Breach): Part[] {
  const { graph, step } = site;
  const parts: Part[] = [];
  for (const { path, to } of spec.set ?? []) {
    const wanted = textOf(to, place, breach);
    const fits = path !== 'service' || step === undefined || knowsSettings(wanted, step, spec);
    parts.push(wanted === undefined || !fits ? undefined : setAt(path, wanted, site, breach));
  }
  if (spec.remove !== undefined) parts.push(removeAll(spec.remove, site, breach));
  if (spec.rewrite !== undefined) parts.push(rewritten(spec.rewrite, site, place, breach));
  if (spec.disconnect !== undefined) parts.push(step && disconnect(graph, step, spec.disconnect));
  if (spec.redirect !== undefined) parts.push(step && redirect(graph, step, breach, spec.redirect));
  const edge = site.edge ?? (step && markedEdge(graph, step, breach.span));
  if (spec.split !== undefined)
    parts.push(edge && split(graph, edge, spec.split === true ? undefined : spec.split));
  if (spec.fork === true) parts.push(edge && fork(graph, edge));
  if (spec.bypass === true) parts.push(edge && bypass(graph, edge));
  if (spec.insert !== undefined) parts.push(insertSteps(graph, site, breach, spec.insert));
  if (spec.insertBefore !== undefined) parts.push(step && insertBefore(graph, step, spec.insertBefore));
  return parts;
}

/** Does another service know all settings of the step that the fix leaves? */
function knowsSettings(name: string | undefined, { body }: Step, { remove = [] }: FixSpec): boolean {
  const { byPath, parents } = settingsOf(serviceByName(name ?? '')?.id);
  const gone = new Set(remove.map((path) => path.split(/[.[]/)[0]));
  return (body?.entries ?? []).every(
    ({ key: { text } }) =>
      gone.has(text) || [text, `${text}[]`].some((path) => byPath.has(path) || parents.has(path)),
  );
}

type Part = readonly TextEdit[] | undefined;

/** Texts that go in at one place become one edit, in the order of the parts. Edits never overlap. */
function together(parts: readonly Part[], text: string): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const part of parts) {
    if (part === undefined) return undefined;
    for (const edit of part) {
      const same = edits.findIndex((e) => joined(e, edit, text) !== undefined);
      const both = same === -1 ? undefined : joined(edits[same] as TextEdit, edit, text);
      if (both === undefined) edits.push(edit);
      else edits[same] = both;
    }
  }
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const apart = sorted.every((e, i) => e.start >= (sorted[i - 1]?.end ?? 0));
  return apart && edits.length > 0 ? edits : undefined;
}

/** Two texts that go in at one place, or new lines behind lines that go; undefined for edits that have nothing to do with each other. */
function joined(a: TextEdit, b: TextEdit, text: string): TextEdit | undefined {
  if (a.start === a.end && b.start === b.end)
    return a.start === b.start ? { ...a, ...idsOf(a, b), text: a.text + b.text } : undefined;
  const [gone, added] = a.start === a.end ? [b, a] : [a, b];
  const within = added.start === added.end && gone.start < added.start && added.start <= gone.end;
  if (!within || gone.text !== '' || !/^\r?\n/.test(added.text)) return undefined;
  const ends = /\r?\n$/.exec(text.slice(gone.start, gone.end))?.[0] ?? '';
  return { ...gone, ...idsOf(gone, added), text: added.text.replace(/^\r?\n/, '') + ends };
}

function idsOf(a: TextEdit, b: TextEdit): Pick<TextEdit, 'ids'> {
  const ids = [...(a.ids ?? []), ...(b.ids ?? [])];
  return ids.length === 0 ? {} : { ids };
}

// -------------------------------------------------------------------------------------------------- targets

/**
 * In an edge rule a path begins with `from.` or `to.`; `$goal` and `$mode` are those of the pipeline; `value` is what broke the
 * rule, whichever of its paths it stands at.
 */
function targetOf(named: string, { graph, step, edge }: Site, breach: Breach): Target | undefined {
  const path = named === 'value' ? (breach.offender?.path ?? named) : named;
  const offended = breach.offender?.path === path;
  const of = (s: Step, at: string): Target => ({
    text: graph.text,
    step: s,
    body: s.body,
    settings: settingsOf(s.service),
    path: at,
    behind: 'service',
    offender: offended ? breach.offender : undefined,
  });
  if (edge !== undefined && path.startsWith('from.')) return of(edge.from, path.slice(5));
  if (edge !== undefined && path.startsWith('to.')) return of(edge.to, path.slice(3));
  if (step !== undefined && !TOP.has(path)) return of(step, path);
  graph.look(undefined);
  return {
    text: graph.text,
    step: undefined,
    body: graph.pipeline.body,
    settings: topSettings(),
    path: TOP.get(path) ?? path,
    behind: 'pipeline',
    offender: offended ? breach.offender : undefined,
  };
}

const TOP: ReadonlyMap<string, string> = new Map([
  ['$goal', 'goal.latency'],
  ['$mode', 'mode'],
]);

function textOf(to: Operand | 'bound', place: Place, { offender }: Breach): string | undefined {
  if (to === 'bound') return offender?.nearest;
  const value = resolve(to, place);
  if (value === undefined || Array.isArray(value)) return undefined;
  return typeof value === 'object' && 'text' in value ? value.text : String(value);
}

// ------------------------------------------------------------------------------------------ parts of a fix

function setAt(path: string, wanted: string, site: Site, breach: Breach): TextEdit[] | undefined {
  const target = targetOf(path, site, breach);
  return target && setValue(target, wanted);
}

/** What is there of the settings; at least one has to be. */
function removeAll(paths: readonly string[], site: Site, breach: Breach): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const path of paths) {
    const target = targetOf(path, site, breach);
    if (target === undefined) return undefined;
    const node = target.offender === undefined ? undefined : writtenSpan(target.offender);
    const nodes = node === undefined ? nodesAt(target.body, target.path, target.settings) : [node];
    for (const span of nodes) {
      const part = removeNode(target.text, target.body, span);
      if (part === undefined) return undefined;
      edits.push(...part);
    }
  }
  return edits.length === 0 ? undefined : edits;
}

/** At its ends the pattern goes without a replacement. */
function rewritten(
  { path, pattern, by }: NonNullable<FixSpec['rewrite']>,
  site: Site,
  place: Place,
  breach: Breach,
): TextEdit[] | undefined {
  const target = targetOf(path, site, breach);
  const value = target?.offender?.value ?? place.values(path)[0];
  if (target === undefined || value?.state !== 'known') return undefined;
  const trimmed = value.text.replaceAll(new RegExp(`^(?:${pattern})|(?:${pattern})$`, 'g'), '');
  const text = trimmed.replaceAll(new RegExp(pattern, 'g'), by);
  return text === '' || text === value.text ? undefined : setValue(target, text);
}

/** Where the value stands in the step itself; undefined if it is a default or came along an edge. */
function writtenSpan({ value }: Offender): Span | undefined {
  return value.state === 'known' && value.implied !== true && value.origins === undefined
    ? value.span
    : undefined;
}

/** The text after a fix. Edits of one fix never overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, text: written } of inOrder) {
    parts.push(text.slice(from, start), written);
    from = end;
  }
  return parts.join('') + text.slice(from);
}
