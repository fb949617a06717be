/** The integration tests, one line each. They run in both hosts, so they use the vscode API and nothing of Node. */
import './smoke.test.js';
import './diagnostics.test.js';
import './quick-fixes.test.js';
import './commands.test.js';
import './settings.test.js';
import './tree.test.js';
import './topic-actions.test.js';
import './pages.test.js';
import './hover.test.js';
import './completion.test.js';
import './navigation.test.js';
import './markdown.test.js';
import './templates.test.js';
import './sizing.test.js';
import './diagram.test.js';
