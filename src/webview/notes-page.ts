/**
 * Runs in the built-in Markdown preview, and does something on our own pages only: it mends the style where the preview's own makes them
 * hard to read, and keeps the page at the fact that it was opened at. The preview scrolls there before its style sheets have come; with
 * them the text grows, and the fact slips out of sight.
 */

/** Where the preview tells its scripts what it shows. */
const DATA = 'vscode-markdown-preview-data';
const SCHEME = 'tributary:';
/** How long after everything has loaded the place is still kept, in milliseconds. */
const AFTERWARDS = 1500;
/** How long after that the text is surely drawn. */
const DRAWN = 150;
/** Room above the heading. */
const MARGIN = '12px';

/**
 * A drawing in characters must not be wrapped. In themes of high contrast, inline code has the page's colours the other way round, on
 * which a link cannot be read. In a narrow page, long names would make tables wider than it is.
 */
const STYLE = `
pre code { white-space: pre; }
pre { overflow-x: auto; }
.vscode-high-contrast a code { background: none; padding: 0; }
@media (max-width: 640px) { td code { overflow-wrap: anywhere; } }
`;

/** What the preview shows, if that is a page of ours: with the id of the heading that it was opened at. */
function ownPage(): { readonly heading: string | undefined } | undefined {
  const text = document.getElementById(DATA)?.getAttribute('data-settings');
  if (!text) return undefined;
  const { source, fragment } = JSON.parse(text) as { source?: unknown; fragment?: unknown };
  if (typeof source !== 'string' || !source.startsWith(SCHEME)) return undefined;
  return { heading: typeof fragment === 'string' && fragment !== '' ? fragment : undefined };
}

function mendStyle(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** The preview may draw the text anew, so the heading is looked up each time. */
function heading(id: string): HTMLElement | null {
  return document.getElementById(id) ?? document.getElementById(encodeURIComponent(id));
}

/** Scrolls again whenever the layout changes, until it has settled or the reader does something. */
function keepAt(id: string): void {
  const observer = new ResizeObserver(() => {
    const element = heading(id);
    if (element === null) return;
    element.style.scrollMarginTop = MARGIN;
    element.scrollIntoView({ block: 'start' });
  });
  const letGo = () => observer.disconnect();
  for (const type of ['wheel', 'pointerdown', 'touchstart', 'keydown'])
    window.addEventListener(type, letGo, { once: true, passive: true, capture: true });
  afterLoad(() => setTimeout(letGo, AFTERWARDS));
  observer.observe(document.body);
}

/** Lights up for a moment: near the end of a page the fact cannot be at its top. */
function lightUp(element: HTMLElement | null): void {
  if (element === null) return;
  const colour = getComputedStyle(element).getPropertyValue('--vscode-editor-findMatchHighlightBackground');
  if (colour.trim() === '') return;
  element.animate([{ backgroundColor: colour.trim() }, { backgroundColor: 'transparent' }], 2500);
}

function start(): void {
  const page = ownPage();
  if (page === undefined) return;
  mendStyle();
  const id = page.heading;
  if (id === undefined) return;
  keepAt(id);
  afterLoad(() => setTimeout(() => lightUp(heading(id)), DRAWN));
}

function afterLoad(action: () => void): void {
  if (document.readyState === 'complete') action();
  else window.addEventListener('load', action, { once: true });
}

// The preview loads its scripts while the text is still being read.
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { once: true });
else start();
