import { describe, expect, it } from 'vitest';
import { parseContractId } from '../../../../src/domain/contract-id.js';
import type { ContractId } from '../../../../src/domain/contract-id.js';
import {
  RateLimitedError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../../../../src/domain/errors.js';
import type { OpportunityId } from '../../../../src/domain/opportunity-id.js';
import { silentLog } from '../../../../src/domain/log.js';
import { createAllowanceGate } from '../../../../src/work/allowance.js';
import type { CrmUsage } from '../../../../src/work/allowance.js';
import { guardWriteBack } from '../../../../src/sync/write-back/guarded-write-back.js';
import { createPauses } from '../../../../src/work/pauses.js';
import type { WriteBackRequest } from '../../../../src/sync/write-back/write-back.js';
import type { WriteOutcome } from '../../../../src/sync/write-back/write-outcome.js';
import { createWriteLock } from '../../../../src/sync/write-back/write-lock.js';
import { DEAL_A, DEAL_B } from '../../../contract/store/samples.js';
import { eventually } from '../../../support/eventually.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { openTempStore } from '../../../support/temp-store.js';

const idOf = (number: number) => parseContractId(`T-${number}`);
const ids = (count: number) => Array.from({ length: count }, (_, i) => idOf(i + 1));
const OK: WriteOutcome = { ok: true };
const LOCKED: WriteOutcome = { ok: false, retryable: true, cause: 'lock', reason: 'locked' };

async function setUp() {
  const clock = new ManualClock();
  const temp = await openTempStore(clock);
  const { settings, locks } = temp.store;
  const parts = { clock, random: () => 0.5, log: silentLog };
  const calls: WriteBackRequest[] = [];
  const crm = {
    usage: null as CrmUsage,
    ping: true,
    /** What a write comes to; throws for a call that fails as a whole. */
    outcomeOf: (_id: ContractId, _call: number): WriteOutcome => OK,
    /** The same of a deal. */
    outcomeOfDeal: (_id: OpportunityId): WriteOutcome => OK,
  };
  const pauses = createPauses({ settings, ...parts });
  const guarded = guardWriteBack({
    writeBack: {
      async write(request) {
        calls.push(request);
        const outcomes = request.contractIds.map(
          (id) => [id, crm.outcomeOf(id, calls.length)] as const,
        );
        const written = outcomes.filter(([, { ok }]) => ok).length;
        const dealOutcomes = new Map(request.dealIds.map((id) => [id, crm.outcomeOfDeal(id)]));
        return { outcomes: new Map(outcomes), dealOutcomes, written };
      },
    },
    lock: createWriteLock({ locks, ...parts }),
    pauses,
    allowance: createAllowanceGate({ usage: () => crm.usage, probe: async () => null, ...parts }),
    ping: async () => ({ ok: crm.ping }),
    ...parts,
  });
  const write = (contractIds: readonly ContractId[], more: Partial<WriteBackRequest> = {}) =>
    guarded.write({ contractIds, dealIds: [], compareWith: 'confirmed', ...more });
  return { clock, temp, crm, calls, pauses, write };
}

describe('rows that were locked', () => {
  it('are written again alone after a random wait', async () => {
    const { clock, temp, crm, calls, write } = await setUp();
    await using _ = temp;
    crm.outcomeOf = (id, call) => (id === idOf(3) && call < 3 ? LOCKED : OK);
    const writing = write(ids(5));
    for (const retry of [1, 2]) {
      await eventually(() => expect([clock.sleeping, calls.length]).toEqual([2, retry]));
      clock.advance(1_000);
    }
    const { outcomes, written } = await writing;
    expect([...outcomes.values()].every(({ ok }) => ok)).toBe(true);
    expect(written).toBe(5);
    expect(calls.map(({ contractIds }) => contractIds)).toEqual([ids(5), [idOf(3)], [idOf(3)]]);
  });

  it('are left to the queue when they stay locked', async () => {
    const { clock, temp, crm, calls, write } = await setUp();
    await using _ = temp;
    crm.outcomeOf = () => LOCKED;
    const writing = write(ids(2));
    for (const retry of [1, 2, 3]) {
      await eventually(() => expect([clock.sleeping, calls.length]).toEqual([2, retry]));
      clock.advance(4_000);
    }
    expect((await writing).outcomes.get(idOf(1))).toEqual(LOCKED);
    expect(calls).toHaveLength(4);
  });
});

describe('a call that fails as a whole', () => {
  const rejected = new UpstreamRejectedError('JSON_PARSER_ERROR', { service: 'salesforce' });

  it('is split until the row that spoils it stands alone; the others are written', async () => {
    const { temp, crm, write, pauses } = await setUp();
    await using _ = temp;
    crm.outcomeOf = (id) => {
      if (id === idOf(77)) throw rejected;
      return OK;
    };
    const { outcomes, written } = await write(ids(200));
    expect(outcomes.size).toBe(200);
    expect([...outcomes].filter(([, { ok }]) => !ok).map(([id]) => id)).toEqual([idOf(77)]);
    expect(outcomes.get(idOf(77))).toMatchObject({ retryable: false, reason: rejected.message });
    expect(written).toBe(199);
    expect(await pauses.all()).toEqual([]);
  });

  it('parks nobody whose own fault it may not be', async () => {
    const { temp, crm, calls, write } = await setUp();
    await using _ = temp;
    crm.outcomeOf = () => {
      throw rejected;
    };
    const { outcomes } = await write(ids(200));
    expect(calls).toHaveLength(24);
    const parked = [...outcomes.values()].filter((outcome) => !outcome.ok && !outcome.retryable);
    expect(parked.length).toBeLessThan(20);
  });

  it('is split without an answer, too, when the CRM answers other calls', async () => {
    const { temp, crm, write, pauses } = await setUp();
    await using _ = temp;
    crm.outcomeOf = (id) => {
      if (id === idOf(2)) throw new UpstreamUnavailableError('timeout', { service: 'salesforce' });
      return OK;
    };
    expect((await write(ids(8))).outcomes.get(idOf(2))).toMatchObject({ retryable: true });
    expect(await pauses.active('salesforce')).toBeNull();
    crm.ping = false;
    await expect(write(ids(8))).rejects.toThrow('timeout');
    expect(await pauses.active('salesforce')).toMatchObject({ cause: 'outage' });
  });
});

describe('a call that fails by one of its rows', () => {
  const bug = new TypeError('x is undefined');

  it('names the deal that spoils it, and no insides of dealdraft', async () => {
    const { temp, crm, write } = await setUp();
    await using _ = temp;
    crm.outcomeOfDeal = (id) => {
      if (id === DEAL_B) throw bug;
      return OK;
    };
    const { outcomes, dealOutcomes } = await write(ids(2), { dealIds: [DEAL_A, DEAL_B] });
    expect([...outcomes.values()]).toEqual([OK, OK]);
    expect(dealOutcomes.get(DEAL_A)).toEqual(OK);
    expect(dealOutcomes.get(DEAL_B)).toEqual({
      ok: false,
      cause: 'other',
      retryable: true,
      reason: 'Unexpected error; the log has its details.',
    });
  });

  it('is not tried again in parts when the run was stopped, which is no outage', async () => {
    const { temp, crm, calls, write, pauses } = await setUp();
    await using _ = temp;
    const stopping = new AbortController();
    crm.outcomeOf = () => {
      stopping.abort(new Error('stopping'));
      throw new UpstreamUnavailableError('cut off', { service: 'salesforce' });
    };
    await expect(write(ids(4), { signal: stopping.signal })).rejects.toThrow('cut off');
    expect(calls).toHaveLength(1);
    expect(await pauses.all()).toEqual([]);
  });

  it('shuts the CRM for all when its rows are refused for want of access', async () => {
    const { temp, crm, write, pauses } = await setUp();
    await using _ = temp;
    crm.outcomeOf = () => ({
      ok: false,
      retryable: true,
      cause: 'credentials',
      reason: 'INVALID_SESSION_ID',
    });
    await write(ids(2));
    expect(await pauses.active('salesforce')).toMatchObject({ cause: 'credentials' });
  });
});

describe('a CRM that is paused', () => {
  async function paused() {
    const world = await setUp();
    world.crm.outcomeOf = () => {
      throw new RateLimitedError('TotalRequests', { service: 'salesforce', retryAfterMs: 60_000 });
    };
    await expect(world.write(ids(1))).rejects.toThrow('TotalRequests');
    world.crm.outcomeOf = () => OK;
    return world;
  }

  it('is not called for webhook work before its time', async () => {
    const { clock, temp, calls, write } = await paused();
    await using _ = temp;
    await expect(write(ids(3))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: 60_000,
    });
    expect(calls).toHaveLength(1);
    clock.advance(60_000);
    expect((await write(ids(3))).written).toBe(3);
  });

  it('is waited for by background work', async () => {
    const { clock, temp, calls, write } = await paused();
    await using _ = temp;
    const writing = write(ids(3), { lane: 'background' });
    await eventually(() => expect(clock.sleeping).toBe(1));
    expect(calls).toHaveLength(1);
    clock.advance(60_000);
    expect((await writing).written).toBe(3);
  });

  it('is tried for a person, whose success ends the pause for all', async () => {
    const { temp, write, pauses } = await paused();
    await using _ = temp;
    await write(ids(1), { lane: 'interactive' });
    expect(await pauses.all()).toEqual([]);
  });

  it('is also one whose later calls of a batch hit the limit', async () => {
    const { temp, crm, write, pauses } = await setUp();
    await using _ = temp;
    const limited: WriteOutcome = {
      ok: false,
      retryable: true,
      cause: 'allowance',
      reason: 'spent',
    };
    crm.outcomeOf = (id) => (id === idOf(2) ? limited : OK);
    await write(ids(2));
    expect(await pauses.active('salesforce')).toMatchObject({ cause: 'allowance' });
  });

  it('stays paused when a run had nothing to ask it', async () => {
    const { temp, write, pauses } = await paused();
    await using _ = temp;
    await write([], { lane: 'interactive' });
    expect(await pauses.all()).toHaveLength(1);
  });
});

it('pauses webhook work when nearly all of the allowance is spent', async () => {
  const { temp, crm, calls, write, pauses } = await setUp();
  await using _ = temp;
  crm.usage = { used: 99_500, limit: 100_000 };
  await expect(write(ids(1))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect(await pauses.active('salesforce')).toMatchObject({ cause: 'allowance' });
  expect((await write(ids(1), { lane: 'interactive' })).written).toBe(1);
  expect(calls).toHaveLength(1);
});
