/** What each type of state must have, and what it cannot have. */
import type { Fix, MapEntry, MapNode, Node, Report } from '../../model.js';
import { didYouMean, hint } from '../../names.js';
import { entry, get, isMap } from '../../text/tree.js';
import { alone, moveLast, renamed, withField, without } from './fixes.js';
import { hasUnknownKeys, isUnknown, type Machine, type State, wordOf } from './model.js';
import { type CheckOptions, replacement, report, STATE_TYPES } from './report.js';

export function shapeReports(machine: Machine, state: State, options: CheckOptions): Report[] {
  if (state.open) return [];
  const { body, type } = state;
  if (body === undefined || type === undefined || !STATE_TYPES.includes(type))
    return typeReports(state, options);
  return [
    ...missingReports(state, body, type),
    ...fieldReports(state, body, type, options),
    ...(type === 'Choice' ? choiceReports(state, body) : []),
    ...(type === 'Wait' ? waitReports(state, body, options) : []),
    ...catcherReports(state, body, options),
    ...languageReports(machine, state, body, options),
  ];
}

// -------------------------------------------------------------------------------------------------- the type

function typeReports(state: State, { source }: CheckOptions): Report[] {
  const node = state.typeNode;
  if (node !== undefined && (isUnknown(node) || node.kind !== 'scalar')) return [];
  const meant = node?.kind === 'scalar' ? didYouMean(node.text, STATE_TYPES) : undefined;
  const problem = node?.kind === 'scalar' ? `${node.text} is no type of state` : 'it has no `Type`';
  const remedy = hint(meant) || `; the types are ${STATE_TYPES.join(', ')}`;
  const fixes = node === undefined ? likelyType(state, source) : replacement(node, meant, source);
  return [report('unknown-state-type', node ?? state.nameSpan, state.name, { problem, hint: remedy }, fixes)];
}

/** The type that has the fields of the state. */
function likelyType({ body }: State, source: string | undefined): Fix[] {
  if (body === undefined) return [];
  const types = new Set(body.entries.flatMap((e) => OWN_FIELDS[e.key.text] ?? []));
  const [type, ...others] = types;
  return type === undefined || others.length > 0 ? [] : withField(body, 'Type', type, source);
}

/** Fields that only one type of state has. */
const OWN_FIELDS: Readonly<Record<string, string>> = {
  Resource: 'Task',
  Choices: 'Choice',
  Branches: 'Parallel',
  ItemProcessor: 'Map',
  Iterator: 'Map',
  Seconds: 'Wait',
  Timestamp: 'Wait',
  SecondsPath: 'Wait',
  TimestampPath: 'Wait',
};

// ------------------------------------------------------------------------------------------ needed, forbidden

function missingReports(state: State, body: MapNode, type: string): Report[] {
  const has = (key: string) => get(body, key) !== undefined;
  const isEmpty = (key: string) => {
    const node = get(body, key);
    return node?.kind === 'list' ? node.items.length === 0 : node === undefined;
  };
  const place = (key: string) => entry(body, key)?.key ?? state.nameSpan;
  if (type === 'Task' && !has('Resource'))
    return [report('task-without-resource', place('Resource'), state.name, {})];
  if (type === 'Parallel' && isEmpty('Branches'))
    return [report('parallel-without-branches', place('Branches'), state.name, {})];
  if (type === 'Map' && !has('ItemProcessor') && !has('Iterator')) {
    return [report('map-without-processor', place('ItemProcessor'), state.name, {})];
  }
  return [];
}

const ERROR_HANDLING: ReadonlySet<string> = new Set(['Task', 'Parallel', 'Map']);
const TASK_ONLY: readonly string[] = [
  'TimeoutSeconds',
  'TimeoutSecondsPath',
  'HeartbeatSeconds',
  'HeartbeatSecondsPath',
];

/** Fields that the service refuses on some types of states. */
function fieldReports(state: State, body: MapNode, type: string, { source }: CheckOptions): Report[] {
  const wrong = (keys: readonly string[]) =>
    body.entries.filter((e) => keys.includes(e.key.text) && e.value !== undefined);
  const errors = ERROR_HANDLING.has(type) ? [] : wrong(['Retry', 'Catch']);
  const times = type === 'Task' ? [] : wrong(TASK_ONLY);
  const ends = type === 'Choice' ? wrong(['End']) : [];
  const say = (e: MapEntry, supported: string) =>
    report(
      'state-field-not-supported',
      e.key,
      state.name,
      { type, field: e.key.text, supported },
      // States that only this catcher leads to would be left over.
      e.key.text === 'Catch' ? [] : without(body, e, source),
    );
  return [
    ...errors.map((e) => say(e, 'Task, Parallel and Map states have it')),
    ...times.map((e) => say(e, 'only Task states have it')),
    ...ends.map((e) => say(e, 'its ways out stand in Choices and Default')),
  ];
}

// ---------------------------------------------------------------------------------------------- Choice, Wait

/** Comparisons that are true for exactly one of `true` and `false`. */
const TWO_SIDED = /^(BooleanEquals|Is[A-Z][a-z]+)$/;
/** Orders, and the one that is true where the other is not. */
const OTHERWISE: Readonly<Record<string, string>> = {
  LessThan: 'GreaterThanEquals',
  LessThanEquals: 'GreaterThan',
  GreaterThan: 'LessThanEquals',
  GreaterThanEquals: 'LessThan',
};
const ORDER = /^(Numeric|String|Timestamp)(LessThan|LessThanEquals|GreaterThan|GreaterThanEquals)(Path)?$/;

function choiceReports(state: State, body: MapNode): Report[] {
  const choices = get(body, 'Choices');
  const place = entry(body, 'Choices')?.key ?? state.nameSpan;
  if (choices === undefined) return [report('choice-without-choices', place, state.name, {})];
  if (choices.kind !== 'list' || isUnknown(choices)) return [];
  if (choices.items.length === 0) return [report('choice-without-choices', place, state.name, {})];
  const known = choices.items.filter(isKnownMap);
  const out = known
    .filter((c) => get(c, 'Next') === undefined)
    .map((c) =>
      report('branch-without-next', entry(c, 'Next')?.key ?? c.entries[0]?.key ?? c, state.name, {
        what: 'this choice',
      }),
    );
  const sure = known.length === choices.items.length && state.query === 'JSONPath' && !isExhaustive(known);
  if (sure && entry(body, 'Default') === undefined)
    out.push(report('choice-without-default', state.nameSpan, state.name, {}));
  return out;
}

/** The same question about the same variable, answered with yes and with no; below and above of one value; or a rule and its negation. */
function isExhaustive(choices: readonly MapNode[]): boolean {
  const seen = new Set<string>();
  for (const choice of choices) {
    if (get(choice, 'Not') !== undefined || get(choice, 'Condition') !== undefined) return true;
    const variable = wordOf(get(choice, 'Variable')) ?? '';
    const test = choice.entries.find((e) => TWO_SIDED.test(e.key.text) || ORDER.test(e.key.text));
    const answer = wordOf(test?.value);
    if (test === undefined || answer === undefined) continue;
    const [, kind, order = '', path = ''] = ORDER.exec(test.key.text) ?? [];
    const opposite =
      kind === undefined
        ? `${test.key.text} ${answer === 'true' ? 'false' : 'true'}`
        : `${kind}${OTHERWISE[order]}${path} ${answer}`;
    if (seen.has(`${variable} ${opposite}`)) return true;
    seen.add(`${variable} ${test.key.text} ${answer}`);
  }
  return false;
}

const TIMES: readonly string[] = ['Seconds', 'Timestamp', 'SecondsPath', 'TimestampPath'];

function waitReports(state: State, body: MapNode, { source }: CheckOptions): Report[] {
  const found = body.entries.filter((e) => TIMES.includes(e.key.text) && e.value !== undefined);
  if (found.length === 1) return [];
  const second = found[1];
  const problem =
    second === undefined
      ? 'does not say how long'
      : `says how long more than once (${found.map((e) => e.key.text).join(', ')})`;
  const fixes = second === undefined ? [] : without(body, second, source);
  return [report('wait-time', second?.key ?? state.nameSpan, state.name, { problem }, fixes)];
}

// --------------------------------------------------------------------------------------------- Retry, Catch

const EVERY_ERROR = 'States.ALL';

function catcherReports(state: State, body: MapNode, { source }: CheckOptions): Report[] {
  return ['Retry', 'Catch'].flatMap((field) => {
    const list = get(body, field);
    if (list?.kind !== 'list' || isUnknown(list)) return [];
    return list.items.flatMap((item, i) => {
      if (!isKnownMap(item)) return [];
      const out: Report[] = [];
      const one = field === 'Retry' ? 'retrier' : 'catcher';
      if (field === 'Catch' && get(item, 'Next') === undefined) {
        out.push(
          report('branch-without-next', item.entries[0]?.key ?? item, state.name, { what: 'this catcher' }),
        );
      }
      const errors = get(item, 'ErrorEquals');
      const all = errors?.kind === 'list' ? errors.items.find((e) => wordOf(e) === EVERY_ERROR) : undefined;
      if (all === undefined || errors?.kind !== 'list') return out;
      const beside = errors.items.some((e) => e !== all && wordOf(e) !== undefined);
      const behind = list.items.slice(i + 1).some(isKnownMap);
      if (beside)
        out.push(
          report(
            'every-error-not-alone',
            all,
            state.name,
            { problem: 'stands beside other errors', one, field },
            behind ? [] : alone(errors, all, body, source),
          ),
        );
      else if (behind)
        out.push(
          report(
            'every-error-not-alone',
            all,
            state.name,
            { problem: `is not in the last ${one}`, one, field },
            moveLast(list, i, source),
          ),
        );
      return out;
    });
  });
}

function isKnownMap(node: Node): node is MapNode {
  return isMap(node) && !isUnknown(node) && !hasUnknownKeys(node);
}

// ------------------------------------------------------------------------------------------- query languages

const JSONPATH_ONLY: ReadonlySet<string> = new Set([
  'InputPath',
  'OutputPath',
  'ResultPath',
  'Parameters',
  'ResultSelector',
  'Result',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'MaxConcurrencyPath',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
  'ErrorPath',
  'CausePath',
]);
const JSONATA_ONLY: ReadonlySet<string> = new Set(['Arguments', 'Output', 'Items']);

function languageReports(machine: Machine, state: State, body: MapNode, { source }: CheckOptions): Report[] {
  const own = get(body, 'QueryLanguage');
  if (machine.query === 'JSONata' && own !== undefined && wordOf(own) === 'JSONPath') {
    return [
      report('query-language-mix', own, state.name, {
        problem: 'a state machine in JSONata cannot have states in JSONPath',
      }),
    ];
  }
  if (state.query === 'mixed') return [];
  const other = state.query === 'JSONata' ? 'JSONPath' : 'JSONata';
  const foreign = state.query === 'JSONata' ? JSONPATH_ONLY : JSONATA_ONLY;
  const member = state.query === 'JSONata' ? 'Variable' : 'Condition';
  const choices = get(body, 'Choices');
  const rules = choices?.kind === 'list' ? choices.items.filter(isKnownMap) : [];
  return [
    body.entries.filter((e) => foreign.has(e.key.text)),
    ...rules.map((r) => r.entries.filter((e) => e.key.text === member)),
  ]
    .flat()
    .map((e) =>
      report(
        'query-language-mix',
        e.key,
        state.name,
        { problem: `${e.key.text} belongs to ${other}, and this state speaks ${state.query}` },
        inOneLanguage(state, body, e, source),
      ),
    );
}

/** A state whose own fields are all of one language says so; the parameters of a call have a name in each. */
function inOneLanguage(state: State, body: MapNode, field: MapEntry, source: string | undefined): Fix[] {
  if (state.query === 'JSONPath') {
    const mixed = body.entries.some((e) => JSONPATH_ONLY.has(e.key.text) || e.key.text === 'QueryLanguage');
    return mixed ? [] : withField(body, 'QueryLanguage', 'JSONata', source);
  }
  const paths = field.value?.kind === 'map' && field.value.entries.some((e) => e.key.text.endsWith('.$'));
  const free = field.key.text === 'Parameters' && get(body, 'Arguments') === undefined;
  return free && !paths ? renamed(field, 'Arguments', source) : [];
}
