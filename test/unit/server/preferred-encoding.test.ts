import { expect, it } from 'vitest';
import { preferredEncoding } from '../../../src/server/preferred-encoding.js';

const OFFERED = ['br', 'gzip'] as const;

it.each([
  [undefined, null],
  ['', null],
  ['gzip, br', 'br'],
  ['GZip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['br;q=0.1, gzip', 'gzip'],
  ['br; q=0.1 , gzip; q=0.2', 'gzip'],
  ['gzip;q=1.0, br;q=1', 'br'],
  ['br;q=0', null],
  ['br;q=0, *', 'gzip'],
  ['*', 'br'],
  ['*;q=0', null],
  ['*;q=0, gzip', 'gzip'],
  ['identity, br;q=0.9', null],
  ['identity;q=0.5, br;q=0.5', 'br'],
  ['identity;q=0, gzip;q=0.1', 'gzip'],
  ['deflate, zstd', null],
  ['br;q=much, gzip;q=0.1', 'gzip'],
  ['br;level=1;q=0.2, gzip;q=0.1', 'br'],
  [',;,=', null],
])('%j gets %j', (header, encoding) => {
  expect(preferredEncoding(header, OFFERED)).toBe(encoding);
});

it('is none where none is there', () => {
  expect(preferredEncoding('*', [])).toBeNull();
});
