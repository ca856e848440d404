import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Contracts } from '../../../../src/connectors/spotdraft/contracts.js';
import type { Contract } from '../../../../src/domain/contract.js';
import { contractIdOf, parseContractId } from '../../../../src/domain/contract-id.js';
import { UpstreamRejectedError } from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import type { Creation } from '../../../../src/store/creation-ledger.js';
import { openStore } from '../../../../src/store/open-store.js';
import type { Store } from '../../../../src/store/store.js';
import {
  contractSubject,
  createContractCreations,
  createCreationSettler,
} from '../../../../src/sync/index.js';
import type { CreationSettler } from '../../../../src/sync/index.js';
import { contract, creation, DEAL_A } from '../../../contract/store/samples.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { unreachableSpotDraft } from '../../../support/spotdraft-stub.js';

const PAGE = 100;
const notByTime = new UpstreamRejectedError('no such filter', {
  service: 'spotdraft',
  status: 400,
});
let folder: string;
let store: Store;
let clock: ManualClock;
let workspace: Contract[];
let isDown: boolean;
let isListDown: boolean;
/** As older editions of the API do. */
let refusesTimes: boolean;
/** What the list of contracts says of its length beyond the truth; grows by itself where it never comes to rest. */
let phantoms: { count: number; grow: number };
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
  isListDown = false;
  refusesTimes = false;
  phantoms = { count: 0, grow: 0 };
  settled = 0;
  settler = createCreationSettler({
    store,
    kinds: [createContractCreations({ store, spotdraft: inMemorySpotDraft() })],
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
function inMemorySpotDraft(): Contracts {
  return {
    ...unreachableSpotDraft(),
    async findByExternalId(id) {
      if (isDown) throw new Error('down');
      const found = workspace.filter(({ externalMetadata }) => externalMetadata?.id === id);
      return { contracts: found.slice(0, 50), truncated: found.length >= 50 };
    },
    async listContracts({ page, createdFrom }) {
      if (isListDown) throw new Error('down');
      if (refusesTimes && createdFrom !== undefined) throw notByTime;
      const listed = workspace.filter(
        ({ createdAt }) => Date.parse(createdAt) >= (createdFrom?.getTime() ?? 0),
      );
      const contracts = listed.slice((page - 1) * PAGE, page * PAGE);
      phantoms.count += phantoms.grow;
      for (let more = 0; more < phantoms.grow; more += 1)
        workspace.push(made(5_000 + phantoms.count, null));
      const total = listed.length + phantoms.count;
      return { contracts, total, hasMore: page * PAGE < listed.length };
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
      ...(requestId === null ? {} : { record_data: { dealdraft_request_id: requestId } }),
    },
  });
}

/** A creation whose process died, or whose answer was lost, after the request had left. */
async function sent(requestId = 'request-1', subject: string = DEAL_A): Promise<void> {
  const { creations } = store;
  await creations.begin(creation({ requestId, intent: requestId, subject }), 'the dead one');
  await creations.markSent(requestId, 'the dead one');
}

/** What a worker does meanwhile. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 1_000) {
    await settler.settleDue();
    clock.advance(1_000);
  }
}

test('adopts the contract that was made once its process is dead, and marks it for write-back', async () => {
  await sent();
  workspace = [made(1, null), made(2, 'another'), made(3, 'request-1')];
  await pass(5_000);
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'sent' });
  await pass(1_000);
  const id = parseContractId('T-3');
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'created', madeId: id });
  expect((await store.contracts.get([id])).size).toBe(1);
  expect((await store.queues.sync.states([id])).get(id)?.state).toBe('due');
  expect(settled).toBe(1);
});

test('leaves what somebody alive works on', async () => {
  await sent();
  workspace = [made(3, 'request-1')];
  for (let second = 0; second < 30; second += 1) {
    await pass(1_000);
    expect(await store.creations.beat('request-1', 'the dead one')).toBe(true);
  }
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'sent' });
});

test('frees what was never sent', async () => {
  await store.creations.begin(creation(), 'the dead one');
  await pass(6_000);
  expect(await store.creations.get('request-1')).toBeNull();
});

test.each([
  ['without a time of SpotDraft’s', null],
  ['with a time of SpotDraft’s that was before it', new Date('2026-03-02T08:59:00.000Z')],
  ['with a wrong time, by then at the latest', new Date('2026-03-05T00:00:00.000Z')],
])(
  'finds it behind more than 50 contracts of the deal and pages of the list, %s',
  async (_what, time) => {
    await sent('request-1', contractSubject(DEAL_A, time));
    workspace = [
      ...Array.from({ length: 250 }, (_, index) => made(index + 1, null)),
      made(900, 'request-1'),
    ];
    // Whatever our own clock says of when the request left.
    clock.advance(100_000);
    await pass(5 * 60_000);
    expect(await store.creations.get('request-1')).toMatchObject({ madeId: 'T-900' });
  },
);

test('frees the intent within five minutes when the contract stays absent, past the cap as well', async () => {
  await sent();
  workspace = Array.from({ length: 60 }, (_, index) => made(index + 1, null));
  await pass(230_000);
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'uncertain' });
  await pass(60_000);
  expect(await store.creations.get('request-1')).toBeNull();
  const { outcome } = await store.creations.begin(creation({ requestId: 'request-2' }), 'another');
  expect(outcome).toBe('began');
  expect(settled).toBe(0);
});

test('frees it within a minute where the workspace has shown that it lists what is new at once', async () => {
  workspace = [made(1, 'request-0')];
  await settler.learn(creationOf('request-0'));
  await sent();
  await pass(45_000);
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'uncertain' });
  await pass(10_000);
  expect(await store.creations.get('request-1')).toBeNull();
});

test('waits for a contract that becomes visible late', async () => {
  await sent();
  await pass(90_000);
  const waiting = await store.creations.get('request-1');
  expect(waiting).toMatchObject({ state: 'uncertain' });
  expect(waiting!.looks).toBeLessThan(12);
  workspace = [made(7, 'request-1')];
  await pass(31_000);
  expect(await store.creations.get('request-1')).toMatchObject({ madeId: 'T-7' });
});

test('a clock that jumps ahead settles nothing by itself', async () => {
  workspace = [made(1, 'request-0')];
  await settler.learn(creationOf('request-0'));
  await sent();
  clock.advance(24 * 60 * 60_000);
  await pass(7_000);
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'uncertain' });
  workspace.push(made(7, 'request-1'));
  await pass(5_000);
  expect(await store.creations.get('request-1')).toMatchObject({ madeId: 'T-7' });
});

test('a look that failed proves nothing', async () => {
  await sent();
  isDown = true;
  await pass(600_000);
  expect(await store.creations.get('request-1')).toMatchObject({ looks: 0 });
  isDown = false;
  workspace = [made(7, 'request-1')];
  await pass(6_000);
  expect(await store.creations.get('request-1')).toMatchObject({ madeId: 'T-7' });
});

test('leaves a kind that it does not know to whoever knows it', async () => {
  await store.creations.begin(creation({ kind: 'obligation' }), 'the dead one');
  await store.creations.markSent('request-1', 'the dead one');
  await pass(400_000);
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'uncertain', looks: 0 });
});

test('ignores metadata that has no place for a request id', async () => {
  await sent();
  workspace = [
    contract({ externalMetadata: null }),
    contract({ externalMetadata: { id: DEAL_A, record_data: null } }),
    contract({ externalMetadata: { id: DEAL_A, record_data: 'request-1' } }),
    contract({ externalMetadata: { id: DEAL_A, record_data: {} } }),
  ];
  await pass(6_000);
  expect(await store.creations.get('request-1')).toMatchObject({ looks: 1 });
});

function creationOf(requestId: string, kind = 'contract'): Creation {
  return {
    ...creation({ requestId, kind }),
    state: 'created',
    madeId: 'T-1',
    isHeld: false,
    beat: 1,
    isDue: false,
    looks: 0,
    uncertainForMs: 0,
    doubt: null,
  };
}

test('a look at what is settled already says so, and asks nobody', async () => {
  isDown = true;
  expect(await settler.look('request-1', 'me', { lane: 'interactive' })).toEqual({
    outcome: 'lost',
  });
  await sent();
  await store.creations.complete('request-1', 'T-3');
  const seen = await settler.look('request-1', 'me', { lane: 'interactive' });
  expect(seen).toEqual({ outcome: 'made', madeId: 'T-3' });
});

test('whoever does not hold a creation settles nothing by a look in vain', async () => {
  await sent();
  expect(await settler.look('request-1', 'somebody else', { lane: 'interactive' })).toEqual({
    outcome: 'lost',
  });
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'sent', looks: 0 });
});

test('learns nothing of the workspace from a contract that it does not find', async () => {
  await sent('request-1');
  const known = await store.creations.get('request-1');
  await settler.learn(known!);
  workspace = [made(1, 'request-2')];
  await sent('request-2');
  await pass(6_000);
  expect(await store.creations.get('request-2')).toMatchObject({ state: 'created' });
});

test('finds a contract beyond the cap of its deal also where SpotDraft takes no filter by time', async () => {
  refusesTimes = true;
  workspace = Array.from({ length: 250 }, (_, index) => made(index + 1, null));
  workspace.push(made(900, 'request-1'));
  await sent('request-1', contractSubject(DEAL_A, clock.now()));
  await pass(6_000);
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'created' });
});

test('a list that fails proves nothing of a contract beyond the cap of its deal', async () => {
  workspace = Array.from({ length: 60 }, (_, index) => made(index + 1, null));
  await sent('request-1', contractSubject(DEAL_A, clock.now()));
  isListDown = true;
  await pass(5 * 60_000);
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'uncertain' });
  isListDown = false;
  workspace.push(made(900, 'request-1'));
  await pass(5 * 60_000);
  expect(await store.creations.get('request-1')).toMatchObject({ madeId: 'T-900' });
});

test('a list that counts more than it shows is believed when a second pass shows nothing new', async () => {
  workspace = Array.from({ length: 60 }, (_, index) => made(index + 1, null));
  phantoms = { count: 7, grow: 0 };
  await sent();
  await pass(5 * 60_000);
  expect(await store.creations.get('request-1')).toBeNull();
});

test('a list that never comes to rest frees no intent', async () => {
  workspace = Array.from({ length: 60 }, (_, index) => made(index + 1, null));
  phantoms = { count: 0, grow: 1 };
  await sent();
  await pass(5 * 60_000);
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'uncertain' });
});

test(
  'what nothing shows stays uncertain for a day, and its intent is free then',
  { timeout: 120_000 },
  async () => {
    const unfindable = createCreationSettler({
      store,
      kinds: [{ kind: 'unfindable', lookFor: null }],
      clock,
      log: silentLog,
      onSettled: () => undefined,
    });
    await store.creations.begin(creation({ kind: 'unfindable' }), 'the dead one');
    await store.creations.markSent('request-1', 'the dead one');
    const passHalfMinutes = async (steps: number) => {
      for (let step = 0; step < steps; step += 1) {
        await unfindable.settleDue();
        clock.advance(30_000);
      }
    };
    await passHalfMinutes(2_860);
    expect(await store.creations.get('request-1')).toMatchObject({ state: 'uncertain' });
    // There is nothing to learn from it either.
    await unfindable.learn(creationOf('request-1', 'unfindable'));
    await passHalfMinutes(60);
    expect(await store.creations.get('request-1')).toBeNull();
  },
);

test('a kind that nothing looks for is named, and is left as it is', async () => {
  await store.creations.begin(creation({ kind: 'forgotten' }), 'the dead one');
  await store.creations.markSent('request-1', 'the dead one');
  await expect(settler.look('request-1', 'another', { lane: 'background' })).rejects.toThrow(
    'nothing here looks for a lost "forgotten"',
  );
  expect(await store.creations.get('request-1')).toMatchObject({ state: 'sent' });
});

test('a look at what is settled or unknown asks nobody', async () => {
  isDown = true;
  expect(await settler.look('nobody knows it', 'another', { lane: 'background' })).toEqual({
    outcome: 'lost',
  });
  await sent();
  await store.creations.complete('request-1', 'T-7');
  expect(await settler.look('request-1', 'another', { lane: 'background' })).toEqual({
    outcome: 'made',
    madeId: 'T-7',
  });
});
