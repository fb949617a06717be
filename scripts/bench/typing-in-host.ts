/** What VS Code runs in its Node extension host to measure how busy that is after a keystroke. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { encodeEvent } from '../../test/integration/events.js';
import { RESULT, type Typing } from './typing-result.js';

const KEYSTROKES = 18;
/** So many are only there to warm up. */
const FIRST = 5;
/** After so long, in milliseconds, all that a keystroke has set off is done. */
const REST = 1_200;

/** VS Code's own Node is newer than the oldest one that the project runs on. */
type NewerProcess = NodeJS.Process & { threadCpuUsage(): NodeJS.CpuUsage };

export async function run(): Promise<void> {
  const names = vscode.workspace.getConfiguration('tributaryBench').get<string[]>('files', []);
  console.log(encodeEvent({ type: 'start', total: names.length }));
  const found: Record<string, Typing> = {};
  for (const name of names) {
    found[name] = await typeInto(name);
    console.log(encodeEvent({ type: 'pass', depth: 0, title: name, ms: found[name].busy }));
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  writeFileSync(join(folder, RESULT), JSON.stringify(found));
  console.log(encodeEvent({ type: 'end', passed: names.length, failed: 0, skipped: 0 }));
}

async function typeInto(name: string): Promise<Typing> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri as vscode.Uri;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name));
  const editor = await vscode.window.showTextDocument(document);
  const line = document.lineCount >> 1;
  const at = Array.from({ length: 40 }, (_, i) => line + i).find((l) =>
    document.lineAt(l).text.includes('shards: '),
  );
  if (at === undefined) throw new Error(`${name}: no number of shards in the middle`);
  editor.revealRange(new vscode.Range(at, 0, at, 0), vscode.TextEditorRevealType.InCenter);
  await rest(4_000);
  const taken: number[] = [];
  const idle: number[] = [];
  const stretches: number[] = [];
  for (let i = 0; i < KEYSTROKES; i++) {
    const { text } = document.lineAt(at);
    // A digit more, and away with it: what is typed is sound.
    const end = new vscode.Position(at, text.length);
    const edit = (builder: vscode.TextEditorEdit) =>
      i % 2 === 0 ? builder.insert(end, '1') : builder.delete(new vscode.Range(end.translate(0, -1), end));
    // What VS Code does when nobody types changes with time: asked before each keystroke.
    const before = await busyDuring(() => rest(REST));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const after = await busyDuring(async () => {
      await editor.edit(edit);
      await rest(REST);
    });
    delay.disable();
    if (i < FIRST) continue;
    idle.push(before);
    taken.push(after);
    stretches.push(delay.max / 1e6);
  }
  const usual = median(idle);
  return {
    busy: median(taken) - usual,
    most: Math.max(...taken) - usual,
    longest: Math.max(...stretches),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Milliseconds that the thread of the extension host works: what else the machine does counts little. */
async function busyDuring(work: () => Promise<void>): Promise<number> {
  const used = () => {
    const { user, system } = (process as NewerProcess).threadCpuUsage();
    return (user + system) / 1000;
  };
  const before = used();
  await work();
  return used() - before;
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
