import { expect, it } from 'vitest';
import { harmlessText } from '../../../src/domain/harmless-text.js';

it.each([
  ['No user ada.lovelace+x@mail.example.com here', 'No user [address] here'],
  ['<ada@example.com>, bob@example.org', '<[address]>, [address]'],
  ['see https://files.example/a/b?X-Amz-Signature=0123#top', 'see https://files.example/a/b'],
  ['https://user:secret@files.example/a', 'https://files.example/a'],
  ['https://sign.example/s/0123456789abcdef0123456789abcdef', 'https://sign.example/…'],
  ['https://deals.example/documents/T-123', 'https://deals.example/documents/T-123'],
  ['https://[broken', '[link]'],
  ['two\nlines', 'two\\u000alines'],
])('makes of "%s" what may be kept', (text, kept) => {
  expect(harmlessText(text)).toBe(kept);
});

it('cuts what is long, in a time that goes by its length', () => {
  expect(harmlessText('x'.repeat(1_000_000))).toHaveLength(300);
  expect(harmlessText(`${'a.'.repeat(100_000)}@`).endsWith('…')).toBe(true);
});
