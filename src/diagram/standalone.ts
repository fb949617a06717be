/** The drawing as an SVG file that stands for itself: its colours come along, and nothing is loaded. */
import { type Drawing, draw, escapeXml } from './draw.js';
import { layoutOf } from './layout.js';
import type { Direction } from './placed-types.js';
import { accountOf } from './speech.js';
import { DARK, DIAGRAM_CSS, LIGHT, PROPERTIES, type Property } from './style.js';
import type { Diagram } from './types.js';

/** The colours to draw in; `auto` follows the reader's light or dark scheme. */
export type Palette = 'auto' | Readonly<Record<Property, string>>;

/** A whole SVG document. It ends with a newline. */
export function standaloneSvg(
  diagrams: readonly Diagram[],
  palette: Palette = 'auto',
  direction: Direction = 'right',
): string {
  const drawing = draw(layoutOf(diagrams, undefined, direction), { interactive: false });
  return svgFile(drawing, diagrams, palette);
}

function svgFile({ width, height, body }: Drawing, diagrams: readonly Diagram[], palette: Palette): string {
  const title = diagrams.map((d) => d.title).join(', ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="diagram" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title summary">`,
    `<title id="title">${escapeXml(title)}</title>`,
    `<desc id="summary">${escapeXml(diagrams.map(summary).join('\n'))}</desc>`,
    `<style>${colours(palette)}${DIAGRAM_CSS}</style>`,
    `<rect width="100%" height="100%" fill="var(--d-background)"/>`,
    `${body}</svg>\n`,
  ].join('\n');
}

function summary(diagram: Diagram): string {
  const account = accountOf(diagram);
  return [
    `${account.title}: ${account.summary}.`,
    ...account.steps.map((s) => [s.text, ...s.below.map((l) => l.text)].join(', ')),
  ].join('\n');
}

function colours(palette: Palette): string {
  const rule = (values: Readonly<Record<Property, string>>) =>
    `.diagram { ${PROPERTIES.map((p) => `--d-${p}: ${values[p].replaceAll(/[<>{};]/g, '')};`).join(' ')} }`;
  if (palette !== 'auto') return rule(palette);
  return `\n${rule(LIGHT)}\n@media (prefers-color-scheme: dark) { ${rule(DARK)} }`;
}
