/** The page of the diagram: draws what the extension sends, and tells it what was clicked. */
import { draw } from '../diagram/draw.js';
import { layoutOf } from '../diagram/layout.js';
import type { Direction, Layout } from '../diagram/placed-types.js';
import { standaloneSvg } from '../diagram/standalone.js';
import type { Diagram } from '../diagram/types.js';
import { showAccount } from './account.js';
import { pngOf, themeColours } from './export.js';
import { byId, connect } from './host.js';
import type { DiagramReply, DiagramRequest } from './protocol.js';
import { type View, Viewport } from './viewport.js';

interface State {
  readonly uri: string;
  readonly view?: View;
  readonly asText: boolean;
  /** What the user has chosen; else it is what can be read. */
  readonly direction?: Direction;
}

const host = connect<State, DiagramReply>();
const canvas = byId<HTMLElement>('canvas');
const svg = byId<SVGSVGElement>('drawing');
const group = byId<SVGGElement>('view');
const account = byId<HTMLElement>('account');
const notice = byId<HTMLElement>('notice');
const detail = byId<HTMLElement>('detail');
const percent = byId<HTMLElement>('percent');
const textButton = byId<HTMLButtonElement>('text');
const turnButton = byId<HTMLButtonElement>('turn');

let state: State = host.getState() ?? { uri: '', asText: false };
let diagrams: readonly Diagram[] = [];
let layout: Layout | undefined;
let offset: number | undefined;
/** The last layout in each direction, whose places are taken over where they can be. */
const layouts: { right?: Layout; down?: Layout } = {};

const viewport = new Viewport(canvas, group, (view, chosen) => {
  percent.textContent = `${Math.round(view.scale * 100)} %`;
  const { view: _, ...rest } = state;
  keep(chosen ? { ...rest, view } : rest);
});

function keep(next: State): void {
  state = next;
  host.setState(state);
}

// -------------------------------------------------------------------------------------------------- drawing

function update(message: Extract<DiagramRequest, { type: 'update' }>): void {
  const fresh = message.uri !== state.uri || layout === undefined;
  const restored = layout === undefined && message.uri === state.uri ? state.view : undefined;
  diagrams = message.diagrams;
  keep(
    fresh && restored === undefined
      ? withoutView({ ...state, uri: message.uri })
      : { ...state, uri: message.uri },
  );
  const empty = diagrams.every((d) => d.nodes.length === 0);
  notice.hidden = !empty;
  notice.textContent = message.notice;
  svg.toggleAttribute('hidden', empty);
  redraw(fresh, fresh && restored === undefined);
  if (restored !== undefined) viewport.restore(restored);
  svg.setAttribute('aria-label', `Diagram of ${diagrams.map((d) => d.title).join(', ') || message.name}`);
  showAccount(account, diagrams, message.notice, jump);
  document.body.dataset.drawn = String(diagrams.reduce((n, d) => n + d.nodes.length, 0));
}

/** `fresh`: it is another drawing; `begin`: it is shown from its beginning. */
function redraw(fresh: boolean, begin: boolean): void {
  layout = chosenLayout(fresh);
  showDirection(layout.direction);
  const drawing = draw(layout, { interactive: true });
  // The page remembers its active element while the editor has the focus; then it is not to be taken back.
  const focused = document.hasFocus() ? document.activeElement?.getAttribute('data-key') : undefined;
  group.innerHTML = drawing.body;
  if (focused) partOf(focused)?.focus({ preventScroll: true });
  viewport.resize(drawing, begin);
  select(false);
}

function withoutView({ view: _, ...rest }: State): State {
  return rest;
}

/** No drawing of so many steps can be read without moving it. */
const MANY = 60;

/** From left to right, unless only the other way all of it can be read at once. */
function chosenLayout(fresh: boolean): Layout {
  const laid = (direction: Direction) => {
    const made = layoutOf(diagrams, layouts[direction], direction);
    layouts[direction] = made;
    return made;
  };
  const now = state.direction ?? (fresh ? 'right' : (layout?.direction ?? 'right'));
  const first = laid(now);
  const fixed = state.direction !== undefined || !(fresh || viewport.free);
  const steps = diagrams.reduce((n, d) => n + d.nodes.length, 0);
  if (fixed || steps > MANY || viewport.readable(first)) return first;
  const other = laid(opposite(now));
  return viewport.readable(other) ? other : first;
}

function opposite(direction: Direction): Direction {
  return direction === 'right' ? 'down' : 'right';
}

/** What a click on the button does. */
function showDirection(now: Direction): void {
  const label = `Draw from ${now === 'right' ? 'top to bottom' : 'left to right'}`;
  turnButton.title = label;
  turnButton.setAttribute('aria-label', label);
}

function turn(): void {
  if (layout === undefined) return;
  keep(withoutView({ ...state, direction: opposite(layout.direction) }));
  redraw(false, true);
}

function partOf(key: string): SVGElement | undefined {
  return group.querySelector<SVGElement>(`[data-key="${CSS.escape(key)}"]`) ?? undefined;
}

/** Marks the node or edge in which the cursor stands. */
function select(reveal: boolean): void {
  for (const old of group.querySelectorAll('.selected')) old.classList.remove('selected');
  const key = offset === undefined ? undefined : keyAt(offset);
  const part = key === undefined ? undefined : partOf(key);
  if (part === undefined) return;
  part.classList.add('selected');
  if (!group.contains(document.activeElement)) tell(part);
  if (reveal) viewport.reveal(part, detail);
}

/** An edge's word, else the step around it, else a bare name that stands there. */
function keyAt(at: number): string | undefined {
  const inside = (place: { start: number; end: number }) => place.start <= at && at <= place.end;
  for (const d of diagrams) {
    const edge = d.edges.find((e) => inside(e.at));
    const found = edge ?? d.nodes.find((n) => !n.stub && inside(n.body)) ?? d.nodes.find((n) => inside(n.at));
    if (found !== undefined) return found.key;
  }
  return undefined;
}

/** What it is and what was found, in the strip below the drawing. */
function tell(part: Element | null | undefined): void {
  detail.textContent = part?.querySelector(':scope > title')?.textContent ?? '';
}

function jump(place: { readonly start: number; readonly end: number }): void {
  host.send({ type: 'jump', start: place.start, end: place.end });
}

// --------------------------------------------------------------------------------------------------- export

async function save(format: 'svg' | 'png'): Promise<void> {
  if (diagrams.length === 0) return;
  try {
    const data =
      format === 'svg'
        ? standaloneSvg(diagrams, 'auto', layout?.direction)
        : await pngOf(
            standaloneSvg(diagrams, themeColours(svg), layout?.direction),
            layoutOf(diagrams, layout),
          );
    host.send({ type: 'save', format, data });
  } catch (error) {
    host.send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

function showText(on: boolean): void {
  keep({ ...state, asText: on });
  textButton.setAttribute('aria-pressed', String(on));
  document.body.classList.toggle('as-text', on);
}

// --------------------------------------------------------------------------------------------------- events

const actions: Readonly<Record<string, () => void>> = {
  'zoom-in': () => viewport.zoom(1.25),
  'zoom-out': () => viewport.zoom(0.8),
  fit: () => viewport.fit(),
  turn,
  text: () => showText(!state.asText),
  mermaid: () => host.send({ type: 'copyMermaid' }),
  svg: () => void save('svg'),
  png: () => void save('png'),
};
for (const [id, action] of Object.entries(actions)) byId<HTMLElement>(id).addEventListener('click', action);

function clicked(event: Event): void {
  const part = (event.target as Element).closest('[data-start]');
  if (part !== null)
    jump({ start: Number(part.getAttribute('data-start')), end: Number(part.getAttribute('data-end')) });
}

group.addEventListener('click', clicked);
group.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  clicked(event);
});
group.addEventListener('focusin', (event) => {
  const part = (event.target as Element).closest('[data-start]');
  if (part === null) return;
  tell(part);
  if (part.matches(':focus-visible')) viewport.reveal(part, detail);
});
group.addEventListener('pointerover', (event) => {
  const part = (event.target as Element).closest('[tabindex]');
  if (part !== null) tell(part);
});
group.addEventListener('pointerout', (event) => {
  const next = event.relatedTarget instanceof Element ? event.relatedTarget.closest('[tabindex]') : null;
  if (next === null || !group.contains(next))
    tell(group.querySelector(':focus-visible') ?? group.querySelector('.selected'));
});

window.addEventListener('message', ({ data }: MessageEvent<DiagramRequest>) => {
  if (data.type === 'update') update(data);
  else if (data.type === 'export') void save(data.format);
  else {
    offset = data.offset;
    select(true);
  }
});
showText(state.asText);
host.send({ type: 'ready' });
