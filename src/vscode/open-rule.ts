/** `Tributary: Open Rule Page`: any rule, by id, title or service. */
import * as vscode from 'vscode';
import { knowledge, ruleById } from '../core/knowledge.js';
import { openPage } from './notes-pages.js';

/** Asks unless `given` is the id of a rule. */
export async function openRulePage(given: unknown): Promise<void> {
  const rule = (typeof given === 'string' ? ruleById(given) : undefined) ?? (await ask());
  if (rule !== undefined) await openPage({ rule: rule.id });
}

async function ask() {
  const items = [...knowledge.rules]
    .sort((a, b) => a.group.localeCompare(b.group) || a.id.localeCompare(b.id))
    .map((rule) => ({
      label: rule.id,
      description: `${rule.group} · ${rule.severity.current}`,
      detail: rule.title,
      rule,
    }));
  const options = {
    title: 'Open Rule Page',
    placeHolder: 'Which rule?',
    matchOnDescription: true,
    matchOnDetail: true,
  };
  return (await vscode.window.showQuickPick(items, options))?.rule;
}
