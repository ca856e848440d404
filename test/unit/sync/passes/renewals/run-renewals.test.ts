import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contractIdOf } from '../../../../../src/domain/contract-id.js';
import { UpstreamContractError, UpstreamRejectedError } from '../../../../../src/domain/errors.js';
import type { RenewalParts } from '../../../../../src/sync/passes/renewals/renewal-parts.js';
import { runRenewals } from '../../../../../src/sync/passes/renewals/run-renewals.js';
import {
  ACCOUNT,
  DEAL,
  dealId,
  ends,
  executed,
  openRenewalWorld,
  outage,
  RULES,
  TODAY,
} from './renewal-world.js';
import type { RenewalWorld } from './renewal-world.js';

const T1 = contractIdOf('T', 1);
const T2 = contractIdOf('T', 2);
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

let world: RenewalWorld;
beforeEach(async () => {
  world = await openRenewalWorld();
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

const stateOf = async (id = T1) => (await world.ledger.states([id])).get(id);

const rejected = (message: string) =>
  new UpstreamRejectedError(message, { service: 'spotdraft', status: 400 });

describe('when a contract ends', () => {
  test('is asked once, and nobody is asked again before its notice begins', async () => {
    await world.save(executed(1));
    world.pointers.set(T1, ends('2026-12-31'));
    expect(await world.run()).toEqual({ contracts: 1, due: [], undated: 0, unread: new Set() });
    expect(await stateOf()).toMatchObject({ state: 'waits', endDate: '2026-12-31' });
    world.calls.length = 0;
    await world.run();
    expect([world.asked, world.calls]).toEqual([[T1], []]);
    world.clock.advance(DAY_MS);
    const { due } = await world.run();
    expect(due).toMatchObject([
      { contractId: T1, endDate: '2026-12-31', noticeDate: '2026-12-01' },
    ]);
    expect(world.renewals.get(T1)).toMatchObject({ Name: 'Acme - renewal', AccountId: ACCOUNT });
  });

  test('is asked for again ever less often while nobody knows', async () => {
    await world.save(executed(1));
    expect((await world.run()).undated).toBe(1);
    const asked: number[] = [];
    for (const hours of [0.5, 0.5, 1.9, 0.1, 400]) {
      world.clock.advance(hours * HOUR_MS);
      world.asked.length = 0;
      await world.run();
      asked.push(world.asked.length);
    }
    expect(asked).toEqual([0, 1, 0, 1, 1]);
    expect(await stateOf()).toMatchObject({ state: 'undated', tries: 4 });
    // However often it was in vain, a fortnight is the longest.
    for (let time = 0; time < 12; time += 1) {
      world.clock.advance(20 * DAY_MS);
      await world.run();
    }
    expect(await stateOf()).toMatchObject({ tries: 16, nextAt: world.clock.in(14 * DAY_MS) });
    expect(await world.ledger.undated(10)).toEqual([T1]);
    world.pointers.set(T1, ends('2030-01-01'));
    expect((await world.runChanged(T1)).undated).toBe(0);
    expect(await world.ledger.undated(10)).toEqual([]);
  });

  test('is asked for from the beginning after the contract was read anew, or the rule is another', async () => {
    await world.save(executed(1));
    await world.run();
    world.clock.advance(HOUR_MS);
    await world.run();
    expect(await stateOf()).toMatchObject({ tries: 2 });
    await world.runChanged(T1);
    expect(await stateOf()).toMatchObject({ tries: 1 });
    await using other = await openRenewalWorld(
      RULES.replace('keyPointers.end.value', '\'"2026-12-05"\''),
    );
    await other.ledger.saveStates(new Map([[T1, (await stateOf())!]]));
    await other.save(executed(1));
    expect((await other.run()).due).toMatchObject([{ endDate: '2026-12-05' }]);
    expect(other.asked).toEqual([]);
  });

  test('is taken from the store where that is enough, and asked for before a deal is made of it', async () => {
    await world.save(executed(1), executed(2, { opportunityId: dealId(2) }));
    world.deals.set(dealId(2), { Name: 'Beta', AccountId: null });
    await world.store.contracts.saveKeyPointers(T1, ends('2028-01-01'));
    await world.store.contracts.saveKeyPointers(T2, ends('2026-12-01'));
    world.pointers.set(T2, ends('2029-01-01'));
    expect((await world.run()).due).toEqual([]);
    expect(world.asked).toEqual([T2]);
    expect(await stateOf(T2)).toMatchObject({ state: 'waits', endDate: '2029-01-01' });
  });

  test('is asked for where the store has key pointers that do not say it', async () => {
    await world.save(executed(1));
    await world.store.contracts.saveKeyPointers(T1, ends(null));
    world.pointers.set(T1, ends('2026-12-01'));
    expect((await world.run()).due).toHaveLength(1);
    expect(await world.store.contracts.keyPointers(T1)).toEqual(ends('2026-12-01'));
  });
});

describe('a pass', () => {
  test('leaves alone what no rule is for, what is not executed, and what has no deal', async () => {
    await world.save(
      executed(1, { type: { id: '13', name: 'NDA' } }),
      executed(2, { status: 'VOIDED' }),
      executed(3, { opportunityId: null }),
    );
    const ids = [1, 2, 3].map((number) => contractIdOf('T', number));
    expect(await world.run()).toMatchObject({ contracts: 0 });
    expect(await world.runChanged(...ids)).toMatchObject({ contracts: 3, due: [] });
    expect([world.asked, world.calls]).toEqual([[], []]);
  });

  test('decides nothing about a contract whose deal the CRM does not show', async () => {
    await world.save(executed(1, { opportunityId: dealId(5) }));
    world.pointers.set(T1, ends(TODAY));
    expect((await world.run()).due).toEqual([]);
    expect(await stateOf()).toBeUndefined();
    world.deals.set(dealId(5), { Name: 'Back' });
    expect((await world.run()).due).toHaveLength(1);
    expect(world.renewals.get(T1)).not.toHaveProperty('AccountId');
  });

  test('goes over more contracts than one page has', async () => {
    const many = Array.from({ length: 201 }, (_, at) => executed(at + 1));
    await world.save(...many);
    for (const { id } of many) world.pointers.set(id, ends('2030-01-01'));
    expect(await world.run()).toMatchObject({ contracts: 201, undated: 0 });
    expect(world.asked).toHaveLength(201);
  });

  test('tells what is due and makes and keeps nothing when it is dry', async () => {
    await world.save(executed(1), executed(2));
    world.pointers.set(T1, ends(TODAY));
    const { due, undated } = await world.run(true);
    expect([due, undated]).toMatchObject([[{ contractId: T1, opportunityId: null }], 1]);
    expect([world.renewals.size, await stateOf(), await stateOf(T2)]).toEqual([
      0,
      undefined,
      undefined,
    ]);
    expect([world.activities, world.outcomes]).toEqual([[], []]);
  });

  test('ends where it is when it is stopped', async () => {
    await world.save(executed(1), executed(2));
    const stopping = new AbortController();
    const { spotdraft } = world.parts;
    const parts: RenewalParts = {
      ...world.parts,
      spotdraft: {
        ...spotdraft,
        async getKeyPointers(...asked) {
          stopping.abort(new Error('The program is stopping.'));
          return spotdraft.getKeyPointers(...asked);
        },
      },
    };
    await expect(runRenewals(parts, { dryRun: false, signal: stopping.signal })).rejects.toThrow(
      'The program is stopping.',
    );
    expect(world.asked).toHaveLength(1);
    expect(await world.ledger.counts()).toEqual({ undated: 0, failed: 0, made: 0 });
  });
});

describe('SpotDraft', () => {
  const due = (count: number) => Array.from({ length: count }, (_, at) => executed(at + 1));

  test('refuses one contract: people are told, the others get their renewals', async () => {
    await world.save(...due(2));
    world.pointers.set(T1, rejected('Not today.'));
    world.pointers.set(T2, ends(TODAY));
    const report = await world.run();
    expect(report.due).toMatchObject([{ contractId: T2 }]);
    expect(report.unread).toEqual(new Set());
    expect(await stateOf()).toMatchObject({ state: 'undated', reason: 'Not today.' });
  });

  test.each([
    ['does not answer for', outage('spotdraft')],
    [
      'gives an answer that is not its own for',
      new UpstreamContractError('no list', { service: 'spotdraft' }),
    ],
  ])(
    '%s one contract: nothing is decided of it, and the next pass asks again',
    async (_, error) => {
      await world.save(...due(2));
      world.pointers.set(T1, error);
      world.pointers.set(T2, ends(TODAY));
      const report = await world.run();
      expect([...report.unread]).toEqual([T1]);
      expect(report.due).toMatchObject([{ contractId: T2 }]);
      expect(await stateOf()).toBeUndefined();
      expect(world.log).toMatchObject([
        {
          level: 'warn',
          fields: { contractId: T1 },
          message: expect.stringContaining('next pass'),
        },
      ]);
      world.pointers.set(T1, ends(TODAY));
      expect((await world.run()).due).toMatchObject([{ contractId: T1 }]);
    },
  );

  test('answers for none: after three the pass ends, and nothing was decided', async () => {
    await world.save(...due(5));
    for (const { id } of due(5)) world.pointers.set(id, outage('spotdraft', 'it is down'));
    await expect(world.run()).rejects.toThrow('it is down');
    expect(world.asked).toHaveLength(3);
    expect(await world.ledger.counts()).toEqual({ undated: 0, failed: 0, made: 0 });
  });

  test('is not blamed for a mistake of dealdraft itself', async () => {
    await world.save(...due(2));
    world.pointers.set(T1, new TypeError('a bug'));
    world.pointers.set(T2, new TypeError('a bug'));
    await expect(world.run()).rejects.toThrow('a bug');
    expect(world.asked).toHaveLength(1);
  });
});

describe('the CRM', () => {
  test('does not answer for the deals: nothing is asked of SpotDraft, and the next pass does it all', async () => {
    await world.save(executed(1));
    world.pointers.set(T1, ends(TODAY));
    world.crmFails.set('changedDeals', outage('salesforce', 'it is down'));
    await expect(world.run()).rejects.toThrow('it is down');
    expect(world.asked).toEqual([]);
    world.crmFails.clear();
    expect((await world.run()).due).toHaveLength(1);
  });

  test('goes down before the deals are made: what was found out stays, and they are made later', async () => {
    await world.save(executed(1), executed(2));
    world.pointers.set(T1, ends(TODAY));
    world.crmFails.set('everKeys', outage('salesforce', 'it is down'));
    await expect(world.run()).rejects.toThrow('it is down');
    expect(await stateOf(T2)).toMatchObject({ state: 'undated' });
    expect(await stateOf()).toBeUndefined();
    world.crmFails.clear();
    await world.run();
    expect([...world.renewals.keys()]).toEqual([T1]);
  });
});

describe('what the CRM shows in a form of its own', () => {
  test('is read as drafts read it: rich text as text, and no mask for a value', async () => {
    await using other = await openRenewalWorld(
      RULES.replace('Name: opportunity.Name', 'Name: opportunity.Notes__c').replace(
        'endDate: keyPointers.end.value',
        'endDate: opportunity.Secret__c',
      ),
    );
    await other.save(executed(1));
    const notes = '<p>Acme &amp; Sons</p>';
    other.deals.set(DEAL, { Notes__c: notes, Secret__c: '*****6789', AccountId: null });
    await other.run();
    const states = await other.ledger.states([T1]);
    expect(states.get(T1)).toMatchObject({
      state: 'undated',
      reason: expect.stringContaining('opportunity.Secret__c, which is masked') as string,
    });
    other.deals.set(DEAL, { Notes__c: notes, Secret__c: TODAY, AccountId: null });
    await other.runChanged(T1);
    expect(other.renewals.get(T1)).toMatchObject({ Name: 'Acme & Sons - renewal' });
  });
});
