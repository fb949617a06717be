/** The HTML of the diagram's page: a toolbar, the drawing, its text alternative. */
import { DIAGRAM_CSS } from '../diagram/style.js';
import type { PageParts } from './webview-page.js';

const ICONS: Readonly<Record<string, string>> = {
  'zoom-in': '<path d="M8 3v10M3 8h10"/>',
  'zoom-out': '<path d="M3 8h10"/>',
  fit: '<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"/>',
  turn: '<path d="M2.5 4.5h8M8.5 2.5l2 2-2 2M12.5 6v7.5M10.5 11.5l2 2 2-2"/>',
  text: '<path d="M3 4h10M3 8h10M3 12h6"/>',
};

function button(id: string, label: string, rest = ''): string {
  return `<button type="button" id="${id}" title="${label}" aria-label="${label}"${rest}><svg viewBox="0 0 16 16" aria-hidden="true">${ICONS[id] ?? ''}</svg></button>`;
}

function textButton(id: string, text: string, label: string): string {
  return `<button type="button" id="${id}" title="${label}" aria-label="${label}">${text}</button>`;
}

const BODY = `<div class="bar" role="toolbar" aria-label="Diagram">
${button('zoom-out', 'Zoom out (-)')}
<span class="percent" id="percent">100 %</span>
${button('zoom-in', 'Zoom in (+)')}
${button('fit', 'Fit to the panel (0)')}
${button('turn', 'Draw from top to bottom')}
<span class="gap"></span>
${button('text', 'Show the diagram in words', ' aria-pressed="false"')}
${textButton('mermaid', 'Mermaid', 'Copy as Mermaid')}
${textButton('svg', 'SVG', 'Export as SVG')}
${textButton('png', 'PNG', 'Export as PNG')}
</div>
<main>
<div class="canvas" id="canvas" tabindex="0" role="group" aria-label="Drawing. Arrow keys move it, plus and minus zoom, 0 fits it; Tab goes through the steps, Enter puts the cursor there.">
<svg class="diagram" id="drawing" role="group" aria-label="Diagram" hidden><g id="view"></g></svg>
</div>
<p class="notice" id="notice" role="status" hidden></p>
<section class="account" id="account" aria-label="The diagram in words"></section>
</main>
<div class="detail" id="detail"></div>`;

export const DIAGRAM_PAGE: PageParts = {
  name: 'diagram',
  title: 'Diagram',
  body: BODY,
  css: DIAGRAM_CSS,
};
