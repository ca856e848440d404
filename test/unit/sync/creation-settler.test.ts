import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SpotDraft } from '../../../src/connectors/spotdraft/types.js';
import type { Contract } from '../../../src/domain/contract.js';
import { contractIdOf, parseContractId } from '../../../src/domain/contract-id.js';
import { silentLog } from '../../../src/domain/log.js';
import { openStore } from '../../../src/store/open-store.js';
import type { Store } from '../../../src/store/store.js';
import { createCreationSettler, REQUEST_ID_FIELD } from '../../../src/sync/index.js';
import type { CreationSettler } from '../../../src/sync/index.js';
import { contract, creation, DEAL_A } from '../../contract/store/samples.js';
import { ManualClock } from '../../support/manual-clock.js';

const PAGE = 100;
let folder: string;
let store: Store;
let clock: ManualClock;
let workspace: Contract[];
let isDown: boolean;
let settled: number;
let settler: CreationSettler;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-settler-'));
  clock = new ManualClock();
  store = await openStore({
    url: `sqlite:${path.join(folder, 'store.db')}`,
    clock,
    log: silentLog,
  });
  workspace = [];
  isDown = false;
  settled = 0;
  settler = createCreationSettler({
    store,
    spotdraft: inMemorySpotDraft(),
    clock,
    log: silentLog,
    onSettled: () => {
      settled += 1;
    },
  });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** The two reads that the settler makes, over `workspace`; the cap is the real one's. */
function inMemorySpotDraft(): Pick<SpotDraft, 'findByExternalId' | 'listContracts'> {
  return {
    async findByExternalId(id) {
      if (isDown) throw new Error('down');
      const found = workspace.filter(({ externalMetadata }) => externalMetadata?.id === id);
      return { contracts: found.slice(0, 50), truncated: found.length >= 50 };
    },
    async listContracts({ page, createdFrom }) {
      const listed = workspace.filter(
        ({ createdAt }) => Date.parse(createdAt) >= (createdFrom?.getTime() ?? 0),
      );
      const contracts = listed.slice((page - 1) * PAGE, page * PAGE);
      return { contracts, total: listed.length, hasMore: page * PAGE < listed.length };
    },
  };
}

function made(number: number, requestId: string | null): Contract {
  return contract({
    id: contractIdOf('T', number),
    createdAt: clock.now().toISOString(),
    opportunityId: DEAL_A,
    externalMetadata: {
      id: DEAL_A,
      ...(requestId === null ? {} : { record_data: { [REQUEST_ID_FIELD]: requestId } }),
    },
  });
}

/** A creation whose process died, or whose answer was lost, after the request had left. */
async function sent(requestId = 'request-1'): Promise<void> {
  await store.creations.begin(creation({ requestId, intent: requestId }), 1_000);
  await store.creations.markSent(requestId, 1_000);
  clock.advance(2_000);
}

test('adopts the contract that was made, and marks it for write-back', async () => {
  await sent();
  workspace = [made(1, null), made(2, 'another'), made(3, 'request-1')];
  await settler.settleDue();
  const id = parseContractId('T-3');
  expect(await store.creations.get('request-1')).toMatchObject({
    state: 'created',
    contractId: id,
  });
  expect((await store.contracts.get([id])).size).toBe(1);
  expect((await store.queue.states([id])).get(id)?.state).toBe('due');
  expect(settled).toBe(1);
});

test('finds it behind more than 50 contracts of the deal, and behind pages of the list', async () => {
  await sent();
  workspace = [
    ...Array.from({ length: 250 }, (_, index) => made(index + 1, null)),
    made(900, 'request-1'),
  ];
  await settler.settleDue();
  expect(await store.creations.get('request-1')).toMatchObject({ contractId: 'T-900' });
});

test('frees the intent when the contract stays absent, past the cap as well', async () => {
  await sent();
  workspace = Array.from({ length: 60 }, (_, index) => made(index + 1, null));
  let looks = 0;
  while ((await store.creations.get('request-1')) !== null) {
    await settler.settleDue();
    looks += 1;
    expect(looks).toBeLessThan(50);
    clock.advance(60_000);
  }
  expect(looks).toBeGreaterThanOrEqual(5);
  const { outcome } = await store.creations.begin(creation({ requestId: 'request-2' }), 1_000);
  expect(outcome).toBe('began');
  expect(settled).toBe(0);
});

test('waits for a contract that becomes visible late', async () => {
  await sent();
  for (let look = 0; look < 3; look += 1) {
    await settler.settleDue();
    clock.advance(30_000);
  }
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'uncertain', looks: 3 });
  workspace = [made(7, 'request-1')];
  await settler.settleDue();
  expect(await store.creations.get('request-1')).toMatchObject({ contractId: 'T-7' });
});

test('a look that failed proves nothing', async () => {
  await sent();
  isDown = true;
  for (let look = 0; look < 20; look += 1) {
    await settler.settleDue();
    clock.advance(120_000);
  }
  expect(await store.creations.get('request-1')).toMatchObject({ looks: 0 });
  isDown = false;
  workspace = [made(7, 'request-1')];
  await settler.settleDue(new AbortController().signal);
  expect(await store.creations.get('request-1')).toMatchObject({ contractId: 'T-7' });
});

test('ignores metadata that has no place for a request id', async () => {
  await sent();
  workspace = [
    contract({ externalMetadata: null }),
    contract({ externalMetadata: { id: DEAL_A, record_data: null } }),
    contract({ externalMetadata: { id: DEAL_A, record_data: 'request-1' } }),
    contract({ externalMetadata: { id: DEAL_A, record_data: {} } }),
  ];
  await settler.settleDue();
  expect(await store.creations.get('request-1')).toMatchObject({ looks: 1 });
});
