/** `Tributary: Change Edition`: which truth is asked for, written to where it counts. */
import * as vscode from 'vscode';
import { CONFIG_FILE, EDITIONS } from '../core/config.js';
import { setEdition } from '../core/features/config-edits.js';
import type { EditionChoice } from '../core/model.js';
import { changeConfigFile } from './config-file.js';
import type { Configuration } from './configuration.js';
import { EDITION_WORDS } from './status-bar.js';

/** Asks unless `given` is an edition. A configuration file that sets it is changed itself, as it would win. */
export async function changeEdition(configuration: Configuration, given: unknown): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const settings = uri === undefined ? undefined : await configuration.of(uri);
  const inFile = settings?.fileEdition === undefined ? undefined : settings.file;
  const edition =
    EDITIONS.find((e) => e === given) ?? (await ask(settings?.options.edition, inFile !== undefined));
  if (edition === undefined) return;
  if (inFile !== undefined) {
    await changeConfigFile(inFile, (text) => setEdition(text, edition));
    configuration.refresh();
    return;
  }
  const folder = vscode.workspace.workspaceFolders !== undefined;
  const target = folder ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration('tributary').update('edition', edition, target);
}

async function ask(now: EditionChoice | undefined, inFile: boolean): Promise<EditionChoice | undefined> {
  const items = EDITIONS.map((edition) => ({
    label: edition,
    detail: `Sketches are held against ${EDITION_WORDS[edition]}.`,
    ...(edition === now && { description: 'in force' }),
  }));
  const title = inFile ? `Edition (written to ${CONFIG_FILE}, which sets it)` : 'Edition';
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Which truth shall sketches be held against?',
  });
  return chosen?.label;
}
