import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/domain/clock.js';
import { eventually } from '../support/eventually.js';
import { isRedisMissing } from '../support/redis-server.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand, startServe } from './cli-process.js';

const RECORD = 'SpotDraft_Contract__c';
/** Longer than any claim of a worker that died. */
const AFTER_EVERY_LEASE_MS = 180_000;

/** Statuses of a contract's CRM records: one, unless something was doubled. */
function statusesInCrm(world: World, contractId: string): unknown[] {
  const { store } = world.salesforce.control.org;
  return store
    .rows(RECORD)
    .filter((row) => row.SpotDraft_Id__c === contractId)
    .map((row) => row.Status__c);
}

async function createContract(world: World, url: string, opportunityId: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...world.as('service') },
    body: JSON.stringify({
      query: `mutation ($input: CreateContractInput!) {
        createContract(input: $input) { created contract { id } userErrors { code message } }
      }`,
      variables: { input: { opportunityId, templateId: '1204', idempotencyKey: 'one intent' } },
    }),
  });
  const { data } = (await response.json()) as {
    data: { createContract: { contract: { id: string } | null } };
  };
  return data.createContract;
}

describe('a process that is killed', () => {
  test('loses and doubles nothing between "stored" and "applied"', async () => {
    await using world = await startWorld({
      worker: false,
      backfill: true,
      // A process with a clock set forward signs in below, which the JWT flow would refuse.
      salesforceAuth: 'client_credentials',
    });
    await world.app.close();
    const { control, faults, deliveries } = world.spotdraft;
    const signing = control.list().filter(({ contract_status }) => contract_status === 'SIGN');
    expect(signing.length).toBeGreaterThan(2);
    {
      await using serving = await startServe(world);
      const around = { folder: world.folder, env: { ...world.env, PUBLIC_URL: serving.url } };
      await runCommand(around, 'webhooks', 'register');
      // The worker takes the first contract and hangs in its read; the others are stored behind it.
      faults.add({ kind: 'latency', latencyMs: 60_000, match: { path: '/public/contracts/' } });
      const [first, ...others] = signing;
      control.execute(first!.id);
      await deliveries.flush();
      await eventually(() => {
        expect(faults.list()[0]?.struck).toBeGreaterThan(0);
      });
      for (const { id } of others) control.execute(id);
      await deliveries.flush();
      expect(new Set(deliveries.records.map(({ status }) => status))).toEqual(new Set([200]));
      await serving.end('SIGKILL');
      faults.clear();
      for (const { id } of signing) expect(statusesInCrm(world, id)).toEqual(['SIGN']);

      // Nothing is sent again: what follows comes from the store alone.
      const sent = deliveries.records.length;
      await using restarted = await startServe(world);
      await eventually(() => {
        for (const { id } of others) expect(statusesInCrm(world, id)).toEqual(['EXECUTED']);
      });
      expect(deliveries.records).toHaveLength(sent);
      expect(await restarted.end('SIGTERM')).toMatchObject({ exitCode: 0 });
    }
    // What the dead worker had claimed is free again once its claim has run out.
    const later = { ...systemClock, now: () => new Date(Date.now() + AFTER_EVERY_LEASE_MS) };
    await world.startAnother({ adapters: { clock: later } });
    await eventually(() => {
      for (const { id } of signing) expect(statusesInCrm(world, id)).toEqual(['EXECUTED']);
    });
    const ids = world.salesforce.control.org.store.rows(RECORD).map((row) => row.SpotDraft_Id__c);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('leaves one contract when it dies before it knows that one was made', async () => {
    await using world = await startWorld({ worker: false });
    await world.app.close();
    const { control, faults } = world.spotdraft;
    const deal = world.salesforce.deals.find(({ id }) => control.list(id).length === 0)!.id;
    const create = { method: 'POST', path: '/public/contracts/' };
    {
      await using serving = await startServe(world);
      faults.add({ kind: 'drop-after-commit', times: 1, match: create });
      const lookUp = { method: 'GET', path: 'external_metadata' };
      faults.add({ kind: 'latency', latencyMs: 60_000, match: lookUp });
      const answer = createContract(world, serving.url, deal).catch(() => 'none');
      await eventually(() => {
        expect(faults.list()[1]?.struck).toBeGreaterThan(0);
      });
      await serving.end('SIGKILL');
      expect(await answer).toBe('none');
      faults.clear();
    }
    const made = control.list(deal);
    expect(made).toHaveLength(1);

    await using restarted = await startServe(world);
    const again = await createContract(world, restarted.url, deal);
    expect(again).toEqual({ created: false, contract: { id: made[0]?.id }, userErrors: [] });
    expect(control.list(deal)).toHaveLength(1);
    await eventually(() => {
      expect(statusesInCrm(world, made[0]!.id)).toEqual(['DRAFT']);
    });
  });

  test.for(['sqlite', 'redis'] as const)(
    'while SpotDraft makes the contract, leaves it to the same request within 15 s of the restart (%s)',
    { timeout: 90_000 },
    async (store, { skip }) => {
      skip(store === 'redis' && isRedisMissing(), 'no Redis here');
      await using world = await startWorld({ worker: false, store });
      await world.app.close();
      const { control, faults } = world.spotdraft;
      const deal = world.salesforce.deals.find(({ id }) => control.list(id).length === 0)!.id;
      {
        await using serving = await startServe(world);
        const create = { method: 'POST', path: '/public/contracts/' };
        faults.add({ kind: 'late-commit', latencyMs: 2_000, times: 1, match: create });
        const answer = createContract(world, serving.url, deal).catch(() => 'none');
        await eventually(() => {
          expect(faults.list()[0]?.struck).toBe(1);
        });
        await serving.end('SIGKILL');
        expect(await answer).toBe('none');
      }
      await using restarted = await startServe(world);
      const startedAt = performance.now();
      let again: Awaited<ReturnType<typeof createContract>>;
      do {
        again = await createContract(world, restarted.url, deal);
      } while (again.contract === null && performance.now() - startedAt < 60_000);
      expect(performance.now() - startedAt).toBeLessThan(15_000);
      const made = control.list(deal);
      expect(made).toHaveLength(1);
      expect(again).toEqual({ created: false, contract: { id: made[0]?.id }, userErrors: [] });
    },
  );
});
