import { describe, expect, test } from 'vitest';
import {
  isBlank,
  parseWellFormedJson,
  wellFormed,
  wellFormedValue,
} from '../../../src/domain/well-formed.js';

const HALF = 'half \ud83d';
const MENDED = 'half \ufffd';

describe('well-formed text', () => {
  test.each([
    ['a first half', HALF, MENDED],
    ['a second half', 'x\udc00y', 'x\ufffdy'],
    ['a whole pair', '😀', '😀'],
    ['plain text', 'Acme', 'Acme'],
  ])('%s', (_what, text, expected) => {
    expect(wellFormed(text)).toBe(expected);
  });

  test('halves behind escapes and in names are found in JSON', () => {
    const json = String.raw`{"a":["half \ud83d"],"b\uDC00":{"c":1,"d":null,"e":true,"f":"\ud83d\ude00"}}`;
    expect(parseWellFormedJson(json)).toEqual({
      a: [MENDED],
      'b\ufffd': { c: 1, d: null, e: true, f: '😀' },
    });
    expect(parseWellFormedJson(JSON.stringify({ a: 1 }))).toEqual({ a: 1 });
    expect(parseWellFormedJson(`"${HALF}"`)).toBe(MENDED);
    expect(() => parseWellFormedJson('{')).toThrow(SyntaxError);
  });

  test('values keep a member named as the prototype', () => {
    expect(Object.keys(wellFormedValue(JSON.parse('{"__proto__": "x"}')) as object)).toEqual([
      '__proto__',
    ]);
  });
});

test.each([
  ['', true],
  [' \u200b\u00ad', true],
  ['\ufffd', false],
  ['.', false],
])('%j shows nothing: %s', (text, blank) => {
  expect(isBlank(text)).toBe(blank);
});
