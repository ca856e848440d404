import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK } from 'jose';
import { describe, expect, test } from 'vitest';
import { createAuthenticator } from '../../../src/auth/authenticate.js';
import type { AuthenticatorSettings } from '../../../src/auth/authenticate.js';
import type { Clock } from '../../../src/domain/clock.js';
import { ManualClock } from '../../support/manual-clock.js';
import { createOrgSigner } from '../../support/org-signer.js';
import type { OrgTokenParts } from '../../support/org-signer.js';
import { AUDIENCE } from '../../support/world.js';

const REP = 'priya.raman@meridian-cloud.example';
const ORG = '00D5g0000012AbCEAU';
const OTHER_ORG = '00D5g0000099XyZEAU';

const org = createOrgSigner(ORG, REP);
const other = createOrgSigner(OTHER_ORG, REP);
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

type OrgKeys = NonNullable<AuthenticatorSettings['orgs']>['keys'];

function authenticator(
  keys: OrgKeys = [
    { orgId: ORG, key: { publicKeyPem: org.publicKeyPem } },
    { orgId: OTHER_ORG, key: { publicKeyPem: other.publicKeyPem } },
  ],
  options: {
    jwt?: AuthenticatorSettings['jwt'];
    connected?: () => Promise<string>;
    clock?: Clock;
  } = {},
) {
  const authenticate = createAuthenticator(
    { jwt: options.jwt ?? null, orgs: { keys, audience: AUDIENCE }, apiKeys: [] },
    options.connected ?? (() => Promise.resolve(ORG)),
    options.clock,
  );
  return (token: string) => authenticate({ authorization: `Bearer ${token}`, apiKey: undefined });
}

const swapCase = (text: string) =>
  text.replaceAll(/[a-z]/gi, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()));

describe('a token that an org signed', () => {
  test('stands for the user it names', async () => {
    const claims = { email: 'p@x.example', roles: ['legal'] };
    expect(await authenticator()(await org.token({ claims }))).toEqual({
      ok: true,
      caller: { kind: 'user', username: REP, email: 'p@x.example', roles: ['legal'] },
    });
  });

  test.each<[unknown, string | null]>([
    [true, 'p@x.example'],
    ['true', 'p@x.example'],
    [undefined, 'p@x.example'],
    [false, null],
    ['false', null],
    [0, null],
  ])('acts under no address that its signer does not vouch for: %j', async (verified, email) => {
    const claims = { email: 'p@x.example', email_verified: verified };
    expect(await authenticator()(await org.token({ claims }))).toMatchObject({ caller: { email } });
  });

  test.each<[string, OrgTokenParts]>([
    ['with the 15 characters of its id', { orgId: ORG.slice(0, 15) }],
    [
      'with check characters in lower case',
      { orgId: ORG.slice(0, 15) + ORG.slice(15).toLowerCase() },
    ],
    ['for several audiences', { claims: { aud: ['else', AUDIENCE] } }],
    ['of a clock half a minute ahead', { notBeforeInS: 30 }],
    ['that expired half a minute ago', { expiresInS: -30 }],
    ['good for nearly ten minutes', { expiresInS: 595 }],
    [
      'that names where its key is to be had, which is not looked at',
      { header: { kid: 'x', jku: 'https://evil.example/keys', x5u: 'https://evil.example/cert' } },
    ],
  ])('is taken %s', async (_what, parts) => {
    expect(await authenticator()(await org.token(parts))).toMatchObject({ ok: true });
  });

  test.each<[string, OrgTokenParts]>([
    ['of an org that is not on the list', { orgId: '00D5g00000ZZZZZEA5' }],
    ['of another org on the list', { orgId: OTHER_ORG }],
    ['whose org id differs in case', { orgId: swapCase(ORG.slice(0, 15)) }],
    ['whose org id has wrong check characters', { orgId: `${ORG.slice(0, 15)}AAA` }],
    ['whose org id is no text', { orgId: [ORG] }],
    ['whose org id is null', { orgId: null }],
    ['for another audience', { audience: 'someone-else' }],
    ['for no audience', { audience: null }],
    ['that never expires', { expiresInS: null }],
    ['that expires later than in ten minutes', { expiresInS: 630 }],
    ['that expired more than a minute ago', { expiresInS: -65 }],
    ['that is not valid before two minutes', { notBeforeInS: 120 }],
    ['signed by another key', { key: stranger.privateKey }],
    ['signed with RS512', { alg: 'RS512' }],
    ['signed with an elliptic key', { alg: 'ES256', key: ec.privateKey }],
    [
      'whose public key was used as a secret',
      { alg: 'HS256', key: new TextEncoder().encode(org.publicKeyPem) },
    ],
    ['that names nobody', { subject: '' }],
    ['with a critical extension', { header: { crit: ['x'], x: 1 } }],
  ])('is invalid %s', async (_what, parts) => {
    const answer = await authenticator()(await sign(parts));
    expect(answer).toMatchObject({ ok: false, reason: 'invalid' });
  });

  test('is invalid without a signature', async () => {
    const [, payload] = (await org.token()).split('.');
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await authenticator()(`${header}.${payload}.`)).toMatchObject({ reason: 'invalid' });
  });

  test('is invalid when its org is not the one that is read, however well it is signed', async () => {
    expect(await authenticator()(await other.token())).toMatchObject({
      ok: false,
      reason: 'invalid',
    });
  });

  test('is not judged while the connected org is not known', async () => {
    const check = authenticator(undefined, { connected: () => Promise.reject(new Error('down')) });
    expect(await check(await org.token())).toMatchObject({ ok: false, reason: 'unavailable' });
    expect(await check(await sign({ key: stranger.privateKey }))).toMatchObject({
      reason: 'invalid',
    });
  });

  test('is checked with either key while the org replaces one', async () => {
    const check = authenticator([
      { orgId: ORG, key: { publicKeyPem: pemOf(stranger.publicKey) } },
      { orgId: ORG, key: { publicKeyPem: org.publicKeyPem } },
    ]);
    expect(await check(await org.token())).toMatchObject({ ok: true });
    expect(await check(await org.token({ key: stranger.privateKey }))).toMatchObject({ ok: true });
    expect(await check(await sign({ alg: 'ES256', key: ec.privateKey }))).toMatchObject({
      reason: 'invalid',
    });
  });
});

describe('beside an identity provider', () => {
  const provider = createOrgSigner(ORG, REP);
  const jwt = {
    key: { publicKeyPem: provider.publicKeyPem },
    issuer: null,
    audience: AUDIENCE,
  };

  test('a token without an org is checked by the provider, one with an org by the org alone', async () => {
    const check = authenticator(undefined, { jwt });
    expect(await check(await provider.token({ orgId: undefined }))).toMatchObject({ ok: true });
    expect(await check(await org.token())).toMatchObject({ ok: true });
    expect(await check(await provider.token())).toMatchObject({ reason: 'invalid' });
    expect(await check(await provider.token({ orgId: '00D5g00000ZZZZZEA5' }))).toMatchObject({
      reason: 'invalid',
    });
    expect(await check(await org.token({ orgId: undefined }))).toMatchObject({ reason: 'invalid' });
  });

  test('where only orgs sign, a token without an org is refused and told why', async () => {
    expect(await authenticator()(await org.token({ orgId: undefined }))).toEqual({
      ok: false,
      reason: 'invalid',
      message: 'The bearer token has no "org_id", the id of the org that signed it.',
    });
  });
});

describe('an org with a key set', () => {
  async function keySet(answer: () => { status: number; body: string | Buffer }) {
    let fetched = 0;
    const server = createServer((_request, response) => {
      fetched += 1;
      const { status, body } = answer();
      response.writeHead(status, { location: 'http://127.0.0.1:1/', 'content-type': 'text/plain' });
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    const clock = new ManualClock();
    return {
      clock,
      check: authenticator([{ orgId: ORG, key: { jwksUrl: url } }], { clock }),
      fetched: () => fetched,
      [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
    };
  }
  const keys = async () =>
    JSON.stringify({
      keys: [
        { ...(await exportJWK(stranger.publicKey)), kid: 'old', alg: 'RS256', use: 'sig' },
        { ...(await exportJWK(org.publicKey)), kid: 'new', alg: 'RS256', use: 'sig' },
      ],
    });

  test('is asked once, and picks the key that the token names', async () => {
    const body = await keys();
    await using set = await keySet(() => ({ status: 200, body }));
    const checked = await Promise.all([
      set.check(await org.token({ header: { kid: 'new' } })),
      set.check(await org.token({ header: { kid: 'new' } })),
      set.check(await org.token({ header: { kid: 'old' } })),
      set.check(await org.token({ header: { kid: 'unknown' } })),
      set.check(await org.token()),
    ]);
    expect(checked.map(({ ok }) => ok)).toEqual([true, true, false, false, true]);
    expect(set.fetched()).toBe(1);
  });

  test.each([
    ['redirects', 302, ''],
    ['is larger than any key set', 200, Buffer.alloc(1_000_000, ' ')],
    ['is down', 500, ''],
    ['is a page', 200, '<html>Down for maintenance</html>'],
    ['is empty', 200, ''],
    ['is cut short', 200, '{"keys": [{"kty": "RSA"'],
    ['has no key', 200, '{"keys": []}'],
    ['is something else', 200, '{"jwks": 1}'],
  ])('leaves its tokens unjudged while it %s', async (_what, status, body) => {
    await using set = await keySet(() => ({ status, body }));
    for (let token = 0; token < 20; token += 1) {
      const header = { kid: `forged-${token}` };
      expect(await set.check(await org.token({ header }))).toMatchObject({ reason: 'unavailable' });
    }
    // Anybody can send tokens; what they cost the signer of the keys is bounded.
    expect(set.fetched()).toBe(1);
  });

  test('is asked again after seconds, and then its tokens are judged', async () => {
    let body = '';
    await using set = await keySet(() => ({ status: body === '' ? 503 : 200, body }));
    const token = await org.token({ header: { kid: 'new' } });
    expect(await set.check(token)).toMatchObject({ reason: 'unavailable' });
    body = await keys();
    expect(await set.check(token)).toMatchObject({ reason: 'unavailable' });
    set.clock.advance(5_000);
    expect((await set.check(token)).ok).toBe(true);
    expect(set.fetched()).toBe(2);
  });

  test('is not asked for a token of an org that is not on the list', async () => {
    await using set = await keySet(() => ({ status: 200, body: '' }));
    expect(await set.check(await other.token())).toMatchObject({ reason: 'invalid' });
    expect(set.fetched()).toBe(0);
  });
});

function pemOf(key: typeof stranger.publicKey): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

/** jose refuses to sign a header with a critical extension that it does not know; a forger does not. */
async function sign(parts: OrgTokenParts): Promise<string> {
  if (parts.header?.['crit'] === undefined) return org.token(parts);
  const [, payload, signature] = (await org.token()).split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'RS256', ...parts.header })).toString(
    'base64url',
  );
  return [header, payload, signature].join('.');
}
