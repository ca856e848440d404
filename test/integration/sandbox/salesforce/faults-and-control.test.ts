import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startSalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import { readAnswer, signIn, usernameOf, V } from './org-client.js';
import type { Answer, OrgClient } from './org-client.js';

const TYPE = 'SpotDraft_Contract__c';
const UPSERT = `${V}/composite/sobjects/${TYPE}/SpotDraft_Id__c`;

describe('Salesforce sandbox faults and control routes', () => {
  let org: SalesforceSandbox;
  let client: OrgClient;

  beforeEach(async () => {
    org = await startSalesforceSandbox({ dailyApiLimit: 50 });
    client = await signIn(org);
  });
  afterEach(() => org.close());

  async function control(method: string, path: string, body?: unknown): Promise<Answer> {
    const init =
      body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return readAnswer(await fetch(`${org.url}/__sandbox/${path}`, { method, ...init }));
  }

  const oneContract = { records: [{ attributes: { type: TYPE }, SpotDraft_Id__c: 'T-1' }] };

  it('locks a row as often as told, then lets it through', async () => {
    await control('POST', 'faults', {
      kind: 'row-error',
      object: TYPE,
      externalId: 'T-1',
      times: 2,
    });
    const codes: (string | undefined)[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { status, body } = await client.call('PATCH', UPSERT, oneContract);
      expect(status).toBe(200);
      codes.push(body[0].errors[0]?.statusCode);
    }
    expect(codes).toEqual(['UNABLE_TO_LOCK_ROW', 'UNABLE_TO_LOCK_ROW', undefined]);
  });

  it('refuses calls with REQUEST_LIMIT_EXCEEDED, by rule and when the allocation is spent', async () => {
    await control('POST', 'faults', { kind: 'request-limit', times: 1 });
    const refused = await client.call('GET', `${V}/limits`);
    expect([refused.status, refused.body[0].errorCode]).toEqual([403, 'REQUEST_LIMIT_EXCEEDED']);
    let last = await client.call('GET', `${V}/limits`);
    expect(last.headers.get('sforce-limit-info')).toBe('api-usage=1/50');
    for (let call = 0; call < 50; call += 1) last = await client.call('GET', `${V}/limits`);
    expect([last.status, last.body[0].message]).toEqual([403, 'TotalRequests Limit exceeded.']);
  });

  it('drops the connection after the commit: the write stands although no answer came', async () => {
    await control('POST', 'faults', {
      kind: 'drop-after-commit',
      match: { path: '/composite/sobjects' },
      times: 1,
    });
    await expect(client.call('PATCH', UPSERT, oneContract)).rejects.toThrow();
    expect((await control('GET', `records/${TYPE}/T-1`)).status).toBe(200);
  });

  it('drops the connection before the commit: nothing was written', async () => {
    await control('POST', 'faults', {
      kind: 'drop-before-commit',
      match: { path: '/composite/sobjects' },
      times: 1,
    });
    await expect(client.call('PATCH', UPSERT, oneContract)).rejects.toThrow();
    expect((await control('GET', `records/${TYPE}/T-1`)).status).toBe(404);
  });

  it('answers a status fault with a page for 503 and the error array for 500', async () => {
    await control('POST', 'faults', { kind: 'status', status: 503, times: 1 });
    const page = await client.call('GET', `${V}/limits`);
    expect([page.status, typeof page.body]).toEqual([503, 'string']);
    await control('POST', 'faults', { kind: 'status', status: 500, times: 1 });
    const error = await client.call('GET', `${V}/limits`);
    expect([error.status, error.body[0].errorCode]).toEqual([500, 'UNKNOWN_EXCEPTION']);
    expect((await client.call('GET', `${V}/limits`)).status).toBe(200);
  });

  it('truncates an answer and delays one', async () => {
    await control('POST', 'faults', { kind: 'truncate', times: 1 });
    await expect(client.call('GET', `${V}/sobjects`)).rejects.toThrow();
    await control('POST', 'faults', { kind: 'latency', latencyMs: 60, times: 1 });
    const startedAtMs = performance.now();
    await client.call('GET', `${V}/limits`);
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(55);
  });

  it('refuses an unknown fault and forgets all of them on DELETE', async () => {
    expect((await control('POST', 'faults', { kind: 'earthquake' })).status).toBe(400);
    expect((await control('POST', 'faults', { kind: 'row-error', tims: 1 })).status).toBe(400);
    await control('POST', 'faults', { kind: 'request-limit', times: 5 });
    expect((await control('GET', 'faults')).body.crmRules).toHaveLength(1);
    await control('DELETE', 'faults');
    expect((await client.call('GET', `${V}/limits`)).status).toBe(200);
  });

  it('expires the sessions of one user and leaves the others', async () => {
    const priya = await signIn(org, usernameOf(org, 'Priya'));
    expect(
      (await control('POST', 'sessions/expire', { username: usernameOf(org, 'Priya') })).body,
    ).toEqual({ expired: 1 });
    expect((await priya.call('GET', `${V}/limits`)).body[0].errorCode).toBe('INVALID_SESSION_ID');
    expect((await client.call('GET', `${V}/limits`)).status).toBe(200);
    await control('POST', 'sessions/expire');
    expect((await client.call('GET', `${V}/limits`)).status).toBe(401);
  });

  it('ends the sessions of a user who is deactivated', async () => {
    const priya = await signIn(org, usernameOf(org, 'Priya'));
    expect((await control('POST', `users/${usernameOf(org, 'Priya')}/deactivate`)).status).toBe(
      204,
    );
    expect((await priya.call('GET', `${V}/limits`)).status).toBe(401);
  });

  it('edits records as an administrator would, by id and by external id', async () => {
    const created = await control('POST', `records/${TYPE}`, {
      SpotDraft_Id__c: 'T-7',
      Status__c: 'DRAFT',
    });
    expect(created.status).toBe(201);
    const patched = await control('PATCH', `records/${TYPE}/T-7`, { Status__c: 'VOIDED' });
    expect(patched.body).toMatchObject({ Id: created.body.Id, Status__c: 'VOIDED' });
    expect((await control('GET', `records/${TYPE}?externalId=T-7`)).body.records).toHaveLength(1);
    expect((await control('DELETE', `records/${TYPE}/${created.body.Id}`)).status).toBe(204);
    expect((await control('GET', `records/${TYPE}`)).body.records).toEqual([]);
  });

  it('counts calls by route with the text of the queries, control routes left out', async () => {
    await control('DELETE', 'calls');
    await client.query('SELECT Id FROM Account LIMIT 1');
    await client.call('GET', `${V}/sobjects/Opportunity/${org.deals[0]!.id}`);
    expect((await control('GET', 'calls')).body).toEqual({
      total: 2,
      byRoute: {
        'GET /services/data/:version/query': 1,
        'GET /services/data/:version/sobjects/:object/:id': 1,
      },
      soql: ['SELECT Id FROM Account LIMIT 1'],
    });
  });

  it('goes back to the seed on reset and keeps sessions', async () => {
    await client.call('PATCH', UPSERT, oneContract);
    await control('POST', 'reset');
    expect((await control('GET', `records/${TYPE}`)).body.records).toEqual([]);
    expect((await client.call('GET', `${V}/limits`)).status).toBe(200);
  });
});
