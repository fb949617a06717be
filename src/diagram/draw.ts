/** From places to SVG. Colours and fonts are classes; `style.ts` says what they look like. */
import { GLYPHS } from './glyphs.js';
import { BADGE, NODE } from './layout.js';
import type { Direction, Layout, PlacedDiagram, PlacedEdge, PlacedNode, Point } from './placed-types.js';
import { edgeLabel, nodeLabel } from './speech.js';
import { type DiagramNode, type Mark, marksText, worstOf } from './types.js';

/** The inside of an `<svg>` of this size. Everything that came from the text is escaped. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** `interactive`: nodes, edges and badges are buttons that can be reached by keyboard. */
export function draw(layout: Layout, options: { readonly interactive: boolean }): Drawing {
  const body = layout.diagrams.map((d) => drawDiagram(d, layout.direction, options.interactive)).join('');
  return { width: layout.width, height: layout.height, body };
}

function drawDiagram(
  { diagram, title, nodes, edges }: PlacedDiagram,
  direction: Direction,
  interactive: boolean,
): string {
  const loose = diagram.marks.length === 0 ? '' : badge(diagram.marks, title.x + BADGE / 2, title.y + 12);
  const shift = loose === '' ? 0 : BADGE + 8;
  const heading = `<g${button(interactive, 'title', '', diagram.at, `Pipeline ${diagram.title}${spoken(diagram.marks)}`)}>${tip(diagram.marks)}${loose}<text class="heading" x="${title.x + shift}" y="${title.y + 18}">${escapeXml(diagram.title)}</text></g>`;
  const byKey = new Map(diagram.nodes.map((n) => [n.key, n]));
  // In the order of the text, each step with what it writes: so does the keyboard go through them.
  const parts = nodes.map((n) => {
    const out = edges.filter((e) => e.edge.from === n.node.key);
    return (
      drawNode(n, interactive, nodeLabel(n.node, diagram, byKey)) +
      out.map((e) => drawEdge(e, direction, interactive, byKey)).join('')
    );
  });
  return `<g class="pipeline">${heading}${parts.join('')}</g>`;
}

// --------------------------------------------------------------------------------------------------- nodes

function drawNode({ node, box, title, subtitle }: PlacedNode, interactive: boolean, label: string): string {
  const worst = worstOf(node.marks);
  const classes = ['node', node.stub ? 'stub' : '', node.glyph === 'unknown' ? 'unknown' : '', worst ?? '']
    .filter(Boolean)
    .join(' ');
  const middle = box.height / 2;
  const rows =
    subtitle === undefined
      ? `<text class="name" x="${NODE.text}" y="${middle + 4.5}">${escapeXml(title)}</text>`
      : `<text class="name" x="${NODE.text}" y="${middle - 3}">${escapeXml(title)}</text><text class="service" x="${NODE.text}" y="${middle + 14}">${escapeXml(subtitle)}</text>`;
  return [
    `<g transform="translate(${box.x} ${box.y})"${button(interactive, classes, node.key, node.at, label)}>`,
    tip(node.marks, `${node.id}: ${node.service}`),
    `<rect class="focus" x="-4" y="-4" width="${box.width + 8}" height="${box.height + 8}" rx="11"/>`,
    `<rect class="box" width="${box.width}" height="${box.height}" rx="8"/>`,
    `<rect class="tile" x="10" y="${middle - 17}" width="34" height="34" rx="6"/>`,
    `<g class="glyph ${node.glyph}" transform="translate(17 ${middle - 10})">${GLYPHS[node.glyph]}</g>`,
    rows,
    node.marks.length === 0 ? '' : badge(node.marks, box.width - 4, 3),
    '</g>',
  ].join('');
}

// --------------------------------------------------------------------------------------------------- edges

const HEAD = { length: 9, half: 4.5 } as const;

function drawEdge(
  { edge, points, label }: PlacedEdge,
  direction: Direction,
  interactive: boolean,
  nodes: ReadonlyMap<string, DiagramNode>,
): string {
  const worst = worstOf(edge.marks);
  const end = points.at(-1);
  const before = points.at(-2);
  if (end === undefined || before === undefined) return '';
  // A line forwards arrives straight, whatever its last points are.
  const forwards = direction === 'right' ? end.x > before.x : end.y > before.y;
  const straight = direction === 'right' ? 0 : Math.PI / 2;
  const angle = forwards ? straight : Math.atan2(end.y - before.y, end.x - before.x);
  const neck = {
    x: end.x - Math.cos(angle) * (HEAD.length - 1),
    y: end.y - Math.sin(angle) * (HEAD.length - 1),
  };
  const own = edge.from === edge.to;
  const path = own ? ownLoop(before, end) : curve([...points.slice(0, -1), neck], direction);
  const head = `<path class="head" transform="translate(${number(end.x)} ${number(end.y)}) rotate(${own ? 90 : number((angle * 180) / Math.PI)})" d="M0 0L${-HEAD.length} ${-HEAD.half}L${-HEAD.length + 2} 0L${-HEAD.length} ${HEAD.half}Z"/>`;
  const text = label === undefined || label.text === '' ? '' : label.text;
  const marked = edge.marks.length > 0;
  const pill =
    text === '' || label === undefined
      ? ''
      : `<rect class="pill" x="${label.x}" y="${label.y}" width="${label.width}" height="${label.height}" rx="${label.height / 2}"/><text class="label" x="${number(label.x + ((marked ? BADGE : 0) + label.width) / 2)}" y="${label.y + 14}">${escapeXml(text)}</text>`;
  const sign =
    label === undefined || !marked ? '' : badge(edge.marks, label.x + BADGE / 2, label.y + label.height / 2);
  return `<g${button(interactive, ['edge', worst ?? ''].filter(Boolean).join(' '), edge.key, edge.at, edgeLabel(edge, nodes))}>${tip(edge.marks, edgeLabel({ ...edge, marks: [] }, nodes))}<path class="hit" d="${path}"/><path class="line" d="${path}"/>${head}${pill}${sign}</g>`;
}

function ownLoop(from: Point, to: Point): string {
  return `M${number(from.x)} ${number(from.y)}C${number(from.x)} ${number(from.y - 36)} ${number(to.x)} ${number(to.y - 36)} ${number(to.x)} ${number(to.y - HEAD.length + 1)}`;
}

/** A smooth line through the points that leaves and arrives in the direction of the drawing. */
function curve(points: readonly Point[], direction: Direction): string {
  const [first] = points;
  if (first === undefined) return '';
  const at = ({ x, y }: Point) => `${number(x)} ${number(y)}`;
  let path = `M${at(first)}`;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]] as const;
    if (a === undefined || b === undefined) continue;
    const reach = direction === 'right' ? { x: (b.x - a.x) / 2, y: 0 } : { x: 0, y: (b.y - a.y) / 2 };
    path += `C${at({ x: a.x + reach.x, y: a.y + reach.y })} ${at({ x: b.x - reach.x, y: b.y - reach.y })} ${at(b)}`;
  }
  return path;
}

// -------------------------------------------------------------------------------------------------- badges

/** Each severity has a shape of its own; inside stands a sign, or the number of findings where there are several. */
const SHAPES: Readonly<
  Record<Mark['severity'], { readonly shape: string; readonly sign: string; readonly y: number }>
> = {
  error: { shape: '<path d="M-4.1 -9.9H4.1L9.9 -4.1V4.1L4.1 9.9H-4.1L-9.9 4.1V-4.1Z"/>', sign: '✕', y: 4 },
  warning: {
    shape: '<path d="M0 -10.5 11 8.6Q11.3 9.7 10.2 9.7H-10.2Q-11.3 9.7 -11 8.6Z"/>',
    sign: '!',
    y: 7,
  },
  information: { shape: '<circle r="9.4"/>', sign: 'i', y: 4 },
  hint: { shape: '<rect x="-8.5" y="-8.5" width="17" height="17" rx="3"/>', sign: '…', y: 3 },
};

function badge(marks: readonly Mark[], x: number, y: number): string {
  const severity = worstOf(marks);
  if (severity === undefined) return '';
  const { shape, sign, y: base } = SHAPES[severity];
  const text = marks.length === 1 ? sign : marks.length > 9 ? '9+' : String(marks.length);
  const first = marks.find((m) => m.severity === severity) ?? marks[0];
  const at = first === undefined ? '' : ` data-start="${first.start}" data-end="${first.end}"`;
  return `<g class="badge ${severity}" transform="translate(${number(x)} ${number(y)})"${at}>${shape}<text y="${base}">${text}</text></g>`;
}

// --------------------------------------------------------------------------------------------------- parts

function button(
  interactive: boolean,
  classes: string,
  key: string,
  at: { start: number; end: number },
  label: string,
): string {
  if (!interactive) return ` class="${classes}"`;
  const data = `${key === '' ? '' : ` data-key="${key}"`} data-start="${at.start}" data-end="${at.end}"`;
  return ` class="${classes}"${data} role="button" tabindex="0" aria-label="${escapeXml(label)}"`;
}

/** Tooltip: what it is, and every message. */
function tip(marks: readonly Mark[], head = ''): string {
  const lines = [
    ...(head === '' ? [] : [head]),
    ...marks.map((m) => `${marksText([m]).replace(/^1 /, '')}: ${m.message}`),
  ];
  return lines.length === 0 ? '' : `<title>${escapeXml(lines.join('\n'))}</title>`;
}

function spoken(marks: readonly Mark[]): string {
  return marks.length === 0 ? '' : `, ${marksText(marks)}: ${marks.map((m) => m.message).join('; ')}`;
}

/** Safe in element content and in quoted attributes. What XML does not allow at all becomes a blank. */
export function escapeXml(text: string): string {
  const allowed = Array.from(text, (c) =>
    (c >= ' ' || c === '\n' || c === '\t') && c < '\ufffe' ? c : ' ',
  ).join('');
  return allowed.replaceAll(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);
}

function number(value: number): number {
  return Math.round(value * 10) / 10;
}
