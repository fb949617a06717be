/** Small drawings in a field of 20 by 20, made of strokes. */
import type { Glyph } from './types.js';

export const GLYPHS: Readonly<Record<Glyph, string>> = {
  source: '<circle cx="6.5" cy="10" r="3.5"/><path d="M10 10h7m-3-3 3 3-3 3"/>',
  stream:
    '<path d="M3 6.5c2.3-2 4.7-2 7 0s4.7 2 7 0M3 10.5c2.3-2 4.7-2 7 0s4.7 2 7 0M3 14.5c2.3-2 4.7-2 7 0s4.7 2 7 0"/>',
  delivery: '<path d="M10 3v8m-3-3 3 3 3-3M3.5 11.5v4h13v-4"/>',
  storage: '<path d="m4 5.5 1.5 10.5h9L16 5.5"/><ellipse cx="10" cy="5.5" rx="6" ry="2"/>',
  database:
    '<ellipse cx="10" cy="5" rx="6" ry="2.3"/><path d="M4 5v10c0 1.3 2.7 2.3 6 2.3s6-1 6-2.3V5M4 10c0 1.3 2.7 2.3 6 2.3s6-1 6-2.3"/>',
  compute:
    '<rect x="5.5" y="5.5" width="9" height="9" rx="1.5"/><path d="M8 3v2.5M12 3v2.5M8 14.5V17M12 14.5V17M3 8h2.5M3 12h2.5M14.5 8H17M14.5 12H17"/>',
  process: '<path d="M10 3.2 16 6.6v6.8l-6 3.4-6-3.4V6.6z"/><circle cx="10" cy="10" r="2.4"/>',
  model:
    '<circle cx="5" cy="6" r="1.8"/><circle cx="5" cy="14" r="1.8"/><circle cx="15" cy="10" r="1.8"/><path d="m6.6 6.8 6.8 2.5M6.6 13.2l6.8-2.5"/>',
  query: '<circle cx="8.8" cy="8.8" r="4.8"/><path d="m12.4 12.4 4.1 4.1"/>',
  chart: '<path d="M4 16.5h12.5M6 16V11m4 5V5m4 11V8.5"/>',
  flow: '<rect x="3.5" y="3.5" width="5" height="5" rx="1"/><rect x="11.5" y="11.5" width="5" height="5" rx="1"/><path d="M8.5 6H14v5.5"/>',
  monitor: '<path d="M3 10.5h3.5L8.5 5l3.5 10 2-4.5h3"/>',
  service: '<circle cx="10" cy="10" r="6"/><circle cx="10" cy="10" r="1.6"/>',
  unknown: '<path d="M7.3 7.5c0-1.7 1.2-2.7 2.8-2.7s2.7 1 2.7 2.5c0 2.3-2.8 2.3-2.8 4.7M10 15.2v.1"/>',
};
