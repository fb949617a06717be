/**
 * PNG pictures of a screen in at most 256 colours: a third of the size, and nobody sees the difference. Reads what a browser
 * writes: 8 bits a channel, no interlacing.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST = 256;

interface Picture {
  readonly width: number;
  readonly height: number;
  /** A number for each pixel: red, green and blue. */
  readonly pixels: Uint32Array;
}

/** The same picture with a palette. */
export function smallPng(png: Buffer): Buffer {
  const picture = decode(png);
  const palette = paletteOf(picture.pixels);
  return encode(picture, palette);
}

// -------------------------------------------------------------------------------------------------- colours

/** How often each colour occurs, the most frequent first. */
function histogram(pixels: Uint32Array): [colour: number, count: number][] {
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/**
 * The colours that the picture is drawn in. Frequent ones go first, each only if none of the chosen is close to it; what "close" means
 * becomes narrower until the palette is full.
 */
function paletteOf(pixels: Uint32Array): number[] {
  const colours = histogram(pixels);
  if (colours.length <= MOST) return colours.map(([colour]) => colour);
  const chosen: number[] = [];
  const taken = new Set<number>();
  for (let distance = 24; distance >= 1 && chosen.length < MOST; distance = Math.floor(distance * 0.7)) {
    for (const [colour] of colours) {
      if (chosen.length === MOST) break;
      if (taken.has(colour) || chosen.some((c) => apart(c, colour) < distance * distance)) continue;
      chosen.push(colour);
      taken.add(colour);
    }
  }
  return chosen;
}

/** The square of the distance between two colours, green counting most and blue least, as eyes do. */
function apart(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return red * red + 2 * green * green + 0.7 * blue * blue;
}

function nearest(colour: number, palette: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < palette.length; i++)
    if (apart(palette[i] ?? 0, colour) < apart(palette[best] ?? 0, colour)) best = i;
  return best;
}

// --------------------------------------------------------------------------------------------------- format

function decode(png: Buffer): Picture {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG file');
  const parts: Buffer[] = [];
  let header = Buffer.alloc(0);
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = Buffer.from(data);
    if (type === 'IDAT') parts.push(data);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = { 2: 3, 6: 4 }[header[9] ?? 0];
  if (header[8] !== 8 || channels === undefined || header[12] !== 0) throw new Error('an unusual PNG file');
  const rows = unfiltered(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const pixels = new Uint32Array(width * height);
  for (let i = 0; i < pixels.length; i++) {
    const at = i * channels;
    pixels[i] = ((rows[at] ?? 0) << 16) | ((rows[at + 1] ?? 0) << 8) | (rows[at + 2] ?? 0);
  }
  return { width, height, pixels };
}

/** Each row is written as differences to its neighbours, in one of five ways. */
function unfiltered(data: Buffer, stride: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < channels ? 0 : (out[at - channels] ?? 0);
      const up = y === 0 ? 0 : (out[at - stride] ?? 0);
      const corner = y === 0 || x < channels ? 0 : (out[at - stride - channels] ?? 0);
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      out[at] = (data[y * (stride + 1) + 1 + x] ?? 0) + predicted;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function encode({ width, height, pixels }: Picture, palette: readonly number[]): Buffer {
  const known = new Map(palette.map((colour, i) => [colour, i]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = pixels[y * width + x] ?? 0;
      const index = known.get(colour) ?? nearest(colour, palette);
      known.set(colour, index);
      rows[y * (width + 1) + 1 + x] = index;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
