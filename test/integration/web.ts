import { mochaOptions } from './options.js';
import { runSuite } from './runner.js';

/**
 * What VS Code calls in the web worker host. Mocha's browser build leaves its class on the global; it also sets
 * `module.exports` of the bundle, so it is loaded only after VS Code has taken `run` from there.
 */
export async function run(): Promise<void> {
  await import('mocha/mocha.js');
  const { Mocha: BrowserMocha } = globalThis as unknown as { Mocha: typeof Mocha };
  await runSuite(new BrowserMocha(mochaOptions), 'web');
}
