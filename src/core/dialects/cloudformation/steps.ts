/** From the resources of a template to steps and edges: parts join what they are part of, references become edges. */
import { serviceById } from '../../knowledge.js';
import type {
  DialectGroup,
  DialectReference,
  Edge,
  MapEntry,
  Node,
  ServiceId,
  Span,
  Step,
} from '../../model.js';
import { calledSteps, type Definition, machineEntries, type State } from '../state-machine/state-machine.js';
import { placesOf, StepBody } from './body.js';
import { type Reference, referencesOf } from './intrinsics.js';
import { type Hit, hitsAt } from './places.js';
import type { Resource, TemplateIndex } from './resource-index.js';

/** A step while its parts are still being collected. */
interface Draft {
  readonly id: string;
  readonly span: Span;
  readonly service: ServiceId;
  /** Undefined: something outside of the file. */
  readonly resource: Resource | undefined;
  readonly body: StepBody | undefined;
}

interface DraftEdge {
  readonly from: Draft;
  readonly to: Draft;
  readonly span: Span;
  readonly declaredBy: Edge['declaredBy'];
  readonly sure: boolean;
  readonly call?: true;
}

/** A place that refers to another step. */
interface Target {
  readonly draft: Draft;
  readonly span: Span;
  readonly sure: boolean;
}

/** A state that calls a resource of the file. */
interface Called {
  readonly state: State;
  readonly service: ServiceId;
}

const MAX_HOPS = 5;

/** The definition of a state machine, with the resource that has it. */
export interface Defined {
  readonly resource: Resource;
  readonly definition: Definition;
}

export class TemplateSteps {
  private readonly drafts = new Map<string, Draft>();
  private readonly outside = new Map<string, Draft>();
  private readonly edges: DraftEdge[] = [];

  constructor(private readonly index: TemplateIndex) {}

  read(defined: readonly Defined[]): { steps: Step[]; edges: Edge[] } {
    for (const r of this.index.resources) {
      if (r.spec !== undefined && r.service !== undefined && isStep(r) && this.stoodFor(r) === undefined)
        this.addDraft(r, r.service);
    }
    for (const r of this.index.resources) {
      if (r.spec === undefined) continue;
      const owner = this.draftOf(r, MAX_HOPS);
      if (r.spec.connects) this.connect(r);
      else if (owner !== undefined && owner.resource !== r && r.spec.partOf.length > 0) {
        owner.body?.add(r.spec, this.index.place(r), r.typePlace);
        this.refer(r, owner);
      } else if (owner !== undefined && owner.resource === r) this.refer(r, owner);
    }
    const resolved = defined.flatMap((d) => this.call(d));
    return this.finish(defined, resolved);
  }

  private addDraft(r: Resource, service: ServiceId): void {
    const body = new StepBody(this.index);
    if (r.spec !== undefined && r.service === r.spec.service)
      body.add(r.spec, this.index.place(r), r.typePlace);
    this.drafts.set(r.id, { id: r.id, span: r.key, service, resource: r, body });
  }

  /** The resource in whose place this one stands. */
  private stoodFor(r: Resource): Resource | undefined {
    for (const path of r.spec?.standsFor ?? []) {
      for (const { node } of hitsAt(this.index.place(r), path, this.index)) {
        const other = node === undefined ? undefined : this.index.referred(node, r.service);
        if (other?.spec !== undefined && other !== r) return other;
      }
    }
    return undefined;
  }

  /** The step that a resource is, is part of, or stands for. */
  private draftOf(r: Resource, hops: number): Draft | undefined {
    const own = this.drafts.get(r.id);
    if (own !== undefined || hops === 0 || r.spec === undefined) return own;
    const other = this.stoodFor(r);
    if (other !== undefined) return this.draftOf(other, hops - 1);
    for (const path of r.spec.partOf) {
      for (const { node } of hitsAt(this.index.place(r), path, this.index)) {
        const owner = node === undefined ? undefined : this.index.referred(node, r.service);
        const draft = owner === undefined || owner === r ? undefined : this.draftOf(owner, hops - 1);
        if (draft !== undefined) return draft;
      }
    }
    return undefined;
  }

  // ------------------------------------------------------------------------------------------------- edges

  private refer(r: Resource, self: Draft): void {
    for (const group of r.spec?.groups ?? []) {
      for (const place of this.places(r, group)) {
        for (const t of this.targets(group.from, place))
          this.edge({ from: t.draft, to: self, span: t.span, declaredBy: 'from', sure: t.sure });
        for (const t of this.targets(group.to, place))
          this.edge({ from: self, to: t.draft, span: t.span, declaredBy: 'to', sure: t.sure });
      }
    }
  }

  private connect(r: Resource): void {
    const places = (r.spec?.groups ?? []).flatMap((group) =>
      this.places(r, group).map((place) => ({ group, place })),
    );
    const from = places.flatMap(({ group, place }) => this.targets(group.from, place));
    const to = places.flatMap(({ group, place }) => this.targets(group.to, place));
    for (const end of to)
      if (r.spec !== undefined && end.draft.service === r.spec.service)
        end.draft.body?.add(r.spec, this.index.place(r), r.typePlace);
    for (const a of from)
      for (const b of to)
        this.edge({ from: a.draft, to: b.draft, span: a.span, declaredBy: 'from', sure: a.sure && b.sure });
  }

  /** Edges to the resources that states call, by token or by reference. */
  private call({ resource, definition }: Defined): Called[] {
    const self = this.draftOf(resource, MAX_HOPS);
    return definition.uses.flatMap(({ state, span, token, value }) => {
      const called =
        value !== undefined
          ? this.index.referred(value, undefined)
          : this.index.resource((token ?? '').split('.')[0] ?? '');
      const draft = called === undefined ? undefined : this.draftOf(called, MAX_HOPS);
      if (self === undefined || draft === undefined) return [];
      this.edge({ from: self, to: draft, span, declaredBy: 'to', sure: true, call: true });
      return [{ state, service: draft.service }];
    });
  }

  private places(r: Resource, group: DialectGroup): readonly Hit[] {
    return group.from.length + group.to.length === 0 ? [] : placesOf(group, this.index.place(r), this.index);
  }

  private targets(references: readonly DialectReference[], place: Hit): readonly Target[] {
    const found: Target[] = [];
    for (const reference of references) {
      const { property } = reference;
      const hits = hitsAt(place, property, this.index);
      const several = /[[{]/.test(property);
      for (const { node, sure } of hits) {
        if (node === undefined || (node.kind === 'scalar' && node.foreign?.maybe === true)) continue;
        const draft = this.target(node, reference);
        if (draft === undefined) continue;
        // Branches of a condition that all lead out of the file, and two properties that both do, speak of one thing.
        const same =
          several || !isOutside(draft)
            ? undefined
            : found.find((t) => isOutside(t.draft) && t.draft.service === draft.service);
        const certain =
          sure || (!several && isOutside(draft) && hits.every((h) => h.node !== undefined) && place.sure);
        if (same === undefined)
          found.push({ draft, span: { start: node.start, end: node.end }, sure: certain });
      }
    }
    return found;
  }

  private target(node: Node, { service: expected, open }: DialectReference): Draft | undefined {
    const resource = this.index.referred(node, expected);
    const draft = resource === undefined ? undefined : this.draftOf(resource, MAX_HOPS);
    // What stands in front of the expected service, such as an address that something else serves, is not that service.
    if (draft !== undefined && (expected === undefined || open === true || draft.service === expected))
      return draft;
    const references = referencesOf(node);
    const arn = references.flatMap((r) =>
      r.kind === 'text' ? (this.index.serviceOfArn(r.text) ?? []) : [],
    )[0];
    const service = expected ?? (resource === undefined ? arn : undefined);
    if (service === undefined) return undefined;
    return this.outsider(service, resource?.id ?? nameIn(references) ?? serviceById(service).shortName, node);
  }

  private outsider(service: ServiceId, id: string, node: Span): Draft {
    const key = `${service} ${id}`;
    const known = this.outside.get(key);
    if (known !== undefined) return known;
    const draft: Draft = {
      id,
      span: { start: node.start, end: node.end },
      service,
      resource: undefined,
      body: undefined,
    };
    this.outside.set(key, draft);
    return draft;
  }

  private edge(edge: DraftEdge): void {
    const same = this.edges.findIndex((e) => e.from === edge.from && e.to === edge.to);
    if (edge.from === edge.to) return;
    if (same === -1) this.edges.push(edge);
    else if (edge.sure && this.edges[same]?.sure === false) this.edges[same] = edge;
  }

  // ------------------------------------------------------------------------------------------------ finish

  private finish(defined: readonly Defined[], resolved: readonly Called[]): { steps: Step[]; edges: Edge[] } {
    const machines = new Map(defined.map((d) => [d.resource, d.definition.machine]));
    const touched = new Set(this.edges.flatMap((e) => [e.from, e.to]));
    const shown = [...this.drafts.values()].filter(
      (d) => touched.has(d) || d.resource?.spec?.neighbour !== true,
    );
    const steps = new Map<Draft, Step>();
    const called: Step[] = [];
    const calls: Edge[] = [];
    for (const draft of [...shown, ...[...this.outside.values()].filter((d) => touched.has(d))]) {
      const step = stepOf(draft);
      const machine = draft.resource === undefined ? undefined : machines.get(draft.resource);
      steps.set(draft, machine === undefined ? step : withEntries(step, machineEntries(machine)));
      if (machine === undefined) continue;
      const found = calledSteps(machine, steps.get(draft) ?? step, (state, call) =>
        resolved.some((r) => r.state === state && r.service === call.service),
      );
      called.push(...found.steps);
      calls.push(...found.edges);
    }
    const edges = this.edges.flatMap(({ from, to, span, declaredBy, sure, call }): Edge[] => {
      const [a, b] = [steps.get(from), steps.get(to)];
      return a === undefined || b === undefined
        ? []
        : [{ from: a, to: b, span, declaredBy, ...(!sure && { maybe: true }), ...(call && { call }) }];
    });
    return { steps: [...steps.values(), ...called], edges: [...edges, ...calls] };
  }
}

function isOutside(draft: Draft): boolean {
  return draft.resource === undefined;
}

function isStep({ spec }: Resource): boolean {
  return spec !== undefined && spec.partOf.length === 0 && !spec.connects;
}

function stepOf({ id, span, service, resource, body }: Draft): Step {
  const idSpan = { start: span.start, end: span.end };
  if (resource === undefined || body === undefined) {
    const name = serviceById(service).shortName;
    return {
      id,
      idSpan,
      anonymous: true,
      service,
      serviceSpan: idSpan,
      serviceText: name,
      body: undefined,
      span: idSpan,
      known: new Set(),
    };
  }
  const { typePlace, properties, key } = resource;
  return {
    id,
    idSpan,
    anonymous: false,
    service,
    serviceSpan: { start: typePlace.start, end: typePlace.end },
    serviceText: resource.type,
    body: body.build(properties ?? { start: typePlace.end, end: typePlace.end }),
    span: { start: key.start, end: Math.max(resource.body.end, typePlace.end) },
    known: body.known(service),
  };
}

function withEntries(step: Step, entries: readonly MapEntry[]): Step {
  if (step.body === undefined) return step;
  const own = new Set(step.body.entries.map((e) => e.key.text));
  return {
    ...step,
    body: { ...step.body, entries: [...step.body.entries, ...entries.filter((e) => !own.has(e.key.text))] },
  };
}

/** The best name that references give for something outside of the file. */
function nameIn(references: readonly Reference[]): string | undefined {
  for (const r of references) if (r.kind === 'name') return r.name;
  for (const r of references) {
    if (r.kind === 'name' || r.text.includes('{{')) continue;
    const words = r.text
      .replaceAll(/\$\{[^}]*\}/g, '')
      .split(/[:/]+/)
      .filter((w) => w !== '' && w !== '*');
    const last = words.at(-1);
    if (last !== undefined && last.length <= 64) return last;
  }
  return undefined;
}
