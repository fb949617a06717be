/**
 * The pages as files below one root: `/services/<id>.md`, `/rules/<id>.md`, `/examples/<rule>/<n>-<part>.pipeline.yaml`
 * (n from 1; bad, good, or fixed, which is the bad one after its first fix).
 * Their links are relative, because that is what a Markdown preview follows inside of itself.
 */
import { factById, knowledge, ruleById } from '../knowledge.js';
import type { FactId } from '../model.js';
import { factFragment, type PageLinks, rulePage, servicePage } from './pages.js';
import { shownExamples } from './pages-rule.js';

const FILE =
  /^\/(?:services\/(?<service>[\w-]+)\.md|rules\/(?<rule>[\w-]+)\.md|examples\/(?<example>.+)\.pipeline\.yaml)$/;

/** What a page or an example holds; undefined where there is no such file. */
export function fileText(path: string): string | undefined {
  const { service: serviceId, rule: ruleId, example } = FILE.exec(path)?.groups ?? {};
  if (example !== undefined) return exampleText(example);
  if (ruleId !== undefined) {
    const rule = ruleById(ruleId);
    return rule && rulePage(rule, linksOf(undefined));
  }
  const service = knowledge.services.find((s) => s.id === serviceId);
  return service && servicePage(service, linksOf(service.id));
}

/** Links from a page; to a fact of the same page they stay inside of it. */
function linksOf(ownService: string | undefined): Required<PageLinks> {
  return {
    service: (id) => `../services/${id}.md`,
    rule: (id) => `../rules/${id}.md`,
    example: (rule, index, part) => `../examples/${rule}/${index + 1}-${part}.pipeline.yaml`,
    fact(id) {
      const service = factById(id)?.service.id;
      return service === ownService ? `#${fragmentOf(id)}` : `../services/${service}.md#${fragmentOf(id)}`;
    },
  };
}

/** Where a fact stands on the page of its service, as a preview names its headings. */
export function fragmentOf(id: FactId): string {
  const place = factById(id);
  return place === undefined ? '' : factFragment(place.fact);
}

/** The text of an example by its name, such as `some-rule/1-bad`; undefined where there is none. */
export function exampleText(name: string): string | undefined {
  const [, id = '', n, part] = /^([\w-]+)\/(\d+)-(bad|good|fixed)$/.exec(name) ?? [];
  const rule = ruleById(id);
  const example = rule && shownExamples(rule).find((e) => e.index === Number(n) - 1);
  if (part === 'fixed') return example?.fix?.text;
  return example?.part === part ? example?.text : undefined;
}
