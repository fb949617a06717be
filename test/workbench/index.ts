/** The tests that drive a whole workbench; `scripts/vscode/run-workbench.ts` runs them one by one, each in a workbench of its own. */
import type { Page } from 'playwright-core';
import diagram, { diagramThemes } from './diagram.workbench.js';
import { keyboardTest } from './keyboard.workbench.js';
import { bigDiagram, lintRun, notLinted } from './large.workbench.js';
import notes, { rulePage } from './notes.workbench.js';
import overview, { overviewThemes } from './overview.workbench.js';
import quickFix, { dragTest } from './quick-fix.workbench.js';
import { sizingTest } from './sizing.workbench.js';
import { completionTest, renameTest } from './typing.workbench.js';
import walkthrough from './walkthrough.workbench.js';

export interface WorkbenchContext {
  readonly page: Page;
  /** The open folder: a copy of `samples/`. */
  readonly folder: string;
  /** Takes a picture of the page, or of the part that a selector names. */
  shot(name: string, part?: string): Promise<void>;
}

export interface WorkbenchTest {
  readonly name: string;
  /** Settings of the user for this test. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files beside the samples, by their names. */
  readonly files?: Readonly<Record<string, string>>;
  run(context: WorkbenchContext): Promise<void>;
}

export const workbenchTests: readonly WorkbenchTest[] = [
  overview,
  notes,
  rulePage,
  quickFix,
  dragTest,
  completionTest,
  renameTest,
  keyboardTest,
  walkthrough,
  diagram,
  bigDiagram,
  lintRun,
  notLinted,
  ...overviewThemes,
  ...diagramThemes,
  sizingTest,
];
