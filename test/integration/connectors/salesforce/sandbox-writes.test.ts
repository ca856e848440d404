import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RateLimitedError, UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import type { SandboxCrm } from './sandbox-crm.js';
import { INTEGRATION, PRIYA, startSandboxCrm } from './sandbox-crm.js';

const OBJECT = 'SpotDraft_Contract__c';
const KEY = 'SpotDraft_Id__c';

let org: SandboxCrm;
beforeAll(async () => {
  org = await startSandboxCrm();
});
afterAll(() => org[Symbol.asyncDispose]());
beforeEach(() => org.sandbox.control.reset());

function contract(key: string, index = 0): { [KEY]: string; Name: string; Opportunity__c: string } {
  return { [KEY]: key, Name: `Contract ${key}`.slice(0, 80), Opportunity__c: deal(index) };
}

function deal(index: number): string {
  return org.sandbox.deals[index]!.id;
}

describe('writing to an org', () => {
  it('creates 450 rows in three calls, finds them again, and a repeat changes nothing', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => contract(`T-${index}`, index % 200));
    expect(await org.crm.ping()).toEqual({ ok: true });
    org.forgetCalls();
    const created = await org.crm.upsertRows(OBJECT, KEY, rows);
    expect(org.calls()).toBe(3);
    expect(created.every((result) => result.ok && result.created)).toBe(true);
    const again = await org.crm.upsertRows(OBJECT, KEY, rows);
    expect(again.every((result) => result.ok && !result.created)).toBe(true);
    const keys = rows.map((row) => row[KEY]);
    const read = await org.crm.readRows(OBJECT, KEY, keys, ['Name', 'Opportunity__c']);
    expect(read.size).toBe(450);
    expect(read.get('T-449')).toEqual(rows[449]);
  });

  it.each(['a/b #1', 'contract.inc', "it's", '100%_\\', 'ключ'])(
    'takes %j for a key like any other',
    async (key) => {
      const results = await org.crm.upsertRows(OBJECT, KEY, [contract(key)]);
      expect(results).toMatchObject([{ ok: true, created: true }]);
      const read = await org.crm.readRows(OBJECT, KEY, [key], ['Name']);
      expect([...read.keys()]).toEqual([key]);
    },
  );

  it('says of each row what became of it', async () => {
    org.sandbox.control.addFault({ kind: 'row-error', externalId: 'T-2', times: 1 });
    const rows = [
      contract('T-1'),
      contract('T-2'),
      { ...contract('T-3'), Name: 'x'.repeat(300) },
      { ...contract('T-4'), Status__c: 'NONSENSE' },
    ];
    const results = await org.crm.upsertRows(OBJECT, KEY, rows);
    expect(results).toMatchObject([
      { ok: true, created: true },
      { ok: false, code: 'UNABLE_TO_LOCK_ROW', retryable: true },
      { ok: false, code: 'STRING_TOO_LONG', retryable: false, fields: ['Name'] },
      { ok: false, code: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', retryable: false },
    ]);
    expect(await org.crm.upsertRows(OBJECT, KEY, [contract('T-2')])).toMatchObject([{ ok: true }]);
  });

  it('updates deals by id and clears with null', async () => {
    const rows = [0, 1].map((index) => ({ id: deal(index), Contract_Status__c: 'SIGN' }));
    expect(await org.crm.updateRows('Opportunity', rows)).toMatchObject([
      { ok: true },
      { ok: true },
    ]);
    const read = () =>
      org.crm.readRows('Opportunity', 'Id', [deal(0), deal(1)], ['Contract_Status__c']);
    expect((await read()).get(deal(1))).toEqual({ Id: deal(1), Contract_Status__c: 'SIGN' });
    await org.crm.updateRows('Opportunity', [{ id: deal(1), Contract_Status__c: null }]);
    expect((await read()).get(deal(1))).toEqual({ Id: deal(1), Contract_Status__c: null });
  });

  it('survives an answer that is lost after the commit: the repeat makes no second row', async () => {
    org.sandbox.control.addFault({
      kind: 'drop-after-commit',
      match: { method: 'PATCH' },
      times: 1,
    });
    await expect(org.crm.upsertRows(OBJECT, KEY, [contract('T-9')])).rejects.toBeInstanceOf(
      UpstreamUnavailableError,
    );
    expect(await org.crm.upsertRows(OBJECT, KEY, [contract('T-9')])).toMatchObject([
      { ok: true, created: false },
    ]);
  });

  it('goes on with a new session when the old ones expire', async () => {
    await org.crm.countOpportunities(PRIYA, {});
    org.sandbox.control.expireSessions();
    expect(await org.crm.countOpportunities(PRIYA, {})).toBeGreaterThan(0);
    expect(await org.crm.upsertRows(OBJECT, KEY, [contract('T-1')])).toMatchObject([{ ok: true }]);
  });

  it('says how long to wait when the daily allowance is spent', async () => {
    org.sandbox.control.addFault({ kind: 'request-limit', times: 1 });
    await expect(org.crm.upsertRows(OBJECT, KEY, [contract('T-1')])).rejects.toBeInstanceOf(
      RateLimitedError,
    );
    expect(org.crm.usage()?.limit).toBe(100_000);
  });

  it('reads on over a truncated answer and a page of 503', async () => {
    for (const kind of ['truncate', 'drop-before-commit', 'status'] as const) {
      org.sandbox.control.addFault({
        kind,
        match: { path: '/query' },
        times: 1,
        ...(kind === 'status' ? { status: 503 } : {}),
      });
      expect(await org.crm.countOpportunities(INTEGRATION, {})).toBe(200);
    }
  });
});
