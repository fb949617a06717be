import Mocha from 'mocha';
import { mochaOptions } from './options.js';
import { runSuite } from './runner.js';

/** What VS Code calls in the Node extension host. */
export async function run(): Promise<void> {
  await runSuite(new Mocha(mochaOptions), 'node');
}
