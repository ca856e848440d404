import { expect, it } from 'vitest';
import { browserCookies } from '../../../src/server/browser-cookies.js';

it.each([
  ['http://127.0.0.1:4000', 'dealdraft_session', false],
  ['https://crm.example', '__Host-dealdraft_session', true],
  ['https://crm.example/contracts', '__Host-dealdraft_session', true],
])('at %s the session is in %s', (publicUrl, name, secure) => {
  const { sessionName, attributes, attemptName, attemptPrefix } = browserCookies(publicUrl);
  expect(sessionName).toBe(name);
  // What the prefix __Host- asks for: secure, the whole host, no domain.
  expect(attributes).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure });
  expect(attemptName('0123456789abcdefGHI')).toBe(`${attemptPrefix}0123456789abcdef`);
  expect(sessionName.startsWith(attemptPrefix)).toBe(false);
});
