import { afterEach, beforeEach, expect, test } from 'vitest';
import { contractIdOf } from '../../../../../src/domain/contract-id.js';
import type { ContractId } from '../../../../../src/domain/contract-id.js';
import type { RenewalState } from '../../../../../src/sync/passes/renewals/renewal-ledger.js';
import { dealId, ends, executed, openRenewalWorld, TODAY } from './renewal-world.js';
import type { RenewalWorld } from './renewal-world.js';

const T1 = contractIdOf('T', 1);
const T2 = contractIdOf('T', 2);
const T3 = contractIdOf('T', 3);

let world: RenewalWorld;
beforeEach(async () => {
  world = await openRenewalWorld();
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

const AT = new Date('2026-12-01T00:00:00.000Z');
const FAILED: RenewalState = {
  state: 'failed',
  rule: 'r',
  endDate: '2026-12-01',
  reason: 'no',
  tries: 2,
  nextAt: AT,
};
const UNDATED: RenewalState = { state: 'undated', rule: 'r', reason: 'no', tries: 1, nextAt: AT };
const WAITS: RenewalState = { state: 'waits', rule: 'r', endDate: '2027-01-01' };

test('keeps what became of each contract, and lists it where it belongs', async () => {
  const { ledger } = world;
  const all = new Map<ContractId, RenewalState>([
    [T1, FAILED],
    [T2, UNDATED],
    [T3, WAITS],
  ]);
  await ledger.saveStates(all);
  expect(await ledger.states([T1, T2, T3])).toEqual(all);
  expect([await ledger.failed(9), await ledger.undated(9)]).toEqual([[T1], [T2]]);
  await ledger.saveStates(
    new Map([
      [T1, { state: 'made', opportunityId: dealId(1) }],
      [T2, { state: 'made', opportunityId: null }],
    ]),
  );
  expect([await ledger.failed(9), await ledger.undated(9)]).toEqual([[], []]);
  expect(await ledger.counts()).toEqual({ undated: 0, failed: 0, made: 1 });
  expect(await ledger.renewalsAmong([dealId(1), dealId(2)])).toEqual(new Map([[dealId(1), T1]]));
});

test.each([
  ['{"state":"made","opportunityId":"001000000000001"}'],
  ['{"state":"lost"}'],
  ['{"state":'],
])(
  'takes %s, which nobody wrote, for nothing known, and makes no second deal of it',
  async (damaged) => {
    await world.store.marks.put('renewals', [{ key: T1, value: damaged }]);
    expect(await world.ledger.states([T1])).toEqual(new Map());
    await world.save(executed(1));
    world.pointers.set(T1, ends(TODAY));
    world.renewals.set(T1, { Id: dealId(7) });
    await world.run();
    expect(await world.ledger.states([T1])).toEqual(
      new Map([[T1, { state: 'made', opportunityId: dealId(7) }]]),
    );
    expect(world.calls).not.toContain('createRows');
  },
);

test('passes over keys that are of no contract or deal', async () => {
  const { ledger } = world;
  const { marks } = world.store;
  await marks.put('renewals-failed', [{ key: 'X-1', value: 'true' }]);
  await marks.put('renewals-changed', [{ key: 'X-1', value: '"1"' }]);
  await marks.put('renewals-deals', [
    { key: '001', value: '"T-1"' },
    { key: dealId(1), value: '"X-1"' },
    { key: dealId(2), value: '"T-2"' },
  ]);
  expect(await ledger.failed(9)).toEqual([]);
  expect(await ledger.changed(9)).toEqual(new Map());
  expect(await ledger.renewalsAmong([dealId(1), dealId(2)])).toEqual(new Map([[dealId(2), T2]]));
  const pages: unknown[] = [];
  for await (const page of ledger.renewalDeals(2)) pages.push(page);
  expect(pages).toEqual([[dealId(1)], [dealId(2)]]);
});

test('forgets a change that was worked on, but for one that was noted again meanwhile', async () => {
  const { ledger } = world;
  await ledger.noteChanged([T1, T2]);
  const noted = await ledger.changed(9);
  await ledger.noteChanged([T2]);
  await ledger.dropChanged(noted);
  expect([...(await ledger.changed(9)).keys()]).toEqual([T2]);
  expect(await ledger.changedCount()).toBe(1);
});

test('knows which pairs are settled', async () => {
  const { ledger } = world;
  const pairs = [
    { earlier: T1, later: T2 },
    { earlier: T1, later: T3 },
  ] as const;
  expect(await ledger.relatedAmong([])).toEqual(new Set());
  await ledger.saveRelated(pairs[1]);
  expect(await ledger.relatedAmong(pairs)).toEqual(new Set([pairs[1]]));
});
