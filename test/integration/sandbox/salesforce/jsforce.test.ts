import { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startSalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import { JWT_BEARER, signAssertion } from './org-client.js';

describe('Salesforce sandbox under jsforce', () => {
  let org: SalesforceSandbox;
  let connection: Connection;

  beforeAll(async () => {
    org = await startSalesforceSandbox();
    connection = new Connection({ loginUrl: org.url, version: '66.0' });
    await connection.authorize({ grant_type: JWT_BEARER, assertion: await signAssertion(org) });
  });
  afterAll(() => org.close());

  it('signs in with an assertion and adopts instance URL and user', () => {
    expect(connection.instanceUrl).toBe(org.url);
    expect(connection.userInfo?.id).toMatch(/^005/);
  });

  it('signs in with client credentials', async () => {
    const other = new Connection({
      oauth2: { loginUrl: org.url, clientId: org.clientId, clientSecret: org.clientSecret },
      version: '66.0',
    });
    await other.authorize({ grant_type: 'client_credentials' });
    expect((await other.query('SELECT COUNT() FROM Opportunity')).totalSize).toBe(200);
  });

  it('queries, fetches further pages and reads the usage header', async () => {
    const result = await connection.query('SELECT Id FROM OpportunityLineItem', {
      autoFetch: true,
      maxFetch: 10_000,
      headers: { 'Sforce-Query-Options': 'batchSize=200' },
    });
    expect(result.records).toHaveLength(result.totalSize);
    expect(connection.limitInfo.apiUsage?.limit).toBe(100_000);
  });

  it('upserts an array, updates, describes and destroys', async () => {
    const rows = [1, 2, 3].map((n) => ({
      SpotDraft_Id__c: `T-${n}`,
      Name: `Contract ${n}`,
      Opportunity__c: org.deals[0]!.id,
    }));
    const results = await connection
      .sobject('SpotDraft_Contract__c')
      .upsert(rows, 'SpotDraft_Id__c');
    expect(results.map((row) => row.success)).toEqual([true, true, true]);
    const id = results[0]!.id!;
    expect(
      await connection.sobject('SpotDraft_Contract__c').update({ Id: id, Status__c: 'SIGN' }),
    ).toMatchObject({ success: true });
    expect(await connection.sobject('SpotDraft_Contract__c').retrieve(id)).toMatchObject({
      Status__c: 'SIGN',
    });
    const describe = await connection.sobject('SpotDraft_Contract__c').describe();
    expect(describe.fields.find((field) => field.name === 'Counterparty__c')?.length).toBe(80);
    expect(await connection.sobject('SpotDraft_Contract__c').destroy(id)).toMatchObject({
      success: true,
    });
  });

  it('turns refusals into errors with their code', async () => {
    await expect(connection.query('SELECT Nope FROM Opportunity')).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    await expect(
      connection.sobject('Opportunity').retrieve('0065g0000000000AAA'),
    ).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
  });

  it('refreshes an expired session through refreshFn', async () => {
    const refreshing: Connection = new Connection({
      instanceUrl: org.url,
      accessToken: 'expired',
      version: '66.0',
      refreshFn: (_connection, done) => {
        done(null, connection.accessToken ?? '');
      },
    });
    expect((await refreshing.query('SELECT COUNT() FROM Account')).totalSize).toBe(60);
  });
});
