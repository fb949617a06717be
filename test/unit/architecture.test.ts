/** The arrows of the house, read from the bundler's metafile, and what may not stand in the source. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { knowledge } from '../../src/core/knowledge.js';
import { operatorNames } from '../../src/core/operators.js';

interface Metafile {
  inputs: Record<string, { imports: { path: string; external?: boolean }[] }>;
}

const metafiles = JSON.parse(readFileSync('out/metafile.json', 'utf8')) as Record<
  'extension' | 'cli',
  Metafile
>;

/** From each folder: where its imports may lead. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  core: ['core', 'yaml', 'js-yaml'],
  diagram: ['core', 'diagram', '@dagrejs/dagre'],
  vscode: ['core', 'diagram', 'vscode', 'vscode-api', 'ignore'],
  cli: ['core', 'diagram', 'cli', 'package', 'node'],
};

function place(path: string): string {
  const own = /^src\/(\w+)\//.exec(path)?.[1];
  if (own !== undefined) return own;
  return /node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(path)?.[1] ?? path;
}

/** A folder or a file right below the core, and those that it imports. What is generated ties checks to rules, and does not count. */
function roomsOfCore(): ReadonlyMap<string, ReadonlySet<string>> {
  const room = (path: string) => /^src\/core\/(?!generated\/)([\w.-]+)/.exec(path)?.[1];
  const rooms = new Map<string, Set<string>>();
  for (const { inputs } of Object.values(metafiles)) {
    for (const [file, { imports }] of Object.entries(inputs)) {
      const from = room(file);
      if (from === undefined) continue;
      const known = rooms.get(from) ?? new Set();
      rooms.set(from, known);
      for (const to of imports.map((i) => room(i.path))) if (to !== undefined && to !== from) known.add(to);
    }
  }
  return rooms;
}

/** Rooms that import one another all the way round; empty if none do. */
function circleIn(rooms: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const done = new Set<string>();
  const visit = (room: string, path: readonly string[]): string[] => {
    if (path.includes(room)) return [...path.slice(path.indexOf(room)), room];
    if (done.has(room)) return [];
    for (const next of rooms.get(room) ?? []) {
      const circle = visit(next, [...path, room]);
      if (circle.length > 0) return circle;
    }
    done.add(room);
    return [];
  };
  return [...rooms.keys()].map((room) => visit(room, [])).find((circle) => circle.length > 0) ?? [];
}

describe('architecture', () => {
  for (const [name, { inputs }] of Object.entries(metafiles)) {
    it(`${name}: imports point one way`, () => {
      const wrong: string[] = [];
      for (const [file, input] of Object.entries(inputs)) {
        const from = place(file);
        const allowed = ALLOWED[from];
        if (!file.startsWith('src/') || allowed === undefined) continue;
        for (const i of input.imports) {
          const to = i.external === true ? (i.path === 'vscode' ? 'vscode-api' : 'node') : place(i.path);
          const isPackage = !i.path.startsWith('src/') && i.external !== true;
          const fits = allowed.includes(to) || (isPackage && allowed.includes('package'));
          if (!fits) wrong.push(`${file} → ${i.path}`);
        }
      }
      assert.deepEqual(wrong, []);
    });
  }

  it('of the folders and files of the core, none leads back to itself', () => {
    const rooms = roomsOfCore();
    assert.ok(rooms.size > 15, `${rooms.size} rooms`);
    assert.deepEqual(circleIn(rooms), []);
  });

  it('the bundles carry the knowledge as text alone', () => {
    const all = Object.values(metafiles).flatMap((m) => Object.keys(m.inputs));
    assert.ok(all.includes('src/core/generated/knowledge.ts'));
    assert.ok(!all.includes('src/core/generated/typed.ts'));
  });

  it('nobody imports the build', () => {
    const all = Object.values(metafiles).flatMap((m) => Object.keys(m.inputs));
    assert.deepEqual(
      all.filter((f) => f.startsWith('src/build/')),
      [],
    );
  });

  it('no service name stands in src/', () => {
    const names = /kinesis|firehose|\bglue\b|redshift|sagemaker|athena|dynamodb/i;
    const hits = sources('src')
      .filter((f) => !f.includes('generated'))
      .flatMap((f) =>
        readFileSync(f, 'utf8')
          .split('\n')
          .flatMap((line, i) => (names.test(line) ? [`${f}:${i + 1}: ${line.trim()}`] : [])),
      );
    assert.deepEqual(hits, []);
  });

  it('every file of tests belongs to a suite that runs it', () => {
    const tests = sources('test').filter((f) => f.endsWith('.test.ts'));
    assert.deepEqual(
      tests.filter((f) => !['unit', 'thorough', 'integration'].includes(f.split(sep)[1] ?? '')),
      [],
    );
    const suite = readFileSync('test/integration/suite.ts', 'utf8');
    const inside = tests.filter((f) => f.split(sep)[1] === 'integration').map((f) => basename(f, '.ts'));
    assert.ok(inside.length > 10);
    assert.deepEqual(
      inside.filter((name) => !suite.includes(`import './${name}.js';`)),
      [],
    );
  });

  it('the operators stand in the model, the table and the schema alike', () => {
    const schema = JSON.parse(readFileSync('schemas/rule.schema.json', 'utf8')) as {
      definitions: { condition: { oneOf: { properties: Record<string, unknown> }[] } };
    };
    const test = schema.definitions.condition.oneOf.at(-1)?.properties ?? {};
    assert.deepEqual(
      Object.keys(test)
        .filter((k) => k !== 'path')
        .sort(),
      [...operatorNames].sort(),
    );
  });

  it('every topic, service and rule has words of its own', () => {
    for (const s of knowledge.services) {
      assert.match(s.summary, /^[A-Z].{15,}\.$/, `${s.id}: the summary is a sentence`);
      assert.ok(s.kind === 'concept' || s.aliases.length > 0, s.id);
    }
    for (const r of knowledge.rules) {
      assert.ok(r.why.length > 60, `${r.id}: why`);
      assert.doesNotMatch(r.title, /\.$/, r.id);
    }
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}
