/** The sketch of a template: its pipeline in the words that people study with. */
import type { Reading } from '../index.js';
import { type Settings, serviceById, serviceByName, settingsOf } from '../knowledge.js';
import type { Edge, MapNode, Node, Pipeline, ScalarNode, Step } from '../model.js';
import { unitOf } from '../quantity.js';
import { canonicalWord, isDynamic, isDynamicText } from '../value.js';

const LONGEST = 100;
/** Decided elsewhere, or more than a sketch can say. */
const GIVEN = filledIn('given');
/** Of these a bare number says too little. */
const WITH_UNIT: ReadonlySet<string> = new Set(['duration', 'size', 'sizeRate']);

/** Text of a sketch of the pipelines that were read; undefined if there are no steps in it. `name` is what it is called. */
export function convert(reading: Pick<Reading, 'pipelines'>, name: string): string | undefined {
  const texts = reading.pipelines
    .filter((p) => p.steps.length > 0)
    .map((p, i) => pipelineText(p, i === 0 ? name : `${name} ${i + 1}`));
  return texts.length === 0 ? undefined : texts.join('---\n');
}

function pipelineText(pipeline: Pipeline, name: string): string {
  const lines = [`pipeline: ${quoted(name)}`, 'steps:'];
  const own = pipeline.steps.filter((s) => !s.anonymous);
  const ids = new Set(own.map((s) => s.id));
  for (const step of own) {
    lines.push(`  ${quoted(step.id)}:`, `    service: ${quoted(serviceName(step))}`);
    if (step.body !== undefined) lines.push(...mapLines(step.body, '', '    ', settingsOf(step.service)));
    lines.push(
      ...wordsLine(
        'from',
        pipeline.edges.filter((e) => e.to === step && e.from.anonymous).map((e) => e.from),
        ids,
      ),
    );
    lines.push(...wordsLine('to', targets(pipeline.edges, step), ids, others(pipeline.edges, step)));
  }
  return `${lines.join('\n')}\n`;
}

/** What it surely writes to; where a condition decides, the first of the possibilities. */
function targets(edges: readonly Edge[], step: Step): Step[] {
  const own = edges.filter((e) => e.from === step);
  const sure = own.filter((e) => e.maybe !== true);
  return (sure.length > 0 ? sure : own.slice(0, 1)).map((e) => e.to);
}

/** The possibilities that a sketch cannot say beside those. */
function others(edges: readonly Edge[], step: Step): Step[] {
  const said = new Set(targets(edges, step));
  return edges.filter((e) => e.from === step && !said.has(e.to)).map((e) => e.to);
}

function wordsLine(
  key: 'from' | 'to',
  steps: readonly Step[],
  ids: ReadonlySet<string>,
  or: readonly Step[] = [],
): string[] {
  const words = namesOf(steps.filter(isSayable), ids);
  const strange = namesOf(
    steps.filter((s) => !isSayable(s)),
    ids,
  );
  const comments = [
    ...(or.length === 0 ? [] : [`or ${namesOf(or, ids).join(', ')}: a condition decides`]),
    ...(strange.length === 0 ? [] : [`and ${strange.join(', ')}`]),
  ];
  const comment = comments.length === 0 ? '' : ` # ${comments.join('; ')}`;
  if (words.length === 0) return comment === '' ? [] : [`   ${comment}`];
  return [`    ${key}: ${words.length === 1 ? words[0] : `[${words.join(', ')}]`}${comment}`];
}

/** A sketch has no word for a service that the knowledge does not have. */
function isSayable(step: Step): boolean {
  return !step.anonymous || step.service !== undefined;
}

function namesOf(steps: readonly Step[], ids: ReadonlySet<string>): string[] {
  return [...new Set(steps.map((s) => quoted(s.anonymous ? mentioned(s, ids) : s.id)))];
}

/** The name of a service that is no step; one that no step has as its id. */
function mentioned(step: Step, ids: ReadonlySet<string>): string {
  const short = serviceName(step);
  const { id, name } = step.service === undefined ? {} : serviceById(step.service);
  return [short, id, name].find((word) => word !== undefined && !ids.has(word)) ?? short;
}

/** The short name, where it leads back to the service. */
function serviceName(step: Step): string {
  if (step.service === undefined) return step.serviceText;
  const { shortName } = serviceById(step.service);
  return serviceByName(shortName)?.id === step.service ? shortName : step.service;
}

function mapLines(map: MapNode, prefix: string, indent: string, settings: Settings): string[] {
  return map.entries.flatMap(({ key, value }) => {
    if (value === undefined) return [];
    const path = `${prefix}${key.text}`;
    if (!isSetting(path, settings)) return [];
    const text = inline(value, path, settings);
    if (text !== undefined) return text === '' ? [] : [`${indent}${quoted(key.text)}: ${text}`];
    const below = blockLines(value, path, `${indent}  `, settings);
    return [`${indent}${quoted(key.text)}:${below.length === 0 ? ` ${GIVEN}` : ''}`, ...below];
  });
}

function isSetting(path: string, settings: Settings): boolean {
  return [path, `${path}[]`].some((p) => settings.byPath.has(p) || settings.parents.has(p));
}

function blockLines(value: Node, path: string, indent: string, settings: Settings): string[] {
  if (value.kind === 'map') return mapLines(value, `${path}.`, indent, settings);
  if (value.kind === 'scalar') return [];
  return value.items.flatMap((item) => {
    const text = inline(item, `${path}[]`, settings);
    if (text !== undefined) return text === '' ? [] : [`${indent}- ${text}`];
    const [first = '', ...rest] = blockLines(item, `${path}[]`, `${indent}  `, settings);
    return first === '' ? [] : [`${indent}- ${first.trimStart()}`, ...rest];
  });
}

/** A value that fits on its line; empty: nothing worth saying; undefined: it has lines of its own. */
function inline(value: Node, path: string, settings: Settings): string | undefined {
  if (isDynamic(value)) return dynamicText(value);
  if (value.kind === 'scalar') return scalarText(value, path, settings);
  // What the settings do not look into is only named.
  const known =
    settings.parents.has(path) ||
    settings.parents.has(`${path}[]`) ||
    (value.kind === 'list' && value.items.every((i) => i.kind === 'scalar'));
  if (!known) return GIVEN;
  const items =
    value.kind === 'list' && value.items.every((i) => i.kind === 'scalar')
      ? value.items.map((i) => inline(i, `${path}[]`, settings) ?? '')
      : undefined;
  return items === undefined ? undefined : `[${items.filter((i) => i !== '').join(', ')}]`;
}

/** `!Ref Interval` becomes `${Interval}`: decided elsewhere. A text with such parts stays as it is. */
function dynamicText(value: Node): string {
  if (value.kind === 'scalar' && isDynamicText(value.text) && fits(value.text))
    return JSON.stringify(value.text);
  const name = value.kind === 'scalar' ? value.text.replaceAll(/[${}\n"]/g, '').trim() : '';
  return name === '' || name.length > LONGEST ? GIVEN : filledIn(name);
}

function scalarText(value: ScalarNode, path: string, settings: Settings): string {
  const setting = (settings.byPath.get(path) ?? settings.byPath.get(path.replace(/\[\]$/, '')))?.setting;
  const word =
    value.foreign?.word ?? (setting === undefined ? undefined : canonicalWord(value.text, setting));
  if (word !== undefined) return quoted(word);
  const unit = value.foreign?.unit ?? (setting?.type === 'quantity' ? setting.unit : undefined);
  const dimension = unit === undefined ? undefined : unitOf(unit)?.dimension;
  if (
    unit !== undefined &&
    dimension !== undefined &&
    WITH_UNIT.has(dimension) &&
    /^\d+(\.\d+)?$/.test(value.text)
  )
    return `${value.text} ${unit}`;
  return fits(value.text) ? quoted(value.text) : GIVEN;
}

function fits(text: string): boolean {
  return text.length <= LONGEST && !text.includes('\n');
}

/** As a plain word where YAML reads it back as that. */
function quoted(text: string): string {
  const plain =
    /^[A-Za-z0-9_./][\w ./+-]*$/.test(text) && !text.endsWith(' ') && !/^(~|null|y|n)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}

function filledIn(name: string): string {
  return `"\${${name}}"`;
}
