import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordPath } from '../../../../src/connectors/crm.js';
import { InputError, UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import type { OpportunityId } from '../../../../src/domain/opportunity-id.js';
import { parseOpportunityId } from '../../../../src/domain/opportunity-id.js';
import { field } from '../../../../src/sandbox/salesforce/schema/define.js';
import { connect, page, refusal, startLoopbackOrg } from './loopback-org.js';
import type { SandboxCrm } from './sandbox-crm.js';
import { HELENA, INTEGRATION, startSandboxCrm } from './sandbox-crm.js';

let org: SandboxCrm;
let demoDeal: OpportunityId;
beforeAll(async () => {
  org = await startSandboxCrm();
  demoDeal = parseOpportunityId(org.sandbox.deals[0]!.id);
});
afterAll(() => org[Symbol.asyncDispose]());

const paths = (...names: string[]): RecordPath[] => names.map((name) => name.split('.'));

const MAPPING = paths(
  'Name',
  'Account.Name',
  'Account.Name',
  'Account.BillingCountryCode',
  'Account.Owner.Manager.Name',
  'OpportunityContactRoles.IsPrimary',
  'OpportunityContactRoles.Contact.Email',
  'OpportunityLineItems.Product2.Name',
  'OpportunityLineItems.Quantity',
  'OpportunityLineItems.CurrencyIsoCode',
  'CurrencyIsoCode',
  'Amount',
  'CreatedDate',
  'CloseDate',
);

describe('readDeals', () => {
  it('reads many deals as readDeal reads one, with their lists, in one query for 200', async () => {
    const ids = org.sandbox.deals.slice(0, 30).map(({ id }) => parseOpportunityId(id));
    const absent = parseOpportunityId('0065g00000ZZZZZ');
    await org.crm.readDeal(INTEGRATION, demoDeal, MAPPING);
    org.forgetCalls();
    const deals = await org.crm.readDeals(INTEGRATION, [...ids, absent, ids[0]!], MAPPING);
    expect(org.calls()).toBe(1);
    expect([...deals.keys()].toSorted()).toEqual([...new Set(ids)].toSorted());
    for (const id of ids.slice(0, 3))
      expect(deals.get(id)).toEqual(await org.crm.readDeal(INTEGRATION, id, MAPPING));
    expect(await org.crm.readDeals(INTEGRATION, [], MAPPING)).toEqual(new Map());
    const all = org.sandbox.deals.map(({ id }) => parseOpportunityId(id));
    org.forgetCalls();
    const found = await org.crm.readDeals(INTEGRATION, all, paths('Name'));
    expect(found.size).toBe(all.length);
    expect(org.calls()).toBe(Math.ceil(all.length / 200));
    expect(Object.keys(found.get(all[0]!)!)).toEqual(['Name']);
    await expect(org.crm.readDeals(INTEGRATION, all, paths('Nonsense__c'))).rejects.toThrow(
      InputError,
    );
  });

  it('leaves out what the person may not read', async () => {
    const all = org.sandbox.deals.map(({ id }) => parseOpportunityId(id));
    const username = 'priya.raman@meridian-cloud.example';
    const seen = await org.crm.readDeals({ kind: 'user', username }, all, paths('Name'));
    expect(seen.size).toBeGreaterThan(0);
    expect(seen.size).toBeLessThan(all.length);
  });
});

describe('readDeal', () => {
  it('reads look-ups, line items and contact roles in one query once the objects are known', async () => {
    await org.crm.readDeal(INTEGRATION, demoDeal, MAPPING);
    org.forgetCalls();
    const deal = await org.crm.readDeal(INTEGRATION, demoDeal, MAPPING);
    expect(org.calls()).toBe(1);
    expect(org.queries()).toHaveLength(1);
    expect(deal).toMatchObject({
      Name: org.sandbox.deals[0]!.name,
      Amount: expect.any(Number),
      CurrencyIsoCode: org.sandbox.deals[0]!.currency,
      CreatedDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      CloseDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      Account: { Name: org.sandbox.deals[0]!.account.name },
    });
    const lines = deal!.OpportunityLineItems as Record<string, unknown>[];
    expect(lines.length).toBeGreaterThan(1);
    expect(Object.keys(lines[0]!).toSorted()).toEqual(['CurrencyIsoCode', 'Product2', 'Quantity']);
    expect(lines[0]!.Product2).toEqual({ Name: expect.any(String) });
    const roles = deal!.OpportunityContactRoles as Record<string, unknown>[];
    expect(roles).toContainEqual({
      IsPrimary: true,
      Contact: { Email: org.sandbox.deals[0]!.contact!.email },
    });
    expect(JSON.stringify(deal)).not.toContain('attributes');
  });

  it('gives every child list in the order of the page of the deal, whatever order the rows are kept in', async () => {
    const { store } = org.sandbox.control.org;
    const lines = () =>
      store.rows('OpportunityLineItem').filter((row) => row.OpportunityId === demoDeal);
    const read = async () =>
      org.crm.readDeal(
        INTEGRATION,
        demoDeal,
        paths('OpportunityLineItems.Id', 'OpportunityContactRoles.Id'),
      );
    const idsOf = (list: unknown) => (list as { Id: string }[]).map(({ Id }) => Id);
    const before = lines().map((row) => row.SortOrder);
    try {
      // The last line first, the one before it without a place, and two that share one.
      lines().forEach((row, index) => {
        row.SortOrder = index === 1 ? null : index > 2 ? 5 : 10 - index;
      });
      const wanted = lines()
        .map(({ Id, SortOrder }) => ({ id: String(Id), place: SortOrder ?? Infinity }))
        .sort((a, b) => Number(a.place) - Number(b.place) || (a.id < b.id ? -1 : 1));
      expect(wanted.length).toBeGreaterThan(2);
      const deal = await read();
      expect(idsOf(deal!.OpportunityLineItems)).toEqual(wanted.map(({ id }) => id));
      const roles = idsOf(deal!.OpportunityContactRoles);
      expect(roles).toEqual(roles.toSorted());
      expect(org.queries().at(-1)).toMatch(/FROM OpportunityLineItems ORDER BY SortOrder/u);
      expect(org.queries().at(-1)).toMatch(/FROM OpportunityContactRoles ORDER BY Id/u);
    } finally {
      lines().forEach((row, index) => {
        row.SortOrder = before[index] ?? null;
      });
    }
  });

  it('has null for an empty look-up and [] for a child list without rows', async () => {
    const all = org.sandbox.deals.map((deal) => parseOpportunityId(deal.id));
    const deals = [...(await org.crm.getOpportunities(INTEGRATION, all)).values()];
    const { id } = deals.find((deal) => deal.account === null)!;
    const deal = await org.crm.readDeal(
      INTEGRATION,
      id,
      paths('Account.Name', 'SpotDraft_Contracts__r.Name'),
    );
    expect(deal).toEqual({ Account: null, SpotDraft_Contracts__r: [] });
  });

  it('is null for a deal that is not there', async () => {
    const missing = parseOpportunityId('0069X0000012345');
    expect(await org.crm.readDeal(INTEGRATION, missing, paths('Name'))).toBeNull();
  });

  it('takes a look-up or a list by itself for whether it is there', async () => {
    const deal = await org.crm.readDeal(INTEGRATION, demoDeal, [
      ['Account'],
      ['OpportunityLineItems'],
    ]);
    expect(deal).toMatchObject({ Account: { Id: expect.stringMatching(/^001/) } });
    expect((deal!.OpportunityLineItems as unknown[])[0]).toEqual({
      Id: expect.stringMatching(/^00k/),
    });
  });

  it('reads an address as a whole when a path goes into it', async () => {
    const deal = await org.crm.readDeal(
      INTEGRATION,
      demoDeal,
      paths('Account.BillingAddress.city'),
    );
    expect(deal).toMatchObject({ Account: { BillingAddress: { city: expect.any(String) } } });
  });

  it('fills in the configured currency where the org has none, at every level, without asking for it', async () => {
    await using single = await startSandboxCrm({
      org: { multiCurrency: false },
      crm: { defaultCurrency: 'GBP' },
    });
    const id = parseOpportunityId(single.sandbox.deals[0]!.id);
    const deal = await single.crm.readDeal(
      INTEGRATION,
      id,
      paths('CurrencyIsoCode', 'OpportunityLineItems.CurrencyIsoCode', 'Account.CurrencyIsoCode'),
    );
    expect(deal).toMatchObject({ CurrencyIsoCode: 'GBP', Account: { CurrencyIsoCode: 'GBP' } });
    expect((deal!.OpportunityLineItems as unknown[])[0]).toEqual({ CurrencyIsoCode: 'GBP' });
    expect(single.queries().join()).not.toContain('CurrencyIsoCode');
  });

  it('names every path that leads nowhere before it asks', async () => {
    const unknown = paths(
      'Nam',
      'name',
      'Account.Nope',
      'Nope.Name',
      'OpportunityLineItems.Nope__c',
      'Account.Contacts.Name',
      'Account.Owner.Manager.Manager.Manager.Manager.Name',
      "Name FROM User WHERE Name != ''",
    );
    org.forgetCalls();
    const error = await org.crm.readDeal(INTEGRATION, demoDeal, [['Name'], ...unknown]).then(
      () => null,
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(InputError);
    for (const path of unknown) expect(String(error)).toContain(path.join('.'));
    expect(String(error)).not.toContain(': Name,');
    expect(org.queries()).toEqual([]);
  });

  it('names the paths that field-level security hides from the reader', async () => {
    await using own = await startSandboxCrm({
      org: { fieldSecurity: { [HELENA.username]: { hidden: ['Account.Industry'] } } },
    });
    const id = parseOpportunityId(own.sandbox.deals[0]!.id);
    const asked = paths('Name', 'Account.Industry', 'Account.Name');
    expect(await own.crm.readDeal(INTEGRATION, id, asked)).not.toBeNull();
    const refused = own.crm.readDeal(HELENA, id, asked);
    await expect(refused).rejects.toBeInstanceOf(InputError);
    await expect(refused).rejects.toThrow(/: Account\.Industry\./);
  });

  it.each([
    ['refuses to describe', refusal(403, 'INSUFFICIENT_ACCESS')],
    ['has no description', refusal(404, 'NOT_FOUND')],
  ])('reads on when Salesforce %s', async (_name, answer) => {
    await using loopback = await startLoopbackOrg();
    loopback.answer((call) =>
      call.path.endsWith('/describe')
        ? answer
        : page([
            {
              attributes: {},
              Name: 'Deal',
              CreatedDate: '2026-03-31T09:15:00.000+0000',
              Account: { attributes: {}, Owner: { attributes: {}, Name: 'Anna' } },
              OpportunityLineItems: null,
            },
          ]),
    );
    await using crm = connect(loopback.url);
    const asked = paths(
      'Name',
      'CreatedDate',
      'Account.Owner.Name',
      'OpportunityLineItems.Quantity',
      'CurrencyIsoCode',
    );
    expect(await crm.readDeal(INTEGRATION, demoDeal, asked)).toEqual({
      Name: 'Deal',
      CreatedDate: '2026-03-31T09:15:00.000Z',
      Account: { Owner: { Name: 'Anna' } },
      OpportunityLineItems: [],
      CurrencyIsoCode: 'EUR',
    });
    const soql = loopback.calls().at(-1)?.query.get('q');
    expect(soql).toBe(
      'SELECT Name, CreatedDate, Account.Owner.Name, (SELECT Quantity FROM OpportunityLineItems ORDER BY SortOrder ASC NULLS LAST, Id ASC) ' +
        `FROM Opportunity WHERE Id = '${demoDeal}'`,
    );
  });

  it('follows a child list over its pages', async () => {
    await using loopback = await startLoopbackOrg();
    loopback.answer((call) => {
      if (call.path.endsWith('/describe')) return refusal(403, 'INSUFFICIENT_ACCESS');
      if (call.path.includes('/query/')) return page([{ Quantity: 2 }]);
      const lines = {
        totalSize: 2,
        done: false,
        nextRecordsUrl: '/services/data/v66.0/query/01gX-200',
        records: [{ Quantity: 1 }],
      };
      return page([{ OpportunityLineItems: lines }]);
    });
    await using crm = connect(loopback.url);
    expect(
      await crm.readDeal(INTEGRATION, demoDeal, paths('OpportunityLineItems.Quantity')),
    ).toEqual({ OpportunityLineItems: [{ Quantity: 1 }, { Quantity: 2 }] });
  });
});

describe('describe', () => {
  it('says what an object is made of', async () => {
    const contract = await org.crm.describe('SpotDraft_Contract__c');
    expect(contract?.fields.get('SpotDraft_Id__c')).toMatchObject({
      type: 'text',
      maxLength: 255,
      externalId: true,
      unique: true,
      createable: true,
      picklistValues: null,
    });
    expect(contract?.fields.get('Status__c')).toMatchObject({
      type: 'picklist',
      restrictedPicklist: true,
      picklistValues: expect.arrayContaining(['DRAFT', 'EXECUTED']),
    });
    expect(contract?.fields.get('Opportunity__c')).toMatchObject({
      type: 'reference',
      relationshipName: 'Opportunity__r',
      referenceTo: ['Opportunity'],
      maxLength: null,
    });
    const opportunity = await org.crm.describe('Opportunity');
    expect(opportunity?.children.get('OpportunityLineItems')).toEqual({
      objectName: 'OpportunityLineItem',
      field: 'OpportunityId',
    });
    expect(opportunity?.fields.get('Amount')?.type).toBe('currency');
  });

  it('is null for what is not there, and asked once however many wait', async () => {
    org.forgetCalls();
    const answers = await Promise.all([1, 2, 3].map(() => org.crm.describe('Nothing__c')));
    expect(answers).toEqual([null, null, null]);
    // "Not found" may be said of the API as well, so a query has to say that the object is none.
    expect(org.calls()).toBe(2);
  });
});

const DESCRIPTION = { json: { name: 'Thing__c', fields: [], childRelationships: [] } };

it.each([
  ['an empty 406', { status: 406, text: '' }],
  ['an empty 404', { status: 404, text: '' }],
  ['a page with 404', { status: 404, text: '<html>gone</html>' }],
  ['a page with 200', { status: 200, text: '<html>Down</html>' }],
  ['something else', { json: {} }],
  ['NOT_FOUND, while its rows are there', refusal(404, 'NOT_FOUND')],
  ['another code', refusal(400, 'SOMETHING_NEW')],
  ['a page with 503', { status: 503, text: '<html>Down</html>' }],
])('%s in place of a description is no absence, and is not remembered', async (_what, answer) => {
  await using loopback = await startLoopbackOrg();
  let isBadDay = true;
  loopback.answer((call) => {
    if (!call.path.endsWith('/describe')) return page([]);
    return isBadDay ? answer : DESCRIPTION;
  });
  await using crm = connect(loopback.url);
  await expect(crm.describe('Thing__c')).rejects.toBeInstanceOf(UpstreamUnavailableError);
  isBadDay = false;
  expect(await crm.describe('Thing__c')).toMatchObject({ name: 'Thing__c' });
});

describe('types that are no plain values', () => {
  it('tells encrypted, rich and numeric fields apart, and masks what a reader may not see', async () => {
    await using org = await startSandboxCrm({
      org: {
        customFields: {
          Opportunity: [
            field('Secret__c', 'encryptedstring', { length: 175 }),
            field('Notes__c', 'textarea', { length: 32_768, htmlFormatted: true }),
            field('Rate__c', 'double', { precision: 6, scale: 3 }),
            field('Seats__c', 'int', { precision: 8 }),
          ],
        },
      },
    });
    const description = await org.crm.describe('Opportunity');
    expect(description?.fields.get('Secret__c')).toMatchObject({ type: 'encrypted', html: false });
    expect(description?.fields.get('Notes__c')).toMatchObject({ type: 'textarea', html: true });
    expect(description?.fields.get('Rate__c')).toMatchObject({ precision: 6, scale: 3 });
    expect(description?.fields.get('Seats__c')).toMatchObject({ precision: 8, scale: 0 });
    expect(description?.fields.get('Name')).toMatchObject({ precision: null, scale: null });
    const { store } = org.sandbox.control.org;
    const deal = store.rows('Opportunity')[0]!;
    store.update(deal, { Secret__c: 'DE12 3456 6789' });
    const id = parseOpportunityId(String(deal.Id));
    expect(await org.crm.readDeal(INTEGRATION, id, [['Secret__c']])).toMatchObject({
      Secret__c: 'DE12 3456 6789',
    });
    expect(await org.crm.readDeal(HELENA, id, [['Secret__c']])).toMatchObject({
      Secret__c: '**********6789',
    });
  });
});

describe('long queries', () => {
  it('travel in the body of a batch, and its refusals are read like any other', async () => {
    await using loopback = await startLoopbackOrg();
    const ids = Array.from({ length: 300 }, (_, index) =>
      parseOpportunityId(`0069X00000${String(index).padStart(5, '0')}`),
    );
    const criteria = { ids };
    await using crm = connect(loopback.url);
    loopback.answer((call) =>
      call.path.endsWith('/composite/batch')
        ? {
            json: {
              hasErrors: false,
              results: [{ statusCode: 200, result: { totalSize: 7, done: true, records: [] } }],
            },
          }
        : refusal(403, 'INSUFFICIENT_ACCESS'),
    );
    expect(await crm.countOpportunities(INTEGRATION, criteria)).toBe(7);
    const call = loopback.calls().at(-1);
    const sent = JSON.parse(call?.body ?? '') as { batchRequests: { url: string }[] };
    expect(sent.batchRequests[0]?.url).toMatch(/^v66\.0\/query\?q=SELECT%20COUNT/);
    loopback.answer(() => ({
      json: {
        hasErrors: true,
        results: [
          { statusCode: 400, result: [{ errorCode: 'QUERY_TOO_COMPLICATED', message: '' }] },
        ],
      },
    }));
    await expect(crm.countOpportunities(INTEGRATION, criteria)).rejects.toMatchObject({
      upstreamCode: 'QUERY_TOO_COMPLICATED',
      status: 400,
    });
  });
});
