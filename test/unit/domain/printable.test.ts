import { describe, expect, it } from 'vitest';
import { printable, printableLines } from '../../../src/domain/printable.js';

describe('printable', () => {
  it.each([
    ['an escape sequence', 'a\u001b]0;x\u0007b', String.raw`a\u001b]0;x\u0007b`],
    ['the one-character escape of the second set', '\u009b31m', String.raw`\u009b31m`],
    ['an override of the reading direction', 'exe\u202egpj', String.raw`exe\u202egpj`],
    ['an isolate of the reading direction', '\u2066a\u2069', String.raw`\u2066a\u2069`],
    ['a line break, which would forge a line', 'a\nb\r\u2028', String.raw`a\u000ab\u000d\u2028`],
    ['backspaces and deletes', 'a\bb\u007f', String.raw`a\u0008b\u007f`],
    ['text that is nowhere to be seen', 'a\u200bb\ufeff', String.raw`a\u200bb\ufeff`],
    ['half a character', 'a\ud83d', String.raw`a\ud83d`],
  ])('shows %s', (_what, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('leaves names of people and their joiners as they are', () => {
    const names = 'Zoë Ångström, 李雷, नमस्ते क्\u200dष, می\u200cخواهم, 👩‍🚀, שלום';
    expect(printable(names)).toBe(names);
  });
});

it('JSON for a terminal is the same JSON, without what steers', () => {
  const value = { 'na\u009bme': 'a\u001bb\u202ec\nd', list: ['\u2028', 'é'] };
  const json = printableLines(JSON.stringify(value, null, 2));
  expect(JSON.parse(json)).toEqual(value);
  expect(json).not.toMatch(/[\u001b\u009b\u202e\u2028]/);
});
