/** `Tributary: Change Edition`: which truth is asked for, written to where it counts. */
import * as vscode from 'vscode';
import { CONFIG_FILE, EDITIONS } from '../core/config.js';
import { setEdition } from '../core/features/config/edits.js';
import type { EditionChoice } from '../core/model.js';
import { changeConfigFile } from './config-file.js';
import type { Configuration } from './configuration.js';
import { pageHasFocus } from './search.js';
import { EDITION_WORDS } from './status-bar.js';
import { markDone } from './walkthrough.js';

/** Asks unless `given` is an edition. A configuration file that sets it is changed itself, as it would win. */
export async function changeEdition(configuration: Configuration, given: unknown): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const settings = uri === undefined ? undefined : await configuration.of(uri);
  const inFile = settings?.fileEdition === undefined ? undefined : settings.file;
  const edition =
    EDITIONS.find((e) => e === given) ?? (await ask(settings?.options.edition, inFile !== undefined));
  if (edition === undefined) return;
  markDone('edition');
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
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly edition: EditionChoice }>();
  pick.title = inFile ? `Edition (written to ${CONFIG_FILE}, which sets it)` : 'Edition';
  pick.placeholder = 'Which truth shall pipelines be held against?';
  pick.ignoreFocusOut = pageHasFocus();
  pick.items = EDITIONS.map((edition) => ({
    label: `$(${ICONS[edition]}) ${edition}`,
    description: edition === now ? 'in force' : now === undefined ? DEFAULTS[edition] : '',
    detail: `Held against ${EDITION_WORDS[edition]}.`,
    edition,
  }));
  pick.activeItems = pick.items.filter(({ edition }) => edition === (now ?? 'both'));
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.edition);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

const ICONS: Readonly<Record<EditionChoice, string>> = {
  notes: 'notebook',
  current: 'cloud',
  both: 'versions',
};

/** What holds while nobody has chosen. */
const DEFAULTS: Readonly<Record<EditionChoice, string>> = {
  notes: '',
  current: 'in force for templates',
  both: 'in force for sketches',
};
