/** Widths of texts without a screen: an estimate for the sans-serif fonts of interfaces, on the wide side. */

const NARROW = /[iljtfrI.,:;'|!()[\]{}/\\ -]/;
const WIDE = /[mwMW@%—…]/;
const CAPITAL = /[A-Z0-9_+<>=~#&?$]/;

/** Width in pixels of a text in a font of `size` pixels; bold letters are a little wider. */
export function widthOf(text: string, size: number, bold = false): number {
  let em = 0;
  for (const c of text)
    em += NARROW.test(c) ? 0.37 : WIDE.test(c) ? 0.95 : CAPITAL.test(c) ? 0.68 : c > '\u2e80' ? 1 : 0.6;
  return em * size * (bold ? 1.06 : 1);
}

/** The text, cut with an ellipsis where it is wider than `most` pixels. */
export function fitted(text: string, most: number, size: number, bold = false): string {
  if (widthOf(text, size, bold) <= most) return text;
  let cut = [...text];
  while (cut.length > 1 && widthOf(`${cut.join('')}…`, size, bold) > most) cut = cut.slice(0, -1);
  return `${cut.join('')}…`;
}
