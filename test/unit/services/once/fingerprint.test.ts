import { expect, test } from 'vitest';
import { fingerprint } from '../../../../src/services/once/fingerprint.js';

test('is the same whatever spaces there are at the ends of a text, and no other', () => {
  expect(fingerprint(' Acme \n', null, 1)).toBe(fingerprint('Acme', null, 1));
  expect(fingerprint('Ac me')).not.toBe(fingerprint('Acme'));
  expect(fingerprint('a', 'b')).not.toBe(fingerprint('ab'));
});
