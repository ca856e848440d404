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
import type { SignInAttempt } from '../../../src/auth/sign-in-attempt.js';
import { ManualClock } from '../../support/manual-clock.js';

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
  /** What it answers in the place of one of its parts. */
  instead: Readonly<
    Record<
      string,
      {
        readonly status?: number;
        readonly body: string;
        readonly type?: string;
        readonly challenge?: string;
      }
    >
  >;
};
let asked: string[] = [];
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
    instead: {},
  };
  asked = [];
  lines.length = 0;
  provider = fastify();
  provider.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => {
    done(null);
  });
  provider.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    asked.push(path);
    const instead = says.instead[path];
    if (instead === undefined) return;
    await reply
      .code(instead.status ?? 200)
      .headers({
        location: 'http://127.0.0.1:1/',
        'content-type': instead.type ?? 'application/json',
        ...(instead.challenge === undefined ? {} : { 'www-authenticate': instead.challenge }),
      })
      .send(instead.body);
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

async function signIn(
  organizationId: () => Promise<string> = () => Promise.resolve(ORGANIZATION),
  answer: Readonly<Record<string, string>> = { code: 'secret-code' },
) {
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
  const query = new URLSearchParams({ ...answer, state: begun!.state });
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

it.each([
  ['access_denied', 'denied'],
  ['OAUTH_APP_ACCESS_DENIED', 'not-approved'],
  ['temporarily_unavailable', 'unavailable'],
  ['a_word_of_tomorrow', 'misconfigured'],
])('tells apart why the provider sends a person back: %s', async (error, reason) => {
  expect(await signIn(undefined, { error })).toEqual({ created: [], reason });
});

it('blames the app, not the person, where their token opens no user info', async () => {
  says.instead = {
    '/userinfo': { status: 401, body: '', challenge: 'Bearer error="invalid_token"' },
  };
  expect(await signIn()).toEqual({ created: [], reason: 'misconfigured' });
});

it('calls a person without a name by what they sign in with', async () => {
  says.userInfo = { name: undefined };
  expect((await signIn()).created).toMatchObject([{ name: 'priya@crm.example' }]);
});

it('lets a user in of whose kind the provider says nothing', async () => {
  says.userInfo = { user_type: undefined };
  expect((await signIn()).reason).toBeNull();
});

it('lets an error of ours through', async () => {
  await expect(signIn(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours');
});

it('lets nobody in while it can not find out its own organization', async () => {
  const away = () =>
    Promise.reject(new UpstreamUnavailableError('away', { service: 'salesforce' }));
  expect(await signIn(away)).toEqual({ created: [], reason: 'unavailable' });
});

const BAD_DAYS = [
  ['answers a page', { body: '<html>Down for maintenance</html>', type: 'text/html' }],
  ['answers nothing', { body: '' }],
  ['answers half of it', { body: '{"keys": [{"kty"' }],
  ['redirects', { status: 302, body: '' }],
  ['fails', { status: 500, body: '{}' }],
  ['is not found', { status: 404, body: 'no such page', type: 'text/plain' }],
] as const;

for (const part of ['/token', '/userinfo', '/keys'] as const) {
  it.each(BAD_DAYS)(
    `says that it is away, and blames nobody, while ${part} %s`,
    async (_how, answer) => {
      says.instead = { [part]: answer };
      expect(await signIn()).toEqual({ created: [], reason: 'unavailable' });
    },
  );
}

it.each(BAD_DAYS)(
  'is asked once in seconds where it is while its discovery %s',
  async (_how, answer) => {
    says.instead = { '/.well-known/openid-configuration': answer };
    const clock = new ManualClock();
    const openId = createOpenIdProvider({ url, clientId: 'app', clientSecret: null, clock, log });
    const attempt: SignInAttempt = {
      state: 's',
      nonce: 'n',
      verifier: 'v'.repeat(43),
      returnTo: '/',
      startedAt: clock.now(),
    };
    for (let person = 0; person < 20; person += 1) {
      expect(await openId.authorizationUrl(attempt, 'http://127.0.0.1/back')).toBeNull();
    }
    expect(asked).toHaveLength(1);
    says.instead = {};
    clock.advance(5_000);
    expect(await openId.authorizationUrl(attempt, 'http://127.0.0.1/back')).not.toBeNull();
    await openId.close();
  },
);

it.each<[string, Record<string, unknown>, string | null]>([
  ['vouches for', { email_verified: true }, 'priya@crm.example'],
  ['says nothing more of', {}, 'priya@crm.example'],
  ['does not vouch for', { email_verified: false }, null],
  ['does not vouch for, in a text', { email_verified: 'false' }, null],
])('knows the address of a person that the provider %s, or not', async (_what, userInfo, email) => {
  says.userInfo = userInfo;
  const { created } = await signIn();
  expect(created).toMatchObject([{ email }]);
});
