/**
 * `node out/scripts/check-facts-complete.js FOLDER`: compares the fact ids of the knowledge with a folder of fact lists (YAML files
 * with `facts: [{ id }]`), and prints what is missing on either side. Says so and passes when there is no such folder.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { knowledge } from '../src/core/knowledge.js';

const folder = process.argv[2] ?? '../shared/facts';
if (!existsSync(folder)) {
  console.log(`no folder ${folder}: the facts are not compared`);
} else {
  const facts = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap(
      (name) =>
        (
          parse(readFileSync(join(folder, name), 'utf8')) as {
            facts: { id: string; lint?: object; today?: { lint?: object } }[];
          }
        ).facts,
    );
  const own = new Map<string, boolean>(
    knowledge.services.flatMap((s) =>
      s.sections.flatMap((x) => x.facts.map((f): [string, boolean] => [f.id, f.checkable])),
    ),
  );
  const missing = facts.filter((f) => !own.has(f.id)).map((f) => f.id);
  const unmarked = facts
    .filter((f) => (f.lint ?? f.today?.lint) !== undefined && own.get(f.id) === false)
    .map((f) => f.id);
  const listed = new Set(facts.map((f) => f.id));
  const extra = [...own.keys()].filter((id) => !listed.has(id));
  console.log(`${facts.length} facts in ${folder}, ${own.size} in the knowledge`);
  console.log(`missing: ${missing.join(', ') || 'nothing'}`);
  console.log(`not marked as checkable: ${unmarked.join(', ') || 'nothing'}`);
  console.log(`only here: ${extra.join(', ') || 'nothing'}`);
  if (missing.length + unmarked.length > 0) process.exitCode = 1;
}
