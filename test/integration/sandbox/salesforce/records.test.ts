import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startSalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import { checksumOf, parseRecordId } from '../../../../src/sandbox/salesforce/record-id.js';
import { signIn, V } from './org-client.js';
import type { OrgClient } from './org-client.js';

const CONTRACT = 'SpotDraft_Contract__c';

describe('Salesforce sandbox rows', () => {
  let org: SalesforceSandbox;
  let client: OrgClient;
  let nowMs: number;
  let dealId: string;

  beforeEach(async () => {
    nowMs = Date.now();
    org = await startSalesforceSandbox({ now: () => new Date(nowMs) });
    client = await signIn(org);
    dealId = org.deals[0]!.id;
  });
  afterEach(() => org.close());

  it('answers 201 with Location, 200 on read, 204 on update and delete, then 404', async () => {
    const created = await client.call('POST', `${V}/sobjects/Account`, { Name: 'Fresh Ltd' });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      id: expect.stringMatching(/^001\w{15}$/),
      success: true,
      errors: [],
    });
    const path = `${V}/sobjects/Account/${created.body.id}`;
    expect(created.headers.get('location')).toBe(path);
    const updated = await client.call('PATCH', path, { Website: 'https://fresh.example' });
    expect([updated.status, updated.body]).toEqual([204, null]);
    const read = await client.call('GET', `${path}?fields=Name,Website`);
    expect(read.body).toMatchObject({
      attributes: { type: 'Account', url: path },
      Name: 'Fresh Ltd',
      Website: 'https://fresh.example',
    });
    expect((await client.call('DELETE', path)).status).toBe(204);
    const gone = await client.call('GET', path);
    expect([gone.status, gone.body[0].errorCode]).toEqual([404, 'ENTITY_IS_DELETED']);
    const all = await client.call(
      'GET',
      `${V}/queryAll?q=${encodeURIComponent(`SELECT IsDeleted FROM Account WHERE Id = '${created.body.id}'`)}`,
    );
    expect(all.body.records[0].IsDeleted).toBe(true);
  });

  it('moves SystemModstamp and LastModifiedDate on each write, in whole seconds with +0000', async () => {
    const path = `${V}/sobjects/Opportunity/${dealId}`;
    const before = (await client.call('GET', path)).body;
    expect(before.SystemModstamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
    nowMs += 5_000;
    await client.call('PATCH', path, { NextStep: 'Call them' });
    const after = (await client.call('GET', path)).body;
    expect(Date.parse(after.SystemModstamp)).toBeGreaterThan(Date.parse(before.SystemModstamp));
    expect(after.LastModifiedDate).toBe(after.SystemModstamp);
  });

  it('answers 412 to If-Unmodified-Since once the row has changed', async () => {
    const path = `${V}/sobjects/Opportunity/${dealId}`;
    const seen = new Date(nowMs).toUTCString();
    nowMs += 5_000;
    await client.call('PATCH', path, { NextStep: 'One' });
    expect(
      (await client.call('PATCH', path, { NextStep: 'Two' }, { 'if-unmodified-since': seen }))
        .status,
    ).toBe(412);
  });

  it('knows the checksum of an id and refuses a wrong one', async () => {
    expect(['001D000000K1YFj', '006R0000003FPYx', 'AAaAAbbBBBCcCCC'].map(checksumOf)).toEqual([
      'IAN',
      'IAO',
      '123',
    ]);
    expect(parseRecordId('001D000000K1YFjIAX')).toBeNull();
    const wrong = await client.call('GET', `${V}/sobjects/Opportunity/${dealId.slice(0, 15)}XXX`);
    expect([wrong.status, wrong.body[0].errorCode]).toEqual([400, 'MALFORMED_ID']);
    expect(
      (await client.call('GET', `${V}/sobjects/Opportunity/${dealId.slice(0, 15)}`)).body.Id,
    ).toBe(dealId);
  });

  it('sets probability and the closed flags from the stage', async () => {
    const path = `${V}/sobjects/Opportunity/${dealId}`;
    await client.call('PATCH', path, { StageName: 'Closed Won' });
    expect((await client.call('GET', path)).body).toMatchObject({
      Probability: 100,
      IsClosed: true,
      IsWon: true,
      ForecastCategoryName: 'Closed',
    });
  });

  it('ignores a written Amount while there are lines, and follows the lines', async () => {
    const path = `${V}/sobjects/Opportunity/${dealId}`;
    const before = (await client.call('GET', path)).body.Amount;
    expect((await client.call('PATCH', path, { Amount: 1 })).status).toBe(204);
    expect((await client.call('GET', path)).body.Amount).toBe(before);
    const [line] = await client.records(
      `SELECT Id, UnitPrice FROM OpportunityLineItem WHERE OpportunityId = '${dealId}' AND Quantity = 15`,
    );
    await client.call('PATCH', `${V}/sobjects/OpportunityLineItem/${line.Id}`, { Quantity: 16 });
    expect((await client.call('GET', path)).body.Amount).toBeCloseTo(
      Number(before) + Number(line.UnitPrice),
      2,
    );
  });

  it('refuses what does not fit, naming the field', async () => {
    const path = `${V}/sobjects/Opportunity/${dealId}`;
    const cases: [object, string, string | null][] = [
      [{ Nope__c: 1 }, 'INVALID_FIELD', null],
      [{ IsWon: true }, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'IsWon'],
      [{ CreatedDate: '2026-01-01T00:00:00Z' }, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'CreatedDate'],
      [{ Contract_Status__c: 'x'.repeat(41) }, 'STRING_TOO_LONG', 'Contract_Status__c'],
      [{ CurrencyIsoCode: 'XXX' }, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'CurrencyIsoCode'],
      [{ Name: '' }, 'REQUIRED_FIELD_MISSING', 'Name'],
      [{ Amount: 'lots' }, 'JSON_PARSER_ERROR', null],
      [{ AccountId: '0015g0000000000AAA' }, 'INVALID_CROSS_REFERENCE_KEY', 'AccountId'],
      [{ AccountId: dealId }, 'FIELD_INTEGRITY_EXCEPTION', 'AccountId'],
      [{ Probability: 10_000 }, 'NUMBER_OUTSIDE_VALID_RANGE', 'Probability'],
    ];
    for (const [body, code, field] of cases) {
      const answer = await client.call('PATCH', path, body);
      expect([answer.status, answer.body[0].errorCode]).toEqual([400, code]);
      if (field !== null) expect(answer.body[0].fields).toEqual([field]);
    }
  });

  it('upserts one row by external id: 201 created, then 200', async () => {
    const path = `${V}/sobjects/${CONTRACT}/SpotDraft_Id__c/T-9`;
    const first = await client.call('PATCH', path, { Name: 'MSA', Opportunity__c: dealId });
    expect([first.status, first.body.created]).toEqual([201, true]);
    const second = await client.call('PATCH', path, { Status__c: 'SIGN' });
    expect([second.status, second.body.created, second.body.id]).toEqual([
      200,
      false,
      first.body.id,
    ]);
    expect((await client.call('GET', path)).body).toMatchObject({
      Name: 'MSA',
      Status__c: 'SIGN',
      SpotDraft_Id__c: 'T-9',
    });
    expect((await client.call('PATCH', path, { SpotDraft_Id__c: 'T-9' })).status).toBe(400);
    expect(
      (
        await client.call(
          'PATCH',
          `${V}/sobjects/${CONTRACT}/SpotDraft_Id__c/T-10?updateOnly=true`,
          {},
        )
      ).status,
    ).toBe(404);
    expect(
      (await client.call('PATCH', `${V}/sobjects/${CONTRACT}/SpotDraft_Id__c/a.inc`, {})).status,
    ).toBe(404);
    const old = await client.call(
      'PATCH',
      '/services/data/v45.0/sobjects/SpotDraft_Contract__c/SpotDraft_Id__c/T-9',
      { Status__c: 'DRAFT' },
    );
    expect([old.status, old.body]).toEqual([204, null]);
  });

  it('matches the unique external id with regard to case', async () => {
    for (const id of ['T-a', 'T-A']) {
      expect(
        (await client.call('PATCH', `${V}/sobjects/${CONTRACT}/SpotDraft_Id__c/${id}`, {})).status,
      ).toBe(201);
    }
    const clash = await client.call('POST', `${V}/sobjects/${CONTRACT}`, {
      SpotDraft_Id__c: 'T-a',
    });
    expect(clash.body[0].errorCode).toBe('DUPLICATE_VALUE');
  });

  it('describes fields with lengths, references and picklists', async () => {
    const { body } = await client.call('GET', `${V}/sobjects/${CONTRACT}/describe`);
    const field = (name: string): object =>
      body.fields.find((candidate: { name: string }) => candidate.name === name);
    expect(field('SpotDraft_Id__c')).toMatchObject({
      type: 'string',
      length: 255,
      externalId: true,
      unique: true,
      caseSensitive: true,
    });
    expect(field('Opportunity__c')).toMatchObject({
      type: 'reference',
      referenceTo: ['Opportunity'],
      relationshipName: 'Opportunity__r',
    });
    expect(field('Status__c')).toMatchObject({
      restrictedPicklist: true,
      picklistValues: expect.arrayContaining([expect.objectContaining({ value: 'EXECUTED' })]),
    });
    const opportunity = await client.call('GET', `${V}/sobjects/Opportunity/describe`);
    expect(opportunity.body.childRelationships).toContainEqual(
      expect.objectContaining({
        childSObject: CONTRACT,
        field: 'Opportunity__c',
        relationshipName: 'SpotDraft_Contracts__r',
      }),
    );
  });

  it('stores a file, links it to the deal and gives its bytes back', async () => {
    const bytes = Buffer.from('%PDF-1.7 signed');
    const created = await client.call('POST', `${V}/sobjects/ContentVersion`, {
      Title: 'Signed MSA',
      PathOnClient: 'msa.pdf',
      VersionData: bytes.toString('base64'),
      FirstPublishLocationId: dealId,
    });
    expect(created.body.id).toMatch(/^068/);
    const [version] = await client.records(
      `SELECT ContentDocumentId, FileExtension, ContentSize, VersionData FROM ContentVersion WHERE Id = '${created.body.id}'`,
    );
    expect(version).toMatchObject({
      FileExtension: 'pdf',
      ContentSize: bytes.length,
      VersionData: `${V}/sobjects/ContentVersion/${created.body.id}/VersionData`,
    });
    const links = await client.records(
      `SELECT ContentDocumentId FROM ContentDocumentLink WHERE LinkedEntityId = '${dealId}'`,
    );
    expect(links.map((link) => link.ContentDocumentId)).toEqual([version.ContentDocumentId]);
    const download = await fetch(`${org.url}${String(version.VersionData)}`, {
      headers: { authorization: `Bearer ${client.token}` },
    });
    expect(Buffer.from(await download.arrayBuffer())).toEqual(bytes);
  });

  it('answers unknown paths, methods and bodies with the error array', async () => {
    expect((await client.call('GET', `${V}/nope`)).body[0].errorCode).toBe('NOT_FOUND');
    expect((await client.call('GET', '/services/data/v99.0/limits')).body[0].errorCode).toBe(
      'NOT_FOUND',
    );
    expect((await client.call('DELETE', `${V}/limits`)).status).toBe(405);
    const broken = await fetch(`${org.url}${V}/sobjects/Account`, {
      method: 'POST',
      headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' },
      body: '{"Name": ',
    });
    expect([
      broken.status,
      ((await broken.json()) as { errorCode: string }[])[0]!.errorCode,
    ]).toEqual([400, 'JSON_PARSER_ERROR']);
  });
});
