import { expect, it } from 'vitest';
import { inQuotes } from '../../../src/domain/in-quotes.js';

it.each([
  ['Acme', '"Acme"'],
  ['x'.repeat(41), `"${'x'.repeat(40)}"`],
  [`${'x'.repeat(39)}\u{1f600}`, `"${'x'.repeat(39)}"`],
  [`${'x'.repeat(38)}\u{1f600}`, `"${'x'.repeat(38)}\u{1f600}"`],
  ['half \udc00', '"half \ufffd"'],
])('%j is shown as %s, well-formed', (text, shown) => {
  expect(inQuotes(text)).toBe(shown);
  expect(inQuotes(text).isWellFormed()).toBe(true);
});

it('is cut where it is told to', () => {
  expect(inQuotes('EUROS', 3)).toBe('"EUR"');
});
