import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SpotDraft } from '../../../src/connectors/spotdraft/types.js';
import type { ContractId } from '../../../src/domain/contract-id.js';
import type { Contract } from '../../../src/domain/contract.js';
import {
  ForbiddenError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamContractError,
  UpstreamUnavailableError,
} from '../../../src/domain/errors.js';
import { silentLog } from '../../../src/domain/log.js';
import { openStore } from '../../../src/store/open-store.js';
import type { Claim, DirtyKey, Store } from '../../../src/store/store.js';
import { createPauses, createReconciler } from '../../../src/sync/index.js';
import type { Reconciler } from '../../../src/sync/index.js';
import { contract, delivery, T1, T2 } from '../../contract/store/samples.js';
import { ManualClock } from '../../support/manual-clock.js';

let folder: string;
let store: Store;
let clock: ManualClock;
let listed: Map<ContractId, Contract>;
let failure: Error | null;
let failureOfOne: Error | null;
let resolved: ContractId | null;
let lookUps: number;
let reconciler: Reconciler;

const service = { service: 'spotdraft' } as const;
const down = new UpstreamUnavailableError('SpotDraft does not answer.', service);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-reconciler-'));
  clock = new ManualClock();
  store = await openStore({ url: `sqlite:${path.join(folder, 'db')}`, clock, log: silentLog });
  listed = new Map();
  failure = null;
  failureOfOne = null;
  resolved = null;
  lookUps = 0;
  const spotdraft: Pick<SpotDraft, 'listByIds' | 'getContract' | 'resolveNumber' | 'ping'> = {
    async listByIds() {
      if (failure !== null) throw failure;
      return listed;
    },
    async getContract() {
      if (failureOfOne !== null) throw failureOfOne;
      return null;
    },
    async resolveNumber() {
      lookUps += 1;
      if (failure !== null) throw failure;
      return resolved;
    },
    async ping() {
      return failure === null ? { ok: true } : { ok: false, reason: failure.message };
    },
  };
  reconciler = createReconciler({
    store,
    spotdraft,
    writeBack: {
      write: async ({ contractIds }) => ({
        outcomes: new Map(contractIds.map((id) => [id, { ok: true as const }])),
        dealOutcomes: new Map(),
        written: 0,
      }),
    },
    pauses: createPauses({ settings: store.settings, clock, random: () => 0, log: silentLog }),
    clock,
    random: () => 0,
    log: silentLog,
  });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const claim = (key: DirtyKey, attempts = 0): Claim => ({ key, token: 'token', attempts });

test.each([
  ['waits for an outage without end', down, 500, 'again'],
  ['waits for credentials to be mended', new UpstreamAuthError('Refused.', service), 500, 'again'],
  ['tries a strange answer again', new UpstreamContractError('Odd.', service), 3, 'back-off'],
  ['parks a strange answer that stays', new UpstreamContractError('Odd.', service), 9, 'park'],
  ['tries after a bug', new Error('a bug'), 0, 'back-off'],
  ['parks a bug that stays', new Error('a bug'), 9, 'park'],
  [
    'waits as long as a limit says',
    new RateLimitedError('Slow.', { ...service, retryAfterMs: 777 }),
    9,
    'again',
  ],
])('%s', async (_name, error, attempts, kind) => {
  failure = error;
  await store.contracts.save([contract()], clock.now());
  await store.inbox.accept(delivery('#1', 'a body'));
  const results = await reconciler.run([claim(T1, attempts), claim('#1', attempts)]);
  expect(results.get(T1)?.kind).toBe(kind);
  const stored = (await store.contracts.get([T1])).get(T1);
  expect(stored?.lastError === null).toBe(kind === 'again');
  if (error.message === 'a bug') expect(stored?.lastError).not.toContain('bug');
});

test('one wait is enough while SpotDraft does not answer', async () => {
  failure = down;
  await store.inbox.accept(delivery('#1', 'one'));
  await store.inbox.accept(delivery('#2', 'two'));
  const results = await reconciler.run([claim('#1'), claim('#2')]);
  expect([...results.values()].map(({ kind }) => kind)).toEqual(['again', 'again']);
  expect(lookUps).toBe(1);
});

test('a run that was stopped has not failed', async () => {
  failure = down;
  await store.inbox.accept(delivery('#1', 'one'));
  const stopped = AbortSignal.abort(new Error('stopping'));
  const results = await reconciler.run([claim(T1, 9), claim('#1', 9)], stopped);
  expect([...results.values()]).toEqual([
    { kind: 'again', afterMs: 0 },
    { kind: 'again', afterMs: 0 },
  ]);
});

test('parks a number that stays without a contract, with its deliveries', async () => {
  await store.inbox.accept(delivery('#1', 'one'));
  expect((await reconciler.run([claim('#1', 3)])).get('#1')?.kind).toBe('back-off');
  expect(await store.inbox.counts()).toMatchObject({ waiting: 1 });
  expect((await reconciler.run([claim('#1', 4)])).get('#1')?.kind).toBe('park');
  expect(await store.inbox.list({ limit: 1 })).toMatchObject([
    { state: 'parked', reason: /No contract with the number 1/ },
  ]);
  expect((await reconciler.run([claim('#1')])).get('#1')?.kind).toBe('done');
});

test('hands a delivery over to the contract it is about', async () => {
  resolved = T2;
  await store.inbox.accept(delivery('#2', 'two'));
  expect((await reconciler.run([claim('#2')])).get('#2')?.kind).toBe('done');
  expect(await store.inbox.waiting(T2)).toHaveLength(1);
});

test('a refusal of one contract is its own, thrown when it was the only one', async () => {
  failureOfOne = new ForbiddenError('Confidential.', { ...service, status: 403 });
  listed = new Map([[T1, contract()]]);
  const results = await reconciler.run([claim(T1), claim(T2)]);
  expect(results.get(T1)).toEqual({ kind: 'done' });
  expect(results.get(T2)).toEqual({ kind: 'park', reason: 'Confidential.' });
  await expect(reconciler.reconcile([T2], { lane: 'interactive' })).rejects.toThrow(
    'Confidential.',
  );
  failureOfOne = down;
  await expect(reconciler.reconcile([T1, T2], { lane: 'background' })).rejects.toThrow(down);
  expect(await reconciler.reconcile([], { lane: 'background' })).toEqual(new Map());
});

test('waits for a contract that is only just made, unless a delivery says it was deleted', async () => {
  const young = contract({ createdAt: clock.now().toISOString() });
  await store.contracts.save([young], clock.in(-1_000));
  expect((await reconciler.run([claim(T1)])).get(T1)?.kind).toBe('back-off');
  await store.inbox.accept(delivery(T1, 'gone', { activity: 'CONTRACT_DELETED' }));
  expect((await reconciler.run([claim(T1)])).get(T1)).toEqual({ kind: 'done' });
  const stored = (await store.contracts.get([T1])).get(T1);
  expect(stored?.contract.status).toBe('DELETED');
});
