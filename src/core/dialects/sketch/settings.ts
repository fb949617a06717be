/** Are the keys and values of a sketch words that the language and the step's service know? */
import { type Settings, type Spelling, serviceById, settingsOf, topSettings } from '../../knowledge.js';
import { sentenceList } from '../../lists.js';
import type { Dimension, MapNode, Node, Report, ScalarNode, ServiceId, Step } from '../../model.js';
import { didYouMean, hint } from '../../names.js';
import { itemsOf } from '../../pipeline/paths.js';
import { relocated } from '../../pipeline/relocate.js';
import { parseQuantity, unitOf } from '../../quantity.js';
import { movedBy, originOf } from '../../text/moved-tree.js';
import { isMap } from '../../text/tree.js';
import { booleanOf, canonicalWord, isDynamic, readValue } from '../../value.js';
import { replace, shape } from './reports.js';

/** Keys of the top level. Those that begin with `x-` belong to the user. */
export function topReports(root: MapNode): Report[] {
  const out: Report[] = [];
  for (const d of root.duplicates) out.push({ rule: 'duplicate-key', span: d, args: { key: d.text } });
  const rest = {
    ...root,
    entries: root.entries.filter((e) => !e.key.text.startsWith('x-') && e.key.text !== 'steps'),
  };
  new Walk(topSettings(), undefined, 'a pipeline', out).map(rest, '');
  return out;
}

interface Remembered {
  readonly id: string;
  readonly service: ServiceId;
  readonly reports: readonly Report[];
}

/** By the body as it was first read. */
const remembered = new WeakMap<MapNode, Remembered>();

/** Keys and values of one step. Nothing is said about the settings of an unknown service. */
export function settingReports({ body, service, id }: Step): readonly Report[] {
  if (body === undefined || service === undefined) return [];
  const { from, by } = originOf(body);
  let known = remembered.get(from);
  if (known?.id !== id || known.service !== service) {
    const reports: Report[] = [];
    new Walk(settingsOf(service), id, serviceById(service).shortName, reports).map(from, '');
    remembered.set(from, (known = { id, service, reports }));
  }
  return by === 0 ? known.reports : known.reports.map((r) => relocated(r, (span) => movedBy(span, by)));
}

class Walk {
  constructor(
    private readonly settings: Settings,
    private readonly step: string | undefined,
    private readonly owner: string,
    private readonly out: Report[],
  ) {}

  map(node: MapNode, prefix: string): void {
    if (prefix !== '') for (const d of node.duplicates) this.report('duplicate-key', d, { key: d.text });
    for (const entry of node.entries) {
      const path = `${prefix}${entry.key.text}`;
      const spelling = this.settings.byPath.get(path) ?? this.settings.byPath.get(`${path}[]`);
      const isParent = this.settings.parents.has(path);
      if (spelling === undefined && !isParent) {
        if (!entry.merged) this.unknownKey(entry.key, prefix);
        continue;
      }
      if (entry.value === undefined || isDynamic(entry.value)) continue;
      if (isParent) this.children(entry.value, path, spelling);
      else if (spelling !== undefined) this.value(entry.value, spelling, entry.key);
    }
  }

  private children(node: Node, path: string, spelling: Spelling | undefined): void {
    const members = this.members(`${path}[].`);
    if (members.length > 0 || this.settings.parents.has(`${path}[]`)) {
      const member = isMap(node)
        ? members.find((m) => node.entries.some((e) => e.key.text === m))
        : undefined;
      for (const item of itemsOf(node, member)) {
        if (isMap(item.node) && !isDynamic(item.node)) this.map(item.node, `${path}[].`);
      }
      return;
    }
    if (isMap(node)) return this.map(node, `${path}.`);
    const takesOther = spelling !== undefined && spelling.setting.type !== 'map';
    if (takesOther && spelling !== undefined) return this.value(node, spelling, undefined);
    if (spelling?.setting.type === 'map' && node.kind === 'scalar' && booleanOf(node.text) === undefined) {
      this.out.push({
        ...shape(node, `\`${path}\``, `a map with ${this.members(`${path}.`, false).slice(0, 4).join(', ')}`),
        step: this.step,
      });
    }
  }

  /** The next part of all paths that begin so; without `aliases`, of settings by their own names. */
  private members(prefix: string, aliases = true): string[] {
    const names = new Set<string>();
    for (const [path, { setting }] of this.settings.byPath) {
      if (path.startsWith(prefix) && (aliases || setting.path === path))
        names.add(path.slice(prefix.length).split(/[.[]/)[0] ?? '');
    }
    return [...names];
  }

  private unknownKey(key: ScalarNode, prefix: string): void {
    const meant = didYouMean(key.text, this.members(prefix));
    const args = { key: `${prefix.replaceAll('[]', '')}${key.text}`, owner: this.owner, hint: hint(meant) };
    this.report(this.step === undefined ? 'unknown-key' : 'unknown-setting', key, args, replace(key, meant));
  }

  private value(node: Node, spelling: Spelling, key: ScalarNode | undefined): void {
    const { setting } = spelling;
    if (node.kind === 'list') {
      for (const item of node.items) if (!isDynamic(item)) this.value(item, spelling, key);
      return;
    }
    if (node.kind === 'map') {
      const scalarOnly = ['quantity', 'number', 'integer', 'boolean', 'version', 'enum'].includes(
        setting.type,
      );
      if (scalarOnly)
        this.out.push({
          ...shape(node, `\`${setting.path}\``, `a single value (${setting.doc})`),
          step: this.step,
        });
      return;
    }
    if (setting.values.length > 0 && canonicalWord(node.text, setting) !== undefined) return;
    if (setting.type === 'quantity' || setting.type === 'number' || setting.type === 'integer')
      return this.amount(node, spelling);
    if (setting.type === 'boolean' && booleanOf(node.text) === undefined) {
      return this.report('wrong-value', node, {
        value: node.text,
        key: setting.path,
        wanted: 'true or false',
      });
    }
    if (setting.values.length === 0) return;
    const meant = didYouMean(
      node.text,
      setting.values.flatMap((v) => [v.name, ...v.aliases]),
    );
    if (setting.open && meant === undefined) return;
    const wanted = setting.open ? '' : ` (${list(setting.values.map((v) => v.name))})`;
    const args = { value: node.text, key: setting.path, wanted, hint: hint(meant) };
    this.report('unknown-value', node, args, replace(node, meant));
  }

  private amount(node: ScalarNode, spelling: Spelling): void {
    const { setting, unit } = spelling;
    const value = readValue(node, spelling, node);
    const quantity = value.state === 'known' ? value.quantity : undefined;
    const dimension: Dimension = unitOf(unit ?? '')?.dimension ?? 'count';
    if (
      quantity !== undefined &&
      (quantity.dimension === dimension || (dimension === 'count' && quantity.unit === ''))
    ) {
      if (setting.type === 'integer' && !Number.isInteger(quantity.amount)) {
        this.report('wrong-value', node, { value: node.text, key: setting.path, wanted: 'a whole number' });
      }
      return;
    }
    if (setting.open) return;
    const words = setting.values.map((v) => v.name);
    const meant = didYouMean(node.text, words);
    const kind = WANTED[dimension];
    const amount = unit === undefined || unit === '' ? kind : `${kind} such as ${example(unit)}`;
    const wanted = sentenceList([...words, amount], 'or');
    const wrongUnit = quantity !== undefined || parseQuantity(node.text) !== undefined;
    this.report(
      'wrong-value',
      node,
      { value: node.text, key: setting.path, wanted, hint: hint(wrongUnit ? undefined : meant) },
      replace(node, wrongUnit ? undefined : meant),
    );
  }

  private report(
    rule: Report['rule'],
    node: ScalarNode,
    args: Record<string, string>,
    fixes: Report['fixes'] = [],
  ): void {
    this.out.push({
      rule,
      span: { start: node.start, end: node.end },
      step: this.step,
      args: { hint: '', ...args },
      fixes,
    });
  }
}

const WANTED: Readonly<Record<Dimension, string>> = {
  duration: 'a duration',
  size: 'a size',
  sizeRate: 'a volume per time',
  count: 'a number',
  countRate: 'a number per time',
};

function example(unit: string): string {
  return unit.startsWith('/') ? `100${unit}` : `5 ${unit}`;
}

function list(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')}, …` : names.join(', ');
}
