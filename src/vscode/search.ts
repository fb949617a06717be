/** `Tributary: Search Notes`: everything that can be read, found by its words. */
import * as vscode from 'vscode';
import { type PageTarget, type SearchItem, search } from '../core/features/search.js';

interface Row extends vscode.QuickPickItem {
  readonly target: PageTarget;
}

const ICONS: Readonly<Record<SearchItem['kind'], string>> = {
  service: 'cloud',
  comparison: 'compare-changes',
  fact: 'book',
  rule: 'law',
};

/** Asks for words, and gives what was chosen; undefined when nothing was. */
export function pickPage(query = ''): Promise<PageTarget | undefined> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = 'Search Notes';
  pick.placeholder = 'Words of a claim, a note, an id, a service or a rule';
  pick.value = query;
  keepOrder(pick);
  pick.ignoreFocusOut = pageHasFocus();
  const show = () => {
    pick.items = search(pick.value).map(row);
  };
  show();
  return new Promise((resolve) => {
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.target);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/**
 * A quick pick puts rows whose label begins with the words above all others, and the page of a service would stand below the rules
 * that begin with its name. The property that turns this off is not in the typings; where an editor did not know it, nothing would break.
 */
function keepOrder(pick: vscode.QuickPick<Row>): void {
  Object.assign(pick, { sortByLabel: false });
}

/**
 * Is a page or another web view in front, and no text? It may take the focus back just after the command palette has closed, which
 * must not close what the command asks.
 */
export function pageHasFocus(): boolean {
  return (
    vscode.window.activeTextEditor === undefined &&
    vscode.window.tabGroups.activeTabGroup.activeTab !== undefined
  );
}

/** Shown always: the core has chosen and ordered the rows, the quick pick's own filter would look at the label alone. */
function row(item: SearchItem): Row {
  return {
    label: `$(${ICONS[item.kind]}) ${item.label}`,
    description: item.description,
    detail: item.detail,
    alwaysShow: true,
    target: item.target,
  };
}
