/** How long the extension host of a real VS Code is busy after a keystroke, beside what it takes for a text that is none of ours. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launchChromium } from '../vscode/chromium.js';
import { extensionCopy } from '../vscode/extension-copy.js';
import { temporaryFolder } from '../vscode/paths.js';
import { provision } from '../vscode/provision.js';
import { startServer } from '../vscode/server.js';
import { runInServer } from '../vscode/server-host.js';
import { NAME, sketch } from './sketch.js';
import { ms } from './timing.js';
import { RESULT, type Typing } from './typing-result.js';

const FILES: readonly { readonly name: string; readonly what: string; readonly steps: number }[] = [
  { name: `thousand-${NAME}`, what: 'a sketch of 1,000 steps, 10,000 lines', steps: 1000 },
  { name: 'thousand.txt', what: 'the same as plain text: VS Code alone', steps: 1000 },
  { name: `hundred-${NAME}`, what: 'a sketch of 100 steps, 1,000 lines', steps: 100 },
  { name: 'hundred.txt', what: 'the same as plain text: VS Code alone', steps: 100 },
];

/** Empty words where VS Code is left out. */
export async function typingTable(): Promise<string> {
  if (process.argv.includes('--no-host')) return 'The extension host was not measured.';
  const found = await measure();
  const rows = FILES.map(({ name, what }) => {
    const own = found[name];
    if (own === undefined) throw new Error(`nothing was measured for ${name}`);
    return `| ${what} | ${ms(own.busy)} | ${ms(own.most)} | ${ms(own.longest)} |`;
  });
  return [
    '| extension host of VS Code, after a keystroke | at work, ms (median) | at work, ms (most) | longest at a stretch, ms |',
    '|---|---:|---:|---:|',
    ...rows,
  ].join('\n');
}

async function measure(): Promise<Readonly<Record<string, Typing>>> {
  const root = process.cwd();
  const folder = temporaryFolder('typing');
  const extension = extensionCopy(root);
  mkdirSync(folder, { recursive: true });
  for (const { name, steps } of FILES) writeFileSync(join(folder, name), sketch(steps));
  const settings = {
    'tributaryBench.files': FILES.map((f) => f.name),
    // What else the extension host does while nobody types.
    'remote.autoForwardPorts': false,
    'git.enabled': false,
  };
  const server = await startServer(await provision(root), { settings });
  const browser = await launchChromium(root);
  try {
    const tests = resolve('out/scripts/bench/typing-in-host.js');
    const { problem } = await runInServer({ server, browser, hostKind: 'node', folder, extension, tests });
    if (problem !== undefined) throw new Error(problem);
    return JSON.parse(readFileSync(join(folder, RESULT), 'utf8')) as Record<string, Typing>;
  } finally {
    await browser.close();
    await server.stop();
    for (const path of [folder, extension]) rmSync(path, { recursive: true, force: true });
  }
}
