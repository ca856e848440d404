import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../../../src/domain/log.js';
import type { Log } from '../../../../src/domain/log.js';
import { announceChanges } from '../../../../src/sync/projection/announce-changes.js';
import type { ChangeAnnouncer } from '../../../../src/sync/projection/announce-changes.js';
import { DEAL_A, DEAL_B, T1, T2, contract } from '../../../contract/store/samples.js';
import { eventually } from '../../../support/eventually.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { openTempStore } from '../../../support/temp-store.js';
import type { TempStore } from '../../../support/temp-store.js';
import { lookAt } from '../../../support/look-at.js';

const clock = new ManualClock();
let temp: TempStore;
let announcer: ChangeAnnouncer;
let position: string;
beforeEach(async () => {
  temp = await openTempStore(clock);
  announcer = announceChanges(temp.store, silentLog);
  position = await temp.store.changes.latest();
});
afterEach(() => temp[Symbol.asyncDispose]());

/** What was announced since the last time; there has to be something. */
async function announced(): Promise<readonly unknown[]> {
  return eventually(async () => {
    const entries = await temp.store.changes.read(position, 100);
    if (entries === 'too-old' || entries.length === 0) throw new Error('Nothing yet.');
    position = entries.at(-1)?.position ?? position;
    return entries.map(({ contractId, opportunityIds }) => [contractId, ...opportunityIds]);
  });
}

/** Nothing but what comes after is announced. */
async function expectNothing(work: () => Promise<unknown>): Promise<void> {
  await work();
  announcer.settled([T2]);
  expect(await announced()).toEqual([[T2]]);
}

describe('announceChanges', () => {
  it('announces a new contract, a changed one, and both deals of one that moved', async () => {
    const { contracts } = announcer.store;
    await contracts.save([contract({ opportunityId: DEAL_A })], lookAt(clock.in(0)));
    expect(await announced()).toEqual([[T1, DEAL_A]]);
    await contracts.save(
      [contract({ opportunityId: DEAL_A, status: 'SIGN' })],
      lookAt(clock.in(1)),
    );
    expect(await announced()).toEqual([[T1, DEAL_A]]);
    await contracts.save(
      [contract({ opportunityId: DEAL_B, status: 'SIGN' })],
      lookAt(clock.in(2)),
    );
    expect(await announced()).toEqual([[T1, DEAL_A, DEAL_B]]);
    await contracts.markDeleted([T1], lookAt(clock.in(3)));
    expect(await announced()).toEqual([[T1, DEAL_B]]);
  });

  it('announces nothing that nobody can see', async () => {
    const { contracts } = announcer.store;
    await contracts.save([contract({ opportunityId: DEAL_A })], lookAt(clock.in(0)));
    await announced();
    await contracts.saveSyncResults([{ id: T1, syncedAt: clock.in(0), error: null }]);
    await announced();
    await expectNothing(() =>
      contracts.save([contract({ opportunityId: DEAL_A })], lookAt(clock.in(5))),
    );
    await expectNothing(() =>
      contracts.saveSyncResults([{ id: T1, syncedAt: clock.in(9), error: null }]),
    );
    await contracts.markDeleted([T1], lookAt(clock.in(10)));
    await announced();
    await expectNothing(() => contracts.markDeleted([T1], lookAt(clock.in(11))));
  });

  it('announces why a sync failed, and that it failed no more', async () => {
    const { contracts } = announcer.store;
    await contracts.save([contract({ opportunityId: DEAL_A })], lookAt(clock.in(0)));
    await announced();
    await contracts.saveSyncResults([{ id: T1, syncedAt: null, error: 'refused' }]);
    expect(await announced()).toEqual([[T1, DEAL_A]]);
    await contracts.saveSyncResults([{ id: T1, syncedAt: clock.in(0), error: null }]);
    expect(await announced()).toEqual([[T1, DEAL_A]]);
  });

  it('announces the end of work on contracts, not of work on bare numbers', async () => {
    announcer.settled(['#7', T1, T2]);
    expect(await announced()).toEqual([[T1], [T2]]);
    announcer.settled(['#7']);
    announcer.settled([T2]);
    expect(await announced()).toEqual([[T2]]);
  });

  it('fails no work with it, and makes up for what it could not announce', async () => {
    const warnings: unknown[] = [];
    const log: Log = { ...silentLog, warn: (fields) => warnings.push(fields) };
    let isBroken = true;
    const { changes } = temp.store;
    const { store } = announceChanges(
      {
        ...temp.store,
        changes: {
          ...changes,
          append: (entries) =>
            isBroken ? Promise.reject(new Error('no room')) : changes.append(entries),
        },
      },
      log,
    );
    await store.contracts.save([contract({ opportunityId: DEAL_A })], lookAt(clock.in(0)));
    expect((await store.contracts.get([T1])).size).toBe(1);
    await eventually(() => expect(warnings).toHaveLength(1));
    isBroken = false;
    await store.contracts.save([contract({ id: T2, opportunityId: DEAL_B })], lookAt(clock.in(1)));
    expect(await announced()).toEqual([[null], [T2, DEAL_B]]);
  });
});
