import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startSalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import type { SalesforceSandbox } from '../../../../src/sandbox/salesforce/index.js';
import { signIn, usernameOf, V } from './org-client.js';
import type { OrgClient } from './org-client.js';

const TYPE = 'SpotDraft_Contract__c';
const MINUTE_MS = 60_000;

let org: SalesforceSandbox;
let client: OrgClient;
let nowMs: number;

/** The sandbox's own clock, which the tests step. */
beforeEach(async () => {
  nowMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  org = await startSalesforceSandbox({ now: () => new Date(nowMs) });
  client = await signIn(org);
});
afterEach(() => org.close());

const iso = (ms: number) => new Date(ms).toISOString();

async function makeContract(externalId: string): Promise<string> {
  const { body } = await client.call('POST', `${V}/sobjects/${TYPE}`, {
    SpotDraft_Id__c: externalId,
  });
  return body.id;
}

describe('what changed in a window of time', () => {
  function changes(what: 'updated' | 'deleted', fromMs: number, toMs: number, by = client) {
    return by.call(
      'GET',
      `${V}/sobjects/${TYPE}/${what}?start=${encodeURIComponent(iso(fromMs))}&end=${encodeURIComponent(iso(toMs))}`,
    );
  }

  it('names rows made or changed in it, and not those deleted', async () => {
    const startedMs = nowMs;
    const early = await makeContract('T-1');
    nowMs += 10 * MINUTE_MS;
    const late = await makeContract('T-2');
    const gone = await makeContract('T-3');
    await client.call('DELETE', `${V}/sobjects/${TYPE}/${gone}`);
    nowMs += 5 * MINUTE_MS;
    expect((await changes('updated', startedMs, nowMs)).body).toEqual({
      ids: [early, late],
      latestDateCovered: `${iso(nowMs).slice(0, 19)}.000+0000`,
    });
    const tenMs = startedMs + 10 * MINUTE_MS;
    expect((await changes('updated', tenMs, nowMs)).body.ids).toEqual([late]);
    await client.call('PATCH', `${V}/sobjects/${TYPE}/${early}`, { Status__c: 'SIGN' });
    nowMs += MINUTE_MS;
    expect((await changes('updated', tenMs, nowMs)).body.ids).toEqual([early, late]);
    expect((await changes('deleted', startedMs, nowMs)).body).toMatchObject({
      deletedRecords: [{ id: gone, deletedDate: `${iso(tenMs).slice(0, 19)}.000+0000` }],
      earliestDateAvailable: expect.stringMatching(/\+0000$/),
    });
    expect((await changes('deleted', tenMs + MINUTE_MS, nowMs)).body.deletedRecords).toEqual([]);
  });

  it('names no rows that the user does not see', async () => {
    const startedMs = nowMs;
    await client.call('PATCH', `${V}/sobjects/Opportunity/${org.deals[0]!.id}`, { NextStep: 'x' });
    // Before the clock is stepped: an assertion of this minute is none of the next.
    const tom = await signIn(org, usernameOf(org, 'Tom'));
    nowMs += 2 * MINUTE_MS;
    const path = `${V}/sobjects/Opportunity/updated?start=${iso(startedMs)}&end=${iso(nowMs)}`;
    const [all, his] = [await client.call('GET', path), await tom.call('GET', path)];
    expect(all.body.ids).toContain(org.deals[0]!.id);
    expect(his.body.ids).not.toContain(org.deals[0]!.id);
  });

  it.each([
    ['a window of less than a minute', () => [nowMs - 30_000, nowMs - 29_000]],
    ['a window that ends before it begins', () => [nowMs, nowMs - MINUTE_MS]],
    ['one that lies more than 30 days back', () => [nowMs - 31 * 24 * 60 * MINUTE_MS, nowMs]],
  ])('refuses %s', async (_what, window) => {
    const [fromMs = 0, toMs = 0] = window();
    const { status, body } = await changes('updated', fromMs, toMs);
    expect([status, body[0].errorCode]).toEqual([400, 'INVALID_REPLICATION_DATE']);
  });

  it('refuses what is no time, and an object that keeps no rows', async () => {
    const odd = await client.call(
      'GET',
      `${V}/sobjects/${TYPE}/updated?start=2026-02-30T00:00:00Z`,
    );
    expect(odd.body[0].errorCode).toBe('INVALID_REPLICATION_DATE');
    const path = `${V}/sobjects/UserRecordAccess/deleted?start=${iso(nowMs)}&end=${iso(nowMs)}`;
    expect((await client.call('GET', path)).body[0].errorCode).toBe('INVALID_TYPE');
  });
});

describe('conditional requests', () => {
  const later = () => new Date(nowMs + 1000).toUTCString();
  const earlier = () => new Date(nowMs - 1000).toUTCString();

  it('answer 304 to a row and a describe that have not changed since', async () => {
    const path = `${V}/sobjects/${TYPE}/${await makeContract('T-1')}`;
    const first = await client.call('GET', path);
    const modified = first.headers.get('last-modified') ?? '';
    expect(Date.parse(modified)).toBe(nowMs);
    const same = await client.call('GET', path, undefined, { 'if-modified-since': modified });
    expect([same.status, same.body]).toEqual([304, null]);
    nowMs += 1000;
    await client.call('PATCH', path, { Status__c: 'SIGN' });
    const other = await client.call('GET', path, undefined, { 'if-modified-since': modified });
    expect([other.status, other.body.Status__c]).toEqual([200, 'SIGN']);

    const describe = `${V}/sobjects/${TYPE}/describe`;
    const since = { 'if-modified-since': later() };
    expect((await client.call('GET', describe, undefined, since)).status).toBe(304);
    const before = { 'if-modified-since': new Date(nowMs - MINUTE_MS).toUTCString() };
    expect((await client.call('GET', describe, undefined, before)).status).toBe(200);
  });

  it('answer 412 and write nothing where the row has changed since', async () => {
    const id = await makeContract('T-1');
    const path = `${V}/sobjects/${TYPE}/${id}`;
    const byExternalId = `${V}/sobjects/${TYPE}/SpotDraft_Id__c/T-1`;
    const stale = { 'if-unmodified-since': earlier() };
    for (const [method, target, body] of [
      ['GET', path, undefined],
      ['PATCH', path, { Status__c: 'SIGN' }],
      ['PATCH', byExternalId, { Status__c: 'SIGN' }],
      ['DELETE', path, undefined],
    ] as const) {
      const answer = await client.call(method, target, body, stale);
      expect([method, answer.status]).toEqual([method, 412]);
      expect(answer.body[0].errorCode).toBe('ENTITY_FAILED_IFMODIFIEDSINCE_ON_UPDATE');
    }
    expect((await client.call('GET', path)).body.Status__c).toBeNull();
    const fresh = { 'if-unmodified-since': later() };
    expect((await client.call('PATCH', path, { Status__c: 'SIGN' }, fresh)).status).toBe(204);
  });

  it('know tags on Account alone', async () => {
    const [account] = await client.records('SELECT Id FROM Account LIMIT 1');
    const path = `${V}/sobjects/Account/${account.Id}`;
    const first = await client.call('GET', path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect((await client.call('GET', path, undefined, { 'if-none-match': etag })).status).toBe(304);
    const match = { 'if-match': etag };
    expect((await client.call('PATCH', path, { Phone: '1' }, match)).status).toBe(204);
    const refused = await client.call('PATCH', path, { Phone: '2' }, match);
    expect([refused.status, refused.body[0].errorCode]).toEqual([412, 'MATCH_PRECONDITION_FAILED']);
    expect((await client.call('GET', path, undefined, { 'if-none-match': etag })).status).toBe(200);
    const deal = await client.call('GET', `${V}/sobjects/Opportunity/${org.deals[0]!.id}`);
    expect(deal.headers.get('etag')).toBeNull();
  });
});

describe('composite/tree', () => {
  const TREE = `${V}/composite/tree/Account`;
  const account = (referenceId: string, more: object = {}) => ({
    attributes: { type: 'Account', referenceId },
    Name: `Account ${referenceId}`,
    ...more,
  });
  const contacts = (...rows: object[]) => ({ Contacts: { records: rows } });
  const contact = (referenceId: string, more: object = { LastName: referenceId }) => ({
    attributes: { type: 'Contact', referenceId },
    ...more,
  });

  it('makes parents and children, and names what it made', async () => {
    const records = [account('a1', contacts(contact('c1'), contact('c2'))), account('a2')];
    const { status, body } = await client.call('POST', TREE, { records });
    expect(status).toBe(201);
    expect(body.hasErrors).toBe(false);
    expect(body.results.map(({ referenceId }: { referenceId: string }) => referenceId)).toEqual([
      'a1',
      'c1',
      'c2',
      'a2',
    ]);
    const [a1] = body.results;
    const children = await client.records(
      `SELECT LastName FROM Contact WHERE AccountId = '${a1.id}' ORDER BY LastName`,
    );
    expect(children.map(({ LastName }) => LastName)).toEqual(['c1', 'c2']);
  });

  it('makes nothing where one record is refused, and names that one', async () => {
    const before = await client.query('SELECT COUNT() FROM Account');
    const records = [account('a1'), account('a2', contacts(contact('c1', { FirstName: 'x' })))];
    const { status, body } = await client.call('POST', TREE, { records });
    expect([status, body]).toEqual([
      400,
      {
        hasErrors: true,
        results: [
          {
            referenceId: 'c1',
            errors: [
              {
                statusCode: 'REQUIRED_FIELD_MISSING',
                message: 'Required fields are missing: [LastName]',
                fields: ['LastName'],
              },
            ],
          },
        ],
      },
    ]);
    const after = await client.query('SELECT COUNT() FROM Account');
    expect(after.body.totalSize).toBe(before.body.totalSize);
  });

  it.each([
    ['no records', { records: [] }],
    ['a name twice', { records: [account('a'), account('a')] }],
    ['a record of another type', { records: [contact('c')] }],
    ['a record without a name', { records: [{ attributes: { type: 'Account' }, Name: 'x' }] }],
    [
      'more than 200 records',
      { records: Array.from({ length: 201 }, (_, index) => account(`a${index}`)) },
    ],
  ])('refuses %s', async (_what, body) => {
    const answer = await client.call('POST', TREE, body);
    expect([answer.status, answer.body[0].errorCode]).toEqual([400, 'INVALID_INPUT']);
  });
});

describe('composite/graph', () => {
  const GRAPH = `${V}/composite/graph`;
  const row = (referenceId: string, body: object) => ({
    method: 'POST',
    url: `${V}/sobjects/${TYPE}`,
    referenceId,
    body,
  });

  it('makes each graph as a whole or not at all, whatever becomes of the others', async () => {
    const { status, body } = await client.call('POST', GRAPH, {
      graphs: [
        {
          graphId: 'good',
          compositeRequest: [
            row('one', { SpotDraft_Id__c: 'T-1' }),
            {
              method: 'PATCH',
              url: `${V}/sobjects/${TYPE}/@{one.id}`,
              referenceId: 'two',
              body: { Status__c: 'SIGN' },
            },
          ],
        },
        {
          graphId: 'bad',
          compositeRequest: [
            row('one', { SpotDraft_Id__c: 'T-2' }),
            row('two', { SpotDraft_Id__c: 'T-1' }),
          ],
        },
      ],
    });
    expect(status).toBe(200);
    const [good, bad] = body.graphs;
    expect([good.graphId, good.isSuccessful]).toEqual(['good', true]);
    expect([bad.graphId, bad.isSuccessful]).toEqual(['bad', false]);
    expect(
      bad.graphResponse.compositeResponse.map((one: any) => one.body[0].errorCode), // eslint-disable-line @typescript-eslint/no-explicit-any -- foreign data
    ).toEqual(['PROCESSING_HALTED', 'DUPLICATE_VALUE']);
    const rows = await client.records(`SELECT SpotDraft_Id__c, Status__c FROM ${TYPE}`);
    expect(rows).toMatchObject([{ SpotDraft_Id__c: 'T-1', Status__c: 'SIGN' }]);
  });

  it('tries no more after 14 failed graphs', async () => {
    const graphs = Array.from({ length: 16 }, (_, index) => ({
      graphId: `g${index}`,
      compositeRequest: [
        row('one', index === 15 ? { SpotDraft_Id__c: 'T-9' } : { Florilegium__c: 'x' }),
      ],
    }));
    const { body } = await client.call('POST', GRAPH, { graphs });
    expect(body.graphs.every(({ isSuccessful }: { isSuccessful: boolean }) => !isSuccessful)).toBe(
      true,
    );
    expect(await client.records(`SELECT Id FROM ${TYPE}`)).toEqual([]);
  });

  it('keeps the limits of graphs, nodes and depth, and belongs to version 50 and later', async () => {
    const one = (graphId: string) => ({ graphId, compositeRequest: [row('one', {})] });
    const many = Array.from({ length: 76 }, (_, index) => one(`g${index}`));
    const chain = Array.from({ length: 16 }, (_, index) =>
      row(`r${index}`, index === 0 ? {} : { Contract_Name__c: `@{r${index - 1}.id}` }),
    );
    for (const graphs of [many, [{ graphId: 'deep', compositeRequest: chain }]]) {
      const { status, body } = await client.call('POST', GRAPH, { graphs });
      expect([status, body[0].errorCode]).toEqual([400, 'LIMIT_EXCEEDED']);
    }
    const twice = await client.call('POST', GRAPH, { graphs: [one('a'), one('a')] });
    expect(twice.body[0].errorCode).toBe('INVALID_INPUT');
    const old = await client.call('POST', '/services/data/v49.0/composite/graph', {
      graphs: [one('a')],
    });
    expect(old.status).toBe(404);
  });
});

describe('resources that the sandbox does not have', () => {
  it.each([
    'search?q=FIND%20%7BAcme%7D',
    'parameterizedSearch?q=Acme',
    'jobs/query',
    'jobs/ingest/7501',
    'graphql',
    'recent',
    'tooling/query?q=SELECT',
    'query?explain=SELECT%20Id%20FROM%20Account',
  ])('refuses %s by name', async (path) => {
    const { status, body } = await client.call('GET', `${V}/${path}`);
    expect([status, body]).toEqual([
      403,
      [
        {
          errorCode: 'FUNCTIONALITY_NOT_ENABLED',
          message: expect.stringMatching(/^the sandbox has/),
        },
      ],
    ]);
  });

  it('and a path that is nobody’s is not found', async () => {
    const { status, body } = await client.call('GET', `${V}/searching`);
    expect([status, body[0].errorCode]).toEqual([404, 'NOT_FOUND']);
  });
});

describe('upserts in collections', () => {
  it('say of a refused row that it was not created', async () => {
    const path = `${V}/composite/sobjects/${TYPE}/SpotDraft_Id__c`;
    const good = { attributes: { type: TYPE }, SpotDraft_Id__c: 'T-1' };
    const bad = { attributes: { type: TYPE }, SpotDraft_Id__c: 'T-2', Opportunity__c: 'x' };
    const { body } = await client.call('PATCH', path, { records: [good, bad] });
    expect(body).toMatchObject([
      { success: true, created: true },
      { success: false, created: false },
    ]);
    const both = { allOrNone: true, records: [{ ...good, SpotDraft_Id__c: 'T-3' }, bad] };
    const undone = await client.call('PATCH', path, both);
    expect(undone.body.map(({ created }: { created: boolean }) => created)).toEqual([false, false]);
  });

  it('and rows of plain inserts and updates say nothing of it', async () => {
    const records = [{ attributes: { type: TYPE }, Florilegium__c: 'x' }];
    const { body } = await client.call('POST', `${V}/composite/sobjects`, { records });
    expect(body[0]).not.toHaveProperty('created');
  });
});
