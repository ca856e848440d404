import { gzipSync } from 'node:zlib';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  ForbiddenError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamUnavailableError,
} from '../../../../src/domain/errors.js';
import { parseOpportunityId } from '../../../../src/domain/opportunity-id.js';
import { SkewedClock } from '../../../support/skewed-clock.js';
import type { LoopbackOrg } from './loopback-org.js';
import { connect, page, publicKey, refusal, startLoopbackOrg, tokenOf } from './loopback-org.js';

const INTEGRATION = { kind: 'integration' } as const;
const ANNA = { kind: 'user', username: 'anna@example.com' } as const;
const DEAL = parseOpportunityId('006R0000003FPYxIAO');

function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('expected a failure');
    },
    (error: unknown) => error,
  );
}

function formOf(org: LoopbackOrg, index = 0): URLSearchParams {
  return new URLSearchParams(org.signIns()[index]?.body);
}

describe('sign-in', () => {
  it('signs the assertion with RS256, the expiry in seconds and the login origin as audience', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => page([]));
    await using crm = connect(org.url);
    await crm.readableOpportunities(INTEGRATION, [DEAL]);
    const assertion = formOf(org).get('assertion') ?? '';
    const { payload } = await jwtVerify(assertion, publicKey, { audience: org.url });
    expect(decodeProtectedHeader(assertion).alg).toBe('RS256');
    expect(payload).toMatchObject({ iss: 'app', sub: 'integration@example.com' });
    const aheadS = (payload.exp ?? 0) - Date.now() / 1_000;
    expect(aheadS).toBeGreaterThan(120);
    expect(aheadS).toBeLessThanOrEqual(181);
  });

  it('signs each user in under their own name, once however many calls wait', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => page([]));
    await using crm = connect(org.url);
    await Promise.all([
      crm.readableOpportunities(ANNA, [DEAL]),
      crm.readableOpportunities(ANNA, [DEAL]),
      crm.readableOpportunities({ kind: 'user', username: 'Anna@Example.com' }, [DEAL]),
      crm.readableOpportunities(INTEGRATION, [DEAL]),
    ]);
    expect(org.signIns()).toHaveLength(2);
    const tokens = new Set(org.calls().map((call) => call.headers.authorization));
    expect(tokens).toEqual(new Set(['Bearer token-1', 'Bearer token-2']));
  });

  it('answers FORBIDDEN for a user whom Salesforce does not let in, and asks again only after a while', async () => {
    await using org = await startLoopbackOrg();
    org.answerSignIn(() => ({
      status: 400,
      json: { error: 'invalid_grant', error_description: "user hasn't approved this consumer" },
    }));
    await using crm = connect(org.url);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await failure(crm.readableOpportunities(ANNA, [DEAL]))).toBeInstanceOf(ForbiddenError);
    }
    expect(org.signIns()).toHaveLength(1);
  });

  it('calls the same refusal of the integration user a fault of our credentials', async () => {
    await using org = await startLoopbackOrg();
    org.answerSignIn(() => ({
      status: 400,
      json: { error: 'invalid_grant', error_description: 'audience is invalid' },
    }));
    await using crm = connect(org.url);
    const error = await failure(crm.readableOpportunities(INTEGRATION, [DEAL]));
    expect(error).toBeInstanceOf(UpstreamAuthError);
    expect(error).toMatchObject({ upstreamCode: 'invalid_grant', status: 400 });
  });

  it('tries a failed sign-in again after seconds, however many ask meanwhile', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => page([]));
    org.answerSignIn(() => ({ status: 503, text: '<html>down</html>' }));
    const clock = new SkewedClock();
    await using crm = connect(org.url, { clock });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await failure(crm.readableOpportunities(INTEGRATION, [DEAL]))).toBeInstanceOf(
        UpstreamUnavailableError,
      );
    }
    expect(org.signIns()).toHaveLength(1);
    org.answerSignIn(() => ({ json: tokenOf(org.url, 'late') }));
    clock.forward(3_000);
    expect((await crm.readableOpportunities(INTEGRATION, [DEAL])).size).toBe(0);
  });

  it('posts client credentials and keeps one session for everybody', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => page([]));
    await using crm = connect(org.url, {
      auth: { kind: 'client_credentials', clientId: 'app', clientSecret: 's&cret' },
    });
    await crm.readableOpportunities(INTEGRATION, [DEAL]);
    expect(formOf(org).get('grant_type')).toBe('client_credentials');
    expect(formOf(org).get('client_secret')).toBe('s&cret');
  });
});

describe('session', () => {
  it('signs in again once after a 401 and repeats the call, for all waiting calls together', async () => {
    await using org = await startLoopbackOrg();
    org.answer((call) =>
      call.headers.authorization === 'Bearer token-1'
        ? refusal(401, 'INVALID_SESSION_ID')
        : page([{ Id: DEAL }]),
    );
    await using crm = connect(org.url);
    const results = await Promise.all(
      [1, 2, 3, 4, 5].map(() => crm.readableOpportunities(INTEGRATION, [DEAL])),
    );
    expect(results.map((found) => found.size)).toEqual([1, 1, 1, 1, 1]);
    expect(org.signIns()).toHaveLength(2);
  });

  it('does not loop when every session is refused', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid'));
    await using crm = connect(org.url);
    expect(await failure(crm.readableOpportunities(INTEGRATION, [DEAL]))).toBeInstanceOf(
      UpstreamAuthError,
    );
    expect(await failure(crm.readableOpportunities(ANNA, [DEAL]))).toBeInstanceOf(ForbiddenError);
    expect(org.calls()).toHaveLength(4);
    expect(org.signIns()).toHaveLength(4);
  });

  it('goes to the instance that the newest token names', async () => {
    await using old = await startLoopbackOrg();
    await using moved = await startLoopbackOrg();
    old.answer(() => refusal(401, 'INVALID_SESSION_ID'));
    moved.answer(() => page([{ Id: DEAL }]));
    await using crm = connect(old.url);
    let signIns = 0;
    old.answerSignIn(() => {
      signIns += 1;
      return { json: tokenOf(signIns === 1 ? old.url : moved.url, `token-${signIns}`) };
    });
    expect((await crm.readableOpportunities(INTEGRATION, [DEAL])).size).toBe(1);
    expect(old.calls()).toHaveLength(1);
    expect(moved.calls()[0]?.headers.authorization).toBe('Bearer token-2');
  });

  it('asks who somebody is once in a while', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() =>
      page([
        { Id: '005000000000001AAA', Name: 'Anna', Email: null, Username: 'anna', IsActive: true },
      ]),
    );
    await using crm = connect(org.url);
    await crm.identify(INTEGRATION);
    expect(await crm.identify(INTEGRATION)).toEqual({
      id: '005000000000001AAA',
      name: 'Anna',
      email: null,
      username: 'anna',
    });
    expect(org.calls()).toHaveLength(1);
    expect(org.calls()[0]?.query.get('q')).toContain("Id = '005000000000001AAA'");
  });
});

describe('call', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('names its API version and itself, and keeps the token out of the URL', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => page([]));
    await using crm = connect(org.url, { apiVersion: '65.0' });
    await crm.readableOpportunities(INTEGRATION, [DEAL]);
    const call = org.calls()[0]!;
    expect(call.path).toBe('/services/data/v65.0/query');
    expect(call.headers['sforce-call-options']).toBe('client=dealdraft');
    expect(call.query.toString()).not.toContain('token-1');
  });

  it('reads what Salesforce says of the daily allowance', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => page([]));
    await using crm = connect(org.url);
    expect(crm.usage()).toBeNull();
    await crm.readableOpportunities(INTEGRATION, [DEAL]);
    expect(crm.usage()).toEqual({ used: 18, limit: 15_000 });
  });

  it('takes compressed answers', async () => {
    await using org = await startLoopbackOrg();
    org.answer((_, raw) => {
      const body = JSON.stringify({ totalSize: 1, done: true, records: [{ Id: DEAL }] });
      raw.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      raw.end(gzipSync(body));
      return 'handled';
    });
    await using crm = connect(org.url);
    expect((await crm.readableOpportunities(INTEGRATION, [DEAL])).size).toBe(1);
  });

  it('does not send loopback calls through a proxy of the environment', async () => {
    vi.stubEnv('http_proxy', 'http://127.0.0.1:9');
    vi.stubEnv('https_proxy', 'http://127.0.0.1:9');
    await using org = await startLoopbackOrg();
    org.answer(() => page([]));
    await using crm = connect(org.url);
    expect((await crm.readableOpportunities(INTEGRATION, [DEAL])).size).toBe(0);
  });

  it('gives up at its deadline, when no headers come and when the body stalls', async () => {
    await using org = await startLoopbackOrg();
    await using crm = connect(org.url, { timeoutMs: 150 });
    org.answer(() => 'handled');
    const silent = await failure(crm.readableOpportunities(INTEGRATION, [DEAL]));
    expect(silent).toBeInstanceOf(UpstreamUnavailableError);
    expect(silent).toMatchObject({ status: undefined });
    org.answer((_, raw) => {
      raw.writeHead(200, { 'content-type': 'application/json' });
      raw.write('{"totalSize":');
      return 'handled';
    });
    expect(await failure(crm.readableOpportunities(INTEGRATION, [DEAL]))).toBeInstanceOf(
      UpstreamUnavailableError,
    );
  });

  it('repeats a read once when the connection breaks, and a body cut short is no answer', async () => {
    await using org = await startLoopbackOrg();
    let calls = 0;
    org.answer((_, raw) => {
      calls += 1;
      if (calls > 1) return page([{ Id: DEAL }]);
      raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      raw.write('{"totalSize":');
      raw.destroy();
      return 'handled';
    });
    await using crm = connect(org.url);
    expect((await crm.readableOpportunities(INTEGRATION, [DEAL])).size).toBe(1);
    expect(calls).toBe(2);
  });

  it('does not repeat a write', async () => {
    await using org = await startLoopbackOrg();
    org.answer((_, raw) => {
      raw.destroy();
      return 'handled';
    });
    await using crm = connect(org.url);
    const error = await failure(crm.upsertRows('Thing__c', 'Key__c', [{ Key__c: 'T-1' }]));
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
    expect(org.calls()).toHaveLength(1);
  });

  it('follows no redirect with the token', async () => {
    await using elsewhere = await startLoopbackOrg();
    await using org = await startLoopbackOrg();
    org.answer(() => ({ status: 302, text: '', headers: { location: `${elsewhere.url}/steal` } }));
    await using crm = connect(org.url);
    expect(await failure(crm.readableOpportunities(INTEGRATION, [DEAL]))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      outage: 'stranger',
    });
    expect(elsewhere.received).toHaveLength(0);
  });

  it('refuses to follow a cursor that is not a path of the API', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => ({
      json: { totalSize: 2, done: false, nextRecordsUrl: 'https://evil.example/x', records: [] },
    }));
    await using crm = connect(org.url);
    expect(await failure(crm.readableOpportunities(INTEGRATION, [DEAL]))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      outage: 'stranger',
    });
    expect(new Set(org.calls().map(({ path }) => path))).toEqual(
      new Set(['/services/data/v66.0/query']),
    );
  });

  it.each([
    ['a maintenance page with 503', { status: 503, text: '<html>Down</html>' }],
    ['a page with 200', { status: 200, text: '<html>Down for maintenance</html>' }],
    ['420 of the edge', { status: 420, text: 'no such org' }],
    ['300 of a stranger, as if several records matched', { status: 300, text: '[]' }],
    ['a lock timeout', refusal(400, 'UNABLE_TO_LOCK_ROW')],
    ['SERVER_UNAVAILABLE', refusal(503, 'SERVER_UNAVAILABLE')],
  ])('calls %s a matter of trying again', async (_name, reply) => {
    await using org = await startLoopbackOrg();
    org.answer(() => reply);
    await using crm = connect(org.url);
    const error = await failure(crm.readableOpportunities(INTEGRATION, [DEAL]));
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
    expect(String(error)).not.toContain('<html>');
  });

  it('tells how long to wait when the allowance is spent, longer for the daily one', async () => {
    await using org = await startLoopbackOrg();
    await using crm = connect(org.url);
    org.answer(() => refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'));
    const daily = await failure(crm.readableOpportunities(INTEGRATION, [DEAL]));
    org.answer(() => refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests Limit exceeded.'));
    const concurrent = await failure(crm.readableOpportunities(INTEGRATION, [DEAL]));
    expect(daily).toBeInstanceOf(RateLimitedError);
    expect(daily).toMatchObject({ retryAfterMs: 60_000, service: 'salesforce', status: 403 });
    expect(concurrent).toMatchObject({ retryAfterMs: 30_000 });
  });

  it('blames the permissions of whoever asked', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => refusal(403, 'INSUFFICIENT_ACCESS'));
    await using crm = connect(org.url);
    expect(await failure(crm.readableOpportunities(INTEGRATION, [DEAL]))).toBeInstanceOf(
      UpstreamAuthError,
    );
    expect(await failure(crm.readableOpportunities(ANNA, [DEAL]))).toBeInstanceOf(ForbiddenError);
  });

  it('does not blame a person for an org that is shut to the app', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => refusal(403, 'API_DISABLED_FOR_ORG'));
    await using crm = connect(org.url);
    for (const principal of [INTEGRATION, ANNA]) {
      expect(await failure(crm.readableOpportunities(principal, [DEAL]))).toBeInstanceOf(
        UpstreamAuthError,
      );
    }
  });

  it('shortens long messages', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => refusal(400, 'MALFORMED_QUERY', 'x'.repeat(5_000)));
    await using crm = connect(org.url);
    const error = await failure(crm.readableOpportunities(INTEGRATION, [DEAL]));
    expect(error).toMatchObject({ upstreamCode: 'MALFORMED_QUERY', status: 400 });
    expect(String(error).length).toBeLessThan(400);
  });

  it('reports each call for the metrics without its values', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => page([]));
    const seen: unknown[] = [];
    await using crm = connect(org.url, {
      onCall: (call) => seen.push({ ...call, durationMs: call.durationMs >= 0 }),
    });
    await crm.readableOpportunities(ANNA, [DEAL]);
    expect(seen).toEqual([
      { operation: 'GET /query', principal: 'user', status: 200, durationMs: true },
    ]);
  });

  it('does not keep a ping waiting for a sign-in longer than it wants', async () => {
    await using org = await startLoopbackOrg();
    org.answerSignIn(() => 'handled');
    await using crm = connect(org.url, { timeoutMs: 5_000 });
    const startedAtMs = performance.now();
    expect(await crm.ping(AbortSignal.timeout(100))).toMatchObject({ ok: false });
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
  });

  it('says in ping what is wrong and never throws', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() => ({ json: { sobjects: '/services/data/v66.0/sobjects' } }));
    await using crm = connect(org.url);
    expect(await crm.ping()).toEqual({ ok: true });
    expect(await crm.ping(AbortSignal.abort())).toMatchObject({ ok: false });
    org.answer(() => ({ status: 503, text: 'down' }));
    expect(await crm.ping()).toEqual({
      ok: false,
      reason: "Salesforce can't answer now: Salesforce answered HTTP 503.",
      isAllowanceSpent: false,
    });
  });
});
