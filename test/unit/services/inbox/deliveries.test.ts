import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { InputError } from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import type { Log } from '../../../../src/domain/log.js';
import { createDeliveryService } from '../../../../src/services/inbox/deliveries.js';
import type {
  DeliverySelection,
  DeliveryService,
} from '../../../../src/services/inbox/deliveries.js';
import { openStore } from '../../../../src/store/open-store.js';
import type { DirtyKey } from '../../../../src/store/queue.js';
import type { Store } from '../../../../src/store/store.js';
import { contract, DEAL_A, DEAL_B, delivery, H1, T1, T2 } from '../../../contract/store/samples.js';
import { ManualClock } from '../../../support/manual-clock.js';

const OPS = { kind: 'operator', name: 'ops' } as const;

let folder: string;
let clock: ManualClock;
let store: Store;
let service: DeliveryService;
let wakes: number;
let logged: unknown[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dealdraft-deliveries-'));
  clock = new ManualClock();
  wakes = 0;
  logged = [];
  const log: Log = { ...silentLog, info: (details) => logged.push(details) };
  store = await openStore({ url: `sqlite:${join(folder, 'store.db')}`, clock, log: silentLog });
  service = createDeliveryService({ ...store, log, onReplayed: () => (wakes += 1) });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function receive(key: DirtyKey | null, count = 1): Promise<string[]> {
  const stored = await Promise.all(
    Array.from({ length: count }, () =>
      store.inbox.accept(delivery(key, `${key} ${Math.random()}`, { receivedAt: clock.now() })),
    ),
  );
  return stored.map(({ id }) => String(id));
}

const apply = (key: DirtyKey) =>
  store.inbox.settle(key, Number.MAX_SAFE_INTEGER, { state: 'applied', reason: null });
const list = async (selection: DeliverySelection) =>
  (await service.list(OPS, selection, { first: 100 })).edges.map(({ node }) => node.contractId);

describe('listing deliveries', () => {
  it('goes page by page, newest first, without repeating or leaving out any', async () => {
    const ids = await receive(T1, 5);
    const seen: string[] = [];
    let after: string | undefined;
    for (const [size, more] of [
      [2, true],
      [2, true],
      [1, false],
    ] as const) {
      const page = await service.list(OPS, {}, { first: 2, ...(after && { after }) });
      expect(page.edges).toHaveLength(size);
      expect(page.hasNextPage).toBe(more);
      seen.push(...page.edges.map(({ node }) => node.id));
      after = page.edges.at(-1)?.cursor;
      // What comes in between does not move the pages.
      await receive(T2);
    }
    expect(seen.filter((id) => ids.includes(id))).toEqual(ids.toReversed().slice(0, seen.length));
    expect(seen).toHaveLength(5);
  });

  it('refuses the cursor of another list', async () => {
    await receive(T1, 2);
    const page = await service.list(OPS, {}, { first: 1 });
    const after = page.edges[0]!.cursor;
    await expect(service.list(OPS, { contractId: 'T-1' }, { first: 1, after })).rejects.toThrow(
      InputError,
    );
  });

  it('finds those of a contract, also while they wait under its bare number', async () => {
    await receive(T1);
    await receive(H1);
    await receive('#1');
    await receive(T2);
    expect(await list({ contractId: 'T-1' })).toEqual(['1', 'T-1']);
    expect(await list({ contractId: '1' })).toEqual(['1', 'H-1', 'T-1']);
    expect(await list({ contractId: '#1' })).toEqual(['1', 'H-1', 'T-1']);
    await expect(list({ contractId: 'X-1' })).rejects.toThrow(InputError);
  });

  it('finds those that tell of one thing, and those of a deal’s contracts', async () => {
    await receive(T1);
    await receive(T2);
    const voided = delivery(T2, 'voided', { activity: 'CONTRACT_VOIDED' });
    const { id } = await store.inbox.accept(voided);
    const activity = ['CONTRACT_VOIDED'];
    const found = await service.list(OPS, { activity }, { first: 9 });
    expect(found.edges.map(({ node }) => node.id)).toEqual([String(id)]);
    await expect(list({ activity: ['x'.repeat(201)] })).rejects.toThrow(InputError);

    const inDeal = contract({ id: T2, opportunityId: DEAL_A });
    await store.contracts.save([inDeal], await store.contracts.beginLook());
    expect(await list({ opportunityId: DEAL_A })).toEqual(['T-2', 'T-2']);
    expect(await list({ opportunityId: DEAL_A, activity })).toEqual(['T-2']);
    expect(await list({ opportunityId: DEAL_A, contractId: 'T-1' })).toEqual([]);
    expect(await list({ opportunityId: DEAL_B })).toEqual([]);
    await expect(list({ opportunityId: 'nonsense' })).rejects.toThrow(InputError);
  });

  it('leaves bodies out of the list', async () => {
    const [id] = await receive(T1);
    const { edges } = await service.list(OPS, {}, { first: 1 });
    expect(edges[0]?.node).not.toHaveProperty('body');
    expect((await service.get(OPS, id!))?.body).toContain('T-1');
  });

  it('tells an unknown delivery from an id that is none', async () => {
    expect(await service.get(OPS, '404')).toBeNull();
    for (const id of ['0', '-1', '1.5', 'x', '']) {
      await expect(service.get(OPS, id)).rejects.toThrow(InputError);
    }
  });
});

describe('replaying deliveries', () => {
  it('is only counted in a dry run', async () => {
    await receive(T1, 3);
    await receive(null);
    await apply(T1);
    const answer = await service.replay(OPS, { state: ['applied'] }, { dryRun: true });
    expect(answer).toEqual({ matching: 3, replayed: 0, userErrors: [] });
    expect((await service.counts(OPS)).waiting).toBe(0);
    expect(wakes).toBe(0);
  });

  it('takes more than one transaction can hold, and wakes the worker', async () => {
    await receive(T1, 1_203);
    await apply(T1);
    expect(await service.replay(OPS, { contractId: 'T-1' })).toEqual({
      matching: 1_203,
      replayed: 1_203,
      userErrors: [],
    });
    expect(await service.counts(OPS)).toMatchObject({ received: 1_203, waiting: 1_203 });
    expect(wakes).toBeGreaterThan(0);
    expect(logged).toContainEqual({ operator: 'ops', replayed: 1_203 });
  });

  it('replays a time span of one state', async () => {
    await receive(T1);
    clock.advance(1000);
    const since = clock.now();
    const [id] = await receive(T1);
    clock.advance(1000);
    const until = clock.now();
    await receive(T1);
    await apply(T1);
    expect((await service.replay(OPS, { since, until, state: ['parked'] })).replayed).toBe(0);
    expect((await service.replay(OPS, { since, until, state: ['applied'] })).replayed).toBe(1);
    expect((await service.get(OPS, id!))?.state).toBe('waiting');
    expect((await service.counts(OPS)).waiting).toBe(1);
  });

  it('replays all of the ids or none, and says which stand against it', async () => {
    const [good] = await receive(T1);
    const [empty] = await receive(null);
    await apply(T1);
    const answer = await service.replay(OPS, { ids: [good!, good!, '404', empty!] });
    expect(answer).toMatchObject({
      replayed: 0,
      userErrors: [
        { field: ['ids', '2'], code: 'NOT_FOUND' },
        { field: ['ids', '3'], code: 'INVALID_INPUT' },
      ],
    });
    expect((await service.get(OPS, good!))?.state).toBe('applied');
    expect(await service.replay(OPS, { ids: [good!, good!] })).toEqual({
      matching: 1,
      replayed: 1,
      userErrors: [],
    });
  });

  it('replays nothing when nothing was said', async () => {
    await receive(T1);
    await apply(T1);
    expect(await service.replay(OPS, {})).toMatchObject({
      replayed: 0,
      userErrors: [{ field: null, code: 'INVALID_INPUT' }],
    });
    expect((await service.replay(OPS, { ids: [] })).replayed).toBe(0);
    expect((await service.counts(OPS)).applied).toBe(1);
    expect(wakes).toBe(0);
  });

  it('refuses more ids than one request may name', async () => {
    const ids = Array.from({ length: 501 }, (_, index) => String(index + 1));
    expect(await service.replay(OPS, { ids })).toMatchObject({
      replayed: 0,
      userErrors: [{ field: ['ids'], code: 'INVALID_INPUT' }],
    });
  });
});

it('prunes everything finished of before a time, in as many chunks as it takes', async () => {
  await receive(T1, 1_101);
  await apply(T1);
  await receive(T1);
  clock.advance(1000);
  expect(await service.prune(OPS, clock.now())).toBe(1_101);
  expect(await service.counts(OPS)).toMatchObject({ received: 1_102, applied: 1_101, waiting: 1 });
  expect(await service.prune(OPS, clock.now())).toBe(0);
});
