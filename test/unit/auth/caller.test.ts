import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createAuthenticator } from '../../../src/auth/authenticate.js';
import { callerKey, requireReader, rolesOf } from '../../../src/auth/caller.js';
import { ForbiddenError } from '../../../src/domain/errors.js';

const noOrg = () => Promise.reject(new Error('no token of an org is expected here'));
const hashOf = (key: string) => createHash('sha256').update(key, 'utf8').digest('hex');

describe('API keys', () => {
  const authenticate = createAuthenticator(
    {
      jwt: null,
      orgs: null,
      apiKeys: [
        { name: 'erp', sha256: hashOf('clé-ñ'), role: 'service' },
        { name: 'web', sha256: hashOf('web'), role: 'user' },
      ],
    },
    noOrg,
  );
  const byKey = (apiKey: string) => authenticate({ authorization: undefined, apiKey });

  test('are known by the hash of their UTF-8 bytes', async () => {
    expect(await byKey('clé-ñ')).toEqual({
      ok: true,
      caller: { kind: 'key', name: 'erp', role: 'service' },
    });
    expect(await byKey('web')).toMatchObject({ caller: { role: 'user' } });
  });

  test.each(['', 'WEB', 'web ', hashOf('web')])('do not include %j', async (key) => {
    expect(await byKey(key)).toMatchObject({ ok: false, reason: 'invalid' });
  });

  test('are the only way in where no tokens are set up', async () => {
    const answer = await authenticate({ authorization: 'Bearer a.b.c', apiKey: 'web' });
    expect(answer).toMatchObject({ ok: false, reason: 'invalid' });
  });

  test('without any credentials, say what to send', async () => {
    const answer = await authenticate({ authorization: undefined, apiKey: undefined });
    expect(answer).toMatchObject({ ok: false, reason: 'missing' });
    expect(answer).toHaveProperty('message', expect.stringContaining('x-api-key'));
  });
});

describe('callers', () => {
  test('of the role "user" without a person read nothing of the CRM', () => {
    expect(() => requireReader({ kind: 'key', name: 'web', role: 'user' })).toThrow(ForbiddenError);
  });

  test('have intents of their own, a person and a key of one name too', () => {
    const person = { kind: 'user', username: 'erp', email: null } as const;
    const key = { kind: 'integration', keyName: 'erp' } as const;
    expect(callerKey(person)).not.toBe(callerKey(key));
  });

  test('have the same intents however their name is written', () => {
    const person = { kind: 'user', email: null } as const;
    expect(callerKey({ ...person, username: 'Ada@crm' })).toBe(
      callerKey({ ...person, username: 'ada@CRM' }),
    );
  });

  test('have the roles of their token beside their own', () => {
    const roles = rolesOf({ kind: 'user', username: 'a', email: null, roles: ['legal'] });
    expect(roles).toEqual(['user', 'legal']);
    expect(rolesOf({ kind: 'key', name: 'ops', role: 'admin' })).toEqual(['admin']);
  });
});
