import assert from 'node:assert/strict';
import { comparable, compareVersions, parseQuantity, unitOf } from '../../src/core/quantity.js';

describe('quantity', () => {
  const cases: [string, number, string][] = [
    ['60 s', 60, 'duration'],
    ['60s', 60, 'duration'],
    ['< 5 min', 300, 'duration'],
    ['<=1s', 1, 'duration'],
    ['~2 h', 7200, 'duration'],
    ['7 d', 604800, 'duration'],
    ['1 h', 3600, 'duration'],
    ['200 ms', 0.2, 'duration'],
    ['64 MB', 64e6, 'size'],
    ['1 MiB', 1048576, 'size'],
    ['2 MB/s', 2e6, 'sizeRate'],
    ['2MBps', 2e6, 'sizeRate'],
    ['6 MB per minute', 1e5, 'sizeRate'],
    ['2 mb/s', 2e6, 'sizeRate'],
    ['8 Mbps', 1e6, 'sizeRate'],
    ['8 mbps', 1e6, 'sizeRate'],
    ['8 Mb/s', 1e6, 'sizeRate'],
    ['1 Gbit/s', 125e6, 'sizeRate'],
    ['2 MiBps', 2 * 1024 ** 2, 'sizeRate'],
    ['10k/s', 10_000, 'countRate'],
    ['2M/s', 2e6, 'countRate'],
    ['10 K records/s', 10_000, 'countRate'],
    ['5k', 5000, 'count'],
    ['12,345,678', 12_345_678, 'count'],
    ['5m', 300, 'duration'],
    ['1,000 records/s', 1000, 'countRate'],
    ['3000/s', 3000, 'countRate'],
    ['500 records', 500, 'count'],
    ['3', 3, 'count'],
    ['1e3', 1000, 'count'],
  ];
  for (const [text, base, dimension] of cases) {
    it(`reads ${text}`, () => {
      const q = parseQuantity(text);
      assert.equal(q?.dimension, dimension);
      assert.ok(Math.abs((q?.base ?? 0) - base) < 1e-6, String(q?.base));
    });
  }

  it('gives a bare number the unit of its setting', () => {
    assert.equal(parseQuantity('64', 'MiB')?.base, 64 * 1024 ** 2);
    assert.equal(parseQuantity('24', 'h')?.base, 86400);
  });

  it('reads MB as the setting means it where the vendor writes MB for MiB', () => {
    assert.equal(parseQuantity('64 MB', 'MiB', ['MB'])?.base, 64 * 1024 ** 2);
    assert.equal(parseQuantity('64 MB', 'MiB')?.base, 64e6);
  });

  it('refuses what is no quantity', () => {
    for (const text of ['', 'soon', 'G.1X', '1.2.3', 'x 60 s', '60 s s 5', '1,5 MB', '1,5', '12,34 s'])
      assert.equal(parseQuantity(text), undefined, text);
    assert.equal(unitOf('MB/x'), undefined);
  });

  it('compares only what can be compared', () => {
    const [a, b, c] = [parseQuantity('60 s'), parseQuantity('1 min'), parseQuantity('5 MB')];
    assert.ok(a && b && c);
    assert.equal(comparable(a, b), 60);
    assert.equal(comparable(a, c), undefined);
  });

  it('compares versions as versions', () => {
    assert.equal(compareVersions('5.9.0', '5.23.0'), -1);
    assert.equal(compareVersions('emr-6.4.0', '5.23.0'), 1);
    assert.equal(compareVersions('5.23', '5.23.0'), 0);
    assert.equal(compareVersions('latest', '5.23.0'), undefined);
  });
});
