import { expect, test } from 'vitest';
import type { Crm } from '../../../src/connectors/crm.js';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { UpstreamUnavailableError } from '../../../src/domain/errors.js';
import { createWriteBack, startSyncWorker } from '../../../src/sync/index.js';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { dealOf, linkedContracts, recordOf } from './write-back-world.js';

const LEASE_MS = 20_000;

interface LateCrm {
  readonly crm: Crm;
  /** Lets the writes arrive that nobody got an answer to. */
  land(): Promise<void>;
}

/** The CRM, behind a network that keeps the next writes back and tells the caller that no answer came. */
function lateCrm(crm: Crm): LateCrm {
  const kept: (() => Promise<unknown>)[] = [];
  const keep = (write: () => Promise<unknown>): never => {
    kept.push(write);
    throw new UpstreamUnavailableError('Salesforce did not answer in time.', {
      service: 'salesforce',
    });
  };
  return {
    crm: {
      ...crm,
      upsertRows: async (...args) => keep(() => crm.upsertRows(...args)),
      updateRows: async (...args) => keep(() => crm.updateRows(...args)),
    },
    land: async () => {
      for (const write of kept.splice(0)) await write();
    },
  };
}

async function start() {
  const clock = new SkewedClock();
  const world = await startWorld({ backfill: true, worker: false, adapters: { clock } });
  const [first] = linkedContracts(world);
  return { world, clock, id: parseContractId(first!.id) };
}

function startWorker(world: World) {
  return startSyncWorker(world.app);
}

test('a write without an answer that lands after a newer one does not stay: the record is compared once more', async () => {
  const { world, clock, id } = await start();
  await using _world = world;
  const { app } = world;
  const stored = (await app.store.contracts.get([id])).get(id)!.contract;
  const held = { ...stored, status: 'ON_HOLD' as const };
  await app.store.contracts.save([held], await app.store.contracts.beginLook());
  const late = lateCrm(app.crm);
  const request = { contractIds: [id], dealIds: [], compareWith: 'confirmed' } as const;
  await expect(createWriteBack({ ...app, crm: late.crm }).write(request)).rejects.toThrow();
  expect(await app.store.queues.recheck.counts()).toMatchObject({ later: 1 });

  world.spotdraft.control.execute(id);
  await app.reconciler.reconcile([id], { lane: 'background' });
  expect(recordOf(world, id).Status__c).toBe('EXECUTED');
  await late.land();
  expect(recordOf(world, id).Status__c).toBe('ON_HOLD');

  const worker = startWorker(world);
  clock.forward(61_000);
  await eventually(() => expect(recordOf(world, id).Status__c).toBe('EXECUTED'));
  // And once more, later than such a write can land.
  await eventually(async () => {
    expect(await app.store.queues.recheck.counts()).toMatchObject({ later: 1, running: 0 });
  });
  clock.forward(91_000);
  await eventually(async () => {
    expect(await app.store.queues.recheck.counts()).toMatchObject({ due: 0, later: 0, running: 0 });
  });
  await worker.stop(1_000);
});

test('a key whose run never ended has its record compared once more', async () => {
  const { world, clock, id } = await start();
  await using _world = world;
  const { queues } = world.app.store;
  await queues.sync.mark([id]);
  await queues.sync.claim({ limit: 1, leaseMs: LEASE_MS });
  clock.forward(LEASE_MS);
  const worker = startWorker(world);
  await eventually(async () => {
    expect(await queues.sync.counts()).toMatchObject({ due: 0, later: 0, running: 0 });
    expect((await queues.recheck.states([id])).has(id)).toBe(true);
  });
  await worker.stop(1_000);
});

test('a contract that another process saved anew while its record was written is written again', async () => {
  const { world, id } = await start();
  await using _world = world;
  const { app } = world;
  world.spotdraft.control.hold(id);
  const held = (await app.spotdraft.getContract(id, { lane: 'interactive' }))!;
  await app.store.contracts.save([held], await app.store.contracts.beginLook());
  const crm: Crm = {
    ...app.crm,
    async upsertRows(...args) {
      const newer = { ...held, name: 'Renamed meanwhile' };
      await app.store.contracts.save([newer], await app.store.contracts.beginLook());
      return app.crm.upsertRows(...args);
    },
  };
  const request = { contractIds: [id], dealIds: [], compareWith: 'confirmed' } as const;
  await createWriteBack({ ...app, crm }).write(request);
  expect((await app.store.queues.sync.states([id])).get(id)?.state).toBe('due');
});

test('a deal whose other contract was saved anew while its row was written is written again', async () => {
  const { world, id } = await start();
  await using _world = world;
  const { app } = world;
  const stored = (await app.store.contracts.get([id])).get(id)!.contract;
  const deal = stored.opportunityId!;
  world.spotdraft.control.hold(id);
  const held = (await app.spotdraft.getContract(id, { lane: 'interactive' }))!;
  await app.store.contracts.save([held], await app.store.contracts.beginLook());
  const crm: Crm = {
    ...app.crm,
    async updateRows(...args) {
      const other = { ...stored, id: parseContractId('T-99999'), status: 'EXECUTED' as const };
      await app.store.contracts.save([other], await app.store.contracts.beginLook());
      return app.crm.updateRows(...args);
    },
  };
  const request = { contractIds: [id], dealIds: [], compareWith: 'confirmed' } as const;
  await createWriteBack({ ...app, crm }).write(request);
  expect(dealOf(world, deal)).toMatchObject({ Contract_Status__c: 'ON_HOLD' });
  expect((await app.store.queues.sync.states([id])).get(id)?.state).toBe('due');
});
