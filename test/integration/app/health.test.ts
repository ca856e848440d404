import { describe, expect, it } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { signable, startArchiveWorld } from '../archive/support.js';
import { CONTRACT_OBJECT, deliver, deliveryOf, someContract } from './sync-support.js';

interface Notice {
  readonly kind: string;
  readonly urgency: string;
  readonly title: string;
  readonly cause: string | null;
  readonly since: string | null;
  readonly todo: string;
}

async function asAdmin<Data>(world: World, query: string, variables = {}): Promise<Data> {
  const { data, errors } = await world.graphql<Data, object>(query, variables, world.as('admin'));
  expect(errors).toEqual([]);
  return data!;
}

async function noticesOf(world: World): Promise<readonly Notice[]> {
  const { syncProgress } = await asAdmin<{ syncProgress: { notices: Notice[] } }>(
    world,
    '{ syncProgress { notices { kind urgency title cause since todo } } }',
  );
  return syncProgress.notices;
}

async function readyNotices(world: World): Promise<readonly string[]> {
  const body = (await (await fetch(`${world.app.url}/readyz`)).json()) as { notices?: string[] };
  return body.notices ?? [];
}

describe('what is not as it should be', () => {
  it('is nothing in a healthy workspace, and a missing backfill in a new one', async () => {
    await using fresh = await startWorld({ worker: false });
    expect(await noticesOf(fresh)).toMatchObject([
      { kind: 'NOT_BACKFILLED', urgency: 'ACT', todo: 'Run "dealdraft backfill".' },
    ]);
    await using world = await startWorld({ worker: false, backfill: true });
    expect(await noticesOf(world)).toEqual([]);
    expect(await readyNotices(world)).toEqual([]);
  });

  it('names refused deliveries with their cure, also in /readyz', async () => {
    await using world = await startWorld({
      worker: false,
      backfill: true,
      env: { SPOTDRAFT_HMAC_KEY: Buffer.alloc(64, 7).toString('base64') },
    });
    await deliver(world, deliveryOf(someContract(world, 'SIGN'), 'CONTRACT_SIGNED'));
    await eventually(async () => {
      expect(await noticesOf(world)).toMatchObject([
        {
          kind: 'DELIVERIES_REFUSED',
          urgency: 'ACT',
          since: expect.any(String) as string,
          todo: expect.stringContaining('SPOTDRAFT_HMAC_KEY') as string,
        },
      ]);
    });
    expect(await readyNotices(world)).toEqual([
      expect.stringMatching(/^Webhook deliveries are refused: 1 so far.*SPOTDRAFT_HMAC_KEY/),
    ]);
  });

  it('names a system that refuses us, which a person mends, and one that is down, which heals', async () => {
    await using world = await startWorld({ worker: false, backfill: true });
    const { settings } = world.app.store;
    const now = Date.now();
    const pause = (cause: string, reason: string) => ({
      cause,
      reason,
      since: new Date(now - 60_000).toISOString(),
      notedAt: new Date(now).toISOString(),
      until: new Date(now + 60_000).toISOString(),
      failures: 1,
    });
    await settings.set('pause:spotdraft', JSON.stringify(pause('outage', 'It does not answer.')));
    await settings.set('pause:salesforce', JSON.stringify(pause('credentials', 'It refuses us.')));
    expect(await noticesOf(world)).toMatchObject([
      { title: 'Work with Salesforce is paused.', urgency: 'ACT', cause: 'It refuses us.' },
      { title: 'Work with SpotDraft is paused.', urgency: 'WAIT', cause: 'It does not answer.' },
    ]);
    // What a neighbour said stays with operators.
    const { systemHealth } = await asAdmin<{
      systemHealth: { system: string; pausedUntil: string | null }[];
    }>(world, '{ systemHealth { system pausedUntil } }');
    expect(systemHealth.map(({ pausedUntil }) => pausedUntil === null)).toEqual([false, false]);
  });

  it('names parked contracts with the latest cause, until they are replayed', async () => {
    await using world = await startWorld({ backfill: true });
    const contract = someContract(world, 'SIGN');
    world.salesforce.control.addFault({
      kind: 'row-error',
      object: CONTRACT_OBJECT,
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'Ask finance first',
      times: 100,
    });
    world.spotdraft.control.execute(contract.id);
    await deliver(world, deliveryOf(contract, 'CONTRACT_EXECUTED'));
    await eventually(async () => {
      expect(await noticesOf(world)).toMatchObject([
        {
          kind: 'CONTRACTS_PARKED',
          title: expect.stringMatching(/^1 contract can’t/) as string,
          cause: expect.stringContaining('Ask finance first') as string,
          since: expect.any(String) as string,
        },
      ]);
    });
    // Without the neighbour's words: /readyz asks nobody who they are.
    expect(JSON.stringify(await readyNotices(world))).not.toContain('finance');
    world.salesforce.control.clearFaults();
    await asAdmin(world, 'mutation { replayDeliveries(input: { state: [PARKED] }) { replayed } }');
    await eventually(async () => {
      expect(await noticesOf(world)).toEqual([]);
    });
  });

  it('names a destination of the archive that refuses, and what is parked there', async () => {
    await using archived = await startArchiveWorld({ destinations: { legal: {} } });
    const { world } = archived;
    archived.place('legal').misfortunes.push({ on: 'put', when: 'before', fault: 'refused' });
    const { id } = signable(archived);
    world.spotdraft.control.execute(id);
    await world.app.store.queues.sync.mark([parseContractId(id)]);
    world.app.wakeWorker.current();
    await eventually(async () => {
      expect(await noticesOf(world)).toMatchObject([
        {
          kind: 'DOCUMENTS_PARKED',
          title: '1 document could not be archived at legal.',
          cause: '"legal" failed (refused).',
        },
        { kind: 'NOT_BACKFILLED' },
      ]);
    }, 30_000);
  }, 60_000);
});

describe('how the neighbours do', () => {
  it('is counted from the own log: calls, failures, how long, what is left', async () => {
    await using world = await startWorld({ worker: false, backfill: true });
    world.salesforce.control.addFault({
      kind: 'row-error',
      object: CONTRACT_OBJECT,
      statusCode: 'UNABLE_TO_LOCK_ROW',
      message: 'busy',
      times: 1,
    });
    const read = async () => {
      const { systemHealth } = await asAdmin<{
        systemHealth: {
          system: string;
          calls: number;
          failed: number;
          medianMs: number | null;
          slowMs: number | null;
          lastFailure: { error: string } | null;
          allowance: { limit: number; left: number | null; perSeconds: number } | null;
        }[];
      }>(
        world,
        `{ systemHealth { system since calls failed medianMs slowMs lastFailure { at error }
           allowance { limit left perSeconds waiting } pausedUntil } }`,
      );
      return new Map(systemHealth.map((each) => [each.system, each]));
    };
    const before = await read();
    expect([...before.keys()]).toEqual(['spotdraft', 'salesforce']);
    expect(before.get('spotdraft')).toMatchObject({
      failed: 0,
      lastFailure: null,
      allowance: { limit: world.config.spotdraft.rateLimitPerSecond, left: null, perSeconds: 1 },
    });
    expect(before.get('spotdraft')!.calls).toBeGreaterThan(0);
    expect(before.get('spotdraft')!.medianMs).toBeLessThanOrEqual(before.get('spotdraft')!.slowMs!);
    const { allowance } = before.get('salesforce')!;
    expect(allowance).toMatchObject({ perSeconds: 86_400 });
    expect(allowance!.left).toBeLessThan(allowance!.limit);

    world.spotdraft.faults.add({ kind: 'status', status: 403 });
    await world.graphql('{ templates { id } }', {}, world.as('admin'));
    const after = (await read()).get('spotdraft')!;
    expect(after.failed).toBeGreaterThan(0);
    expect(after.calls).toBeGreaterThan(before.get('spotdraft')!.calls);
    expect(after.lastFailure?.error).toMatch(/^GET \S+/);
  });
});

describe('repair passes, led by operators', () => {
  const ORDERS = 'repairs { asked { at by } paused { at by } } userErrors { code message }';
  const start = `mutation ($everything: Boolean) { startRepair(input: { everything: $everything }) { ${ORDERS} } }`;
  const pause = `mutation ($paused: Boolean!) { pauseRepairs(input: { paused: $paused }) { ${ORDERS} } }`;
  interface Payload {
    readonly repairs: { readonly asked: object | null; readonly paused: object | null };
    readonly userErrors: readonly { readonly message: string }[];
  }

  it('begin when they are asked for, though the schedule has none', async () => {
    await using world = await startWorld({
      backfill: true,
      env: { RECONCILE_EVERY_MINUTES: '0', RECONCILE_DEEP_EVERY_HOURS: '0' },
    });
    const { startRepair } = await asAdmin<{ startRepair: Payload }>(world, start, {
      everything: true,
    });
    expect(startRepair).toMatchObject({ repairs: { asked: { by: 'admin' } }, userErrors: [] });
    await eventually(async () => {
      const { activities, syncProgress } = await asAdmin<{
        activities: { nodes: { operation: string; outcome: string }[] };
        syncProgress: { repairs: Payload['repairs'] };
      }>(
        world,
        '{ activities(kind: [REPAIR], first: 1) { nodes { operation outcome } } syncProgress { repairs { asked { at } } } }',
      );
      expect(activities.nodes).toMatchObject([{ operation: 'reconcile of everything' }]);
      expect(syncProgress.repairs.asked).toBeNull();
    }, 20_000);
  }, 30_000);

  it('fill the store when a backfill is asked for, which is refused while one is under way', async () => {
    await using world = await startWorld({ env: { SPOTDRAFT_RATE_LIMIT: '500' } });
    world.spotdraft.faults.add({ kind: 'latency', latencyMs: 1_000, times: 1 });
    const backfill =
      'mutation { startBackfill { repairs { asked { by pass } paused { at } } userErrors { code message } } }';
    const first = await asAdmin<{ startBackfill: Payload }>(world, backfill);
    expect(first.startBackfill).toMatchObject({
      repairs: { asked: { by: 'admin', pass: 'BACKFILL' } },
      userErrors: [],
    });
    const second = await asAdmin<{ startBackfill: Payload }>(world, backfill);
    expect(second.startBackfill.userErrors).toMatchObject([
      { message: 'A backfill was asked for by admin, and is not over yet.' },
    ]);
    await eventually(async () => {
      const { syncProgress } = await asAdmin<{ syncProgress: object }>(
        world,
        '{ syncProgress { notices { kind } backfill { isRunning finishedAt contracts } repairs { asked { at } } } }',
      );
      expect(syncProgress).toMatchObject({
        notices: [],
        backfill: {
          isRunning: false,
          finishedAt: expect.any(String) as string,
          contracts: world.spotdraft.control.list().length,
        },
        repairs: { asked: null },
      });
    }, 20_000);

    const { settings } = world.app.store;
    const status = JSON.parse((await settings.get('backfill-status'))!) as object;
    const running = { ...status, finishedAt: null, at: new Date().toISOString() };
    await settings.set('backfill-status', JSON.stringify(running));
    const other = await asAdmin<{ startBackfill: Payload }>(world, backfill);
    expect(other.startBackfill.userErrors).toMatchObject([
      { message: expect.stringContaining('A backfill is running') as string },
    ]);
  }, 30_000);

  it('are refused before a backfill, and while they are paused', async () => {
    await using fresh = await startWorld({ worker: false });
    const early = await asAdmin<{ startRepair: Payload }>(fresh, start);
    expect(early.startRepair.userErrors).toMatchObject([
      { message: expect.stringContaining('dealdraft backfill') as string },
    ]);
    await using world = await startWorld({ worker: false, backfill: true });
    const paused = await asAdmin<{ pauseRepairs: Payload }>(world, pause, { paused: true });
    expect(paused.pauseRepairs.repairs).toMatchObject({ asked: null, paused: { by: 'admin' } });
    expect(await noticesOf(world)).toMatchObject([{ kind: 'REPAIRS_PAUSED', urgency: 'ACT' }]);
    const refused = await asAdmin<{ startRepair: Payload }>(world, start);
    expect(refused.startRepair.userErrors).toMatchObject([
      { message: expect.stringContaining('paused by admin') as string },
    ]);
    const { startBackfill } = await asAdmin<{ startBackfill: Payload }>(
      world,
      'mutation { startBackfill { userErrors { message } } }',
    );
    expect(startBackfill.userErrors).toEqual(
      refused.startRepair.userErrors.map(({ message }) => ({ message })),
    );
    await asAdmin(world, pause, { paused: false });
    expect(await noticesOf(world)).toEqual([]);
    expect((await asAdmin<{ startRepair: Payload }>(world, start)).startRepair.userErrors).toEqual(
      [],
    );
  });
});
