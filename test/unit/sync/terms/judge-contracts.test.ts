import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangedDealsQuery } from '../../../../src/connectors/crm.js';
import { contractIdOf } from '../../../../src/domain/contract-id.js';
import type { ContractId } from '../../../../src/domain/contract-id.js';
import type { Contract, KeyPointer } from '../../../../src/domain/contract.js';
import { withConfirmedTerm } from '../../../../src/domain/deal-link.js';
import { UpstreamRejectedError, UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { parseOpportunityId } from '../../../../src/domain/opportunity-id.js';
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
import type { JudgeRequest } from '../../../../src/sync/terms/judge-contracts.js';
import { outcomesOfJudging } from '../../../../src/sync/terms/judge-outcomes.js';
import { sweepTerms } from '../../../../src/sync/passes/terms/sweep-terms.js';
import { silentLog } from '../../../../src/domain/log.js';
import type { Store } from '../../../../src/store/store.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { openTempStore } from '../../../support/temp-store.js';
import { CONTRACT } from '../../mapping/samples.js';

const CHECKS = `version: 1
contracts: []
checks:
  - name: total
    when: type.name != "NDA"
    signed: keyPointers.total.value
    expected: Amount
    tolerance: 5
    severity: block
  - name: name
    signed: counterpartyName
    expected: Account.Name
`;
const DEAL = parseOpportunityId('0065g00000XyZ12');
const T1 = contractIdOf('T', 1);
const T2 = contractIdOf('T', 2);
const mapping = parseMappingFile(CHECKS, 'm.yaml');
const REQUEST: JudgeRequest = { lane: 'webhook' };

let store: Store;
let close: () => Promise<void>;
let clock: ManualClock;
let deals: Map<
  string,
  { Amount: number | null; changedAt: Date; Account?: { Name: string | null } }
>;
let pointers: Map<ContractId, KeyPointer[] | Error>;
let asked: ContractId[];
let queries: ChangedDealsQuery[];
let crmFails: Error | null;
let pause: object | null;
let answeredAt: Date | null;

beforeEach(async () => {
  clock = new ManualClock(new Date('2026-11-21T10:00:00Z'));
  const opened = await openTempStore(clock);
  store = opened.store;
  close = async () => opened[Symbol.asyncDispose]();
  deals = new Map([
    [DEAL, { Amount: 100, changedAt: new Date('2026-11-20T10:00:00Z'), Account: { Name: 'Acme' } }],
  ]);
  pointers = new Map([[T1, [total(100)]]]);
  asked = [];
  queries = [];
  crmFails = null;
  pause = null;
  answeredAt = new Date('2026-11-21T10:00:00Z');
});
afterEach(async () => {
  await close();
});

function total(value: unknown): KeyPointer {
  return { id: '7', name: 'total', label: 'Total', value };
}

function executed(id: ContractId = T1, over: Partial<Contract> = {}): Contract {
  return {
    ...CONTRACT,
    id,
    status: 'EXECUTED',
    opportunityId: DEAL,
    counterpartyName: 'ACME',
    externalMetadata: null,
    ...over,
  };
}

const crm = {
  dealObject: 'Opportunity',
  describe: async () => null,
  lastAnswerDate: () => answeredAt,
  async changedDeals(query: ChangedDealsQuery) {
    queries.push(query);
    if (crmFails !== null) throw crmFails;
    return [...deals]
      .filter(([id]) => query.ids?.some((one) => one === id) ?? true)
      .filter(([, { changedAt }]) => query.since === undefined || changedAt >= query.since)
      .map(([id, { changedAt, ...record }]) => ({ id: parseOpportunityId(id), changedAt, record }));
  },
};

function judge(checks = mapping) {
  return createTermJudge({ ...partsOf(), mapping: checks });
}

function partsOf() {
  return {
    store,
    crm,
    spotdraft: {
      async getKeyPointers(id: ContractId) {
        asked.push(id);
        const known = pointers.get(id) ?? [];
        if (known instanceof Error) throw known;
        return known;
      },
      updateKeyPointers: async () => undefined,
      listKeyPointerDefinitions: async () => [],
    },
    mapping,
    pauses: { active: async () => pause as never },
    clock,
  };
}

async function statesOf(contract: Contract): Promise<Record<string, string>> {
  const terms = (await termsOf(store.marks, [contract])).get(contract.id) ?? [];
  return Object.fromEntries(
    terms.map(({ name, state, confirmed }) => [
      name,
      confirmed === null ? state : `${state} confirmed`,
    ]),
  );
}

async function sweep(everything = false, terms = judge()) {
  return sweepTerms(
    { store, crm: crm as never, clock, log: silentLog, mapping, terms },
    { everything },
  );
}

const outage = () =>
  new UpstreamUnavailableError('no answer', { service: 'spotdraft', operation: 'x' });
const refusal = () =>
  new UpstreamRejectedError('confidential', { service: 'spotdraft', status: 403 });

describe('judging contracts', () => {
  it('reads the deals of all in one call, and key pointers once', async () => {
    pointers.set(T2, [total(110)]);
    const contracts = [executed(), executed(T2)];
    const { changed, failures } = await judge().judge(contracts, REQUEST);
    expect([[...changed], failures.size]).toEqual([[T1, T2], 0]);
    expect(await statesOf(executed())).toEqual({ total: 'MATCH', name: 'MATCH' });
    expect(await statesOf(executed(T2))).toEqual({ total: 'MISMATCH', name: 'MATCH' });
    expect(queries).toHaveLength(1);
    expect(asked).toEqual([T1, T2]);
    deals.set(DEAL, { Amount: 110, changedAt: new Date('2026-11-21T09:00:00Z') });
    expect([...(await judge().judge(contracts, REQUEST)).changed]).toEqual([T1, T2]);
    expect(asked).toHaveLength(2);
    expect(await statesOf(executed(T2))).toEqual({ total: 'MATCH', name: 'MISSING' });
    expect([...(await judge().judge(contracts, REQUEST)).changed]).toEqual([]);
    await judge().judge(contracts, { ...REQUEST, fresh: new Set([T2]) });
    await judge().judge(contracts, { ...REQUEST, fresh: 'all' });
    expect(asked.slice(2)).toEqual([T2, T1, T2]);
  });

  it('asks for no key pointers where no check that applies reads them', async () => {
    await judge().judge([executed(T1, { type: { id: '9', name: 'NDA' } })], REQUEST);
    expect(asked).toEqual([]);
    expect(await statesOf(executed())).toEqual({ name: 'MATCH' });
  });

  it('forgets what is no longer executed, has no deal, or whose deal the CRM does not show', async () => {
    await judge().judge([executed(), executed(T2)], REQUEST);
    const lost = [executed(T1, { status: 'VOIDED' }), executed(T2, { opportunityId: null })];
    expect([...(await judge().judge(lost, REQUEST)).changed]).toEqual([T1, T2]);
    expect(await store.marks.count(TERMS)).toBe(0);
    await judge().judge([executed()], REQUEST);
    deals.clear();
    expect([...(await judge().judge([executed()], REQUEST)).changed]).toEqual([T1]);
    expect(await statesOf(executed())).toEqual({});
  });

  it('decides nothing while a system does not answer, and asks for one contract alone then', async () => {
    await judge().judge([executed()], REQUEST);
    pointers.set(T1, outage());
    const many = Array.from({ length: 12 }, (_, at) => contractIdOf('T', at + 10));
    for (const id of many) pointers.set(id, outage());
    const result = await judge().judge([executed(), ...many.map((id) => executed(id))], {
      ...REQUEST,
      fresh: 'all',
    });
    expect(result.failures.size).toBe(13);
    expect(asked.length).toBeLessThanOrEqual(1 + 5);
    expect(await statesOf(executed())).toEqual({ total: 'MATCH', name: 'MATCH' });
    expect(() => outcomesOfJudging(result.failures, new Map())).toThrow('no answer');
    crmFails = new UpstreamUnavailableError('down', { service: 'salesforce', operation: 'q' });
    expect((await judge().judge([executed()], REQUEST)).failures.get(T1)).toBe(crmFails);
    crmFails = null;
    pause = { reason: 'paused', until: new Date(clock.now().getTime() + 5_000) };
    const calls = queries.length;
    expect(String((await judge().judge([executed()], REQUEST)).failures.get(T1))).toContain(
      'paused',
    );
    expect(queries).toHaveLength(calls);
    await judge().judge([executed()], { lane: 'interactive' });
    expect(queries).toHaveLength(calls + 1);
  });

  it('tells of one contract that SpotDraft refuses, and goes on with the others', async () => {
    pointers.set(T2, refusal());
    const { failures } = await judge().judge([executed(), executed(T2)], REQUEST);
    expect([...failures.keys()]).toEqual([T2]);
    const outcomes = outcomesOfJudging(failures, new Map());
    expect(outcomes.get(T2)).toMatchObject({ ok: false, retryable: false });
    const written = new Map([[T2, { ok: false, retryable: true, reason: 'locked' }]] as const);
    expect(outcomesOfJudging(failures, written).size).toBe(0);
    expect(() => outcomesOfJudging(new Map([[T2, new Error('bug')]]), new Map())).toThrow('bug');
  });

  it('keeps what the later look showed, whoever comes last', async () => {
    const slow = judge();
    const original = crm.changedDeals.bind(crm);
    let overtaken = false;
    const late = createTermJudge({
      store,
      crm: {
        ...crm,
        async changedDeals(query) {
          const read = await original(query);
          if (!overtaken) {
            overtaken = true;
            deals.set(DEAL, { Amount: 500, changedAt: new Date('2026-11-21T09:59:00Z') });
            await slow.judge([executed()], REQUEST);
          }
          return read;
        },
      },
      spotdraft: { getKeyPointers: async () => [total(100)] } as never,
      mapping,
      pauses: { active: async () => null },
      clock,
    });
    expect([...(await late.judge([executed()], REQUEST)).changed]).toEqual([]);
    expect(await statesOf(executed())).toMatchObject({ total: 'MISMATCH' });
  });

  it.each(['SpotDraft is asked', 'those are looked up'])(
    'loses no new key pointer to somebody who goes by older ones while %s',
    async (when) => {
      await judge().judge([executed()], REQUEST);
      pointers.set(T1, [total(200)]);
      const asks = Promise.withResolvers<undefined>();
      const goesOn = Promise.withResolvers<undefined>();
      const isFirst = { fresh: true, stale: true };
      const fresh = createTermJudge({
        ...partsOf(),
        spotdraft: {
          ...partsOf().spotdraft,
          async getKeyPointers(id: ContractId) {
            const told = await partsOf().spotdraft.getKeyPointers(id);
            if (!isFirst.fresh) return told;
            isFirst.fresh = false;
            asks.resolve(undefined);
            await goesOn.promise;
            return told;
          },
        },
      });
      const stale = createTermJudge({
        ...partsOf(),
        store: {
          marks: store.marks,
          contracts: {
            beginLook: () => store.contracts.beginLook(),
            saveKeyPointers: (id: ContractId, told: readonly KeyPointer[]) =>
              store.contracts.saveKeyPointers(id, told),
            async keyPointers(id: ContractId) {
              const known = await store.contracts.keyPointers(id);
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
      expect(await statesOf(executed())).toMatchObject({ total: 'MISMATCH' });
      // What was told is what the next look goes by.
      asked = [];
      await judge().judge([executed()], REQUEST);
      expect(await statesOf(executed())).toMatchObject({ total: 'MISMATCH' });
      expect(asked).toEqual([]);
    },
  );

  it('costs nothing where the mapping has no checks', async () => {
    const off = judge(parseMappingFile('version: 1\ncontracts: []\n', 'm'));
    expect(off.isOn).toBe(false);
    expect(await off.judge([executed()], REQUEST)).toEqual({
      changed: new Set(),
      failures: new Map(),
    });
    expect(queries).toEqual([]);
  });

  it('judges anew what an earlier version kept in another form', async () => {
    await store.marks.put(TERMS, [{ key: T1, value: '{"old":true}' }]);
    await judge().judge([executed()], REQUEST);
    expect(await statesOf(executed())).toMatchObject({ total: 'MATCH' });
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
    return (await termsOf(store.marks, [executed()])).get(T1)?.[0]?.digest ?? '';
  }

  it('counts until a value changes, from the contract itself and from what we kept', async () => {
    pointers.set(T1, [total(200)]);
    await judge().judge([executed()], REQUEST);
    const open = await store.marks.get(OPEN_TERMS, [T1]);
    expect(parseOpenTerms(open.get(T1) ?? '')).toMatchObject({
      opportunityId: DEAL,
      checks: [{ name: 'total', state: 'MISMATCH', severity: 'block' }],
    });
    const given = confirmation(await digestOf());
    await keepConfirmation(store.marks, T1, 'total', { ...given, digest: 'of others' });
    expect(await statesOf(executed())).toMatchObject({ total: 'MISMATCH' });
    await keepConfirmation(store.marks, T1, 'total', given);
    await keepConfirmation(store.marks, T2, 'total', given);
    expect(await statesOf(executed())).toMatchObject({ total: 'MISMATCH confirmed' });
    expect(await store.marks.count(OPEN_TERMS)).toBe(0);
    await judge().judge([executed()], REQUEST);
    expect(await statesOf(executed())).toMatchObject({ total: 'MISMATCH confirmed' });

    pointers.set(T1, [total(300)]);
    await judge().judge([executed()], { ...REQUEST, fresh: 'all' });
    expect(await statesOf(executed())).toMatchObject({ total: 'MISMATCH' });
    const later = { ...confirmation(await digestOf()), at: '2026-11-22T10:00:00Z' };
    const told = executed(T1, { externalMetadata: withConfirmedTerm({}, 'total', later) });
    await judge().judge([told], REQUEST);
    expect(await statesOf(executed())).toMatchObject({ total: 'MISMATCH confirmed' });
    // The store is lost: the contract brings it back.
    await store.marks.remove(TERMS, [T1]);
    await judge().judge([told], REQUEST);
    expect(await statesOf(executed())).toMatchObject({ total: 'MISMATCH confirmed' });
  });

  it('is counted as that', async () => {
    pointers.set(T1, [total(200)]);
    const counts = createTermCounts(store.marks, clock);
    expect(await counts()).toEqual([]);
    await judge().judge([executed()], REQUEST);
    expect(await counts()).toEqual([
      { state: 'MISMATCH', severity: 'block', count: 1 },
      { state: 'MATCH', severity: 'warn', count: 1 },
    ]);
    await keepConfirmation(store.marks, T1, 'total', confirmation(await digestOf()));
    clock.advance(61_000);
    expect((await counts())[0]).toEqual({ state: 'CONFIRMED', severity: 'block', count: 1 });
  });
});

describe('a sweep', () => {
  beforeEach(async () => {
    await store.contracts.save([executed()], await store.contracts.beginLook());
  });

  it('judges all the first time, and then costs one CRM call and no SpotDraft call when nothing changed', async () => {
    expect([...(await sweep())]).toEqual([T1]);
    queries = [];
    asked = [];
    expect([...(await sweep())]).toEqual([]);
    expect([queries.length, asked.length]).toEqual([1, 0]);
    expect(queries[0]).toMatchObject({ paths: [], since: new Date('2026-11-21T09:55:00Z') });
  });

  it('judges the contracts of a deal that changed, and not twice by the same change', async () => {
    await sweep();
    deals.set(DEAL, { Amount: 500, changedAt: new Date('2026-11-21T09:59:00Z') });
    answeredAt = new Date('2026-11-21T10:01:00Z');
    expect([...(await sweep())]).toEqual([T1]);
    expect(asked).toEqual([T1]);
    queries = [];
    expect([...(await sweep())]).toEqual([]);
    expect(queries).toHaveLength(1);
  });

  it('looks again at a deal that may have changed once more within the same second', async () => {
    await sweep();
    const changedAt = new Date('2026-11-21T10:00:00Z');
    deals.set(DEAL, { Amount: 500, changedAt });
    await sweep();
    deals.set(DEAL, { Amount: 100, changedAt });
    expect([...(await sweep())]).toEqual([T1]);
    expect(await statesOf(executed())).toMatchObject({ total: 'MATCH' });
  });

  it('looks for a missing value again after some minutes, then later, then no more', async () => {
    pointers.set(T1, []);
    await sweep();
    expect(await statesOf(executed())).toMatchObject({ total: 'MISSING' });
    const looks: number[] = [];
    for (const minutes of [4, 2, 29, 2, 180, 721, 2_000]) {
      clock.advance(minutes * 60_000);
      asked = [];
      await sweep();
      looks.push(asked.length);
    }
    expect(looks).toEqual([0, 1, 0, 1, 1, 1, 0]);
    pointers.set(T1, [total(100)]);
    await judge().judge([executed()], { ...REQUEST, fresh: new Set([T1]) });
    expect(await statesOf(executed())).toMatchObject({ total: 'MATCH' });
  });

  it('leaves what one contract alone is refused to the log, what may pass to the worker, and stops for an outage', async () => {
    pointers.set(T1, refusal());
    expect([...(await sweep(true))]).toEqual([]);
    pointers.set(
      T1,
      new UpstreamRejectedError('later', {
        service: 'spotdraft',
        status: 409,
        retryable: true,
      } as never),
    );
    await sweep(true);
    pointers.set(T1, outage());
    await expect(sweep(true)).rejects.toThrow('no answer');
    pointers.set(T1, [total(1)]);
    expect([...(await sweep(true))]).toEqual([T1]);
  });

  it('forgets contracts that nobody knows any more, and everything when the checks are gone', async () => {
    await store.marks.put(TERMS, [{ key: T2, value: '{}' }]);
    expect([...(await sweep(true))].toSorted()).toEqual([T1, T2]);
    const off = judge(parseMappingFile('version: 1\ncontracts: []\n', 'm'));
    expect([...(await sweep(false, off))]).toEqual([T1]);
    expect([...(await sweep(false, off))]).toEqual([]);
  });
});
