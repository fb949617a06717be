/**
 * The pages as files below one root: `/services/<short name>.md` (by its id too), `/rules/<id>.md`, and the rules' examples as
 * `/examples/<rule>/<n>-<part>.<ending>` (n from 1; bad, good, or fixed, which is the bad one after its first fix; the ending by which
 * the example is read, such as `pipeline.yaml`).
 * Their links are relative, because that is what a Markdown preview follows inside of itself.
 */
import { factById, knowledge, ruleById, serviceById } from '../../knowledge.js';
import type { FactId, ServiceId, Span } from '../../model.js';
import { factFragment, type PageLinks, rulePage, servicePage } from './pages.js';
import { shownExamples } from './rule.js';

const FILE =
  /^\/(?:services\/(?<service>[^/]+)\.md|rules\/(?<rule>[\w-]+)\.md|examples\/(?<example>[\w-]+\/\d+-[a-z]+)\.(?<ending>[\w.]+))$/;

/** What a page or an example holds; undefined where there is no such file. */
export function fileText(path: string): string | undefined {
  const { service: name, rule: ruleId, example, ending } = FILE.exec(path)?.groups ?? {};
  if (example !== undefined) {
    const found = exampleNamed(example);
    return found?.ending === ending ? found?.text : undefined;
  }
  if (ruleId !== undefined) {
    const rule = ruleById(ruleId);
    return rule && rulePage(rule, linksOf(undefined));
  }
  const service = knowledge.services.find((s) => s.id === name || s.shortName === name);
  return service && servicePage(service, linksOf(service.id));
}

/** The file of a service's page, under the name that people see on its tab. */
export function serviceFile(id: ServiceId): string {
  return `${serviceById(id).shortName}.md`;
}

/** Links from a page; to a fact of the same page they stay inside of it. */
function linksOf(ownService: string | undefined): Required<PageLinks> {
  return {
    service: (id) => `../services/${serviceFile(id)}`,
    rule: (id) => `../rules/${id}.md`,
    example: (rule, index, part, file) => `../examples/${rule}/${index + 1}-${part}.${endingOf(file)}`,
    fact(id) {
      const service = factById(id)?.service.id;
      if (service === undefined || service === ownService) return `#${fragmentOf(id)}`;
      return `../services/${serviceFile(service)}#${fragmentOf(id)}`;
    },
  };
}

/** Where a fact stands on the page of its service, as a preview names its headings. */
export function fragmentOf(id: FactId): string {
  const place = factById(id);
  return place === undefined ? '' : factFragment(place.fact);
}

export interface ExampleFile {
  readonly text: string;
  /** What its name has to end in to be read as it is meant: all behind the first dot. */
  readonly ending: string;
  /** Of a bad example: what is marked. */
  readonly mark: Span | undefined;
}

/** An example by its name, such as `some-rule/1-bad`; undefined where there is none. */
export function exampleNamed(name: string): ExampleFile | undefined {
  const [, id = '', n, part] = /^([\w-]+)\/(\d+)-(bad|good|fixed)$/.exec(name) ?? [];
  const rule = ruleById(id);
  const example = rule && shownExamples(rule).find((e) => e.index === Number(n) - 1);
  if (example === undefined) return undefined;
  const ending = endingOf(example.file);
  if (part === 'fixed') return example.fix && { text: example.fix.text, ending, mark: undefined };
  if (part !== example.part) return undefined;
  return { text: example.text, ending, mark: example.finding?.span };
}

function endingOf(file: string): string {
  return file.slice(file.indexOf('.') + 1);
}
