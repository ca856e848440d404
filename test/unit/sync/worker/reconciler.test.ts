import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contractIdOf } from '../../../../src/domain/contract-id.js';
import type { ContractId } from '../../../../src/domain/contract-id.js';
import type { Contract } from '../../../../src/domain/contract.js';
import {
  CongestionError,
  ForbiddenError,
  RateLimitedError,
  UpstreamAuthError,
  NotFoundError,
  TerminalError,
  UpstreamContractError,
  UpstreamUnavailableError,
} from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import { openStore } from '../../../../src/store/open-store.js';
import type { Claim, DirtyKey } from '../../../../src/store/queue.js';
import type { Store } from '../../../../src/store/store.js';
import { createReconciler } from '../../../../src/sync/index.js';
import { createPauses } from '../../../../src/work/pauses.js';
import type { Reconciler } from '../../../../src/sync/index.js';
import type { WriteOutcome } from '../../../../src/sync/write-back/write-outcome.js';
import { contract, delivery, T1, T2 } from '../../../contract/store/samples.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { lookAt } from '../../../support/look-at.js';
import { unreachableSpotDraft } from '../../../support/spotdraft-stub.js';

let folder: string;
let store: Store;
let clock: ManualClock;
let listed: Map<ContractId, Contract>;
let failure: Error | null;
/** What becomes of each record. */
let written: WriteOutcome;
let failureOfOne: Error | null;
/** What stands in the way of comparing a contract's signed terms with its deal. */
let unjudged: Error | null;
let resolved: ContractId | null;
let lookUps: number;
/** Whether SpotDraft answers other questions as it should. */
let isWell: boolean;
/** What others do while SpotDraft answers. */
let meanwhile: () => Promise<void>;
let reconciler: Reconciler;

const service = { service: 'spotdraft' } as const;
const down = new UpstreamUnavailableError('SpotDraft does not answer.', service);

beforeEach(async () => {
  written = { ok: true };
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-reconciler-'));
  clock = new ManualClock();
  store = await openStore({ url: `sqlite:${path.join(folder, 'db')}`, clock, log: silentLog });
  listed = new Map();
  failure = null;
  failureOfOne = null;
  unjudged = null;
  resolved = null;
  lookUps = 0;
  isWell = false;
  meanwhile = async () => undefined;
  const spotdraft = {
    ...unreachableSpotDraft(),
    async listByIds() {
      await meanwhile();
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
      return failure === null || isWell
        ? { ok: true as const }
        : { ok: false as const, reason: failure.message };
    },
  };
  reconciler = createReconciler({
    store,
    spotdraft,
    writeBack: {
      write: async ({ contractIds }) => ({
        outcomes: new Map(
          [...(await store.contracts.get(contractIds)).keys()].map((id) => [id, written]),
        ),
        dealOutcomes: new Map(),
        written: 0,
      }),
    },
    pauses: createPauses({ settings: store.settings, clock, random: () => 0, log: silentLog }),
    terms: {
      isOn: true,
      judge: async (contracts) => ({
        changed: new Set(),
        failures: new Map(
          unjudged === null ? [] : contracts.map(({ id }) => [id, unjudged] as const),
        ),
      }),
    },
    clock,
    random: () => 0,
    log: silentLog,
  });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const claim = (key: DirtyKey, attempts = 0): Claim => ({
  key,
  token: 'token',
  attempts,
  isTakenOver: false,
  correlationId: null,
});

test.each([
  ['waits for an outage without end', down, 500, 'again'],
  ['waits for credentials to be mended', new UpstreamAuthError('Refused.', service), 500, 'again'],
  [
    'never gives up while nothing that SpotDraft answers is its own',
    new UpstreamContractError('Odd.', service),
    500,
    'again',
  ],
  [
    'never takes a foreign 404 for an answer about its contract',
    new NotFoundError('No such page.', { ...service, status: 404 }),
    500,
    'again',
  ],
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
  await store.contracts.save([contract()], lookAt(clock.now()));
  await store.inbox.accept(delivery('#1', 'a body'));
  const results = await reconciler.run([claim(T1, attempts), claim('#1', attempts)]);
  expect(results.get(T1)?.kind).toBe(kind);
  const stored = (await store.contracts.get([T1])).get(T1);
  expect(stored?.lastError === null).toBe(kind === 'again');
  if (error.message === 'a bug') expect(stored?.lastError).not.toContain('bug');
});

test.each([
  ['tries a strange answer to one question again', 3, 'back-off'],
  ['parks a strange answer to one question that stays', 9, 'park'],
])('%s', async (_name, attempts, kind) => {
  failure = new UpstreamContractError('Odd.', service);
  isWell = true;
  await store.contracts.save([contract()], lookAt(clock.now()));
  const results = await reconciler.run([claim(T1, attempts)]);
  expect(results.get(T1)?.kind).toBe(kind);
});

test('a whole system that answers as a stranger pauses it, with its cause', async () => {
  failure = new UpstreamContractError('Odd.', service);
  await store.inbox.accept(delivery('#2', 'two'));
  const results = await reconciler.run([claim(T1, 9), claim('#2', 4)]);
  expect([...results.values()].map(({ kind }) => kind)).toEqual(['again', 'again']);
  const pauses = createPauses({ settings: store.settings, clock, random: () => 0, log: silentLog });
  expect(await pauses.active('spotdraft')).toMatchObject({ cause: 'stranger' });
  expect(await store.inbox.counts()).toMatchObject({ waiting: 1, parked: 0 });
});

test('a run whose look was overtaken by a later one is not done', async () => {
  await store.inbox.accept(delivery(T1, 'executed'));
  const later = contract({ status: 'EXECUTED' });
  listed = new Map([[T1, contract({ status: 'SIGN' })]]);
  meanwhile = async () => {
    await store.contracts.save([later], await store.contracts.beginLook());
  };
  expect((await reconciler.run([claim(T1)])).get(T1)?.kind).toBe('again');
  expect(await store.inbox.waiting(T1)).toHaveLength(1);
  meanwhile = async () => undefined;
  listed = new Map([[T1, later]]);
  expect((await reconciler.run([claim(T1)])).get(T1)?.kind).toBe('done');
  expect(await store.inbox.waiting(T1)).toHaveLength(0);
});

test('a delivery dated ahead is taken as read, and its contract looked at once more', async () => {
  const status = 'EXECUTED';
  const identity = { title: null, typeId: null, externalId: null, kind: null, status };
  await store.inbox.accept(
    delivery(T1, 'a day ahead', { receivedAt: clock.in(86_400_000), identity }),
  );
  await store.queues.sync.claim({ limit: 1, leaseMs: 60_000 });
  listed = new Map([[T1, contract({ status: 'SIGN' })]]);
  expect((await reconciler.run([claim(T1)])).get(T1)?.kind).toBe('done');
  expect(await store.inbox.counts()).toMatchObject({ waiting: 0, applied: 1 });
  await store.queues.sync.mark([T2], clock.in(22_000));
  expect(await store.queues.sync.counts()).toMatchObject({ running: 1, later: 1 });
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
  expect(results.get(T2)).toEqual({
    kind: 'park',
    reason: 'Confidential.',
    told: 'SpotDraft could not be asked about it. Ask the operator of dealdraft, who sees what was said.',
  });
  await expect(reconciler.reconcile([T2], { lane: 'interactive' })).rejects.toThrow(
    'Confidential.',
  );
  failureOfOne = down;
  await expect(reconciler.reconcile([T1, T2], { lane: 'background' })).rejects.toThrow(down);
  expect(await reconciler.reconcile([], { lane: 'background' })).toEqual(new Map());
});

test('waits for a contract that is only just made, unless a delivery says it was deleted', async () => {
  const young = contract({ createdAt: clock.now().toISOString() });
  await store.contracts.save([young], lookAt(clock.in(-1_000)));
  expect((await reconciler.run([claim(T1)])).get(T1)?.kind).toBe('back-off');
  await store.inbox.accept(delivery(T1, 'gone', { activity: 'CONTRACT_DELETED' }));
  expect((await reconciler.run([claim(T1)])).get(T1)).toEqual({ kind: 'done' });
  const stored = (await store.contracts.get([T1])).get(T1);
  expect(stored?.contract.status).toBe('DELETED');
});

test.each(['allowance', 'credentials'] as const)(
  'a row that the whole CRM stands against (%s) waits, and no failure is counted',
  async (cause) => {
    listed.set(T1, contract({ id: T1 }));
    written = { ok: false, retryable: true, reason: 'shut', cause };
    const results = await reconciler.run([claim(T1, 9)]);
    expect(results.get(T1)).toEqual({ kind: 'again', afterMs: 1_000 });
  },
);

test('an outage of the CRM is backed off from and never given up; a passing failure is', async () => {
  listed.set(T1, contract({ id: T1 }));
  written = { ok: false, retryable: true, reason: 'maintenance', cause: 'outage' };
  expect((await reconciler.run([claim(T1)])).get(T1)).toMatchObject({ kind: 'back-off' });
  expect((await reconciler.run([claim(T1, 9)])).get(T1)).toMatchObject({ kind: 'again' });
  written = { ...written, cause: 'passing' };
  expect((await reconciler.run([claim(T1, 9)])).get(T1)).toMatchObject({ kind: 'park' });
});

test('our own calls that stood in the way cost a key no attempt', async () => {
  failure = new CongestionError('too many at once', { ...service, retryAfterMs: 700 });
  expect((await reconciler.run([claim(T1, 9)])).get(T1)).toEqual({ kind: 'again', afterMs: 700 });
});

test('a contract that SpotDraft no longer has, and nobody knew, is done', async () => {
  await store.inbox.accept(delivery(T1, 'deleted before it was seen'));
  expect((await reconciler.run([claim(T1)])).get(T1)).toEqual({ kind: 'done' });
  expect(await store.inbox.counts()).toMatchObject({ waiting: 0, applied: 1 });
});

test('a contract on which SpotDraft fails holds up no other, and waits for as long as it takes', async () => {
  failureOfOne = new UpstreamUnavailableError('Bad gateway.', { ...service, status: 502 });
  listed = new Map([[T1, contract()]]);
  const results = await reconciler.run([claim(T1), claim(T2, 9)]);
  expect(results.get(T1)).toEqual({ kind: 'done' });
  expect(results.get(T2)).toMatchObject({ kind: 'again' });
  const outcomes = await reconciler.reconcile([T1, T2], { lane: 'background' });
  expect(outcomes.get(T2)).toMatchObject({ ok: false, retryable: true, cause: 'outage' });
});

test.each([
  [
    'what SpotDraft refuses is parked',
    new ForbiddenError('Confidential.', { ...service, status: 403 }),
    'park',
    'SpotDraft could not be asked about it.',
  ],
  [
    'what dealdraft refuses is told in its own words',
    new TerminalError('Too many key pointers.'),
    'park',
    'Its signed terms could not be checked: Too many key pointers.',
  ],
  [
    'what is no answer comes again',
    new UpstreamContractError('Odd.', service),
    'back-off',
    'asked',
  ],
])(
  'signed terms that could not be checked: %s, and readers are told',
  async (_, error, kind, told) => {
    unjudged = error;
    listed = new Map([[T1, contract({ status: 'EXECUTED' })]]);
    const results = await reconciler.run([claim(T1)]);
    expect(results.get(T1)).toMatchObject({
      kind,
      reason: `Its signed terms could not be checked: ${error.message}`,
    });
    const stored = (await store.contracts.get([T1])).get(T1);
    expect(stored?.lastError).toContain(told);
  },
);

test('of many contracts that fail together, none is blamed that did not fail alone', async () => {
  failure = new UpstreamUnavailableError('Too much.', { ...service, status: 500 });
  isWell = true;
  const claims = Array.from({ length: 60 }, (_, index) => claim(contractIdOf('T', index + 1), 9));
  const results = await reconciler.run(claims);
  expect(results.size).toBe(60);
  expect([...results.values()].every(({ kind }) => kind === 'again')).toBe(true);
});

test('a strange answer about one number is that number alone, while SpotDraft is well', async () => {
  failure = new UpstreamContractError('Odd.', service);
  isWell = true;
  await store.inbox.accept(delivery('#1', 'one'));
  const results = await reconciler.run([claim('#1', 9)]);
  expect(results.get('#1')).toMatchObject({ kind: 'park', reason: 'Odd.' });
});

test('a store that takes no pause and no reason loses no result', async () => {
  failure = down;
  const refuse = () => Promise.reject(new Error('the disk is full'));
  const failing = createReconciler({
    store: { ...store, contracts: { ...store.contracts, saveSyncResults: refuse } },
    spotdraft: { ...unreachableSpotDraft(), listByIds: () => Promise.reject(new Error('a bug')) },
    writeBack: { write: refuse },
    pauses: { note: refuse, succeeded: refuse },
    clock,
    random: () => 0,
    log: silentLog,
  });
  expect((await failing.run([claim(T1, 9)])).get(T1)).toMatchObject({ kind: 'park' });
});
