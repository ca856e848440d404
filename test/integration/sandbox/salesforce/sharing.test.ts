import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startSalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import { signIn, userIdOf, usernameOf, V } from './org-client.js';
import type { OrgClient } from './org-client.js';

describe('Salesforce sandbox sharing', () => {
  let org: SalesforceSandbox;
  const clients = new Map<string, OrgClient>();

  beforeAll(async () => {
    org = await startSalesforceSandbox({
      fieldSecurity: {
        'tom.keller@meridian-cloud.example': {
          hidden: ['Opportunity.NextStep', 'Product2'],
          readOnly: ['Opportunity.Description'],
        },
      },
    });
    for (const name of ['Contract', 'Helena', 'Marcus', 'Priya', 'Tom'])
      clients.set(name, await signIn(org, usernameOf(org, name)));
  });
  afterAll(() => org.close());

  async function dealsOf(name: string): Promise<{ Id: string; OwnerId: string }[]> {
    return clients.get(name)!.records('SELECT Id, OwnerId FROM Opportunity');
  }

  it('shows everything to the integration user and the VP, their team to a manager, own and shared to a rep', async () => {
    expect(await dealsOf('Contract')).toHaveLength(200);
    expect(await dealsOf('Helena')).toHaveLength(200);
    const manager = new Set((await dealsOf('Marcus')).map((deal) => deal.OwnerId));
    expect(manager).toEqual(
      new Set(['Marcus', 'Priya', 'Dana'].map((name) => userIdOf(org, name))),
    );
    const rep = await dealsOf('Priya');
    const own = rep.filter((deal) => deal.OwnerId === userIdOf(org, 'Priya'));
    expect(own.length).toBeGreaterThan(0);
    expect(rep.length).toBeGreaterThan(own.length);
    expect(rep.length).toBeLessThan(200);
  });

  it('makes an unshared deal absent from queries, rows and retrieves alike', async () => {
    const visible = new Set((await dealsOf('Priya')).map((deal) => deal.Id));
    const hidden = (await dealsOf('Contract')).find((deal) => !visible.has(deal.Id))!;
    const priya = clients.get('Priya')!;
    expect(await priya.records(`SELECT Id FROM Opportunity WHERE Id = '${hidden.Id}'`)).toEqual([]);
    const row = await priya.call('GET', `${V}/sobjects/Opportunity/${hidden.Id}`);
    expect([row.status, row.body[0].errorCode]).toEqual([404, 'NOT_FOUND']);
    expect(
      (
        await priya.call('POST', `${V}/composite/sobjects/Opportunity`, {
          ids: [hidden.Id],
          fields: ['Name'],
        })
      ).body,
    ).toEqual([null]);
    const update = await priya.call('PATCH', `${V}/composite/sobjects`, {
      records: [{ attributes: { type: 'Opportunity' }, id: hidden.Id, NextStep: 'x' }],
    });
    expect(update.body[0].success).toBe(false);
  });

  it('refuses to update a deal that is shared for reading, and allows one shared for editing', async () => {
    const access = org.control.org.seed.shares.filter(
      (share) => share.userId === userIdOf(org, 'Priya'),
    );
    const priya = clients.get('Priya')!;
    const update = async (
      kind: 'Read' | 'Edit',
    ): Promise<{ status: number; code: string | undefined }> => {
      const share = access.find((candidate) => candidate.access === kind)!;
      const { status, body } = await priya.call(
        'PATCH',
        `${V}/sobjects/Opportunity/${share.recordId}`,
        { NextStep: 'x' },
      );
      return { status, code: body?.[0].errorCode };
    };
    expect(await update('Read')).toEqual({ status: 403, code: 'INSUFFICIENT_ACCESS_OR_READONLY' });
    expect(await update('Edit')).toEqual({ status: 204, code: undefined });
  });

  it('keeps contract records with their deal, and writing them to the integration', async () => {
    const visible = new Set((await dealsOf('Tom')).map((deal) => deal.Id));
    const hidden = (await dealsOf('Contract')).find((deal) => !visible.has(deal.Id))!;
    const [shown] = [...visible];
    const path = `${V}/composite/sobjects/SpotDraft_Contract__c/SpotDraft_Id__c`;
    const record = (id: string, deal: string | undefined): object => ({
      attributes: { type: 'SpotDraft_Contract__c' },
      SpotDraft_Id__c: id,
      Opportunity__c: deal,
    });
    await clients
      .get('Contract')!
      .call('PATCH', path, { records: [record('T-1', shown), record('T-2', hidden.Id)] });
    const seen = await clients
      .get('Tom')!
      .records('SELECT SpotDraft_Id__c FROM SpotDraft_Contract__c');
    expect(seen.map((row) => row.SpotDraft_Id__c)).toEqual(['T-1']);
    const write = await clients
      .get('Tom')!
      .call('PATCH', path, { records: [record('T-1', shown), record('T-3', shown)] });
    expect(
      write.body.map((row: { errors: { statusCode: string }[] }) => row.errors[0]!.statusCode),
    ).toEqual(['INSUFFICIENT_ACCESS_OR_READONLY', 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY']);
  });

  it('hides fields and objects as if they did not exist', async () => {
    const tom = clients.get('Tom')!;
    const code = async (soql: string): Promise<string> => (await tom.query(soql)).body[0].errorCode;
    expect(await code('SELECT NextStep FROM Opportunity')).toBe('INVALID_FIELD');
    expect(await code("SELECT Id FROM Opportunity WHERE NextStep = 'x'")).toBe('INVALID_FIELD');
    expect(await code('SELECT Id FROM Product2')).toBe('INVALID_TYPE');
    expect(await code('SELECT Product2.Name FROM OpportunityLineItem')).toBe('INVALID_FIELD');
    const describe = await tom.call('GET', `${V}/sobjects/Opportunity/describe`);
    expect(describe.body.fields.map((field: { name: string }) => field.name)).not.toContain(
      'NextStep',
    );
    const own = (await dealsOf('Tom')).find((deal) => deal.OwnerId === userIdOf(org, 'Tom'))!;
    const write = await tom.call('PATCH', `${V}/sobjects/Opportunity/${own.Id}`, {
      Description: 'x',
    });
    expect(write.body[0].errorCode).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
  });

  it('answers UserRecordAccess for a user and records, and refuses it without the filters', async () => {
    const client = clients.get('Contract')!;
    const visible = new Set((await dealsOf('Priya')).map((deal) => deal.Id));
    const hidden = (await dealsOf('Contract')).find((deal) => !visible.has(deal.Id))!.Id;
    const own = (await dealsOf('Priya')).find(
      (deal) => deal.OwnerId === userIdOf(org, 'Priya'),
    )!.Id;
    const rows = await client.records(
      `SELECT RecordId, HasReadAccess, HasEditAccess FROM UserRecordAccess WHERE UserId = '${userIdOf(org, 'Priya')}' AND RecordId IN ('${own}', '${hidden}')`,
    );
    expect(rows).toMatchObject([
      { RecordId: own, HasReadAccess: true, HasEditAccess: true },
      { RecordId: hidden, HasReadAccess: false, HasEditAccess: false },
    ]);
    expect((await client.query('SELECT RecordId FROM UserRecordAccess')).status).toBe(400);
    const accounts = await client.records('SELECT Id FROM Account');
    const many = [...org.deals.map((deal) => deal.id), accounts[0].Id]
      .map((id) => `'${id}'`)
      .join(',');
    const tooMany = await client.query(
      `SELECT RecordId FROM UserRecordAccess WHERE UserId = '${userIdOf(org, 'Priya')}' AND RecordId IN (${many})`,
    );
    expect(tooMany.status).toBe(400);
  });
});
