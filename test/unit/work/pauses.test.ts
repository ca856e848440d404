import { describe, expect, it } from 'vitest';
import {
  CongestionError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../../../src/domain/errors.js';
import { silentLog } from '../../../src/domain/log.js';
import type { Settings } from '../../../src/store/settings.js';
import { createPauses, PausedError } from '../../../src/work/pauses.js';
import { ManualClock } from '../../support/manual-clock.js';

const spent = () =>
  new RateLimitedError('TotalRequests', { service: 'salesforce', retryAfterMs: 60_000 });
const refused = () => new UpstreamAuthError('invalid_grant', { service: 'salesforce' });
const down = () => new UpstreamUnavailableError('no answer', { service: 'spotdraft' });

function settingsInMemory(): Settings {
  const values = new Map<string, string>();
  return {
    get: async (name) => values.get(name) ?? null,
    set: async (name, value) => void values.set(name, value),
    delete: async (name) => void values.delete(name),
  };
}

function setUp() {
  const clock = new ManualClock();
  const settings = settingsInMemory();
  const paused: string[] = [];
  const alarms: string[] = [];
  const open = () =>
    createPauses({
      settings,
      clock,
      random: () => 1,
      log: { ...silentLog, error: (_fields, message) => alarms.push(message) },
      onPause: (service, cause) => paused.push(`${service} ${cause}`),
    });
  return { clock, open, pauses: open(), paused, alarms };
}

describe('pauses', () => {
  it('stops a system for as long as its allowance is said to be spent, in every process', async () => {
    const { clock, pauses, open } = setUp();
    await pauses.note(spent());
    const other = open();
    expect(await other.active('salesforce')).toMatchObject({ cause: 'allowance', failures: 0 });
    expect(await other.active('spotdraft')).toBeNull();
    clock.advance(59_999);
    expect((await other.longest())?.service).toBe('salesforce');
    clock.advance(1);
    expect(await other.longest()).toBeNull();
  });

  it('is known until something succeeds, also while it is being tried', async () => {
    const { clock, pauses, open } = setUp();
    await pauses.note(refused());
    const [{ since, until } = { since: null, until: null }] = await pauses.unended();
    clock.advance(until!.getTime() - clock.now().getTime());
    expect(await pauses.all()).toEqual([]);
    expect(await open().unended()).toMatchObject([
      { service: 'salesforce', cause: 'credentials', since },
    ]);
    await pauses.note(refused());
    expect(await pauses.unended()).toMatchObject([{ since, failures: 1 }]);
    await pauses.succeeded('salesforce');
    expect(await open().unended()).toEqual([]);
  });

  it('stops nothing because our own calls wait for each other', async () => {
    const { pauses, paused } = setUp();
    const details = { service: 'salesforce', retryAfterMs: 1_000 } as const;
    expect(await pauses.note(new CongestionError('too many of ours', details))).toBeNull();
    expect(await pauses.all()).toEqual([]);
    expect(paused).toEqual([]);
  });

  it('probes an outage soon, then ever less often, up to about once a minute', async () => {
    const { clock, pauses } = setUp();
    const waitsMs: number[] = [];
    for (let probe = 0; probe < 8; probe += 1) {
      const pause = await pauses.note(down());
      waitsMs.push(pause!.until.getTime() - clock.now().getTime());
      clock.advance(waitsMs.at(-1)!);
    }
    expect(waitsMs).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 50_000, 50_000, 50_000]);
  });

  it('probes a spent allowance once a minute, so that work goes on within one when there are calls again', async () => {
    const { clock, pauses } = setUp();
    const waitsMs: number[] = [];
    for (let probe = 0; probe < 7; probe += 1) {
      const pause = await pauses.note(spent());
      waitsMs.push(pause!.until.getTime() - clock.now().getTime());
      clock.advance(waitsMs.at(-1)!);
    }
    const minutes = waitsMs.map((waitMs) => waitMs / 60_000);
    expect(minutes).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('waits at least as long as SpotDraft asks', async () => {
    const { clock, pauses } = setUp();
    const waitsMs: number[] = [];
    for (const retryAfterMs of [30_000, 30_000, 30_000, 90_000]) {
      const error = new RateLimitedError('slow down', { service: 'spotdraft', retryAfterMs });
      const pause = await pauses.note(error);
      waitsMs.push(pause!.until.getTime() - clock.now().getTime());
      clock.advance(waitsMs.at(-1)!);
    }
    expect(waitsMs).toEqual([30_000, 60_000, 60_000, 90_000]);
  });

  it('believes nobody who asks for more than two minutes, such as an edge that names the year 9999', async () => {
    const { clock, pauses } = setUp();
    const retryAfterMs = Date.parse('9999-12-31T23:59:59Z') - clock.now().getTime();
    const pause = await pauses.note(
      new RateLimitedError('slow down', { service: 'salesforce', retryAfterMs }),
    );
    expect(pause!.until.getTime() - clock.now().getTime()).toBe(120_000);
  });

  it('counts a failure once that is met in two places, whenever the second one is', async () => {
    const { clock, pauses } = setUp();
    const failure = down();
    await pauses.note(failure);
    clock.advance(2_000);
    expect(await pauses.note(failure)).toBeNull();
    expect(await pauses.all()).toEqual([]);
  });

  it('counts two processes that meet the same failure as one', async () => {
    const { pauses, open } = setUp();
    await pauses.note(down());
    expect(await open().note(down())).toMatchObject({ failures: 0 });
  });

  it('raises an alarm once for credentials that are refused, however long that lasts', async () => {
    const { clock, pauses, paused, alarms } = setUp();
    for (let probe = 0; probe < 5; probe += 1) {
      const pause = await pauses.note(refused());
      clock.advance(pause!.until.getTime() - clock.now().getTime());
    }
    expect(alarms).toHaveLength(1);
    expect(paused).toEqual(['salesforce credentials']);
    await pauses.succeeded('salesforce');
    await pauses.note(refused());
    expect(alarms).toHaveLength(2);
  });

  it('ends with the first success and starts anew afterwards', async () => {
    const { clock, pauses } = setUp();
    await pauses.note(down());
    clock.advance(2_000);
    await pauses.note(down());
    await pauses.succeeded('spotdraft');
    expect(await pauses.active('spotdraft')).toBeNull();
    expect(await pauses.note(down())).toMatchObject({ failures: 0, since: clock.now() });
  });

  it('takes a failure long after a pause for a new one', async () => {
    const { clock, pauses } = setUp();
    await pauses.note(down());
    clock.advance(2 * 60 * 60_000);
    expect(await pauses.note(down())).toMatchObject({ failures: 0, since: clock.now() });
  });

  it('does not stop a system for what concerns one call, or because it is stopped already', async () => {
    const { pauses } = setUp();
    const one = new UpstreamRejectedError('no such field', { service: 'salesforce' });
    expect(await pauses.note(one)).toBeNull();
    expect(await pauses.note(new Error('bug'))).toBeNull();
    const known = new PausedError('paused', { service: 'salesforce', retryAfterMs: 5 });
    expect(await pauses.note(known)).toBeNull();
    expect(await pauses.all()).toEqual([]);
  });

  it('answers the pause that ends last', async () => {
    const { pauses } = setUp();
    await pauses.note(down());
    await pauses.note(spent());
    expect((await pauses.longest())?.service).toBe('salesforce');
    expect((await pauses.all()).map(({ service }) => service)).toEqual(['spotdraft', 'salesforce']);
  });
});
