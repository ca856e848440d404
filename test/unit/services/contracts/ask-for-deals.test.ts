import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FoundByExternalId } from '../../../../src/connectors/spotdraft/contracts.js';
import { systemClock } from '../../../../src/domain/clock.js';
import type { Contract } from '../../../../src/domain/contract.js';
import { contractIdOf } from '../../../../src/domain/contract-id.js';
import { UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import { parseOpportunityId } from '../../../../src/domain/opportunity-id.js';
import type { OpportunityId } from '../../../../src/domain/opportunity-id.js';
import { createAskForDeals } from '../../../../src/services/contracts/ask-for-deals.js';
import { openStore } from '../../../../src/store/open-store.js';
import type { Store } from '../../../../src/store/store.js';

const NOW = new Date('2026-06-01T12:00:00.000Z');
const LONG_AGO = '2026-01-01T00:00:00.000Z';
const dealOf = (number: number) =>
  parseOpportunityId(`0065g00000A${String(number).padStart(4, '0')}`);
const DEALS = Array.from({ length: 50 }, (_, index) => dealOf(index));
const FEW = DEALS.slice(0, 9);

function contractOf(number: number, createdAt = LONG_AGO): Contract {
  return {
    id: contractIdOf('T', 1_000 + number),
    name: `Contract ${number}`,
    status: 'DRAFT',
    kind: null,
    type: { id: '1', name: 'Type' },
    referenceId: null,
    counterpartyName: null,
    createdBy: null,
    createdAt,
    url: 'https://app.example',
    externalMetadata: null,
    opportunityId: DEALS[number % DEALS.length] ?? null,
  };
}

let folder: string;
let store: Store;
let calls: { list: number[]; deals: string[] };
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-look-up-'));
  store = await openStore({
    url: `sqlite:${path.join(folder, 'db')}`,
    clock: systemClock,
    log: silentLog,
  });
  calls = { list: [], deals: [] };
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** Pages as given, of a list that tells `total` on the first. */
function lookUpIn(
  pages: readonly (readonly Contract[])[],
  {
    total = pages.flat().length,
    now = NOW,
    answer,
  }: {
    total?: number;
    now?: Date | null;
    answer?: (externalId: string) => FoundByExternalId | Error;
  } = {},
) {
  const found = answer ?? (() => ({ contracts: [], truncated: false }));
  return createAskForDeals(
    {
      contracts: store.contracts,
      log: silentLog,
      spotdraft: {
        lastAnswerDate: () => now,
        listContracts: async ({ page }) => {
          calls.list.push(page);
          return { contracts: pages[page - 1] ?? [], total, hasMore: page < pages.length };
        },
        findByExternalIds: async (externalIds) => {
          calls.deals.push(...externalIds);
          return new Map(externalIds.map((id) => [id, found(id)]));
        },
      },
    },
    { lane: 'interactive' },
  );
}

const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => contractOf(from + index));

const contractsOf = async (deal: OpportunityId) =>
  (await store.contracts.byOpportunity([deal])).get(deal)!.map(({ contract }) => contract.id);

test('a workspace of one page answers for all deals at once, and for good', async () => {
  const lookUp = lookUpIn([rows(60)], { now: null });
  expect((await lookUp(DEALS)).size).toBe(0);
  expect(calls).toEqual({ list: [1], deals: [] });
  expect((await contractsOf(dealOf(3))).sort()).toEqual(['T-1003', 'T-1053']);
  await lookUp(DEALS);
  expect(calls.list).toHaveLength(1);
});

test('so does one of several pages, as long as that is a call for every five deals', async () => {
  await lookUpIn([rows(100), rows(80, 100)])(DEALS);
  expect(calls).toEqual({ list: [1, 2], deals: [] });
});

test.each([
  ['is larger', lookUpIn.bind(null, [rows(100)], { total: 1_001 }), 1],
  ['does not tell its time', lookUpIn.bind(null, [rows(100), rows(80, 100)], { now: null }), 1],
  // One was deleted from the first page while the second was asked for: contract 100 moved there.
  ['shows fewer than it told', lookUpIn.bind(null, [rows(100), rows(79, 101)], { total: 180 }), 2],
  [
    'shows as many, one of which may be new',
    lookUpIn.bind(null, [
      rows(100),
      [...rows(79, 101), contractOf(999, new Date(NOW.getTime() - 1_000).toISOString())],
    ]),
    2,
  ],
])('a workspace that %s is asked for each deal', async (_, open, lists) => {
  expect((await open()(DEALS)).size).toBe(0);
  expect(calls.list).toHaveLength(lists);
  // Nothing is found under either form of the ids.
  expect(calls.deals).toHaveLength(2 * DEALS.length);
  expect(await store.contracts.lookedUp(DEALS)).toEqual(new Set(DEALS));
});

test('few deals are asked for by themselves, and the failure of one is its own', async () => {
  const failure = new UpstreamUnavailableError('No answer.', { service: 'spotdraft' });
  const lookUp = lookUpIn([], {
    answer: (id) =>
      id === FEW[0]
        ? failure
        : { contracts: id === FEW[1] ? [contractOf(1)] : [], truncated: true },
  });
  expect(await lookUp(FEW)).toEqual(new Map([[FEW[0], failure]]));
  expect(calls.list).toEqual([]);
  expect(calls.deals).toHaveLength(FEW.length + FEW.length - 2);
  expect(await contractsOf(dealOf(1))).toEqual(['T-1001']);
  calls.deals = [];
  await lookUp(FEW);
  expect(calls.deals).toEqual([FEW[0]]);
  expect((await lookUp([])).size).toBe(0);
});

test('a list that fails leaves each deal to be asked for; a fault of our own does not', async () => {
  const failing = (error: Error) =>
    createAskForDeals(
      {
        contracts: store.contracts,
        log: silentLog,
        spotdraft: {
          lastAnswerDate: () => NOW,
          listContracts: () => Promise.reject(error),
          findByExternalIds: async (ids) =>
            new Map(ids.map((id) => [id, { contracts: [], truncated: false }])),
        },
      },
      { lane: 'interactive' },
    );
  await expect(failing(new TypeError('a fault'))(DEALS)).rejects.toThrow('a fault');
  const refused = new UpstreamUnavailableError('No answer.', { service: 'spotdraft' });
  expect((await failing(refused)(DEALS)).size).toBe(0);
});
