/** The sketch dialect: which texts are sketches, and how one is read into pipelines of steps and edges. */
import type { Document } from '../../document.js';
import { serviceByName, sketchServices } from '../../knowledge.js';
import type {
  Edge,
  ListNode,
  MapNode,
  Node,
  Pipeline,
  Report,
  RuleId,
  ScalarNode,
  ServiceId,
  Span,
  Step,
} from '../../model.js';
import { didYouMean, freeName, hint } from '../../names.js';
import { entry, get, isMap } from '../../text/tree.js';
import { isDynamic } from '../../value.js';
import { replace, shape } from './reports.js';
import { settingReports, topReports } from './settings.js';
import { wordsOf } from './words.js';

const FILE_NAME = /\.pipeline\.ya?ml$/i;

const STEP_WORDS: ReadonlySet<string> = new Set(['id', 'service', 'from', 'to', 'input', 'output']);

/** By the file's name, or by a top level that has both `pipeline` and `steps`. Never by the language alone. */
export function isSketch(fileName: string, document: Document): boolean {
  if (FILE_NAME.test(fileName)) return true;
  return document.roots.some(
    (root) => entry(root, 'pipeline') !== undefined && entry(root, 'steps') !== undefined,
  );
}

export interface Reading {
  readonly pipelines: readonly Pipeline[];
  readonly reports: readonly Report[];
}

/** Reads every YAML document of a text as a pipeline. What cannot be read is reported; the rest is read all the same. */
export function readSketch(document: Document): Reading {
  const reports: Report[] = document.problems.map((p) => ({
    rule: p.kind === 'depth' || p.kind === 'size' ? 'unreadable-file' : 'yaml-syntax',
    span: p,
    args: { problem: p.message },
  }));
  const pipelines: Pipeline[] = [];
  const roots = document.roots.filter((root) => root !== undefined);
  if (roots.length === 0 && document.problems.length === 0) {
    reports.push({
      rule: 'empty-sketch',
      span: { start: 0, end: Math.min(document.text.trimEnd().length, 1) },
      args: {},
    });
  }
  for (const root of roots) {
    if (!isMap(root)) {
      if (document.problems.length === 0)
        reports.push(shape(root, 'the file', 'a map with `pipeline` and `steps`'));
      continue;
    }
    pipelines.push(new PipelineReader(root, reports).read());
  }
  return { pipelines, reports };
}

class PipelineReader {
  private readonly steps: Step[] = [];
  private readonly byId = new Map<string, Step>();
  private readonly references = new Map<string, Step>();
  private readonly edges: Edge[] = [];
  private readonly targets = new Map<Step, Set<Step>>();

  constructor(
    private readonly root: MapNode,
    private readonly reports: Report[],
  ) {}

  read(): Pipeline {
    this.reports.push(...topReports(this.root));
    this.readSteps();
    for (const step of [...this.steps]) this.readEdges(step);
    for (const step of this.steps) {
      if (!step.anonymous) for (const report of settingReports(step)) this.reports.push(report);
    }
    const pipeline: Pipeline = {
      name: scalarText(get(this.root, 'pipeline')),
      nameSpan: get(this.root, 'pipeline') ?? { start: this.root.start, end: this.root.start },
      body: this.root,
      steps: this.steps,
      edges: this.edges,
    };
    this.reports.push(...cycleReports(pipeline));
    return pipeline;
  }

  private readSteps(): void {
    const stepsEntry = entry(this.root, 'steps');
    const node = stepsEntry?.value;
    if (node === undefined || isEmpty(node)) {
      const span = stepsEntry?.key ?? this.root.entries[0]?.key ?? this.root;
      this.report('no-steps', span, {});
      return;
    }
    if (isMap(node)) {
      for (const duplicate of node.duplicates) this.duplicateStep(duplicate, node);
      for (const e of node.entries) this.addStep(e.key, e.value, e.key.text);
    } else if (node.kind === 'list') {
      for (const [i, item] of node.items.entries()) this.addListed(item, i, node);
    } else this.reports.push(shape(node, '`steps`', 'a map of steps, or a list of steps with `id`'));
  }

  private addListed(item: Node, index: number, list: ListNode): void {
    if (!isMap(item)) {
      this.reports.push(shape(item, `step ${index + 1}`, 'a map with `id` and `service`'));
      return;
    }
    const [only, ...others] = item.entries;
    const keyed = others.length === 0 && isMap(only?.value) && !isDynamic(item);
    if (only !== undefined && keyed && !only.merged && !STEP_WORDS.has(only.key.text)) {
      const id = only.key.text;
      const wanted = `a map with \`id\` and \`service\`: write \`id: ${id}\`, or leave the dashes out`;
      this.reports.push(shape(only.key, `step ${id}`, wanted));
      return;
    }
    const id = get(item, 'id');
    const key = id?.kind === 'scalar' ? id : undefined;
    const fallback = get(item, 'service');
    const name = key?.text ?? (fallback?.kind === 'scalar' ? fallback.text : `step ${index + 1}`);
    if (this.byId.has(name) && key !== undefined) this.duplicateStep(key, list);
    this.addStep(
      key ?? { kind: 'scalar', text: name, style: 'plain', start: item.start, end: item.start },
      item,
      name,
    );
  }

  private duplicateStep(key: ScalarNode, steps: MapNode | ListNode): void {
    const ids = new Set(
      steps.kind === 'map'
        ? steps.entries.map((e) => e.key.text)
        : steps.items.map((item) => scalarText(get(item, 'id')) ?? ''),
    );
    const { text, start, end } = key;
    const free = freeName(text, (id) => ids.has(id));
    const rename = { title: `Call this step ${free}`, safe: false, edits: [{ start, end, text: free }] };
    this.report('duplicate-step', key, { id: text }, undefined, key.style === 'plain' ? [rename] : []);
  }

  private addStep(key: ScalarNode, value: Node | undefined, id: string): void {
    if (value !== undefined && !isMap(value)) {
      // `archive: S3` says as much as `archive: { service: S3 }`.
      if (value.kind === 'scalar' && serviceByName(value.text) !== undefined)
        return this.push(key, undefined, id, value);
      this.reports.push(shape(value, `step ${id}`, 'a map with `service`'));
      return this.push(key, undefined, id, undefined);
    }
    const { service, duplicates } = wordsOf(value);
    if (service === undefined ? !hasDynamicBody(value) : scalarText(service)?.trim() === '')
      this.report('missing-service', key, { id }, id);
    else if (service !== undefined && service.kind !== 'scalar' && !isDynamic(service))
      this.reports.push({ ...shape(service, '`service`', 'the name of one service'), step: id });
    for (const d of duplicates) this.report('duplicate-key', d, { key: d.text }, id);
    this.push(key, value, id, service);
  }

  private push(key: ScalarNode, body: MapNode | undefined, id: string, service: Node | undefined): void {
    const named =
      service?.kind === 'scalar' && !isDynamic(service) ? this.service(service, id, body) : undefined;
    const step: Step = {
      id,
      idSpan: { start: key.start, end: key.end },
      anonymous: false,
      service: named,
      serviceSpan: service ?? { start: key.start, end: key.end },
      serviceText: scalarText(service) ?? '',
      body,
      span: {
        start: key.start,
        end: Math.max(
          key.end,
          body !== undefined && body.end > key.end ? body.end : (service?.end ?? key.end),
        ),
      },
    };
    this.steps.push(step);
    this.byId.set(id, step);
  }

  private service(node: ScalarNode, step: string, body: MapNode | undefined): ServiceId | undefined {
    const found = serviceByName(node.text);
    if (found !== undefined && found.kind !== 'concept') return found.id;
    if (wordsOf(body).custom || node.text.trim() === '') return undefined;
    const meant = didYouMean(node.text, serviceNames());
    const remedy = hint(meant) || '; write `custom: true` into the step if it is right';
    this.report('unknown-service', node, { name: node.text, hint: remedy }, step, replace(node, meant));
    return undefined;
  }

  private readEdges(step: Step): void {
    for (const node of wordsOf(step.body).nameless)
      this.reports.push({
        ...shape(node, 'an entry of `from` or `to`', 'the name of a step or of a service'),
        step: step.id,
      });
    for (const declaredBy of ['from', 'to'] as const) {
      for (const word of wordsOf(step.body)[declaredBy]) {
        if (isDynamic(word)) continue;
        const other = this.resolve(word, step, declaredBy);
        if (other === undefined) continue;
        const span = { start: word.start, end: word.end };
        this.addEdge(
          declaredBy === 'to'
            ? { from: step, to: other, span, declaredBy }
            : { from: other, to: step, span, declaredBy },
        );
      }
    }
  }

  /** Both ends may say the same edge; it is one. */
  private addEdge(edge: Edge): void {
    const targets = this.targets.get(edge.from) ?? new Set();
    if (targets.has(edge.to)) return;
    this.targets.set(edge.from, targets.add(edge.to));
    this.edges.push(edge);
  }

  private resolve(word: ScalarNode, step: Step, side: 'from' | 'to'): Step | undefined {
    const own = this.byId.get(word.text);
    if (own !== undefined) return own;
    const service = serviceByName(word.text);
    if (service !== undefined && service.kind !== 'concept') return this.reference(word, service.id, side);
    const meant = this.severalIn(word) ?? didYouMean(word.text, [...this.byId.keys(), ...serviceNames()]);
    this.report('unknown-step', word, { name: word.text, hint: hint(meant) }, step.id, replace(word, meant));
    return undefined;
  }

  /** `a, b` as the list that it is meant to be. */
  private severalIn(word: ScalarNode): string | undefined {
    const names = word.text.split(/\s*,\s*/);
    const known = (name: string) => this.byId.has(name) || serviceByName(name) !== undefined;
    return names.length > 1 && names.every(known) ? `[${names.join(', ')}]` : undefined;
  }

  /** The anonymous step that a bare service name stands for: one that is read from, and one that is written to. */
  private reference(word: ScalarNode, service: ServiceId, side: 'from' | 'to'): Step {
    const key = `${side} ${service}`;
    const known = this.references.get(key);
    if (known !== undefined) return known;
    const span = { start: word.start, end: word.end };
    const step: Step = {
      id: word.text,
      idSpan: span,
      anonymous: true,
      side,
      service,
      serviceSpan: span,
      serviceText: word.text,
      body: undefined,
      span,
    };
    this.references.set(key, step);
    this.steps.push(step);
    return step;
  }

  private report(
    rule: RuleId,
    span: Span,
    args: Record<string, string>,
    step?: string,
    fixes: Report['fixes'] = [],
  ): void {
    this.reports.push({ rule, span: { start: span.start, end: span.end }, args, step, fixes });
  }
}

function hasDynamicBody(value: Node | undefined): boolean {
  return value !== undefined && isDynamic(value);
}

function isEmpty(node: Node): boolean {
  return (
    (node.kind === 'map' && node.entries.length === 0 && !isDynamic(node)) ||
    (node.kind === 'list' && node.items.length === 0)
  );
}

function scalarText(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

function serviceNames(): string[] {
  return sketchServices().flatMap((s) => s.aliases.filter((a) => !a.formerly).map((a) => a.text));
}

/** One information for each loop of steps, at the edge that closes it. */
function cycleReports(pipeline: Pipeline): Report[] {
  const out = new Map<Step, Edge[]>();
  for (const edge of pipeline.edges) out.set(edge.from, [...(out.get(edge.from) ?? []), edge]);
  const state = new Map<Step, 'open' | 'done'>();
  const reports: Report[] = [];
  for (const root of pipeline.steps) {
    // An explicit stack: a chain of ten thousand steps must not overflow the call stack.
    const stack: { step: Step; next: number }[] = state.has(root) ? [] : [{ step: root, next: 0 }];
    if (stack.length > 0) state.set(root, 'open');
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as { step: Step; next: number };
      const edge = (out.get(top.step) ?? [])[top.next++];
      if (edge === undefined) {
        state.set(top.step, 'done');
        stack.pop();
      } else if (state.get(edge.to) === 'open') {
        const ids = stack.slice(stack.findIndex((s) => s.step === edge.to)).map((s) => s.step.id);
        const shown = ids.length > 6 ? [...ids.slice(0, 5), '…'] : ids;
        reports.push({
          rule: 'step-cycle',
          span: edge.span,
          step: edge.from.id,
          args: { path: [...shown, edge.to.id].join(' → ') },
        });
      } else if (!state.has(edge.to)) {
        state.set(edge.to, 'open');
        stack.push({ step: edge.to, next: 0 });
      }
    }
  }
  return reports;
}
