/** The drawing as a picture, in the colours that it has on the screen. */
import { LIGHT, PROPERTIES, type Property } from '../diagram/style.js';

/** The colours of the theme as the page shows them now. */
export function themeColours(drawing: Element): Readonly<Record<Property, string>> {
  const style = getComputedStyle(drawing);
  const entries = PROPERTIES.map((name) => [
    name,
    style.getPropertyValue(`--d-${name}`).trim() || LIGHT[name],
  ]);
  return Object.fromEntries(entries) as Record<Property, string>;
}

const LARGEST = 8192;

/** A PNG in base 64, at twice the size where a canvas can be as large. */
export async function pngOf(
  svg: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<string> {
  const scale = Math.min(2, LARGEST / Math.max(width, height));
  const image = new Image();
  image.src = `data:image/svg+xml;base64,${base64(new TextEncoder().encode(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('the drawing cannot be made into a picture here');
  context.scale(scale, scale);
  context.drawImage(image, 0, 0, width, height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000)
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}
