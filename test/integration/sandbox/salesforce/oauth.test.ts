import { generateKeyPairSync } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { startSalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import {
  JWT_BEARER,
  postToken,
  readAnswer,
  signAssertion,
  signIn,
  usernameOf,
  V,
} from './org-client.js';
import type { AssertionOptions } from './org-client.js';

describe('Salesforce sandbox sign-in', () => {
  it('gives a JWT bearer session without expires_in and without a refresh token', async () => {
    await using org = await startSalesforceSandbox({ seed: 'none' });
    const { status, body } = await postToken(org, {
      grant_type: JWT_BEARER,
      assertion: await signAssertion(org),
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', instance_url: org.url });
    expect(body.access_token).toMatch(/^00D[0-9A-Za-z]{12}!/);
    expect(body.id).toMatch(/\/id\/00D\w{15}\/005\w{15}$/);
    expect(body).not.toHaveProperty('expires_in');
    expect(body).not.toHaveProperty('refresh_token');
  });

  it('accepts the production and the sandbox login host as audience', async () => {
    await using org = await startSalesforceSandbox({ seed: 'none' });
    for (const audience of ['https://login.salesforce.com', 'https://test.salesforce.com']) {
      const assertion = await signAssertion(org, { audience });
      expect((await postToken(org, { grant_type: JWT_BEARER, assertion })).status).toBe(200);
    }
  });

  it('refuses an assertion for what is wrong with it', async () => {
    await using org = await startSalesforceSandbox({
      seed: 'none',
      unapprovedUsernames: ['tom.keller@meridian-cloud.example'],
    });
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const strangerPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const nowSeconds = Math.floor(Date.now() / 1000);
    const cases: [AssertionOptions, string, string][] = [
      [{ privateKeyPem: strangerPem }, 'invalid_grant', 'invalid assertion'],
      [{ expiresAt: nowSeconds - 10 }, 'invalid_grant', 'expired authorization code'],
      [{ expiresAt: (nowSeconds + 120) * 1000 }, 'invalid_grant', 'expired authorization code'],
      [{ audience: 'https://elsewhere.example' }, 'invalid_grant', 'audience is invalid'],
      [{ issuer: 'another-app' }, 'invalid_client_id', 'client identifier invalid'],
      [{ subject: 'nobody@example.com' }, 'invalid_grant', "user hasn't approved this consumer"],
      [{ subject: usernameOf(org, 'Tom') }, 'invalid_grant', "user hasn't approved this consumer"],
      [{ subject: usernameOf(org, 'Dana') }, 'invalid_grant', 'inactive user'],
    ];
    for (const [options, error, description] of cases) {
      const assertion = await signAssertion(org, options);
      const answer = await postToken(org, { grant_type: JWT_BEARER, assertion });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({ error, error_description: description });
    }
  });

  it('runs client credentials as the integration user and refuses a wrong secret', async () => {
    await using org = await startSalesforceSandbox({ seed: 'none' });
    const good = {
      grant_type: 'client_credentials',
      client_id: org.clientId,
      client_secret: org.clientSecret,
    };
    const { status, body } = await postToken(org, good);
    expect(status).toBe(200);
    const info = await fetch(`${org.url}/services/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(await info.json()).toMatchObject({
      preferred_username: org.integrationUsername,
      active: true,
    });
    const bad = await postToken(org, { ...good, client_secret: 'wrong' });
    expect([bad.status, bad.body.error]).toEqual([400, 'invalid_client']);
  });

  it('answers userinfo for a bad token with 403 and plain text', async () => {
    await using org = await startSalesforceSandbox({ seed: 'none' });
    const response = await readAnswer(
      await fetch(`${org.url}/services/oauth2/userinfo`, {
        headers: { authorization: 'Bearer nope' },
      }),
    );
    expect([response.status, response.body]).toEqual([403, 'Bad_OAuth_Token']);
  });

  it('introspects a live token and a revoked one', async () => {
    await using org = await startSalesforceSandbox({ seed: 'none' });
    const client = await signIn(org);
    const post = (path: string, form: Record<string, string>): Promise<Response> =>
      fetch(`${org.url}/services/oauth2/${path}`, {
        method: 'POST',
        body: new URLSearchParams(form),
      });
    const credentials = {
      client_id: org.clientId,
      client_secret: org.clientSecret,
      token: client.token,
    };
    expect(await (await post('introspect', credentials)).json()).toMatchObject({
      active: true,
      client_id: org.clientId,
      username: org.integrationUsername,
    });
    expect((await post('revoke', { token: client.token })).status).toBe(200);
    expect(await (await post('introspect', credentials)).json()).toEqual({ active: false });
  });

  it('answers 401 with the error array once a session has expired', async () => {
    let nowMs = Date.now();
    await using org = await startSalesforceSandbox({
      seed: 'none',
      sessionTtlMs: 60_000,
      now: () => new Date(nowMs),
    });
    const client = await signIn(org);
    expect((await client.call('GET', `${V}/limits`)).status).toBe(200);
    nowMs += 61_000;
    const { status, body } = await client.call('GET', `${V}/limits`);
    expect(status).toBe(401);
    expect(body).toEqual([
      { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
    ]);
  });

  it('lists versions without a session and without counting against the limit', async () => {
    await using org = await startSalesforceSandbox({ seed: 'none' });
    const response = await fetch(`${org.url}/services/data/`);
    expect(response.headers.get('sforce-limit-info')).toBeNull();
    expect(await response.json()).toContainEqual({
      label: "Spring '26",
      url: '/services/data/v66.0',
      version: '66.0',
    });
  });

  it('serves the identity URL of the token response', async () => {
    await using org = await startSalesforceSandbox({ seed: 'none' });
    const { body } = await postToken(org, {
      grant_type: JWT_BEARER,
      assertion: await signAssertion(org),
    });
    const response = await fetch(body.id, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(await response.json()).toMatchObject({
      username: org.integrationUsername,
      asserted_user: true,
    });
  });
});
