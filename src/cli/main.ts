/** The program `tributary`. */
import * as modules from 'node:module';
import { join } from 'node:path';
import { EXIT, processIo } from './io.js';
import { run } from './program.js';

// Node 22.8 and later keep the compiled form of what is loaded from here on, for the next start.
(modules as { enableCompileCache?: () => void }).enableCompileCache?.();

// Nothing should get here. What does must not look like a finding, which is what Node's own exit code would say.
process.on('uncaughtException', (error) => {
  process.stderr.write(`tributary: a fault of ours: ${error.stack ?? error.message}\n`);
  process.exit(EXIT.fault);
});

const thread = join(__dirname, 'cli', 'thread.js');
run(process.argv.slice(2), processIo(thread)).then((code) => {
  process.exitCode = code;
});
