/**
 * `npm run check:facts`: compares the figures and closed lists of the knowledge with the vendor's machine-readable models. The models
 * are packages of the npm registry, installed on demand into `.models/`; without network the check says so and passes.
 * `--refresh` takes the newest models, `--all` lists what agrees and what no model says as well.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { factById, figure, knowledge, serviceById } from '../src/core/knowledge.js';
import type { Setting } from '../src/core/model.js';
import { compareFigure, compareSetting, type Mapping, type Row } from './facts-check/compare.js';
import { Models, type Packages } from './facts-check/models.js';

interface MappingFile {
  readonly packages: Packages;
  readonly figures: Readonly<Record<string, Mapping>>;
  readonly settings: Readonly<Record<string, Mapping>>;
  /** What no model can say, by reason. A name may end in `*`. */
  readonly apart: readonly { readonly why: string; readonly names: readonly string[] }[];
}

/** What no model says: how much of it for each reason, and what is left without one. */
interface Rest {
  readonly apart: ReadonlyMap<string, readonly string[]>;
  readonly open: readonly string[];
}

function projectRoot(): string {
  for (let folder = resolve('.'); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'knowledge', 'topics.yaml'))) return folder;
    if (folder === dirname(folder)) throw new Error('run this inside of the project');
  }
}

function main(): number {
  const root = projectRoot();
  const mapping = parse(readFileSync(join(root, 'scripts/facts-check/mapping.yaml'), 'utf8')) as MappingFile;
  const models = new Models(join(root, '.models'), mapping.packages);
  const sources = [...Object.values(mapping.figures), ...Object.values(mapping.settings)];
  const clients = new Set(sources.flatMap((s) => s.client ?? []));
  try {
    models.install(clients, process.argv.includes('--refresh'));
  } catch {
    console.log('the models cannot be installed here (no network?), so nothing is compared');
    return 0;
  }
  const rows = [...figureRows(mapping, models), ...settingRows(mapping, models)];
  print(rows, sorted(mapping), process.argv.includes('--all'));
  console.log(`models: ${[...new Set(sources.map((s) => models.versionOf(s)))].sort().join(', ')}`);
  return rows.some((r) => r.verdict === 'disagrees' || r.verdict === 'gone') ? 1 : 0;
}

function* figureRows(mapping: MappingFile, models: Models): Generator<Row> {
  for (const [name, source] of Object.entries(mapping.figures)) {
    const [fact = '', part = ''] = name.split('.');
    const place = factById(fact);
    if (place === undefined) throw new Error(`mapping.yaml: no fact ${fact}`);
    const value = figure(place.fact.id, part, 'current');
    if (value === undefined) throw new Error(`mapping.yaml: ${fact} has no figure ${part}`);
    yield compareFigure(name, value, source, models.read(source));
  }
}

function* settingRows(mapping: MappingFile, models: Models): Generator<Row> {
  for (const [name, source] of Object.entries(mapping.settings)) {
    const [id = '', path = ''] = name.split(' ');
    const service = knowledge.services.find((s) => s.id === id);
    const setting = service && serviceById(service.id).settings.find((s) => s.path === path);
    if (setting === undefined) throw new Error(`mapping.yaml: no setting ${name}`);
    yield compareSetting(name, setting, source, models.read(source));
  }
}

/** Sorts what no model is named for by the reason. A name that stands for nothing is a mistake of the mapping. */
function sorted(mapping: MappingFile): Rest {
  const names = unmapped(mapping);
  const apart = new Map<string, string[]>();
  for (const { why, names: patterns } of mapping.apart)
    for (const pattern of patterns) {
      const stands = pattern.endsWith('*')
        ? (n: string) => n.startsWith(pattern.slice(0, -1))
        : (n: string) => n === pattern;
      const meant = names.filter(stands);
      if (meant.length === 0) throw new Error(`mapping.yaml: nothing is called ${pattern}`);
      apart.set(why, [...new Set([...(apart.get(why) ?? []), ...meant])]);
    }
  const placed = new Set([...apart.values()].flat());
  return { apart, open: names.filter((n) => !placed.has(n)) };
}

/** Figures and closed lists that no model is named for. */
function unmapped(mapping: MappingFile): string[] {
  const figures = knowledge.services
    .flatMap((s) => s.sections)
    .flatMap((section) =>
      section.facts.flatMap((f) =>
        [...new Set(Object.keys({ ...f.figures, ...f.today.figures }))].map((part) => `${f.id}.${part}`),
      ),
    );
  const closed = (s: Setting) => s.values.length > 0 && !s.open;
  const settings = knowledge.services.flatMap((s) =>
    s.settings.filter(closed).map((t) => `${s.id} ${t.path}`),
  );
  return [
    ...figures.filter((n) => mapping.figures[n] === undefined),
    ...settings.filter((n) => mapping.settings[n] === undefined),
  ];
}

function print(rows: readonly Row[], rest: Rest, all: boolean): void {
  const shown = rows.filter((r) => all || r.verdict !== 'agrees');
  const count = (verdict: Row['verdict']) => rows.filter((r) => r.verdict === verdict).length;
  if (shown.length > 0) {
    console.log('| figure or list | here | model | | note |\n|---|---|---|---|---|');
    for (const r of shown) console.log(`| ${r.name} | ${r.ours} | ${r.theirs} | ${r.verdict} | ${r.note} |`);
    console.log('');
  }
  console.log(
    `${count('agrees')} agree, ${count('explained')} differ for a known reason, ${count('disagrees')} disagree, ` +
      `${count('gone')} are gone from the model, ${rest.open.length} are said by pages only`,
  );
  if (all) console.log(`said by pages only: ${rest.open.join(', ')}`);
  for (const [why, names] of rest.apart) {
    console.log(`apart: ${names.length} ${why}`);
    if (all) console.log(`  ${names.join(', ')}`);
  }
}

process.exitCode = main();
