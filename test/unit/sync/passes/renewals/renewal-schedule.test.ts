import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Clock } from '../../../../../src/domain/clock.js';
import { contractIdOf } from '../../../../../src/domain/contract-id.js';
import { UpstreamContractError } from '../../../../../src/domain/errors.js';
import {
  lastRenewalPass,
  renewalError,
} from '../../../../../src/sync/passes/renewals/renewal-progress.js';
import { startRenewalSchedule } from '../../../../../src/sync/passes/renewals/renewal-schedule.js';
import type {
  RenewalSchedule,
  RenewalScheduleParts,
} from '../../../../../src/sync/passes/renewals/renewal-schedule.js';
import { saveBackfilled } from '../../../../../src/sync/passes/pass-stamp.js';
import { parseMappingFile } from '../../../../../src/mapping/index.js';
import { dealId, ends, executed, openRenewalWorld, outage, RULES, TODAY } from './renewal-world.js';
import type { RenewalWorld } from './renewal-world.js';

const T1 = contractIdOf('T', 1);
const T2 = contractIdOf('T', 2);
/** From one look to the next. */
const LOOK_MS = 5_000;
const EVERY_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

let world: RenewalWorld;
let schedule: RenewalSchedule | null;
let lookEnded: PromiseWithResolvers<void>;
let said: string[];
let noted: unknown[];
let paused: Set<string>;

beforeEach(async () => {
  world = await openRenewalWorld(`${RULES}    amendments: [13]\n`);
  schedule = null;
  lookEnded = Promise.withResolvers();
  [said, noted, paused] = [[], [], new Set()];
});
afterEach(async () => {
  await schedule?.stop(10_000);
  await world[Symbol.asyncDispose]();
});

/** Starts it and waits for its first look. */
async function start(more: Partial<RenewalScheduleParts> = {}): Promise<void> {
  const clock: Clock = {
    now: () => world.clock.now(),
    sleep(ms, signal) {
      if (ms === LOOK_MS) {
        lookEnded.resolve();
        lookEnded = Promise.withResolvers();
      }
      return world.clock.sleep(ms, signal);
    },
  };
  const { promise } = lookEnded;
  schedule = startRenewalSchedule({
    ...world.parts,
    store: world.store,
    clock,
    everyMs: EVERY_MS,
    pauses: {
      active: async (service) => (paused.has(service) ? ({ service } as never) : null),
      note: async (error) => {
        noted.push(error);
        return null;
      },
    },
    relate: async ({ earlier, later }, relation) => {
      said.push(`${later} is ${relation} of ${earlier}`);
      return true;
    },
    ...more,
  });
  await promise;
}

async function look(afterMs = LOOK_MS): Promise<void> {
  const { promise } = lookEnded;
  world.clock.advance(afterMs);
  await promise;
}

const warnings = () =>
  world.log.flatMap(({ level, message }) => (level === 'warn' ? [message] : []));

describe('a pass over all', () => {
  beforeEach(async () => {
    await world.save(executed(1));
    world.pointers.set(T1, ends(TODAY));
  });

  test('comes at the start, and then not before its time', async () => {
    await start();
    expect([...world.renewals.keys()]).toEqual([T1]);
    expect(world.log).toContainEqual({
      level: 'info',
      message: 'renewals were made',
      fields: { contracts: 1, due: 1 },
    });
    await world.save(executed(2));
    await look();
    expect(world.asked).toEqual([T1]);
    await look(EVERY_MS);
    expect(world.asked).toEqual([T1, T2]);
  });

  test('comes as soon as a new day begins, and after a backfill', async () => {
    await start({ everyMs: 3 * DAY_MS });
    await world.save(executed(2));
    await look();
    expect(world.asked).toEqual([T1]);
    await look(DAY_MS);
    expect(world.asked).toEqual([T1, T2]);
    await world.save(executed(3));
    await look();
    expect(world.asked).toHaveLength(2);
    await saveBackfilled(world.store.settings, {
      at: world.clock.now(),
      begunAt: world.clock.now(),
    });
    await look();
    expect(world.asked).toEqual([T1, T2, contractIdOf('T', 3)]);
  });

  test.each([['{"at":"yesterday"}'], ['{']])(
    'comes where %s stands in the place of the last one',
    async (damaged) => {
      await world.store.settings.set('renewals', damaged);
      await start();
      expect([...world.renewals.keys()]).toEqual([T1]);
      expect(warnings()).toEqual([]);
    },
  );

  test('is done by one process: what another did while this one asked for the lock is not done again', async () => {
    const at = world.clock.now().toISOString();
    const { locks, settings } = world.store;
    await start({
      store: {
        ...world.parts.store,
        settings,
        locks: {
          ...locks,
          extend: locks.extend.bind(locks),
          release: locks.release.bind(locks),
          async acquire(name, leaseMs) {
            await settings.set('renewals', JSON.stringify({ at, day: TODAY, backfilled: null }));
            return locks.acquire(name, leaseMs);
          },
        },
      },
    });
    expect([world.asked, world.renewals.size]).toEqual([[], 0]);
  });

  test('waits while another process is at it', async () => {
    const token = await world.store.locks.acquire('renewals', 60_000);
    await start();
    expect(world.renewals.size).toBe(0);
    await world.store.locks.release('renewals', token!);
    await look();
    expect(world.renewals.size).toBe(1);
  });

  test.each(['salesforce', 'spotdraft'] as const)('waits while %s is paused', async (service) => {
    paused.add(service);
    await start();
    expect([world.asked, world.calls]).toEqual([[], []]);
    paused.clear();
    await look();
    expect(world.renewals.size).toBe(1);
  });

  test('that fails half way is told, and is tried again after a minute', async () => {
    const error = outage('salesforce', 'it is down');
    world.crmFails.set('createRows', error);
    await start();
    expect(noted).toEqual([error]);
    expect(warnings()).toEqual(['a pass for renewals failed and will be tried again']);
    expect(await renewalError(world.store.settings)).toContain('it is down');
    expect(await lastRenewalPass(world.store.settings)).toBeNull();
    world.crmFails.clear();
    await look();
    expect(world.renewals.size).toBe(0);
    await look(60_000);
    expect(world.renewals.size).toBe(1);
    expect(noted).toHaveLength(1);
    expect(await renewalError(world.store.settings)).toBeNull();
    expect(await lastRenewalPass(world.store.settings)).toMatchObject({ day: TODAY });
  });

  test('that failed stands as failed while single contracts are seen to before its next try', async () => {
    world.crmFails.set('createRows', outage('salesforce', 'it is down'));
    await start();
    world.crmFails.clear();
    await world.save(executed(2));
    world.pointers.set(T2, ends('2028-01-01'));
    await world.ledger.noteChanged([T2]);
    await look();
    expect(world.asked).toContain(T2);
    expect(await renewalError(world.store.settings)).toContain('it is down');
    await look(60_000);
    expect(await renewalError(world.store.settings)).toBeNull();
  });

  test('tells operators no more of what nobody foresaw than where to look', async () => {
    world.crmFails.set('createRows', new TypeError('secret of a neighbour'));
    await start();
    expect(await renewalError(world.store.settings)).toBe(
      'Something went wrong; the log says what.',
    );
  });

  test('is tried again though why it failed can not be kept', async () => {
    world.crmFails.set('createRows', outage('salesforce'));
    const { settings } = world.store;
    await start({
      store: {
        ...world.parts.store,
        locks: world.store.locks,
        settings: {
          get: settings.get.bind(settings),
          delete: settings.delete.bind(settings),
          set: async () => {
            throw new Error('the disk is full');
          },
        },
      },
    });
    expect(warnings()).toContain('why a pass for renewals failed can not be kept');
    expect(noted).toHaveLength(1);
  });

  test('goes on though the pause that it calls for can not be kept', async () => {
    world.crmFails.set('createRows', outage('salesforce'));
    await start({
      pauses: {
        active: async () => null,
        note: async () => {
          throw new Error('the disk is full');
        },
      },
    });
    expect(warnings()).toContain('a pause for renewals can not be kept');
    world.crmFails.clear();
    await look(60_000);
    expect(world.renewals.size).toBe(1);
  });

  test('is given up when the program stops, without a word', async () => {
    const reading = Promise.withResolvers<undefined>();
    const answer = Promise.withResolvers<undefined>();
    const { spotdraft } = world.parts;
    const { promise } = lookEnded;
    await world.save(executed(2));
    const started = start({
      spotdraft: {
        ...spotdraft,
        async getKeyPointers(...asked) {
          reading.resolve(undefined);
          await answer.promise;
          return spotdraft.getKeyPointers(...asked);
        },
      },
    });
    await reading.promise;
    const stopped = schedule!.stop(60_000);
    answer.resolve(undefined);
    await Promise.all([stopped, started, promise]);
    expect([world.renewals.size, noted, warnings()]).toEqual([0, [], []]);
  });

  test('does not hold up a stop for longer than it may take', async () => {
    const reading = Promise.withResolvers<undefined>();
    const answer = Promise.withResolvers<undefined>();
    const { spotdraft } = world.parts;
    const started = start({
      spotdraft: {
        ...spotdraft,
        async getKeyPointers(...asked) {
          reading.resolve(undefined);
          await answer.promise;
          return spotdraft.getKeyPointers(...asked);
        },
      },
    });
    await reading.promise;
    const stopped = schedule!.stop(8_000);
    world.clock.advance(8_000);
    await stopped;
    expect(world.renewals.size).toBe(0);
    answer.resolve(undefined);
    await started;
  });
});

describe('contracts that were read anew', () => {
  beforeEach(async () => {
    await world.save(executed(1), executed(2));
    for (const id of [T1, T2]) world.pointers.set(id, ends('2028-01-01'));
    await start({ everyMs: DAY_MS });
    expect(world.asked).toHaveLength(2);
    world.asked.length = 0;
  });

  const noteSettled = async (...keys: Parameters<RenewalSchedule['noteSettled']>[0]) => {
    const before = await world.ledger.changedCount();
    schedule!.noteSettled(keys);
    await vi.waitFor(async () => {
      expect(await world.ledger.changedCount()).toBeGreaterThan(before);
    });
  };

  test('are looked at alone, at once', async () => {
    world.pointers.set(T2, ends(TODAY));
    await noteSettled('#7', T2);
    await look();
    expect(world.asked).toEqual([T2]);
    expect([...world.renewals.keys()]).toEqual([T2]);
    expect(await world.ledger.changedCount()).toBe(0);
  });

  test('are kept until they could be read', async () => {
    world.pointers.set(T2, outage('spotdraft'));
    await noteSettled(T1, T2);
    await look();
    expect([...(await world.ledger.changed(9)).keys()]).toEqual([T2]);
    await look();
    world.pointers.set(T2, ends(TODAY));
    await look();
    expect(await world.ledger.changedCount()).toBe(0);
    expect([...world.renewals.keys()]).toEqual([T2]);
  });

  test('are worked on 200 at a time until none is left', async () => {
    const many = Array.from({ length: 201 }, (_, at) => executed(at + 1));
    await world.save(...many);
    for (const { id } of many) world.pointers.set(id, ends('2028-01-01'));
    await noteSettled(...many.map(({ id }) => id));
    await look();
    expect(world.asked).toHaveLength(201);
    expect(await world.ledger.changedCount()).toBe(0);
  });

  test('are asked for once a look where none of them can be read', async () => {
    const many = Array.from({ length: 200 }, (_, at) => executed(at + 1));
    await world.save(...many);
    const notOurs = new UpstreamContractError('no list', { service: 'spotdraft' });
    for (const { id } of many) world.pointers.set(id, notOurs);
    await noteSettled(...many.map(({ id }) => id));
    await look();
    expect(world.asked).toHaveLength(200);
    expect(await world.ledger.changedCount()).toBe(200);
  });

  test('are nothing to look at where only numbers are known', async () => {
    schedule!.noteSettled(['#7']);
    await look();
    expect([world.asked, await world.ledger.changedCount()]).toEqual([[], 0]);
  });
});

test('contracts that can not be noted are left to the next pass', async () => {
  const { marks } = world.store;
  await start({
    store: {
      ...world.parts.store,
      settings: world.store.settings,
      locks: world.store.locks,
      marks: {
        get: marks.get.bind(marks),
        count: marks.count.bind(marks),
        page: marks.page.bind(marks),
        remove: marks.remove.bind(marks),
        replace: marks.replace.bind(marks),
        putIfAbsent: marks.putIfAbsent.bind(marks),
        put: async () => {
          throw new Error('the disk is full');
        },
      },
    },
  });
  schedule!.noteSettled([T1]);
  await vi.waitFor(() => {
    expect(warnings()).toEqual(['changed contracts could not be noted; the next pass sees them']);
  });
});

test('later contracts are related to those that they renew or amend, once', async () => {
  const renewal = dealId(900);
  await world.save(
    executed(1),
    executed(2, { opportunityId: renewal, status: 'DRAFT' }),
    executed(3, {
      type: { id: '13', name: 'Amendment' },
      createdAt: '2026-02-01T00:00:00Z',
      status: 'DRAFT',
    }),
  );
  world.pointers.set(T1, ends(TODAY));
  await start();
  const all = ['T-2 is CHILD of T-1', 'T-3 is AMENDMENT of T-1'];
  expect(said).toEqual(all);
  await look(EVERY_MS);
  expect(said).toEqual(all);
});

test('a mapping without renewals costs nothing', async () => {
  schedule = startRenewalSchedule({
    ...world.parts,
    mapping: parseMappingFile('version: 1\ncontracts: []\n', 'mapping.yaml'),
    store: world.store,
    clock: world.clock,
    everyMs: EVERY_MS,
    pauses: { active: async () => null, note: async () => null },
    relate: async () => true,
  });
  schedule.noteSettled([T1]);
  expect(world.clock.sleeping).toBe(0);
  expect(await world.ledger.changedCount()).toBe(0);
  await schedule.stop(1_000);
});
