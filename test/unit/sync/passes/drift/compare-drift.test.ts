import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CrmRow } from '../../../../../src/connectors/crm.js';
import type { ContractId } from '../../../../../src/domain/contract-id.js';
import { contractIdOf } from '../../../../../src/domain/contract-id.js';
import { silentLog } from '../../../../../src/domain/log.js';
import type { ContractWriteback, OpportunityWriteback } from '../../../../../src/mapping/index.js';
import { openStore } from '../../../../../src/store/open-store.js';
import type { Store } from '../../../../../src/store/store.js';
import { createDriftComparison } from '../../../../../src/sync/passes/drift/compare-drift.js';
import type {
  DriftComparisonParts,
  Shown,
} from '../../../../../src/sync/passes/drift/compare-drift.js';
import { markGone } from '../../../../../src/sync/projection/gone-deals.js';
import type { RowPlanner, WantedRows } from '../../../../../src/sync/write-back/wanted-rows.js';
import { contract, DEAL_A, DEAL_B, T1, T2, T3 } from '../../../../contract/store/samples.js';
import { ManualClock } from '../../../../support/manual-clock.js';

const RECORDS = 'Contract__c';
let folder: string;
let store: Store;
/** What the CRM holds, by object and key. */
let held: Map<string, CrmRow>;
let keys: string[];
/** What the mapping makes of each key; a text is why it makes nothing. */
let planned: Map<string, CrmRow | string>;
let goneRow: CrmRow | null;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-compare-'));
  const url = `sqlite:${path.join(folder, 'store.db')}`;
  store = await openStore({ url, clock: new ManualClock(), log: silentLog });
  held = new Map();
  keys = [];
  planned = new Map();
  goneRow = { Status__c: 'DELETED' };
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const FIELDS: ContractWriteback['fields'] = new Map([['Status__c', {} as never]]);
const records = (opportunity: string | null = 'Deal__c') =>
  ({
    object: RECORDS,
    externalId: 'Id__c',
    opportunity,
    fields: FIELDS,
    optional: new Set(),
  }) as unknown as ContractWriteback;
const deals = { fields: FIELDS, optional: new Set() } as unknown as OpportunityWriteback;

function wantedOf<Key extends string>(all: readonly Key[]): WantedRows<Key> {
  const rows = new Map<Key, CrmRow>();
  const failures = new Map<Key, string>();
  for (const key of all) {
    const made = planned.get(key);
    if (typeof made === 'string') failures.set(key, made);
    else if (made !== undefined) rows.set(key, made);
  }
  return { rows, failures, cut: new Map(), description: null };
}

function comparison(
  writeback: DriftComparisonParts['mapping']['writeback'],
  contracts: Store['contracts'] = store.contracts,
) {
  const rows: RowPlanner = {
    contractRows: async (_spec, contracts) => wantedOf(contracts.map(({ id }) => id)),
    dealRows: async (_spec, contractsOf) => wantedOf([...contractsOf.keys()]),
    goneRow: async () => goneRow,
  };
  return createDriftComparison({
    store: { ...store, contracts },
    rows,
    mapping: { writeback },
    crm: {
      dealObject: 'Opportunity',
      describe: async () => null,
      readRows: async <Key extends string>(object: string, _by: string, ids: readonly Key[]) =>
        new Map(
          ids.flatMap((id): [Key, CrmRow][] => {
            const row = held.get(`${object} ${id}`);
            return row === undefined ? [] : [[id, row]];
          }),
        ),
      listKeys: async (_object, _by, { limit, after }) =>
        keys.filter((key) => after === undefined || key > after).slice(0, limit),
    },
  });
}

async function stored(...contracts: ReturnType<typeof contract>[]): Promise<void> {
  await store.contracts.save(contracts, await store.contracts.beginLook());
}

async function shown(...seen: [ContractId, 'gone' | ReturnType<typeof contract>][]) {
  const look = await store.contracts.beginLook();
  return new Map(seen.map(([id, each]) => [id, { contract: each, look }])) satisfies Shown;
}

test('a mapping without records of contracts compares what SpotDraft shows with what is stored', async () => {
  await stored(contract({ id: T1 }), contract({ id: T2 }));
  const compared = comparison({ contract: null, opportunity: null });
  const seen = await shown([T1, contract({ id: T1, status: 'SIGN' })], [T2, 'gone']);
  const { findings } = await compared.contracts([T1, T2, T3], seen);
  expect(findings.map(({ subject, cause }) => [subject.id, cause])).toEqual([
    [T1, 'missed-delivery'],
    [T2, 'deleted'],
  ]);
  expect(await compared.orphans([T1])).toEqual({ findings: [], touchedDeals: new Set() });
  expect(await compared.recordIds(null)).toEqual({ ids: [], next: null });
});

test('what a worker read since the pass looked is the newer of the two', async () => {
  const compared = comparison({ contract: null, opportunity: null });
  const seen = await shown([T1, 'gone']);
  await stored(contract({ id: T1 }));
  expect((await compared.contracts([T1], seen)).findings).toEqual([]);
  expect(seen.has(T1)).toBe(false);
});

test('what SpotDraft no longer shows and nobody knows is no drift of anybody', async () => {
  const compared = comparison({ contract: records(), opportunity: null });
  expect((await compared.contracts([T1], await shown([T1, 'gone']))).findings).toEqual([]);
});

test('records without a contract are found where they do not say so, with the deals they point to', async () => {
  const compared = comparison({ contract: records(), opportunity: null });
  held.set(`${RECORDS} T-1`, { Status__c: 'SIGN', Deal__c: DEAL_A });
  held.set(`${RECORDS} T-2`, { Status__c: 'DELETED', Deal__c: DEAL_B });
  held.set(`${RECORDS} T-3`, { Status__c: 'SIGN', Deal__c: 'no id' });
  const { findings, touchedDeals } = await compared.orphans([T1, T2, T3, contractIdOf('H', 9)]);
  expect(findings.map(({ subject, cause }) => [subject.id, cause])).toEqual([
    [T1, 'record-without-contract'],
    [T3, 'record-without-contract'],
  ]);
  expect([...touchedDeals]).toEqual([DEAL_A]);
});

test('records that have no look-up to a deal touch none', async () => {
  const compared = comparison({ contract: records(null), opportunity: null });
  held.set(`${RECORDS} T-1`, { Status__c: 'SIGN', Deal__c: DEAL_A });
  const { findings, touchedDeals } = await compared.orphans([T1]);
  expect(findings).toHaveLength(1);
  expect(touchedDeals.size).toBe(0);
});

test('where no field tells of a status, a record without a contract has nothing to say', async () => {
  goneRow = null;
  const compared = comparison({ contract: records(), opportunity: null });
  held.set(`${RECORDS} T-1`, { Name: 'x' });
  expect((await compared.orphans([T1])).findings).toEqual([]);
});

test('walks all records page by page, and leaves alone what somebody keyed otherwise', async () => {
  keys = Array.from({ length: 2_001 }, (_, index) => `T-${10_000 + index}`);
  keys[5] = 'T-10004x';
  const compared = comparison({ contract: records(), opportunity: null });
  const first = await compared.recordIds(null);
  expect(first.ids).toHaveLength(1_999);
  expect(first.next).toBe('T-11999');
  const second = await compared.recordIds(first.next);
  expect(second).toEqual({ ids: ['T-12000'], next: null });
});

test('a deal whose row the mapping can not make is a finding, and so is one that the CRM does not show', async () => {
  await stored(
    contract({ id: T1, opportunityId: DEAL_A }),
    contract({ id: T2, opportunityId: DEAL_B }),
  );
  planned.set(DEAL_A, 'the expression gave NaN');
  planned.set(DEAL_B, { Status__c: 'SIGN' });
  held.set(`Opportunity ${DEAL_A}`, { Status__c: 'DRAFT' });
  const compared = comparison({ contract: null, opportunity: deals });
  expect(
    (await compared.deals([DEAL_A, DEAL_B])).map(({ subject, cause }) => [subject.id, cause]),
  ).toEqual([
    [DEAL_A, 'unwritable'],
    [DEAL_B, 'deal-missing'],
  ]);
  held.set(`Opportunity ${DEAL_A}`, {});
  planned.delete(DEAL_A);
  held.set(`Opportunity ${DEAL_B}`, { Status__c: 'SIGN' });
  expect(await compared.deals([DEAL_A, DEAL_B])).toEqual([]);
});

test('a contract whose row the mapping can not make, and whose deal is gone, keeps its reason', async () => {
  await stored(contract({ id: T1, opportunityId: DEAL_A }));
  planned.set(T1, 'the expression gave NaN');
  for (const lookUp of ['Deal__c', null]) {
    const compared = comparison({ contract: records(lookUp), opportunity: null });
    const { findings } = await compared.contracts([T1], new Map());
    expect(findings).toMatchObject([{ cause: 'unwritable', detail: 'the expression gave NaN' }]);
  }
});

/** The CRM says that the deal of a contract is gone. */
async function dealGone(id: ContractId): Promise<void> {
  await stored(contract({ id, opportunityId: DEAL_A }));
  await markGone(store.contracts, [...(await store.contracts.get([id])).values()]);
}

test('a contract whose deal is gone counts as unlinked, and its look-up is left to the CRM', async () => {
  await dealGone(T1);
  planned.set(T1, { Status__c: 'DRAFT', Deal__c: DEAL_A });
  held.set(`${RECORDS} T-1`, { Status__c: 'DRAFT', Deal__c: null });
  for (const mapped of [records(), null]) {
    const compared = comparison({ contract: mapped, opportunity: null });
    const { findings } = await compared.contracts([T1], new Map());
    expect(findings).toMatchObject([{ cause: 'deal-gone', detail: DEAL_A, fields: [] }]);
  }
  planned.set(T1, 'the expression gave NaN');
  const compared = comparison({ contract: records(), opportunity: null });
  expect((await compared.contracts([T1], new Map())).findings).toMatchObject([
    { cause: 'unwritable', detail: 'the expression gave NaN' },
  ]);
});

test('what a worker touches at every look is told after the third', async () => {
  await stored(contract({ id: T1, opportunityId: DEAL_A }));
  planned.set(T1, { Status__c: 'DRAFT', Deal__c: DEAL_A });
  planned.set(DEAL_A, { Status__c: 'DRAFT' });
  held.set(`${RECORDS} T-1`, { Status__c: 'SIGN', Deal__c: DEAL_A });
  held.set(`Opportunity ${DEAL_A}`, { Status__c: 'SIGN' });
  let looks = 0;
  const restless: Store['contracts'] = {
    ...store.contracts,
    async get(ids) {
      looks += 1;
      await stored(contract({ id: T1, opportunityId: DEAL_A }));
      return store.contracts.get(ids);
    },
  };
  const compared = comparison({ contract: records(), opportunity: deals }, restless);
  const { findings, touchedDeals } = await compared.contracts([T1], new Map());
  expect(findings.map(({ subject }) => subject.id)).toEqual([T1]);
  expect([...touchedDeals]).toEqual([DEAL_A]);
  // Two for each of the first two looks, one for the last, which is not doubted any more.
  expect(looks).toBe(5);
  expect(await compared.deals([DEAL_A])).toMatchObject([{ subject: { id: DEAL_A } }]);
});
