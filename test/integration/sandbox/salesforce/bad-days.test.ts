import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startSalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import { JWT_BEARER, postToken, signAssertion, signIn, V } from './org-client.js';
import type { OrgClient } from './org-client.js';

const TYPE = 'SpotDraft_Contract__c';
const UPSERT = `${V}/composite/sobjects/${TYPE}/SpotDraft_Id__c`;
const ROW = { records: [{ attributes: { type: TYPE }, SpotDraft_Id__c: 'T-1' }] };

describe('Salesforce sandbox: bad days', () => {
  let org: SalesforceSandbox;
  let client: OrgClient;

  beforeEach(async () => {
    org = await startSalesforceSandbox();
    client = await signIn(org);
  });
  afterEach(() => org.close());

  async function newToken() {
    const assertion = await signAssertion(org);
    return postToken(org, { grant_type: JWT_BEARER, assertion });
  }

  async function control(path: string, body?: object): Promise<Response> {
    return fetch(`${org.url}/__sandbox/${path}`, {
      method: 'POST',
      ...(body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  }

  function limitsAt(origin: string): Promise<Response> {
    return fetch(`${origin}${V}/limits`, {
      headers: { authorization: `Bearer ${client.token}` },
      redirect: 'manual',
    });
  }

  it.each(['CANNOT_EXECUTE_FLOW_TRIGGER', 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY'])(
    'refuses a row with %s whose message names the code inside',
    async (statusCode) => {
      const rule = { kind: 'row-error', statusCode, inner: 'UNABLE_TO_LOCK_ROW' };
      expect((await control('faults', rule)).status).toBe(201);
      const [row] = (await client.call('PATCH', UPSERT, ROW)).body;
      expect(row.errors).toEqual([
        { statusCode, message: expect.stringContaining('UNABLE_TO_LOCK_ROW'), fields: [] },
      ]);
      expect((await client.call('PATCH', UPSERT, ROW)).body[0].success).toBe(true);
    },
  );

  it('refuses a rule with a code inside one that wraps nothing', async () => {
    const rule = { kind: 'row-error', statusCode: 'DUPLICATE_VALUE', inner: 'UNABLE_TO_LOCK_ROW' };
    const answer = await control('faults', rule);
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('CANNOT_EXECUTE_FLOW_TRIGGER'),
    ]);
  });

  it('says a code in the platform’s own words', async () => {
    await control('faults', { kind: 'row-error', statusCode: 'STORAGE_LIMIT_EXCEEDED' });
    expect((await client.call('PATCH', UPSERT, ROW)).body[0].errors).toEqual([
      { statusCode: 'STORAGE_LIMIT_EXCEEDED', message: 'storage limit exceeded', fields: [] },
    ]);
  });

  it('lets the token endpoint answer oddly', async () => {
    const match = { path: '/oauth2/token' };
    org.control.addFault({ kind: 'edit', remove: ['access_token'], match, times: 1 });
    expect((await newToken()).body).not.toHaveProperty('access_token');
    org.control.addFault({
      kind: 'edit',
      set: { instance_url: 'http://127.0.0.1:9' },
      match,
      times: 1,
    });
    expect((await newToken()).body.instance_url).toBe('http://127.0.0.1:9');
    org.control.addFault({ kind: 'status', status: 200, body: '<html></html>', match, times: 1 });
    expect((await newToken()).body).toBe('<html></html>');
    expect((await newToken()).body.instance_url).toBe(org.url);
  });

  it('moves the API: tokens name the new host, the first one closes connections', async () => {
    const answer = await control('instance');
    const { instanceUrl } = (await answer.json()) as { instanceUrl: string };
    expect(instanceUrl).not.toBe(org.url);
    expect((await newToken()).body.instance_url).toBe(instanceUrl);
    await expect(limitsAt(org.url)).rejects.toThrow('fetch failed');
    expect((await limitsAt(instanceUrl)).status).toBe(200);
  });

  it('refuses connections at a host it has left for good, and goes back on reset', async () => {
    const second = await org.control.instance.move();
    const third = await org.control.instance.move();
    await expect(limitsAt(second)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect((await limitsAt(third)).status).toBe(200);
    await control('reset');
    expect((await limitsAt(org.url)).status).toBe(200);
    expect((await newToken()).body.instance_url).toBe(org.url);
  });

  it('redirects, shows an edge’s page, or still answers at the old host', async () => {
    await control('instance', { oldHost: 'redirects' });
    const redirect = await limitsAt(org.url);
    expect([redirect.status, redirect.headers.get('location')]).toEqual([
      302,
      `${org.control.instance.url}${V}/limits`,
    ]);
    await control('reset');
    await control('instance', { oldHost: 'no-route' });
    const page = await limitsAt(org.url);
    expect([page.status, page.headers.get('content-type')]).toEqual([420, 'text/html']);
    await control('reset');
    await control('instance', { oldHost: 'answers' });
    expect((await limitsAt(org.url)).status).toBe(200);
    expect((await control('instance', { oldHost: 'sings' })).status).toBe(400);
  });

  describe('rows in no order', () => {
    const LINES = '(SELECT Id FROM OpportunityLineItems) ';
    const SORTED = '(SELECT Id FROM OpportunityLineItems ORDER BY SortOrder, Id) ';

    async function linesOf(select: string): Promise<string[]> {
      const id = '0065g00AqnHTqkOAET';
      const [deal] = await client.records(`SELECT ${select} FROM Opportunity WHERE Id = '${id}'`);
      return deal.OpportunityLineItems.records.map((line: { Id: string }) => line.Id);
    }

    it('hands child rows out in another order on each query, unless ORDER BY says otherwise', async () => {
      const calm = await linesOf(LINES);
      expect(calm.length).toBeGreaterThan(1);
      expect(await linesOf(LINES)).toEqual(calm);
      expect((await control('settings', { shufflesRows: true })).status).toBe(200);
      let last = calm;
      for (let query = 0; query < 6; query += 1) {
        const lines = await linesOf(LINES);
        expect(lines).not.toEqual(last);
        expect([...lines].sort()).toEqual([...calm].sort());
        last = lines;
      }
      expect(await linesOf(SORTED)).toEqual(await linesOf(SORTED));
    });

    it('hands top rows out in another order, too, and is calm again after a reset', async () => {
      const ids = async () => (await client.records('SELECT Id FROM Account')).map(({ Id }) => Id);
      const calm = await ids();
      org.control.rowOrder.isShuffled = true;
      expect(await ids()).not.toEqual(calm);
      await control('reset');
      expect(await ids()).toEqual(calm);
    });
  });
});
