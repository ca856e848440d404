import { createHash } from 'node:crypto';

import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startSalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import { postToken, usernameOf, userIdOf, V } from './org-client.js';
import type { Answer } from './org-client.js';

const REDIRECT = 'http://127.0.0.1:5555/callback';
const VERIFIER = 'v'.repeat(43);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

let nowMs = Date.now();
let org: SalesforceSandbox;
beforeAll(async () => {
  org = await startSalesforceSandbox({
    seed: 'none',
    now: () => new Date(nowMs),
    unapprovedUsernames: ['tom.keller@meridian-cloud.example'],
  });
});
afterAll(() => org.close());

function authorizeUrl(change: Record<string, string | null> = {}): string {
  const url = new URL(`${org.url}/services/oauth2/authorize`);
  const parameters: Record<string, string | null> = {
    response_type: 'code',
    client_id: org.clientId,
    redirect_uri: REDIRECT,
    scope: 'openid',
    state: 'some state',
    nonce: 'some nonce',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...change,
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== null) url.searchParams.set(name, value);
  return url.href;
}

/** Clicks on a user's button; answers where the browser is sent. */
async function pick(firstName: string, change: Record<string, string | null> = {}): Promise<URL> {
  const response = await fetch(authorizeUrl(change), {
    method: 'POST',
    body: new URLSearchParams({ username: usernameOf(org, firstName) }),
    redirect: 'manual',
  });
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location')!);
}

async function codeOf(firstName: string, change: Record<string, string | null> = {}) {
  return (await pick(firstName, change)).searchParams.get('code')!;
}

function redeem(code: string, change: Record<string, string> = {}): Promise<Answer> {
  return postToken(org, {
    grant_type: 'authorization_code',
    code,
    client_id: org.clientId,
    redirect_uri: REDIRECT,
    code_verifier: VERIFIER,
    ...change,
  });
}

function refresh(refreshToken: string, from = org): Promise<Answer> {
  return postToken(from, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: from.clientId,
  });
}

const REFRESHABLE = { scope: 'openid refresh_token' };

describe('Salesforce sandbox as OpenID provider', () => {
  it('is discovered, and shows the public key alone', async () => {
    const response = await fetch(`${org.url}/.well-known/openid-configuration`);
    const discovery = (await response.json()) as Record<string, string>;
    expect(discovery).toMatchObject({
      issuer: org.url,
      authorization_endpoint: `${org.url}/services/oauth2/authorize`,
      token_endpoint: `${org.url}/services/oauth2/token`,
      userinfo_endpoint: `${org.url}/services/oauth2/userinfo`,
      jwks_uri: `${org.url}/id/keys`,
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['RS256'],
    });
    const { keys } = (await (await fetch(discovery['jwks_uri']!)).json()) as { keys: object[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig' });
    expect(keys[0]).not.toHaveProperty('d');
  });

  it('shows the active users as buttons, on a page that says what it is', async () => {
    const response = await fetch(authorizeUrl());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    const html = await response.text();
    expect(html).toContain('<html lang="en">');
    const shown = [...html.matchAll(/name="username" value="([^"]+)"/g)].map(([, name]) => name);
    const active = org.users.filter((user) => user.isActive).map(({ username }) => username);
    expect(shown).toEqual(active);
    expect(html).toContain('<strong>Priya Raman</strong><small>Account Executive</small>');
  });

  it('gives a code for tokens, and an ID token that its keys verify', async () => {
    const back = await pick('Priya');
    expect(back.origin + back.pathname).toBe(REDIRECT);
    expect(back.searchParams.get('state')).toBe('some state');
    const { status, body } = await redeem(back.searchParams.get('code')!);
    expect(status).toBe(200);
    expect(body).toMatchObject({ scope: 'openid', token_type: 'Bearer', instance_url: org.url });
    expect(body).not.toHaveProperty('expires_in');
    expect(body).not.toHaveProperty('refresh_token');

    const keys = createRemoteJWKSet(new URL(`${org.url}/id/keys`));
    const { payload } = await jwtVerify(body.id_token, keys, {
      issuer: org.url,
      audience: org.clientId,
      algorithms: ['RS256'],
      currentDate: new Date(nowMs),
    });
    expect(payload).toMatchObject({ sub: body.id, nonce: 'some nonce' });
    expect(payload.sub).toContain(userIdOf(org, 'Priya'));
    expect(payload.exp! - payload.iat!).toBe(120);
    expect(decodeProtectedHeader(body.id_token)).toMatchObject({ alg: 'RS256' });

    const info = await fetch(`${org.url}/services/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(await info.json()).toMatchObject({
      sub: payload.sub,
      preferred_username: usernameOf(org, 'Priya'),
      active: true,
      user_type: 'STANDARD',
    });
  });

  it('gives no ID token without the scope openid, and no API without the scope api', async () => {
    const withoutId = (await redeem(await codeOf('Priya', { scope: 'api' }))).body;
    expect(withoutId).not.toHaveProperty('id_token');
    const withoutApi = (await redeem(await codeOf('Priya'))).body;
    const call = (token: string) =>
      fetch(`${org.url}${V}/limits`, { headers: { authorization: `Bearer ${token}` } });
    expect((await call(withoutId.access_token)).status).toBe(200);
    const refused = await call(withoutApi.access_token);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject([{ errorCode: 'INVALID_SESSION_ID' }]);
  });

  it('takes a code once', async () => {
    const code = await codeOf('Priya');
    expect((await redeem(code)).status).toBe(200);
    const again = await redeem(code);
    expect([again.status, again.body.error]).toEqual([400, 'invalid_grant']);
  });

  it('takes a code for fifteen minutes', async () => {
    const code = await codeOf('Priya');
    nowMs += 15 * 60_000;
    expect((await redeem(code)).body).toEqual({
      error: 'invalid_grant',
      error_description: 'expired authorization code',
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['another verifier', { code_verifier: 'w'.repeat(43) }, 'invalid_grant'],
    ['no verifier', { code_verifier: '' }, 'invalid_grant'],
    ['another address', { redirect_uri: `${REDIRECT}/x` }, 'redirect_uri_mismatch'],
    ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
    ['another app', { client_id: 'another' }, 'invalid_client_id'],
  ])('refuses a code with %s', async (_what, change, error) => {
    const answer = await redeem(await codeOf('Priya'), change);
    expect([answer.status, answer.body.error]).toEqual([400, error]);
  });

  it('asks for the secret where the app began without PKCE', async () => {
    const without = { code_challenge: null, code_challenge_method: null };
    expect((await redeem(await codeOf('Priya', without))).body.error).toBe('invalid_client');
    const secret = { client_secret: org.clientSecret };
    expect((await redeem(await codeOf('Priya', without), secret)).status).toBe(200);
  });

  it.each([
    ['Dana', {}, 'inactive_user'],
    ['Tom', {}, 'invalid_app_access'],
    ['Priya', { scope: 'openid wizardry' }, 'invalid_scope'],
    ['Priya', { response_type: 'token' }, 'unsupported_response_type'],
    ['Priya', { code_challenge_method: 'plain' }, 'invalid_request'],
  ])('sends %s back with an error: %j', async (firstName, change, error) => {
    const back = await pick(firstName, change);
    expect(back.origin + back.pathname).toBe(REDIRECT);
    expect(back.searchParams.get('error')).toBe(error);
    expect(back.searchParams.get('state')).toBe('some state');
    expect(back.searchParams.has('code')).toBe(false);
  });

  it.each([
    [{ redirect_uri: 'https://evil.example/' }, 'redirect_uri_mismatch'],
    [{ redirect_uri: 'javascript:alert(1)' }, 'redirect_uri_mismatch'],
    [{ redirect_uri: null }, 'redirect_uri_missing'],
    [{ client_id: '<b>' }, 'invalid_client_id'],
  ])('sends nobody to an address that is not the app’s: %j', async (change, error) => {
    for (const method of ['GET', 'POST']) {
      const response = await fetch(authorizeUrl(change), {
        method,
        redirect: 'manual',
        ...(method === 'GET' ? {} : { body: new URLSearchParams({ username: 'x' }) }),
      });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(error);
    }
  });

  it('refreshes with a token that stays the same', async () => {
    const { refresh_token: token, access_token: first } = (
      await redeem(await codeOf('Helena', REFRESHABLE))
    ).body;
    for (let use = 0; use < 3; use += 1) {
      const { status, body } = await refresh(token);
      expect(status).toBe(200);
      expect(body).not.toHaveProperty('refresh_token');
      expect(body.access_token).not.toBe(first);
    }
    const form = new URLSearchParams({ token });
    await fetch(`${org.url}/services/oauth2/revoke`, { method: 'POST', body: form });
    expect((await refresh(token)).body.error).toBe('invalid_grant');
  });

  it('ends the oldest of more than five approvals by one user', async () => {
    const tokens: string[] = [];
    for (let approval = 0; approval < 6; approval += 1)
      tokens.push((await redeem(await codeOf('Marcus', REFRESHABLE))).body.refresh_token);
    const statuses = await Promise.all(tokens.map(async (token) => (await refresh(token)).status));
    expect(statuses).toEqual([400, 200, 200, 200, 200, 200]);
  });

  it('gives a new refresh token with each use where tokens rotate', async () => {
    await using rotating = await startSalesforceSandbox({
      seed: 'none',
      rotatesRefreshTokens: true,
    });
    const response = await fetch(authorizeUrl(REFRESHABLE).replace(org.url, rotating.url), {
      method: 'POST',
      body: new URLSearchParams({ username: usernameOf(rotating, 'Priya') }),
      redirect: 'manual',
    });
    const code = new URL(response.headers.get('location')!).searchParams.get('code')!;
    const { body } = await postToken(rotating, {
      grant_type: 'authorization_code',
      code,
      client_id: rotating.clientId,
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
    });
    const next = await refresh(body.refresh_token, rotating);
    expect(next.body.refresh_token).not.toBe(body.refresh_token);
    expect((await refresh(body.refresh_token, rotating)).status).toBe(400);
    expect((await refresh(next.body.refresh_token, rotating)).status).toBe(200);
  });
});
