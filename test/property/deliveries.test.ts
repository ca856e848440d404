import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runBackfill } from '../../src/sync/index.js';
import type { ContractView } from '../../src/sandbox/spotdraft/index.js';
import {
  crmState,
  deliver,
  deliveryOf,
  freeDeal,
  settled,
} from '../integration/app/sync-support.js';
import { SkewedClock } from '../support/skewed-clock.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';

type Move =
  'send' | 'mark' | 'unmark' | 'hold' | 'resume' | 'execute' | 'void' | 'relink' | 'delete';

const move = fc.constantFrom<Move>(
  ...(['send', 'mark', 'unmark', 'hold', 'resume', 'execute', 'void', 'relink', 'delete'] as const),
);
const story = fc.array(fc.record({ contract: fc.nat(5), move }), { minLength: 1, maxLength: 14 });

/** For so long a contract is read again because SpotDraft may lag behind the status that a delivery told. */
const LAG_ENDS_AFTER_MS = 22_000;

const clock = new SkewedClock();
const now = () => clock.now();
let world: World;
beforeAll(async () => {
  world = await startWorld({
    backfill: true,
    adapters: { clock },
    salesforce: { now },
    spotdraft: { now, rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

/** Makes the move where the contract's state allows it; the delivery it would send, or null. */
function make(contract: ContractView, action: Move, deal: string): Record<string, unknown> | null {
  const { control } = world.spotdraft;
  try {
    if (action === 'relink') control.relink(contract.id, { id: deal });
    else control.act(contract.id, action);
  } catch {
    // Not allowed in this state: nothing happened, and nothing is told.
    return null;
  }
  return deliveryOf(control.get(contract.id), `CONTRACT_${action.toUpperCase()}`);
}

it('any order, repetition and loss of deliveries, and a backfill, end in one CRM state', async () => {
  let nextContract = 0;
  await fc.assert(
    fc.asyncProperty(story, fc.infiniteStream(fc.nat()), async (steps, chance) => {
      const luck = () => Number(chance.next().value);
      const all = world.spotdraft.control.list().filter(({ deleted }) => !deleted);
      nextContract += 6;
      const deal = freeDeal(world);
      const deliveries = steps.flatMap((step) => {
        const contract = all[(nextContract + step.contract) % all.length];
        const delivery = contract === undefined ? null : make(contract, step.move, deal);
        return delivery === null ? [] : [delivery];
      });
      const sent = deliveries
        .flatMap((delivery) => Array.from({ length: luck() % 3 }, () => delivery))
        .map((delivery) => ({ delivery, at: luck() }))
        .sort((a, b) => a.at - b.at);
      await Promise.all(sent.map(({ delivery }) => deliver(world, delivery)));
      await runBackfill({ ...world.app, onProgress: () => undefined });
      clock.forward(LAG_ENDS_AFTER_MS);
      await settled(world);

      // The end state is a function of SpotDraft's present state: a second backfill finds nothing to do.
      const state = crmState(world);
      const again = await runBackfill({ ...world.app, onProgress: () => undefined });
      expect(again).toMatchObject({ written: 0, failed: [] });
      expect(crmState(world)).toEqual(state);
      expectInLine();
    }),
    { numRuns: 12 },
  );
}, 90_000);

/** Every linked contract's record says what SpotDraft says now, and every deal what its contracts say. */
function expectInLine(): void {
  const { store } = world.salesforce.control.org;
  const records = new Map(
    store.rows('SpotDraft_Contract__c').map((row) => [String(row.SpotDraft_Id__c), row]),
  );
  const statuses = new Map<string, Set<string>>();
  for (const contract of world.spotdraft.control.list()) {
    const record = records.get(contract.id);
    if (record === undefined) continue;
    const expected = contract.deleted ? 'DELETED' : contract.contract_status;
    expect(record.Status__c, contract.id).toBe(expected);
    if (contract.deleted) continue;
    const deal = String(record.Opportunity__c);
    statuses.set(deal, (statuses.get(deal) ?? new Set()).add(expected));
  }
  for (const row of store.rows('Opportunity')) {
    const ofDeal = statuses.get(String(row.Id)) ?? new Set();
    const first = ['EXECUTED', 'SIGN', 'REDLINING', 'DRAFT', 'ON_HOLD', 'VOIDED'].find((status) =>
      ofDeal.has(status),
    );
    expect(row.Contract_Status__c ?? null, String(row.Id)).toBe(first ?? null);
  }
}
