import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Log } from '../../../../src/domain/log.js';
import { silentLog } from '../../../../src/domain/log.js';
import { openStore } from '../../../../src/store/open-store.js';
import type { Store } from '../../../../src/store/store.js';
import { noteUndeliveredChange, silence, startSilenceWatch } from '../../../../src/sync/index.js';
import { delivery, T1 } from '../../../contract/store/samples.js';
import { eventually } from '../../../support/eventually.js';
import { ManualClock } from '../../../support/manual-clock.js';

const MINUTE_MS = 60_000;

let folder: string;
let clock: ManualClock;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dealdraft-silence-'));
  clock = new ManualClock();
  store = await openStore({ url: `sqlite:${join(folder, 'store.db')}`, clock, log: silentLog });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const receive = async (body: string) => {
  await store.inbox.accept(delivery(T1, body, { receivedAt: clock.now() }));
};
const silenceNow = () => silence(store.settings, store.inbox, clock.now());
const NONE = { silentForMs: 0, changedAt: null };

describe('silence', () => {
  it('is none while nothing changes, however long no delivery comes', async () => {
    await receive('a');
    clock.advance(7 * 24 * 60 * MINUTE_MS);
    expect(await silenceNow()).toEqual(NONE);
  });

  it('lasts since the last delivery once SpotDraft changed without one', async () => {
    await receive('a');
    clock.advance(10 * MINUTE_MS);
    await noteUndeliveredChange(store, clock.now());
    clock.advance(5 * MINUTE_MS);
    expect(await silenceNow()).toEqual({
      silentForMs: 15 * MINUTE_MS,
      changedAt: clock.in(-5 * MINUTE_MS),
    });
  });

  it('lasts since the first change when no delivery ever came', async () => {
    const first = clock.now();
    await noteUndeliveredChange(store, first);
    clock.advance(10 * MINUTE_MS);
    await noteUndeliveredChange(store, clock.now());
    await noteUndeliveredChange(store, first);
    expect(await silenceNow()).toEqual({ silentForMs: 10 * MINUTE_MS, changedAt: clock.now() });
  });

  it('ends with any delivery after the change', async () => {
    await noteUndeliveredChange(store, clock.now());
    clock.advance(MINUTE_MS);
    await receive('a');
    clock.advance(MINUTE_MS);
    expect(await silenceNow()).toEqual(NONE);
  });

  it('does not begin with a change from before the last delivery', async () => {
    await receive('a');
    await noteUndeliveredChange(store, clock.in(-MINUTE_MS));
    expect(await silenceNow()).toEqual(NONE);
  });
});

describe('silence by a clock that was a day ahead', () => {
  const DAY_MS = 24 * 60 * MINUTE_MS;

  it('is not hidden by a delivery that it dated', async () => {
    clock.advance(DAY_MS);
    await receive('a');
    clock.advance(-DAY_MS);
    await noteUndeliveredChange(store, clock.now());
    clock.advance(40 * MINUTE_MS);
    expect((await silenceNow()).silentForMs).toBe(40 * MINUTE_MS);
  });

  it('ends with a delivery after a change that it dated', async () => {
    clock.advance(DAY_MS);
    await receive('a');
    await noteUndeliveredChange(store, clock.in(MINUTE_MS));
    clock.advance(-DAY_MS);
    await receive('b');
    clock.advance(40 * MINUTE_MS);
    expect(await silenceNow()).toEqual(NONE);
  });
});

describe('the silence watch', () => {
  it('warns once an hour while the silence lasts, from one of several processes', async () => {
    const warnings: string[] = [];
    const log: Log = { ...silentLog, warn: (_details, message) => warnings.push(message) };
    await receive('a');
    await noteUndeliveredChange(store, clock.in(MINUTE_MS));
    const watches = [1, 2].map(() => startSilenceWatch({ store, clock, log }));
    const pass = async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        await eventually(() => {
          expect(clock.sleeping).toBe(2);
        });
        clock.advance(MINUTE_MS);
      }
      await eventually(() => {
        expect(clock.sleeping).toBe(2);
      });
    };
    await pass(29);
    expect(warnings).toEqual([]);
    await pass(1);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/webhooks register/);
    await pass(59);
    expect(warnings).toHaveLength(1);
    await pass(1);
    expect(warnings).toHaveLength(2);
    await receive('b');
    await pass(61);
    expect(warnings).toHaveLength(2);
    await Promise.all(watches.map((watch) => watch.stop()));
  });
});
