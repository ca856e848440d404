import { describe, expect, it } from 'vitest';
import { InputError, RateLimitedError } from '../../../../src/domain/errors.js';
import type { Received } from './loopback-org.js';
import { connect, page, refusal, startLoopbackOrg } from './loopback-org.js';

interface Sent {
  readonly allOrNone: boolean;
  readonly records: readonly Record<string, unknown>[];
}

function sent(call: Received): Sent {
  return JSON.parse(call.body) as Sent;
}

function rowsOf(count: number): { readonly Key__c: string }[] {
  return Array.from({ length: count }, (_, index) => ({ Key__c: `T-${index}` }));
}

const written = { id: 'a00000000000001AAA', success: true, errors: [], created: true };

describe('rows', () => {
  it('sends at most 200 a call, in order, with the key in the body', async () => {
    await using org = await startLoopbackOrg();
    org.answer((call) => ({ json: sent(call).records.map(() => written) }));
    await using crm = connect(org.url);
    const odd = { Key__c: 'a/b #1 .inc?', Name: "O'Neil" };
    const results = await crm.upsertRows('Thing__c', 'Key__c', [odd, ...rowsOf(449)]);
    expect(results).toHaveLength(450);
    expect(results[0]).toEqual({ ok: true, id: 'a00000000000001AAA', created: true });
    expect(org.calls().map((call) => sent(call).records.length)).toEqual([200, 200, 50]);
    const [first] = org.calls();
    expect(first).toMatchObject({
      method: 'PATCH',
      path: '/services/data/v66.0/composite/sobjects/Thing__c/Key__c',
    });
    expect(sent(first!)).toMatchObject({ allOrNone: false });
    expect(sent(first!).records[0]).toEqual({ ...odd, attributes: { type: 'Thing__c' } });
  });

  it('sends nothing for no rows', async () => {
    await using org = await startLoopbackOrg();
    await using crm = connect(org.url);
    expect(await crm.upsertRows('Thing__c', 'Key__c', [])).toEqual([]);
    expect(await crm.updateRows('Thing__c', [])).toEqual([]);
    expect((await crm.readRows('Thing__c', 'Key__c', [], ['Name'])).size).toBe(0);
    expect(org.received).toHaveLength(0);
  });

  it('does not take HTTP 200 for success: rows fail one by one, by statusCode', async () => {
    await using org = await startLoopbackOrg();
    const fail = (statusCode: string, message = statusCode, fields: string[] = []) => ({
      success: false,
      errors: [{ statusCode, message, fields }],
    });
    org.answer(() => ({
      json: [
        { id: '006R0000003FPYxIAO', success: true, errors: [] },
        fail('UNABLE_TO_LOCK_ROW'),
        fail('STRING_TOO_LONG', 'Name: data value too large', ['Name']),
        fail(
          'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
          'DealTrigger: System.DmlException: UNABLE_TO_LOCK_ROW, unable to obtain exclusive access',
        ),
        fail('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'DealTrigger: null pointer'),
        fail('TOO_MANY_APEX_REQUESTS'),
        { success: false, errors: [{ errorCode: 'DUPLICATE_VALUE', message: 'twice' }] },
        fail('A_CODE_ADDED_TOMORROW'),
      ],
    }));
    await using crm = connect(org.url);
    const rows = rowsOf(8).map((row) => ({ ...row, id: '006R0000003FPYxIAO' }));
    const results = await crm.updateRows('Opportunity', rows);
    expect(org.calls()[0]?.path).toBe('/services/data/v66.0/composite/sobjects');
    expect(results[0]).toEqual({ ok: true, id: '006R0000003FPYxIAO', created: false });
    expect(results[2]).toEqual({
      ok: false,
      code: 'STRING_TOO_LONG',
      message: 'Name: data value too large',
      fields: ['Name'],
      cause: 'validation',
      retryable: false,
    });
    const failures = results.map((result) => (result.ok ? null : [result.code, result.retryable]));
    expect(failures).toEqual([
      null,
      ['UNABLE_TO_LOCK_ROW', true],
      ['STRING_TOO_LONG', false],
      ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', true],
      ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', false],
      ['TOO_MANY_APEX_REQUESTS', true],
      ['DUPLICATE_VALUE', false],
      // It may mean anything; only what is known to be about the row is a verdict on it.
      ['A_CODE_ADDED_TOMORROW', true],
    ]);
  });

  it('keeps the results of the first call when a later one fails as a whole', async () => {
    await using org = await startLoopbackOrg();
    org.answer((call) =>
      org.calls().length === 1
        ? { json: sent(call).records.map(() => written) }
        : { status: 503, text: 'down' },
    );
    await using crm = connect(org.url);
    const results = await crm.upsertRows('Thing__c', 'Key__c', rowsOf(401));
    expect(results.filter((result) => result.ok)).toHaveLength(200);
    expect(results[200]).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
    expect(results).toHaveLength(401);
    expect(org.calls()).toHaveLength(2);
  });

  it('throws when the first call fails as a whole', async () => {
    await using org = await startLoopbackOrg();
    await using crm = connect(org.url);
    org.answer(() => refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'));
    await expect(crm.upsertRows('T__c', 'K__c', rowsOf(1))).rejects.toBeInstanceOf(
      RateLimitedError,
    );
    org.answer(() => ({ json: [] }));
    await expect(crm.upsertRows('T__c', 'K__c', rowsOf(1))).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      outage: 'stranger',
    });
  });

  it('does not let names into the path or the query unchecked', async () => {
    await using org = await startLoopbackOrg();
    await using crm = connect(org.url);
    await expect(crm.upsertRows('T__c/../User', 'K__c', rowsOf(1))).rejects.toBeInstanceOf(
      InputError,
    );
    await expect(crm.readRows('T__c', 'K__c = 1 OR Id', ['x'], [])).rejects.toBeInstanceOf(
      InputError,
    );
    await expect(crm.describe('T__c/x')).rejects.toBeInstanceOf(InputError);
    expect(org.received).toHaveLength(0);
  });

  it('reads rows by key, 200 a call, and finds those whose key comes back in another case', async () => {
    await using org = await startLoopbackOrg();
    org.answer(() =>
      org.calls().length === 1
        ? page([
            { attributes: { type: 'T__c' }, K__c: 't-0', Name: 'One', Flag__c: true },
            { attributes: { type: 'T__c' }, K__c: 'T-1', Name: null, Flag__c: false },
          ])
        : page([]),
    );
    await using crm = connect(org.url);
    const keys = rowsOf(250).map((row) => row.Key__c);
    const rows = await crm.readRows('T__c', 'K__c', keys, ['Name', 'Flag__c']);
    expect([...rows]).toEqual([
      ['T-0', { K__c: 't-0', Name: 'One', Flag__c: true }],
      ['T-1', { K__c: 'T-1', Name: null, Flag__c: false }],
    ]);
    expect(org.calls()).toHaveLength(2);
  });

  it('lists keys in pages, each from after the last', async () => {
    await using org = await startLoopbackOrg();
    await using crm = connect(org.url);
    org.answer(() => page([{ attributes: { type: 'T__c' }, K__c: 'T-1' }]));
    expect(await crm.listKeys('T__c', 'K__c', { limit: 5_000 })).toEqual(['T-1']);
    org.answer(() => page([]));
    expect(await crm.listKeys('T__c', 'K__c', { limit: 10, after: "T-1'" })).toEqual([]);
    const queries = org.calls().map(({ query }) => query.get('q'));
    expect(queries).toEqual([
      'SELECT K__c FROM T__c WHERE K__c != null ORDER BY K__c ASC LIMIT 2000',
      "SELECT K__c FROM T__c WHERE K__c > 'T-1\\'' ORDER BY K__c ASC LIMIT 10",
    ]);
  });
});
