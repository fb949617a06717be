/** Addresses of the virtual pages, as texts. Hosts give them a content provider. */
import type { RuleId } from '../model.js';

/** URI scheme of the notes and rule pages. */
export const PAGE_SCHEME = 'tributary';

/** The page of a rule. */
export function rulePageUri(rule: RuleId): string {
  return `${PAGE_SCHEME}:/rules/${rule}.md`;
}
