import { expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { backfilledAt, runBackfill, runReconcile } from '../../../src/sync/index.js';
import { silence } from '../../../src/sync/passes/silence.js';
import { eventually } from '../../support/eventually.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import {
  dealOf,
  hint,
  linkedContracts,
  recordOf,
  settled,
  startInLine,
} from './write-back-world.js';

const DAY_MS = 24 * 60 * 60_000;
const off = (ms: number) => () => new Date(Date.now() + ms);

test.each([
  ['a day ahead', DAY_MS],
  ['100 s ahead', 100_000],
])('a sync by a clock that was %s holds no later state back', async (_name, aheadMs) => {
  const clock = new SkewedClock();
  await using world = await startInLine({ adapters: { clock } });
  const [first] = linkedContracts(world);
  const id = parseContractId(first!.id);
  clock.forward(aheadMs);
  hint(world, id);
  await settled(world);
  clock.forward(-aheadMs);
  world.spotdraft.control.execute(id);
  await eventually(() => expect(recordOf(world, id).Status__c).toBe('EXECUTED'), 15_000);
  await settled(world);
});

test('of two servers, the one whose clock is ahead loses the other no change', async () => {
  const ahead = new SkewedClock();
  ahead.forward(5_000);
  await using world = await startInLine();
  const other = await world.startAnother({ adapters: { clock: ahead }, worker: false });
  const [first] = linkedContracts(world);
  const id = parseContractId(first!.id);
  await other.reconciler.reconcile([id], { lane: 'background' });
  world.spotdraft.control.execute(id);
  await eventually(() => expect(recordOf(world, id).Status__c).toBe('EXECUTED'));
  await settled(world);
});

test.each([
  ['Salesforce', 'a day ahead', { salesforce: { now: off(DAY_MS) } }],
  ['Salesforce', 'a day behind', { salesforce: { now: off(-DAY_MS) } }],
  ['Salesforce', '100 s behind', { salesforce: { now: off(-100_000) } }],
  ['SpotDraft', 'a day ahead', { spotdraft: { now: off(DAY_MS) } }],
  ['SpotDraft', 'a day behind', { spotdraft: { now: off(-DAY_MS) } }],
] as const)('%s may have its clock %s: everything works', async (_system, _how, options) => {
  await using world = await startInLine(options);
  const [first] = linkedContracts(world);
  world.spotdraft.control.execute(first!.id);
  await eventually(() => expect(recordOf(world, first!.id).Status__c).toBe('EXECUTED'));
  await settled(world);
});

test('a clock that is set right goes on signing in to Salesforce', async () => {
  const clock = new SkewedClock();
  clock.forward(DAY_MS);
  await using world = await startInLine({ adapters: { clock }, salesforce: { now: off(0) } });
  const [first] = linkedContracts(world);
  clock.forward(-DAY_MS);
  world.salesforce.control.expireSessions();
  hint(world, first!.id);
  world.spotdraft.control.execute(first!.id);
  await eventually(() => expect(recordOf(world, first!.id).Status__c).toBe('EXECUTED'));
});

test.each([
  [
    'reconcile',
    async (world: World) => {
      const report = await runReconcile(world.app, { dryRun: false });
      expect(report).toMatchObject({ adrift: 0, undecided: 1 });
    },
  ],
  [
    'backfill',
    async (world: World) => {
      const options = { restart: true, onProgress: () => undefined };
      const report = await runBackfill({ ...world.app, ...options });
      expect(report).toMatchObject({ failed: [], undecided: 1 });
    },
  ],
])(
  'a contract too new to be taken for deleted is said so by %s, and is right within 90 s',
  async (_pass, run) => {
    const clock = new SkewedClock();
    const now = () => clock.now();
    await using world = await startWorld({
      backfill: true,
      worker: false,
      adapters: { clock },
      salesforce: { now },
      spotdraft: { contracts: 24, now },
    });
    const { control } = world.spotdraft;
    const [first] = linkedContracts(world);
    const id = parseContractId(first!.id);
    const { store } = world.app;
    const stored = (await store.contracts.get([id])).get(id)!;
    const young = { ...stored.contract, createdAt: clock.now().toISOString() };
    await store.contracts.save([young], await store.contracts.beginLook());
    // Its delivery is lost: there is no webhook.
    control.delete(id);
    await run(world);
    expect(recordOf(world, id).Status__c).not.toBe('DELETED');
    const dueInMs = (await store.queues.sync.nextDueAt())!.getTime() - clock.now().getTime();
    expect(dueInMs).toBeGreaterThan(30_000);
    expect(dueInMs).toBeLessThan(62_000);

    await world.startAnother();
    clock.forward(80_000);
    await eventually(() => expect(recordOf(world, id).Status__c).toBe('DELETED'));
    await settled(world);
    expect((await store.contracts.get([id])).get(id)?.contract.status).toBe('DELETED');
    expect(dealOf(world, String(first!.external_metadata.id)).Contract_Status__c).toBeNull();
  },
);

test.each([
  ['a day ahead of', DAY_MS],
  ['a day behind', -DAY_MS],
])(
  'with our clock %s that of SpotDraft, passes find what is new, and silence is told by its length',
  async (_how, skewMs) => {
    const clock = new SkewedClock();
    clock.forward(skewMs);
    await using world = await startWorld({
      backfill: true,
      worker: false,
      adapters: { clock },
      spotdraft: { contracts: 24 },
      env: { RECONCILE_EVERY_MINUTES: '0' },
    });
    const { store } = world.app;
    const [first, second] = linkedContracts(world);
    const since = (await backfilledAt(store.settings))!;
    // No delivery comes: there is no webhook.
    world.spotdraft.control.execute(first!.id);
    const partial = await runReconcile(world.app, { dryRun: false, since });
    expect(partial).toMatchObject({ adrift: 0, since: since.toISOString() });
    expect(recordOf(world, first!.id).Status__c).toBe('EXECUTED');
    const { silentForMs, changedAt } = await silence(store.settings, store.inbox, clock.now());
    expect(changedAt).not.toBeNull();
    expect(silentForMs).toBeLessThan(5 * 60_000);

    world.spotdraft.control.execute(second!.id);
    await runReconcile(world.app, { dryRun: false });
    expect(recordOf(world, second!.id).Status__c).toBe('EXECUTED');
    expect(await runReconcile(world.app, { dryRun: true })).toMatchObject({ adrift: 0 });
  },
);
