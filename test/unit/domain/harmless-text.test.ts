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
  ['https://x.example/u/jo%40example.com', 'https://x.example/u/[address]'],
  [
    'no jo%40example.com, no jo@пример.рф, no "jo.b"@example.com',
    'no [address], no [address], no [address]',
  ],
  ['redis://:hunter2@10.0.0.1:6379/0 refused', 'redis://10.0.0.1:6379/0 refused'],
  ['files.example/a?X-Amz-Signature=0123abcd&x=1', 'files.example/a?X-Amz-Signature=[secret]&x=1'],
  ['{"client_secret":"s3cret-of-ours"} is wrong', '{"client_secret":"[secret]"} is wrong'],
  ['invalid api-key: abcdefghijklmnop', 'invalid api-key: [secret]'],
  ['Authorization: Bearer 0a1b2c3d4e5f6a7b8c9d', 'Authorization: Bearer [secret]'],
  ['got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqbyJ9.c2ln', 'got [secret]'],
  ['the token: it has expired', 'the token: it has expired'],
  ['Basic Plan 2026; REQUIRED_FIELD_MISSING', 'Basic Plan 2026; REQUIRED_FIELD_MISSING'],
  ['two\nlines', 'two\\u000alines'],
])('makes of "%s" what may be kept', (text, kept) => {
  expect(harmlessText(text)).toBe(kept);
});

it('cuts what is long, in a time that goes by its length', () => {
  expect(harmlessText('x'.repeat(1_000_000))).toHaveLength(300);
  expect(harmlessText(`${'a.'.repeat(100_000)}@`).endsWith('…')).toBe(true);
});
