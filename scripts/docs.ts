/**
 * Writes docs/rules: a page for each rule and an index, all made from the knowledge. `--check` writes nothing and fails when a
 * page is missing, stale, or left over from a rule that is gone.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesIndex } from '../src/core/features/pages/index-page.js';
import { type PageLinks, rulePage } from '../src/core/features/pages/pages.js';
import { knowledge } from '../src/core/knowledge.js';

const FOLDER = join('docs', 'rules');
const links: PageLinks = { rule: (id) => `${id}.md` };

/** File name -> text. */
export function pages(): ReadonlyMap<string, string> {
  const index = `<!-- Made by \`npm run docs\` from knowledge/. -->\n\n${rulesIndex(links)}`;
  return new Map([
    ['README.md', index],
    ...knowledge.rules.map((r): [string, string] => [`${r.id}.md`, rulePage(r, links)]),
  ]);
}

/** What is wrong with the folder, one line each. */
export function staleness(folder: string, wanted: ReadonlyMap<string, string> = pages()): string[] {
  const there = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : [];
  return [
    ...[...wanted].flatMap(([name, text]) => {
      if (!there.includes(name)) return [`${name} is missing`];
      return readFileSync(join(folder, name), 'utf8') === text ? [] : [`${name} is stale`];
    }),
    ...there.filter((name) => !wanted.has(name)).map((name) => `${name} belongs to no rule`),
  ];
}

function write(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const wanted = pages();
  for (const name of readdirSync(folder))
    if (name.endsWith('.md') && !wanted.has(name)) rmSync(join(folder, name));
  for (const [name, text] of wanted) {
    const file = join(folder, name);
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  }
}

function main(): void {
  if (!process.argv.includes('--check')) {
    write(FOLDER);
    console.log(`${FOLDER}: ${pages().size} pages`);
    return;
  }
  const wrong = staleness(FOLDER);
  for (const line of wrong) console.error(`${FOLDER}/${line}`);
  if (wrong.length > 0) {
    console.error('run `npm run docs`');
    process.exitCode = 1;
  }
}

if (require.main === module) main();
