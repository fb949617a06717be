import assert from 'node:assert/strict';
import { deflateSync, inflateSync } from 'node:zlib';
import { smallPng } from '../../scripts/vscode/small-png.js';

const SIGNATURE = '89504e470d0a1a0a';

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  // The sum behind a chunk is not looked at.
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}

/** A picture of red, green and blue from rows that say how they are filtered. */
function png(width: number, rows: readonly (readonly number[])[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([Buffer.from(SIGNATURE, 'hex'), chunk('IHDR', header), chunk('IDAT', data)]);
}

/** The pixels of a picture with a palette, as `rrggbb`. */
function pixelsOf(picture: Buffer, width: number): string[][] {
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < picture.length; at += picture.readUInt32BE(at) + 12) {
    const data = picture.subarray(at + 8, at + 8 + picture.readUInt32BE(at));
    parts.set(picture.toString('latin1', at + 4, at + 8), data);
  }
  const palette = parts.get('PLTE') ?? Buffer.alloc(0);
  const rows = inflateSync(parts.get('IDAT') ?? Buffer.alloc(0));
  const lines: string[][] = [];
  for (let at = 0; at < rows.length; at += width + 1) {
    const indexes = [...rows.subarray(at + 1, at + 1 + width)];
    lines.push(indexes.map((i) => palette.subarray(i * 3, i * 3 + 3).toString('hex')));
  }
  return lines;
}

describe('small pictures', () => {
  it('keep few colours as they are, however the rows were filtered', () => {
    const picture = png(2, [
      [0, 255, 0, 0, 0, 255, 0],
      [1, 10, 20, 30, 5, 5, 5],
      [2, 1, 1, 1, 0, 0, 0],
      [3, 0, 0, 0, 0, 0, 0],
      [4, 1, 1, 1, 1, 1, 1],
    ]);
    assert.deepEqual(pixelsOf(smallPng(picture), 2), [
      ['ff0000', '00ff00'],
      ['0a141e', '0f1923'],
      ['0b151f', '0f1923'],
      ['050a0f', '0a1119'],
      ['060b10', '0b121a'],
    ]);
  });

  it('keep many colours nearly as they are', () => {
    const rows = Array.from({ length: 20 }, (_, y) => [
      0,
      ...Array.from({ length: 20 }, (_, x) => [x * 12, y * 12, 128]).flat(),
    ]);
    const small = pixelsOf(smallPng(png(20, rows)), 20);
    assert.ok(new Set(small.flat()).size <= 256);
    for (const [y, line] of small.entries()) {
      for (const [x, pixel] of line.entries()) {
        const [red = 0, green = 0] = Buffer.from(pixel, 'hex');
        assert.ok(Math.abs(red - x * 12) <= 24 && Math.abs(green - y * 12) <= 24, `${x},${y}: ${pixel}`);
      }
    }
  });

  it('refuse what is no such picture', () => {
    assert.throws(() => smallPng(Buffer.from('GIF89a')), /not a PNG/);
  });
});
