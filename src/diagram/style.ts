/** How the classes of the drawing look. All colours are custom properties, which each place of use sets. */
export const DIAGRAM_CSS = `
.diagram { font-family: var(--d-font); }
.diagram text { fill: var(--d-text); }
.diagram .heading { font-size: 16px; font-weight: 600; }
.diagram .name { font-size: 13px; font-weight: 600; }
.diagram .service { font-size: 11.5px; fill: var(--d-dim); }
.diagram .box { fill: var(--d-node); stroke: var(--d-border); stroke-width: 1.2; }
.diagram .stub .box { stroke-dasharray: 5 3; }
.diagram .unknown .box { stroke-dasharray: 1.5 3.5; stroke-linecap: round; }
.diagram .focus { fill: none; stroke: none; }
.diagram .tile { fill: var(--d-tile); }
.diagram .glyph { fill: none; stroke: var(--d-accent); stroke-width: 1.4; stroke-linecap: round; stroke-linejoin: round; }
.diagram .line { fill: none; stroke: var(--d-edge); stroke-width: 1.5; }
.diagram .hit { fill: none; stroke: transparent; stroke-width: 14; pointer-events: stroke; }
.diagram .head { fill: var(--d-edge); }
.diagram .pill { fill: var(--d-background); stroke: var(--d-edge); stroke-opacity: 0.55; stroke-width: 1; }
.diagram .label { font-size: 11px; fill: var(--d-dim); text-anchor: middle; }
.diagram .node.error > .box { stroke: var(--d-error); stroke-width: 1.8; }
.diagram .node.warning > .box { stroke: var(--d-warning); stroke-width: 1.8; }
.diagram .edge.error > .line { stroke: var(--d-error); stroke-width: 2; }
.diagram .edge.warning > .line { stroke: var(--d-warning); stroke-width: 2; stroke-dasharray: 7 4; }
.diagram .edge.error > .head { fill: var(--d-error); }
.diagram .edge.warning > .head { fill: var(--d-warning); }
.diagram .edge.error > .pill { stroke: var(--d-error); stroke-opacity: 1; }
.diagram .edge.warning > .pill { stroke: var(--d-warning); stroke-opacity: 1; }
.diagram .badge > :first-child { stroke: var(--d-background); stroke-width: 1.5; stroke-linejoin: round; }
.diagram .badge.error > :first-child { fill: var(--d-error); }
.diagram .badge.warning > :first-child { fill: var(--d-warning); }
.diagram .badge.information > :first-child { fill: var(--d-info); }
.diagram .badge.hint > :first-child { fill: var(--d-hint); }
.diagram .badge text { fill: var(--d-on-badge); font-size: 11px; font-weight: 700; text-anchor: middle; }
`;

/** The custom properties of the drawing, by name without `--d-`. */
export const PROPERTIES = [
  'font',
  'text',
  'dim',
  'background',
  'node',
  'border',
  'tile',
  'accent',
  'edge',
  'error',
  'warning',
  'info',
  'hint',
  'on-badge',
] as const;
export type Property = (typeof PROPERTIES)[number];

const FONT = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif';

export const LIGHT: Readonly<Record<Property, string>> = {
  font: FONT,
  text: '#1f2328',
  dim: '#57606a',
  background: '#ffffff',
  node: '#f6f8fa',
  border: '#8c959f',
  tile: '#e4ebf3',
  accent: '#0a5dc2',
  edge: '#6e7781',
  error: '#c4282d',
  warning: '#8f6200',
  info: '#0a5dc2',
  hint: '#57606a',
  'on-badge': '#ffffff',
};

export const DARK: Readonly<Record<Property, string>> = {
  font: FONT,
  text: '#e6edf3',
  dim: '#9aa4af',
  background: '#16191d',
  node: '#21262d',
  border: '#6b7683',
  tile: '#2d3846',
  accent: '#7ab7ff',
  edge: '#8b949e',
  error: '#ff7b72',
  warning: '#e3b341',
  info: '#7ab7ff',
  hint: '#9aa4af',
  'on-badge': '#101418',
};
