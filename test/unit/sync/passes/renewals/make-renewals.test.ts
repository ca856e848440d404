import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RowResult } from '../../../../../src/connectors/crm.js';
import { contractIdOf } from '../../../../../src/domain/contract-id.js';
import { runRenewals } from '../../../../../src/sync/passes/renewals/run-renewals.js';
import { makeRenewals } from '../../../../../src/sync/passes/renewals/make-renewals.js';
import { DEAL, dealId, ends, executed, openRenewalWorld, outage, TODAY } from './renewal-world.js';
import type { RenewalWorld } from './renewal-world.js';

const T1 = contractIdOf('T', 1);
const T2 = contractIdOf('T', 2);
const HOUR_MS = 60 * 60_000;

let world: RenewalWorld;
beforeEach(async () => {
  world = await openRenewalWorld();
  await world.save(executed(1));
  world.pointers.set(T1, ends(TODAY));
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

const stateOf = async (id = T1) => (await world.ledger.states([id])).get(id);

const refused = (more: Partial<Extract<RowResult, { ok: false }>> = {}): RowResult => ({
  ok: false,
  code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  message: 'Close dates are Fridays.',
  fields: [],
  cause: 'validation',
  retryable: false,
  ...more,
});

describe('the deal of a renewal', () => {
  test('is made once, and told of', async () => {
    const { due } = await world.run();
    expect(due).toEqual([
      {
        contractId: T1,
        endDate: TODAY,
        noticeDate: '2026-10-31',
        opportunityId: dealId(900),
        problem: null,
      },
    ]);
    expect(await stateOf()).toEqual({ state: 'made', opportunityId: dealId(900) });
    expect(world.outcomes).toEqual(['made']);
    expect(world.activities).toEqual([
      {
        kind: 'CREATION',
        system: 'salesforce',
        operation: 'renewal',
        contractId: T1,
        opportunityId: dealId(900),
        outcome: 'created',
      },
    ]);
    world.calls.length = 0;
    expect((await world.runChanged(T1)).due).toEqual([]);
    expect(world.calls).toEqual([]);
  });

  test('is made where nobody records or counts it', async () => {
    const { record: _record, onOutcome: _onOutcome, ...parts } = world.parts;
    await runRenewals(parts, { dryRun: false, signal: new AbortController().signal });
    expect(world.renewals.get(T1)).toMatchObject({ Name: 'Acme - renewal' });
  });

  test('is found again when the store was lost, and stays away when somebody deleted it', async () => {
    await world.save(executed(2));
    world.pointers.set(T2, ends(TODAY));
    world.renewals.set(T1, { Id: dealId(700) });
    world.renewals.set(T2, null);
    expect((await world.run()).due).toEqual([]);
    expect(await stateOf()).toEqual({ state: 'made', opportunityId: dealId(700) });
    expect(await stateOf(T2)).toEqual({ state: 'made', opportunityId: null });
    expect(await world.ledger.renewalsAmong([dealId(700)])).toEqual(new Map([[dealId(700), T1]]));
    expect(world.calls).not.toContain('createRows');
  });

  test('that another process made meanwhile is the one', async () => {
    world.refusals.push((row) => {
      world.renewals.set(String(row['Renewal_Of__c']), { ...row, Id: dealId(800) });
      return refused({ code: 'DUPLICATE_VALUE', isTaken: true });
    });
    expect((await world.run()).due).toEqual([]);
    expect(await stateOf()).toEqual({ state: 'made', opportunityId: dealId(800) });
    expect(world.outcomes).toEqual([]);
  });

  test('is refused for another field whose value is taken, and people are told', async () => {
    world.refusals.push(() =>
      refused({ code: 'DUPLICATE_VALUE', isTaken: true, message: 'Number 7.' }),
    );
    expect((await world.run()).due).toMatchObject([
      { problem: 'Salesforce refused the renewal: Number 7. (DUPLICATE_VALUE)' },
    ]);
    expect(await stateOf()).toMatchObject({ state: 'failed', endDate: TODAY, tries: 1 });
  });

  test('comes with the next pass when the CRM had no time for its row, or said nothing of it', async () => {
    world.refusals.push(() =>
      refused({ code: 'UNABLE_TO_LOCK_ROW', cause: 'lock', retryable: true }),
    );
    expect((await world.run()).due).toEqual([]);
    expect([await stateOf(), world.outcomes]).toEqual([undefined, []]);
    const { createRows } = world.parts.crm;
    Object.assign(world.parts.crm, { createRows: async () => [] });
    expect((await world.run()).due).toEqual([]);
    expect(await stateOf()).toBeUndefined();
    Object.assign(world.parts.crm, { createRows });
    expect((await world.run()).due).toHaveLength(1);
  });

  test('counts as made though the CRM does not tell its id: nobody makes another', async () => {
    world.refusals.push(() => ({ ok: true, id: null, created: true }));
    expect((await world.run()).due).toMatchObject([{ opportunityId: null, problem: null }]);
    expect(world.activities).toMatchObject([{ opportunityId: DEAL, outcome: 'created' }]);
    await world.run();
    expect(world.calls.filter((call) => call === 'createRows')).toHaveLength(1);
  });

  test('whose answer was lost is found by the next pass, which makes no other', async () => {
    const { createRows } = world.parts.crm;
    Object.assign(world.parts.crm, {
      createRows: async (...asked: Parameters<typeof createRows>) => {
        await createRows(...asked);
        throw outage('salesforce', 'the answer was lost');
      },
    });
    await expect(world.run()).rejects.toThrow('the answer was lost');
    expect(await stateOf()).toBeUndefined();
    expect((await world.run()).due).toEqual([]);
    expect(await stateOf()).toEqual({ state: 'made', opportunityId: dealId(900) });
    expect(world.renewals.size).toBe(1);
  });
});

describe('a renewal that the CRM refuses', () => {
  test('is tried again ever later, and told of once as long as the reason is the same', async () => {
    world.refusals.push(refused, refused, () => refused({ message: 'Name it otherwise.' }));
    await world.run();
    expect(await stateOf()).toMatchObject({
      state: 'failed',
      reason:
        'Salesforce refused the renewal: Close dates are Fridays. (FIELD_CUSTOM_VALIDATION_EXCEPTION)',
      tries: 1,
      nextAt: world.clock.in(HOUR_MS),
    });
    expect(world.activities).toMatchObject([
      {
        outcome: 'refused',
        failed: true,
        opportunityId: DEAL,
        told: expect.stringContaining('Fridays'),
      },
    ]);
    expect(await world.ledger.failed(10)).toEqual([T1]);
    world.clock.advance(HOUR_MS - 1);
    expect((await world.run()).due).toEqual([]);
    world.clock.advance(1);
    expect((await world.run()).due).toMatchObject([
      { problem: expect.stringContaining('Fridays') },
    ]);
    expect([world.outcomes, (await stateOf()) as object]).toMatchObject([
      ['failed'],
      { tries: 2, nextAt: world.clock.in(2 * HOUR_MS) },
    ]);
    world.clock.advance(2 * HOUR_MS);
    await world.run();
    expect(world.outcomes).toEqual(['failed', 'failed']);
    world.clock.advance(4 * HOUR_MS);
    await world.run();
    expect(await stateOf()).toMatchObject({ state: 'made' });
    expect(await world.ledger.failed(10)).toEqual([]);
    expect(await world.ledger.counts()).toEqual({ undated: 0, failed: 0, made: 1 });
  });

  test('does not hold up the others of the call', async () => {
    await world.save(executed(2));
    world.pointers.set(T2, ends(TODAY));
    world.refusals.push(refused);
    await world.run();
    const states = await world.ledger.states([T1, T2]);
    expect([...states.values()].map(({ state }) => state).sort()).toEqual(['failed', 'made']);
    expect(world.calls.filter((call) => call === 'createRows')).toHaveLength(1);
  });

  test('is told in a dry run, and not kept', async () => {
    world.deals.set(DEAL, { Name: 'x'.repeat(20), AccountId: 'not an id' });
    expect((await world.run(true)).due).toMatchObject([
      { opportunityId: null, problem: expect.stringContaining('takes the id of a CRM record') },
    ]);
    expect([await stateOf(), world.activities]).toEqual([undefined, []]);
  });
});

test('nothing is made where the CRM describes no deals', async () => {
  world.isDescribed = false;
  await expect(world.run()).rejects.toThrow('The CRM describes no Opportunity to dealdraft.');
  expect([world.renewals.size, await stateOf()]).toEqual([0, undefined]);
});

test('nobody is asked where nothing is due', async () => {
  const at = { now: world.clock.now(), dryRun: false, signal: new AbortController().signal };
  expect(await makeRenewals(world.parts, [], at)).toEqual([]);
  expect(world.calls).toEqual([]);
});
