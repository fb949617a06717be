/**
 * `node out/scripts/fuzz.js [--count 20000] [--seed N]`: lints broken texts made from the samples, the fixtures and the examples of the
 * rules. Nothing may throw, take a second, differ from run to run, or point outside of the text; and a tenth as many texts are edited,
 * and must come out as if they had never been seen before. Prints the seed, and the smallest text that breaks a promise.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knowledge } from '../src/core/knowledge.js';
import { difference } from './fuzz/incremental.js';
import { mutants, type Seed, series } from './fuzz/mutate.js';
import { brokenPromise, smallest } from './fuzz/promises.js';

function option(name: string, fallback: number): number {
  const index = process.argv.indexOf(`--${name}`);
  return index === -1 ? fallback : Number(process.argv[index + 1]);
}

function filesIn(folder: string): Seed[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.(ya?ml|json|md)$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

function examples(): Seed[] {
  const texts = knowledge.rules.flatMap((r) => r.examples.map((e) => ('bad' in e ? e.bad : e.good)));
  const sketches = texts.map((text) => ({ name: 'example.pipeline.yaml', text }));
  const fenced = texts
    .slice(0, 40)
    .map((text) => ({ name: 'example.md', text: `# Notes\n\n\`\`\`yaml\n${text}\`\`\`\n\nEnd.\n` }));
  return [...sketches, ...fenced];
}

function main(): number {
  const count = option('count', 20_000);
  const seed = option('seed', Date.now() % 1_000_000);
  const seeds = [...filesIn('samples'), ...filesIn('test/fixtures'), ...examples()];
  console.log(`${count} texts from ${seeds.length} seeds; --seed ${seed}`);
  let made = 0;
  let slowest = 0;
  for (const mutant of mutants(seeds, seed)) {
    const begun = performance.now();
    const fault = brokenPromise(mutant, { thorough: true });
    slowest = Math.max(slowest, performance.now() - begun);
    if (fault !== undefined) {
      const small = smallest(mutant);
      console.error(
        `text ${made} (${mutant.name}): ${fault}\nthe smallest such text, as JSON:\n${JSON.stringify(small.text)}`,
      );
      console.error(`again with --seed ${seed} --count ${made + 1}`);
      return 1;
    }
    if (++made % 2000 === 0) console.log(`${made} …`);
    if (made >= count) break;
  }
  console.log(
    `${made} texts, none broke a promise; the slowest took ${Math.round(slowest)} ms with all its fixes`,
  );
  return edited(seeds, seed, Math.ceil(count / 10));
}

function edited(seeds: readonly Seed[], seed: number, count: number): number {
  let made = 0;
  for (const texts of series(seeds, seed, 12)) {
    const fault = difference(texts);
    if (fault !== undefined) {
      console.error(`edited text ${made} (${texts.name}): ${fault}\nagain with --seed ${seed}`);
      return 1;
    }
    if (++made >= count) break;
  }
  console.log(`${made} texts edited 11 times each, read and linted each time as if they were new`);
  return 0;
}

process.exitCode = main();
