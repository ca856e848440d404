import { createCrmSeed } from '../src/sandbox/seed/crm-seed.js';
import { createAutomationService } from '../src/services/automations/automations.js';
import type { EngineName } from '../test/chaos/engines.js';
import {
  automation,
  changeDeal,
  completeDeals,
  mappingWith,
  STAGE,
} from '../test/support/automation-world.js';
import { eventually } from '../test/support/eventually.js';
import { startWorld } from '../test/support/world.js';
import type { World } from '../test/support/world.js';
import { ms } from './table.js';
import type { Section } from './table.js';

const DEALS = 10_000;
const QUICK_DEALS = 2_000;
const READY = 20;
const SWEEPS = 3;
/** The template and its fields once, the lists that are looked at for news, and by which number the write-back finds them. */
const CALLS_BESIDE = 8;
const PATIENCE_MS = 120_000;

/** What automations ask of both systems, while nothing changes and when deals become ready. */
export async function benchAutomations(engine: EngineName, quick: boolean): Promise<Section> {
  const deals = quick ? QUICK_DEALS : DEALS;
  const startedAt = performance.now();
  await using world = await startWorld({
    store: engine,
    backfill: true,
    salesforce: { seed: createCrmSeed({ deals, today: new Date() }) },
    spotdraft: { rateLimitPerSecond: null, contracts: 'none' },
    env: {
      SPOTDRAFT_RATE_LIMIT: '500',
      AUTOMATION_INTERVAL_SECONDS: '1',
      ...(await mappingWith(automation())),
    },
  });
  const service = world.app.services.of(createAutomationService);
  await eventually(async () => {
    if ((await service.status()).rules.some(({ isActive }) => !isActive)) throw new Error('No.');
  }, PATIENCE_MS);
  const walkMs = performance.now() - startedAt;
  const walk = calls(world);
  await sweeps(1);
  forget(world);
  await sweeps(SWEEPS);
  const idle = calls(world);
  const ready = completeDeals(world).slice(0, READY);
  forget(world);
  const changedAt = performance.now();
  for (const deal of ready) changeDeal(world, deal, { StageName: STAGE });
  await eventually(() => {
    if (world.spotdraft.control.list().length < ready.length) throw new Error('Not yet.');
  }, PATIENCE_MS);
  const madeMs = performance.now() - changedAt;
  const made = calls(world);
  return {
    title: `Automations over ${deals.toLocaleString('en')} deals (${engine})`,
    how: `The app against both sandboxes, a sweep a second. The store was filled from SpotDraft, which has no contracts. A rule that reads the stage; ${ready.length} deals become ready at once.`,
    rows: [
      {
        what: 'calls of the first walk over all deals, descriptions and sign-in included',
        measured: `${walk.salesforce} to Salesforce, ${walk.spotdraft} to SpotDraft, ${ms(walkMs)} from the start`,
      },
      {
        what: 'calls of a sweep where nothing changed',
        measured: `${(idle.salesforce / SWEEPS).toFixed(1)} to Salesforce, ${idle.spotdraft} to SpotDraft`,
        aim: '1 and 0',
        // A sweep may begin or end within the time.
        met: idle.salesforce <= SWEEPS + 1 && idle.spotdraft === 0,
      },
      {
        what: `calls for ${ready.length} contracts, with the store filled`,
        measured: `${made.salesforce} to Salesforce, ${made.spotdraft} to SpotDraft, ${ms(madeMs)}`,
        aim: 'one create each; the template and the look for news beside',
        met: made.spotdraft <= ready.length + CALLS_BESIDE,
      },
    ],
  };

  async function sweeps(count: number): Promise<void> {
    for (let time = 0; time < count; time += 1) {
      const before = (await service.status()).sweptAt?.getTime() ?? 0;
      await eventually(async () => {
        const { sweptAt } = await service.status();
        if ((sweptAt?.getTime() ?? 0) <= before) throw new Error('Not yet.');
      }, PATIENCE_MS);
    }
  }
}

function calls(world: World): { readonly salesforce: number; readonly spotdraft: number } {
  return {
    salesforce: world.salesforce.control.usage.report().total,
    spotdraft: world.spotdraft.calls.report().total,
  };
}

function forget(world: World): void {
  world.salesforce.control.usage.clearCalls();
  world.spotdraft.calls.reset();
}
