/**
 * The pages as files below one root: `/services/<id>.md`, `/rules/<id>.md`, `/examples/<rule>/<n>.pipeline.yaml` (from 1).
 * Their links are relative, because that is what a Markdown preview follows inside of itself.
 */
import { knowledge, ruleById } from '../knowledge.js';
import type { FactId, RuleId, ServiceId } from '../model.js';

/** What a page or an example holds; undefined where there is no such file. */
export function fileText(path: string): string | undefined {
  const [, folder, id = '', rest] = /^\/(\w+)\/([\w-]+)(?:\.md|\/(\d+)\.pipeline\.yaml)$/.exec(path) ?? [];
  if (folder === 'examples') return exampleText(id, Number(rest) - 1);
  if (rest !== undefined) return undefined;
  if (folder === 'services') {
    const service = knowledge.services.find((s) => s.id === id);
    return service === undefined
      ? undefined
      : `# ${service.name}\n\n${service.summary}\n\n${service.sections
          .flatMap((s) => s.facts)
          .map((f) => `<a id="${f.id}"></a>\n\n- ${f.claim}`)
          .join(
            '\n\n',
          )}\n\n${pageLinks.rule('duplicate-key')} [rule](${pageLinks.rule('duplicate-key')}) [ex](../examples/unknown-service/1.pipeline.yaml) [kds](${pageLinks.service('kds', 'kds-retention-default')})`;
  }
  const rule = folder === 'rules' ? ruleById(id) : undefined;
  return rule === undefined ? undefined : `# ${rule.title}\n\n${rule.why}\n`;
}

/** Links from one page to another. */
export const pageLinks = {
  service: (id: ServiceId, fact?: FactId): string =>
    `../services/${id}.md${fact === undefined ? '' : `#${fact}`}`,
  rule: (id: RuleId): string => `../rules/${id}.md`,
  example: (id: RuleId, n: number): string => `../examples/${id}/${n + 1}.pipeline.yaml`,
};

/** The nth example of a rule, from 0. */
export function exampleText(rule: string, n: number): string | undefined {
  const example = ruleById(rule)?.examples[n];
  if (example === undefined) return undefined;
  return 'bad' in example ? example.bad : example.good;
}
