/** The integration tests, one line each. They run in both hosts, so they use the vscode API and nothing of Node. */
import './smoke.test.js';
