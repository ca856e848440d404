import { expect, it } from 'vitest';
import {
  ATTEMPT_LIFETIME_MS,
  createAttempt,
  readAttempt,
  writeAttempt,
} from '../../../src/auth/sign-in-attempt.js';

const NOW = new Date('2026-03-02T09:00:00.000Z');

it('comes back from its cookie as it was, for ten minutes', () => {
  const attempt = createAttempt('/documents/T-1', NOW);
  const cookie = writeAttempt(attempt);
  expect(cookie).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(readAttempt(cookie, NOW)).toEqual(attempt);
  expect(readAttempt(cookie, new Date(NOW.getTime() + ATTEMPT_LIFETIME_MS))).toEqual(attempt);
  expect(readAttempt(cookie, new Date(NOW.getTime() + ATTEMPT_LIFETIME_MS + 1))).toBeNull();
});

it('comes back at a server whose clock is behind that of the one where it began', () => {
  const attempt = createAttempt('/', NOW);
  const cookie = writeAttempt(attempt);
  expect(readAttempt(cookie, new Date(NOW.getTime() - 5_000))).toEqual(attempt);
  expect(readAttempt(cookie, new Date(NOW.getTime() - ATTEMPT_LIFETIME_MS - 1))).toBeNull();
});

it('is different each time', () => {
  const [one, other] = [createAttempt('/', NOW), createAttempt('/', NOW)];
  const values = [one, other].flatMap(({ state, nonce, verifier }) => [state, nonce, verifier]);
  expect(new Set(values).size).toBe(6);
});

it('fits into a cookie with the longest path', () => {
  expect(writeAttempt(createAttempt(`/${'a'.repeat(1_023)}`, NOW)).length).toBeLessThan(3_000);
});

it('checks the path again, which a person may have changed in the cookie', () => {
  const attempt = { ...createAttempt('/', NOW), returnTo: '//evil.example' };
  expect(readAttempt(writeAttempt(attempt), NOW)?.returnTo).toBe('/');
});

it.each(['', 'x', '{}', 'bm90IGpzb24', Buffer.from('{"state":"x"}').toString('base64url')])(
  'reads nothing from %j',
  (text) => {
    expect(readAttempt(text, NOW)).toBeNull();
  },
);
