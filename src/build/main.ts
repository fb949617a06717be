/**
 * `node out/build/main.js [--draft]`: compiles the knowledge, or prints what is wrong with it and exits with 1.
 * With `--draft` what is sound is compiled all the same, for work on half-written knowledge.
 */
import { compile, emit } from './compile.js';

const draft = process.argv.includes('--draft');
const { compiled, mistakes } = compile(process.cwd());
for (const m of mistakes) {
  if (!draft || !m.file.startsWith('knowledge/unlinted')) console.error(`${m.file}: ${m.message}`);
}
if (mistakes.length > 0)
  console.error(`${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'} in the knowledge`);
if (mistakes.length > 0 && !draft) process.exitCode = 1;
else {
  emit(process.cwd(), compiled);
  const facts = compiled.services.reduce((n, s) => n + s.sections.reduce((m, x) => m + x.facts.length, 0), 0);
  console.log(
    `knowledge: ${compiled.services.length} services, ${facts} facts, ${compiled.rules.length} rules`,
  );
}
