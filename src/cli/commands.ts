/** What the commands do. The build makes a file of its own of this, which is loaded when a command runs. */
export { explainCommand } from './explain-command.js';
export { fixCommand } from './fix-command.js';
export { graphCommand } from './graph-command.js';
export { lintCommand } from './lint-command.js';
export { serveThread } from './lint-threads.js';
export { rulesCommand, servicesCommand } from './list-commands.js';
export { sketchCommand } from './sketch-command.js';
