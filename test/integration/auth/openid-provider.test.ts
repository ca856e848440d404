import { generateKeyPairSync } from 'node:crypto';
import { fastify } from 'fastify';
import { exportJWK, SignJWT } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBrowserSessions } from '../../../src/auth/browser-sessions.js';
import { createOpenIdProvider } from '../../../src/auth/openid-provider.js';
import { createSignIn } from '../../../src/auth/sign-in.js';
import { systemClock } from '../../../src/domain/clock.js';
import { UpstreamUnavailableError } from '../../../src/domain/errors.js';
import type { Log } from '../../../src/domain/log.js';

const ORGANIZATION = '00D000000000001EAA';
const SUBJECT = `https://login.salesforce.com/id/${ORGANIZATION}/005000000000001AAA`;
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A provider that says what a test has it say. */
let says: {
  signer: typeof keys.privateKey;
  claims: Record<string, unknown>;
  userInfo: Record<string, unknown>;
  tokenStatus: number;
  tokenError: string;
};
let nonce = '';
let provider = fastify();
let url = '';
const lines: string[] = [];
const record = (data: object, text: string) => {
  lines.push(`${text} ${JSON.stringify(data)}`);
};
const log: Log = { debug: record, info: record, warn: record, error: record };

beforeEach(async () => {
  says = {
    signer: keys.privateKey,
    claims: {},
    userInfo: {},
    tokenStatus: 200,
    tokenError: 'invalid_grant',
  };
  lines.length = 0;
  provider = fastify();
  provider.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => {
    done(null);
  });
  provider.get('/.well-known/openid-configuration', async () => ({
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/userinfo`,
    jwks_uri: `${url}/keys`,
  }));
  provider.get('/keys', async () => ({
    keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'RS256', use: 'sig', kid: '1' }],
  }));
  provider.post('/token', async (_request, reply) => {
    if (says.tokenStatus !== 200)
      return reply.code(says.tokenStatus).send({ error: says.tokenError });
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: url, aud: 'app', sub: SUBJECT, nonce, iat: now, exp: now + 120 };
    const idToken = await new SignJWT({ ...claims, ...says.claims })
      .setProtectedHeader({ alg: 'RS256', kid: '1' })
      .sign(says.signer);
    return { access_token: 'secret-access', token_type: 'Bearer', id_token: idToken };
  });
  provider.get('/userinfo', async () => ({
    sub: SUBJECT,
    organization_id: ORGANIZATION,
    preferred_username: 'priya@crm.example',
    name: 'Priya Raman',
    email: 'priya@crm.example',
    active: true,
    user_type: 'STANDARD',
    ...says.userInfo,
  }));
  url = await provider.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => provider.close());

async function signIn(organizationId: () => Promise<string> = () => Promise.resolve(ORGANIZATION)) {
  const openId = createOpenIdProvider({
    url,
    clientId: 'app',
    clientSecret: null,
    clock: systemClock,
    log,
  });
  const created: unknown[] = [];
  const flow = createSignIn({
    provider: openId,
    sessions: createBrowserSessions({
      create: async ({ user }) => {
        created.push(user);
      },
      find: async () => null,
      delete: async () => undefined,
    }),
    admins: [],
    organizationId,
    publicUrl: () => 'http://127.0.0.1:4000',
    clock: systemClock,
    log,
  });
  const begun = await flow.begin('/x');
  nonce = new URL(begun!.url).searchParams.get('nonce')!;
  const query = new URLSearchParams({ code: 'secret-code', state: begun!.state });
  const outcome = await flow.complete(query.toString(), begun!.cookie);
  await openId.close();
  // Nothing that opens a door is logged, whatever came.
  expect(lines.join('\n')).not.toMatch(/secret-|eyJ|priya/);
  return { created, reason: outcome.ok ? null : outcome.reason };
}

it('lets a user in whose ID token and user info are right', async () => {
  const user = { username: 'priya@crm.example', name: 'Priya Raman', email: 'priya@crm.example' };
  expect(await signIn()).toEqual({ created: [user], reason: null });
});

it('knows the organization by 15 and by 18 characters', async () => {
  says.userInfo = { organization_id: ORGANIZATION.slice(0, 15) };
  expect((await signIn()).reason).toBeNull();
});

it.each<[string, Record<string, unknown>]>([
  ['is for another app', { aud: 'another' }],
  ['is of another issuer', { iss: 'https://evil.example' }],
  ['has expired', { exp: Math.floor(Date.now() / 1000) - 60 }],
  ['belongs to another attempt', { nonce: 'another' }],
  ['belongs to no attempt', { nonce: undefined }],
  ['names nobody', { sub: undefined }],
  ['is about somebody else than the user info', { sub: `${SUBJECT}x` }],
])('refuses an ID token that %s', async (_what, claims) => {
  says.claims = claims;
  expect(await signIn()).toEqual({ created: [], reason: 'not-verified' });
});

it('refuses an ID token that a key not of the provider signed', async () => {
  says.signer = stranger.privateKey;
  expect(await signIn()).toEqual({ created: [], reason: 'not-verified' });
});

it.each<[string, Record<string, unknown>, string]>([
  ['who is not active', { active: false }, 'inactive'],
  ['of another organization', { organization_id: '00D000000000002EAA' }, 'other-organization'],
  ['of an organization that is no id', { organization_id: 'x' }, 'other-organization'],
  ['of a portal', { user_type: 'PowerPartner' }, 'other-user-type'],
  ['without a name to sign in with', { preferred_username: undefined }, 'misconfigured'],
  ['of whom nobody says that they are active', { active: undefined }, 'misconfigured'],
])('refuses a user %s', async (_who, userInfo, reason) => {
  says.userInfo = userInfo;
  expect(await signIn()).toEqual({ created: [], reason });
});

it.each([
  [400, 'invalid_grant', 'not-verified'],
  [400, 'inactive_user', 'inactive'],
  [400, 'invalid_client_id', 'misconfigured'],
  [500, 'whatever', 'unavailable'],
  [429, 'whatever', 'unavailable'],
])('tells apart why there are no tokens: %i %s', async (status, error, reason) => {
  says.tokenStatus = status;
  says.tokenError = error;
  expect(await signIn()).toEqual({ created: [], reason });
});

it('lets nobody in while it can not find out its own organization', async () => {
  const away = () =>
    Promise.reject(new UpstreamUnavailableError('away', { service: 'salesforce' }));
  expect(await signIn(away)).toEqual({ created: [], reason: 'unavailable' });
});
