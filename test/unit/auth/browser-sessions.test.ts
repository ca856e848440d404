import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createBrowserSessions } from '../../../src/auth/browser-sessions.js';

function sessions() {
  const kept = new Set<string>();
  const asked: string[] = [];
  const made = createBrowserSessions({
    create: async ({ tokenSha256 }) => {
      kept.add(tokenSha256);
    },
    find: async (tokenSha256) => {
      asked.push(tokenSha256);
      return null;
    },
    delete: async (tokenSha256) => {
      asked.push(tokenSha256);
      kept.delete(tokenSha256);
    },
  });
  return { made, kept, asked };
}

const USER = { username: 'priya@crm.example', name: 'Priya Raman', email: null };

test('the store gets the hash of a token, never the token', async () => {
  const { made, kept } = sessions();
  const token = await made.start(USER);
  expect([...kept]).toEqual([createHash('sha256').update(token).digest('hex')]);
  await made.end(token);
  expect(kept.size).toBe(0);
});

test.each(['', 'x', 'a'.repeat(10_000), '../../etc', 'é'.repeat(43)])(
  'a cookie that no session of ours wrote costs the store nothing: %.20s',
  async (token) => {
    const { made, asked } = sessions();
    expect(await made.find(token)).toBeNull();
    await made.end(token);
    expect(asked).toEqual([]);
  },
);
