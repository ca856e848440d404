import { describe, expect, test } from 'vitest';
import {
  isBlank,
  parseWellFormedJson,
  tryParseJson,
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

  test('what nests without end is no JSON to anybody: it could not be written down again', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(tryParseJson(nested(200_000))).toBeUndefined();
    expect(tryParseJson(`{"a":${nested(1_000)}}`)).toBeUndefined();
    expect(tryParseJson(`{"a":${nested(500)}}`)).toBeUndefined();
    expect(tryParseJson(`{"a":${nested(499)},"b":"${'x'.repeat(2_000)}"}`)).toBeDefined();
    expect(
      tryParseJson(`{"a":${nested(499)},"b":[${'{},'.repeat(600)}"${'['.repeat(600)}"]}`),
    ).toBeDefined();
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
