import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contractIdOf } from '../../../../src/domain/contract-id.js';
import type { ContractId } from '../../../../src/domain/contract-id.js';
import type { KeyPointer } from '../../../../src/domain/contract.js';
import { withConfirmedTerm } from '../../../../src/domain/deal-link.js';
import { UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { parseMappingFile } from '../../../../src/mapping/index.js';
import {
  createTermCounts,
  createTermJudge,
  keepConfirmation,
  OPEN_TERMS,
  parseOpenTerms,
  TERMS,
  termsOf,
} from '../../../../src/sync/index.js';
import { keepTerms } from '../../../../src/sync/terms/keep-terms.js';
import { parseKeptTerms } from '../../../../src/sync/terms/kept-terms.js';
import { outcomesOfJudging } from '../../../../src/sync/terms/judge-outcomes.js';
import type { Marks } from '../../../../src/store/marks.js';
import {
  DEAL,
  executed,
  mapping,
  openTermsWorld,
  outage,
  refusal,
  REQUEST,
  T1,
  T2,
  total,
} from './terms-world.js';
import type { TermsWorld } from './terms-world.js';

let world: TermsWorld;
beforeEach(async () => {
  world = await openTermsWorld();
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

/** Marks of which the first changes come too late: somebody else changed them first. */
function overtaken(marks: Marks, times: number): Marks {
  let left = times;
  return {
    get: marks.get.bind(marks),
    put: marks.put.bind(marks),
    putIfAbsent: marks.putIfAbsent.bind(marks),
    remove: marks.remove.bind(marks),
    page: marks.page.bind(marks),
    count: marks.count.bind(marks),
    async replace(scope, key, change) {
      left -= 1;
      if (left < 0) return marks.replace(scope, key, change);
      const to = JSON.stringify({ ...JSON.parse(change.from), rules: `other ${left}` });
      await marks.put(scope, [{ key, value: to }]);
      return marks.replace(scope, key, change);
    },
  };
}

describe('judging contracts', () => {
  it('reads the deals of all in one call, and key pointers once', async () => {
    world.pointers.set(T2, [total(110)]);
    const contracts = [executed(), executed(T2)];
    const { changed, failures } = await world.judge().judge(contracts, REQUEST);
    expect([[...changed].toSorted(), failures.size]).toEqual([[T1, T2], 0]);
    expect(await world.statesOf(executed())).toEqual({ total: 'MATCH', name: 'MATCH' });
    expect(await world.statesOf(executed(T2))).toEqual({ total: 'MISMATCH', name: 'MATCH' });
    expect(world.queries).toHaveLength(1);
    expect(world.asked.toSorted()).toEqual([T1, T2]);
    world.deals.set(DEAL, { Amount: 110, changedAt: new Date('2026-11-21T09:00:00Z') });
    expect([...(await world.judge().judge(contracts, REQUEST)).changed].toSorted()).toEqual([
      T1,
      T2,
    ]);
    expect(world.asked).toHaveLength(2);
    expect(await world.statesOf(executed(T2))).toEqual({ total: 'MATCH', name: 'MISSING' });
    expect([...(await world.judge().judge(contracts, REQUEST)).changed]).toEqual([]);
    await world.judge().judge(contracts, { ...REQUEST, fresh: new Set([T2]) });
    await world.judge().judge(contracts, { ...REQUEST, fresh: 'all' });
    expect([world.asked[2], ...world.asked.slice(3).toSorted()]).toEqual([T2, T1, T2]);
  });

  it('asks for no key pointers where no check that applies reads them', async () => {
    await world.judge().judge([executed(T1, { type: { id: '9', name: 'NDA' } })], REQUEST);
    expect(world.asked).toEqual([]);
    expect(await world.statesOf(executed())).toEqual({ name: 'MATCH' });
  });

  it('forgets what is no longer executed, has no deal, or whose deal the CRM does not show', async () => {
    await world.judge().judge([executed(), executed(T2)], REQUEST);
    const lost = [executed(T1, { status: 'VOIDED' }), executed(T2, { opportunityId: null })];
    expect([...(await world.judge().judge(lost, REQUEST)).changed]).toEqual([T1, T2]);
    expect(await world.store.marks.count(TERMS)).toBe(0);
    await world.judge().judge([executed()], REQUEST);
    world.deals.clear();
    expect([...(await world.judge().judge([executed()], REQUEST)).changed]).toEqual([T1]);
    expect(await world.statesOf(executed())).toEqual({});
    expect([...(await world.judge().judge([executed()], REQUEST)).changed]).toEqual([]);
  });

  it('decides nothing while a system does not answer, and asks for one contract alone then', async () => {
    await world.judge().judge([executed()], REQUEST);
    world.pointers.set(T1, outage());
    const many = Array.from({ length: 12 }, (_, at) => contractIdOf('T', at + 10));
    for (const id of many) world.pointers.set(id, outage());
    const result = await world.judge().judge([executed(), ...many.map((id) => executed(id))], {
      ...REQUEST,
      fresh: 'all',
    });
    expect(result.failures.size).toBe(13);
    expect(world.asked.length).toBeLessThanOrEqual(1 + 5);
    expect(await world.statesOf(executed())).toEqual({ total: 'MATCH', name: 'MATCH' });
    expect(() => outcomesOfJudging(result.failures, new Map())).toThrow('no answer');
    world.crmFails = new UpstreamUnavailableError('down', {
      service: 'salesforce',
      operation: 'q',
    });
    expect((await world.judge().judge([executed()], REQUEST)).failures.get(T1)).toBe(
      world.crmFails,
    );
    world.crmFails = null;
    world.pause = { reason: 'paused', until: new Date(world.clock.now().getTime() + 5_000) };
    const calls = world.queries.length;
    expect(String((await world.judge().judge([executed()], REQUEST)).failures.get(T1))).toContain(
      'paused',
    );
    expect(world.queries).toHaveLength(calls);
    await world.judge().judge([executed()], { lane: 'interactive' });
    expect(world.queries).toHaveLength(calls + 1);
  });

  it('tells of one contract that SpotDraft refuses, and goes on with the others', async () => {
    world.pointers.set(T2, refusal());
    const { failures } = await world.judge().judge([executed(), executed(T2)], REQUEST);
    expect([...failures.keys()]).toEqual([T2]);
    const outcomes = outcomesOfJudging(failures, new Map());
    expect(outcomes.get(T2)).toMatchObject({ ok: false, retryable: false });
    const written = new Map([[T2, { ok: false, retryable: true, reason: 'locked' }]] as const);
    expect(outcomesOfJudging(failures, written).size).toBe(0);
    expect(() => outcomesOfJudging(new Map([[T2, new Error('bug')]]), new Map())).toThrow('bug');
  });

  it('keeps what the later look showed, whoever comes last', async () => {
    const slow = world.judge();
    const original = world.crm.changedDeals.bind(world.crm);
    let overtaken = false;
    const late = createTermJudge({
      store: world.store,
      crm: {
        ...world.crm,
        async changedDeals(query) {
          const read = await original(query);
          if (!overtaken) {
            overtaken = true;
            world.deals.set(DEAL, { Amount: 500, changedAt: new Date('2026-11-21T09:59:00Z') });
            await slow.judge([executed()], REQUEST);
          }
          return read;
        },
      },
      spotdraft: { getKeyPointers: async () => [total(100)] } as never,
      mapping,
      pauses: { active: async () => null },
      clock: world.clock,
    });
    expect([...(await late.judge([executed()], REQUEST)).changed]).toEqual([]);
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MISMATCH' });
  });

  it.each(['SpotDraft is asked', 'those are looked up'])(
    'loses no new key pointer to somebody who goes by older ones while %s',
    async (when) => {
      await world.judge().judge([executed()], REQUEST);
      world.pointers.set(T1, [total(200)]);
      const asks = Promise.withResolvers<undefined>();
      const goesOn = Promise.withResolvers<undefined>();
      const isFirst = { fresh: true, stale: true };
      const fresh = createTermJudge({
        ...world.parts(),
        spotdraft: {
          ...world.parts().spotdraft,
          async getKeyPointers(...given) {
            const told = await world.parts().spotdraft.getKeyPointers(...given);
            if (!isFirst.fresh) return told;
            isFirst.fresh = false;
            asks.resolve(undefined);
            await goesOn.promise;
            return told;
          },
        },
      });
      const stale = createTermJudge({
        ...world.parts(),
        store: {
          marks: world.store.marks,
          contracts: {
            beginLook: () => world.store.contracts.beginLook(),
            saveKeyPointers: (id: ContractId, told: readonly KeyPointer[]) =>
              world.store.contracts.saveKeyPointers(id, told),
            async keyPointers(id: ContractId) {
              const known = await world.store.contracts.keyPointers(id);
              if (!isFirst.stale || when === 'SpotDraft is asked') return known;
              isFirst.stale = false;
              goesOn.resolve(undefined);
              await asking;
              return known;
            },
          },
        } as never,
      });
      const asking = fresh.judge([executed()], { ...REQUEST, fresh: 'all' });
      await asks.promise;
      const looking = stale.judge([executed()], REQUEST);
      if (when === 'SpotDraft is asked') {
        await looking;
        goesOn.resolve(undefined);
      }
      await Promise.all([asking, looking]);
      expect(await world.statesOf(executed())).toMatchObject({ total: 'MISMATCH' });
      // What was told is what the next look goes by.
      world.asked = [];
      await world.judge().judge([executed()], REQUEST);
      expect(await world.statesOf(executed())).toMatchObject({ total: 'MISMATCH' });
      expect(world.asked).toEqual([]);
    },
  );

  it('costs nothing where the mapping has no checks', async () => {
    const off = world.judge(parseMappingFile('version: 1\ncontracts: []\n', 'm'));
    expect(off.isOn).toBe(false);
    expect(await off.judge([executed()], REQUEST)).toEqual({
      changed: new Set(),
      failures: new Map(),
    });
    expect(world.queries).toEqual([]);
  });

  it('asks SpotDraft for key pointers that the store lost', async () => {
    await world.judge().judge([executed()], REQUEST);
    world.pointers.set(T1, [total(200)]);
    const forgetful = createTermJudge({
      ...world.parts(),
      store: {
        marks: world.store.marks,
        contracts: {
          beginLook: () => world.store.contracts.beginLook(),
          keyPointers: async () => null,
          saveKeyPointers: async () => undefined,
        },
      } as never,
    });
    await forgetful.judge([executed()], REQUEST);
    expect(world.asked).toEqual([T1, T1]);
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MISMATCH' });
  });

  it('ends between two contracts when it is stopped', async () => {
    const stopping = new AbortController();
    const given: unknown[] = [];
    const terms = createTermJudge({
      store: world.store,
      crm: world.crm,
      spotdraft: {
        async getKeyPointers(id: ContractId, { signal }: { signal?: AbortSignal }) {
          world.asked.push(id);
          given.push(signal);
          stopping.abort(new Error('The program is stopping.'));
          return [total(100)];
        },
      } as never,
      mapping,
      pauses: { active: async () => null },
      clock: world.clock,
    });
    const many = Array.from({ length: 7 }, (_, at) => executed(contractIdOf('T', at + 10)));
    const { failures } = await terms.judge(many, { ...REQUEST, signal: stopping.signal });
    expect(given[0]).toBe(stopping.signal);
    expect(world.asked.length).toBeLessThanOrEqual(5);
    expect(String(failures.get(many[6]!.id))).toContain('The program is stopping.');
  });

  it('looks at a deal again whose age it can not tell, for the CRM told no time', async () => {
    world.answeredAt = null;
    await world.judge().judge([executed()], REQUEST);
    const kept = parseKeptTerms((await world.store.marks.get(TERMS, [T1])).get(T1));
    expect(kept).toMatchObject({ dealChangedAt: null });
  });

  it('begins again where somebody else kept a result meanwhile', async () => {
    await world.judge().judge([executed()], REQUEST);
    const before = parseKeptTerms((await world.store.marks.get(TERMS, [T1])).get(T1))!;
    const marks = overtaken(world.store.marks, 2);
    const checks = before.checks.map((check) => ({ ...check, state: 'MISMATCH' as const }));
    const judged = { ...before, checks, look: before.look + 1 };
    const at = { now: world.clock.now(), isFresh: true };
    expect(await keepTerms(marks, { id: T1 }, judged, at)).toEqual({
      isKept: true,
      isChanged: true,
      isMixed: false,
    });
    expect(await world.statesOf(executed())).toEqual({ total: 'MISMATCH', name: 'MISMATCH' });
  });

  it('judges anew what an earlier version kept in another form', async () => {
    await world.store.marks.put(TERMS, [{ key: T1, value: '{"old":true}' }]);
    await world.judge().judge([executed()], REQUEST);
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MATCH' });
  });
});

describe('what was confirmed', () => {
  const confirmation = (digest: string) => ({
    by: 'priya',
    at: '2026-11-21T10:00:00Z',
    reason: 'as agreed',
    digest,
  });

  async function digestOf(): Promise<string> {
    return (await termsOf(world.store.marks, [executed()])).get(T1)?.[0]?.digest ?? '';
  }

  it('counts until a value changes, from the contract itself and from what we kept', async () => {
    world.pointers.set(T1, [total(200)]);
    await world.judge().judge([executed()], REQUEST);
    const open = await world.store.marks.get(OPEN_TERMS, [T1]);
    expect(parseOpenTerms(open.get(T1) ?? '')).toMatchObject({
      opportunityId: DEAL,
      checks: [{ name: 'total', state: 'MISMATCH', severity: 'block' }],
    });
    const given = confirmation(await digestOf());
    await keepConfirmation(world.store.marks, T1, 'total', { ...given, digest: 'of others' });
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MISMATCH' });
    await keepConfirmation(world.store.marks, T1, 'total', given);
    await keepConfirmation(world.store.marks, T2, 'total', given);
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MISMATCH confirmed' });
    expect(await world.store.marks.count(OPEN_TERMS)).toBe(0);
    await world.judge().judge([executed()], REQUEST);
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MISMATCH confirmed' });

    world.pointers.set(T1, [total(300)]);
    await world.judge().judge([executed()], { ...REQUEST, fresh: 'all' });
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MISMATCH' });
    const later = { ...confirmation(await digestOf()), at: '2026-11-22T10:00:00Z' };
    const told = executed(T1, { externalMetadata: withConfirmedTerm({}, 'total', later) });
    await world.judge().judge([told], REQUEST);
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MISMATCH confirmed' });
    // The store is lost: the contract brings it back.
    await world.store.marks.remove(TERMS, [T1]);
    await world.judge().judge([told], REQUEST);
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MISMATCH confirmed' });
  });

  it('is kept though somebody judged the contract meanwhile', async () => {
    world.pointers.set(T1, [total(200)]);
    await world.judge().judge([executed()], REQUEST);
    const given = confirmation(await digestOf());
    await keepConfirmation(overtaken(world.store.marks, 1), T1, 'total', given);
    expect(await world.statesOf(executed())).toMatchObject({ total: 'MISMATCH confirmed' });
    expect(parseKeptTerms((await world.store.marks.get(TERMS, [T1])).get(T1))?.rules).toBe(
      'other 0',
    );
  });

  it('is taken from the contract only where that tells more than is known', async () => {
    world.pointers.set(T1, [total(200)]);
    await world.judge().judge([executed()], REQUEST);
    const digest = await digestOf();
    const known = { ...confirmation(digest), at: '2026-11-22T10:00:00Z' };
    await keepConfirmation(world.store.marks, T1, 'total', known);
    const confirmedBy = async (by: string, at: string) => {
      const told = withConfirmedTerm({}, 'total', { ...confirmation(digest), by, at });
      const contract = executed(T1, { externalMetadata: told });
      await world.judge().judge([contract], REQUEST);
      return (await termsOf(world.store.marks, [contract])).get(T1)?.[0]?.confirmed?.by;
    };
    expect(await confirmedBy('sam', '2026-11-21T10:00:00Z')).toBe('priya');
    expect(await confirmedBy('sam', '2026-11-23T10:00:00Z')).toBe('sam');
  });

  it('is not read from a list of open checks in another form', () => {
    expect(parseOpenTerms('{"checks":[]}')).toBeNull();
  });

  it('is counted as that', async () => {
    world.pointers.set(T1, [total(200)]);
    const counts = createTermCounts(world.store.marks, world.clock);
    expect(await counts()).toEqual([]);
    await world.store.marks.put(TERMS, [{ key: T2, value: '{"old":true}' }]);
    expect(await counts()).toEqual([]);
    world.clock.advance(61_000);
    await world.judge().judge([executed()], REQUEST);
    expect(await counts()).toEqual([
      { state: 'MISMATCH', severity: 'block', count: 1 },
      { state: 'MATCH', severity: 'warn', count: 1 },
    ]);
    await keepConfirmation(world.store.marks, T1, 'total', confirmation(await digestOf()));
    world.clock.advance(61_000);
    expect((await counts())[0]).toEqual({ state: 'CONFIRMED', severity: 'block', count: 1 });
  });
});
