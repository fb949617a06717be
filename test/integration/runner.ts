import * as vscode from 'vscode';
import { encodeEvent, type TestEvent } from './events.js';

/**
 * Runs the suite on a mocha that was made for the host at hand, and reports each step on the console. Throws when
 * a test failed, so that VS Code itself ends with a failure as well.
 */
export async function runSuite(mocha: Mocha, host: 'node' | 'web'): Promise<void> {
  try {
    if (actualHost() !== host)
      throw new Error(`the tests of the ${host} host run in the ${actualHost()} host`);
    // The program that starts VS Code hands over what it wants as user settings: both hosts can read those.
    const wishes = vscode.workspace.getConfiguration('tributaryTests');
    if (wishes.get<boolean>('packaged') !== isInstalled())
      throw new Error(
        `the extension under test is ${isInstalled() ? 'installed' : 'not installed'}, unlike what was asked for`,
      );
    mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', mocha);
    await import('./suite.js');
    const pattern = wishes.get<string>('grep');
    if (pattern) mocha.grep(new RegExp(pattern, 'i'));
  } catch (error) {
    report({ type: 'crash', error: describeError(error) });
    throw error;
  }
  const failures = await new Promise<number>((resolve) => {
    listen(mocha.run(resolve));
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** Tests that ran in the wrong host would pass and prove nothing. */
function actualHost(): 'node' | 'web' {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return process?.versions?.node ? 'node' : 'web';
}

/** An installed extension lies in the folder of installed ones, under its id and version; one in development anywhere else. */
function isInstalled(): boolean {
  const extension = vscode.extensions.getExtension('tributary.tributary');
  return /\/extensions\/tributary\.tributary-\d[^/]*\/?$/.test(extension?.extensionUri.path ?? '');
}

function listen(runner: Mocha.Runner): void {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let depth = -1;
  report({ type: 'start', total: runner.total });
  runner.on('suite', (suite) => {
    depth++;
    if (!suite.root) report({ type: 'suite', depth: depth - 1, title: suite.title });
  });
  runner.on('suite end', () => {
    depth--;
  });
  runner.on('pass', (test) => {
    counts.passed++;
    report({ type: 'pass', depth, title: test.title, ms: test.duration ?? 0 });
  });
  runner.on('pending', (test) => {
    counts.skipped++;
    report({ type: 'skip', depth, title: test.title });
  });
  runner.on('fail', (test, error) => {
    counts.failed++;
    const path = test.titlePath().join(' > ');
    report({ type: 'fail', depth, title: test.title, path, error: describeError(error) });
  });
  runner.on('end', () => report({ type: 'end', ...counts }));
}

function report(event: TestEvent): void {
  console.log(encodeEvent(event));
}

/** The message, what was expected if the error says so, and the stack without mocha's own lines. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { actual, expected } = error as { actual?: unknown; expected?: unknown };
  const compared =
    expected === undefined ? '' : `\n  expected: ${show(expected)}\n  actual:   ${show(actual)}`;
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !/[\\/]mocha[\\/]/.test(line));
  return `${error.name}: ${error.message}${compared}\n${stack.slice(0, 5).join('\n')}`;
}

function show(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
