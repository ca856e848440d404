import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startSalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import { signIn, V } from './org-client.js';
import type { OrgClient } from './org-client.js';

const TYPE = 'SpotDraft_Contract__c';
const UPSERT = `${V}/composite/sobjects/${TYPE}/SpotDraft_Id__c`;

function contract(id: string, values: object = {}): object {
  return { attributes: { type: TYPE }, SpotDraft_Id__c: id, ...values };
}

describe('Salesforce sandbox collections', () => {
  let org: SalesforceSandbox;
  let client: OrgClient;

  beforeEach(async () => {
    org = await startSalesforceSandbox();
    client = await signIn(org);
  });
  afterEach(() => org.close());

  it('answers 200 in request order, with statusCode rows for the failed', async () => {
    const { status, body } = await client.call('PATCH', UPSERT, {
      allOrNone: false,
      records: [
        contract('T-1', { Name: 'x'.repeat(81) }),
        contract('T-2', { Status__c: 'SIGN' }),
        contract('T-3', { Status__c: 'SIGNED' }),
      ],
    });
    expect(status).toBe(200);
    expect(body.map((row: { success: boolean }) => row.success)).toEqual([false, true, false]);
    expect(body[0].errors).toEqual([
      {
        statusCode: 'STRING_TOO_LONG',
        message: expect.stringContaining('max length=80'),
        fields: ['Name'],
      },
    ]);
    expect(body[0].errors[0]).not.toHaveProperty('errorCode');
    expect(body[1]).toMatchObject({ created: true, errors: [] });
    expect(body[2].errors[0].statusCode).toBe('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
    expect(org.control.org.store.rows(TYPE)).toHaveLength(1);
  });

  it('rolls everything back with allOrNone and marks the innocent rows', async () => {
    const { status, body } = await client.call('PATCH', UPSERT, {
      allOrNone: true,
      records: [contract('T-1'), contract('T-2', { Status__c: 'SIGNED' })],
    });
    expect(status).toBe(200);
    expect(
      body.map((row: { errors: { statusCode: string }[] }) => row.errors[0]?.statusCode),
    ).toEqual(['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST']);
    expect(org.control.org.store.rows(TYPE)).toEqual([]);
  });

  it('fails every row of an external id given twice in one request', async () => {
    const { body } = await client.call('PATCH', UPSERT, {
      records: [contract('T-1'), contract('T-2'), contract('T-1')],
    });
    expect(body.map((row: { success: boolean }) => row.success)).toEqual([false, true, false]);
    expect(body[0].errors[0].statusCode).toBe('DUPLICATE_VALUE');
  });

  it('refuses more than 200 records, more than 10 runs of types and records without a type', async () => {
    const many = await client.call('PATCH', UPSERT, {
      records: Array.from({ length: 201 }, (_, n) => contract(`T-${n}`)),
    });
    expect([many.status, many.body[0].errorCode]).toEqual([400, 'EXCEEDED_ID_LIMIT']);
    const mixed = Array.from({ length: 11 }, (_, n) => ({
      attributes: { type: n % 2 === 0 ? 'Account' : 'Contact' },
      LastName: 'x',
    }));
    expect((await client.call('POST', `${V}/composite/sobjects`, { records: mixed })).status).toBe(
      400,
    );
    expect(
      (await client.call('POST', `${V}/composite/sobjects`, { records: [{ Name: 'x' }] })).status,
    ).toBe(400);
    expect(org.control.org.store.rows(TYPE)).toEqual([]);
  });

  it('reports a reference that leads nowhere as INVALID_CROSS_REFERENCE_KEY', async () => {
    const { body } = await client.call('PATCH', UPSERT, {
      records: [contract('T-1', { Opportunity__c: '0065g0000000000AAA' })],
    });
    expect(body[0].errors[0]).toMatchObject({
      statusCode: 'INVALID_CROSS_REFERENCE_KEY',
      fields: ['Opportunity__c'],
    });
    const update = await client.call('PATCH', `${V}/composite/sobjects`, {
      records: [{ attributes: { type: 'Opportunity' }, id: '0065g0000000000AAA', NextStep: 'x' }],
    });
    expect(update.body[0].errors[0].statusCode).toBe('INVALID_CROSS_REFERENCE_KEY');
  });

  it('creates, updates, retrieves with nulls and deletes', async () => {
    const created = await client.call('POST', `${V}/composite/sobjects`, {
      records: [contract('T-1'), contract('T-2')],
    });
    const [first, second] = created.body.map((row: { id: string }) => row.id) as [string, string];
    const updated = await client.call('PATCH', `${V}/composite/sobjects`, {
      records: [{ attributes: { type: TYPE }, id: first, Counterparty__c: 'Acme' }],
    });
    expect(updated.body).toEqual([{ id: first, success: true, errors: [] }]);
    const retrieved = await client.call('POST', `${V}/composite/sobjects/${TYPE}`, {
      ids: [first, 'a0X5g0000000000', second.slice(0, 15)],
      fields: ['Counterparty__c'],
    });
    expect(retrieved.body).toMatchObject([
      { Counterparty__c: 'Acme', Id: first },
      null,
      { Id: second },
    ]);
    expect(
      (await client.call('GET', `${V}/composite/sobjects/${TYPE}?ids=${first}&fields=Nope`)).status,
    ).toBe(400);
    const deleted = await client.call(
      'DELETE',
      `${V}/composite/sobjects?ids=${first},${second}&allOrNone=true`,
    );
    expect(deleted.body.every((row: { success: boolean }) => row.success)).toBe(true);
  });

  it('relates a row to its parent by a nested key, and refuses one the parent does not have', async () => {
    const dealId = org.deals[0]!.id;
    const related = await client.call('PATCH', UPSERT, {
      records: [
        contract('T-1', { Opportunity__r: { Id: dealId } }),
        contract('T-2', { Opportunity__r: { Nope__c: 'x' } }),
      ],
    });
    expect(related.body.map((row: { success: boolean }) => row.success)).toEqual([true, false]);
    const rows = await client.records(`SELECT Opportunity__c FROM ${TYPE}`);
    expect(rows.map((row) => row.Opportunity__c)).toEqual([dealId]);
  });

  it('resolves references between composite subrequests and reports each status', async () => {
    const { status, body } = await client.call('POST', `${V}/composite`, {
      compositeRequest: [
        {
          method: 'POST',
          url: `${V}/sobjects/Account`,
          referenceId: 'acc',
          body: { Name: 'Composite Ltd' },
        },
        {
          method: 'POST',
          url: `${V}/sobjects/Contact`,
          referenceId: 'con',
          body: { LastName: 'Holt', AccountId: '@{acc.id}' },
        },
        {
          method: 'GET',
          url: `${V}/query?q=SELECT+Account.Name+FROM+Contact+WHERE+Id='@{con.id}'`,
          referenceId: 'q',
        },
        { method: 'GET', url: `${V}/sobjects/Account/@{q.records[0].Nope}`, referenceId: 'bad' },
      ],
    });
    expect(status).toBe(200);
    expect(
      body.compositeResponse.map((entry: { httpStatusCode: number }) => entry.httpStatusCode),
    ).toEqual([201, 201, 200, 400]);
    expect(body.compositeResponse[2].body.records[0].Account.Name).toBe('Composite Ltd');
    expect(body.compositeResponse[0].httpHeaders.Location).toContain('/sobjects/Account/');
    expect(body.compositeResponse[3].body[0].errorCode).toBe('PROCESSING_HALTED');
  });

  it('undoes a composite with allOrNone and holds it to 25 subrequests', async () => {
    const create = {
      method: 'POST',
      url: `${V}/sobjects/Account`,
      referenceId: 'a1',
      body: { Name: 'Undone Ltd' },
    };
    const undone = await client.call('POST', `${V}/composite`, {
      allOrNone: true,
      compositeRequest: [create, { ...create, referenceId: 'a2', body: {} }],
    });
    expect(undone.body.compositeResponse[0].body[0].errorCode).toBe('PROCESSING_HALTED');
    expect(await client.records("SELECT Id FROM Account WHERE Name = 'Undone Ltd'")).toEqual([]);
    const tooMany = Array.from({ length: 26 }, (_, n) => ({ ...create, referenceId: `a${n}` }));
    expect(
      (await client.call('POST', `${V}/composite`, { compositeRequest: tooMany })).status,
    ).toBe(400);
  });

  it('counts a composite as one call and each request of a batch as one', async () => {
    const used = (): number => org.control.usage.used;
    const before = used();
    const get = { method: 'GET', url: `${V}/limits` };
    await client.call('POST', `${V}/composite`, {
      compositeRequest: [
        { ...get, referenceId: 'a' },
        { ...get, referenceId: 'b' },
      ],
    });
    expect(used() - before).toBe(1);
    const batch = await client.call('POST', `${V}/composite/batch`, {
      batchRequests: [
        { method: 'GET', url: 'v66.0/limits' },
        { method: 'GET', url: 'v66.0/nope' },
      ],
    });
    expect(batch.body).toMatchObject({
      hasErrors: true,
      results: [{ statusCode: 200 }, { statusCode: 404 }],
    });
    expect(used() - before).toBe(4);
  });
});
