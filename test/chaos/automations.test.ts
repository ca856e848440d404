import { expect, test } from 'vitest';
import {
  automation,
  changeDeal,
  completeDeals,
  contractsOf,
  mappingWith,
  STAGE,
} from '../support/automation-world.js';
import { eventually } from '../support/eventually.js';
import { ENGINES, isEngineMissing } from './engines.js';
import { startProcessWorld } from './process-world.js';

const DEALS = 12;

/** Two workers on one store, killed and begun again while they make contracts, whose answers get lost. */
test.each(ENGINES)(
  'an automation makes one contract for each deal, whoever is killed, on %s',
  { timeout: 300_000 },
  async (engine) => {
    if (isEngineMissing(engine)) return;
    await using world = await startProcessWorld({
      engine,
      spotdraft: { contracts: 'none' },
      env: { AUTOMATION_INTERVAL_SECONDS: '1', ...(await mappingWith(automation())) },
    });
    const workers = [await world.worker(), await world.worker()];
    const deals = completeDeals(world).slice(0, DEALS);
    await eventually(async () => {
      const { stdout } = await world.run('automations', '--json');
      expect(JSON.parse(stdout)).toMatchObject({ rules: [{ isActive: true }] });
    }, 60_000);
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/api/v2.1/public/contracts/' },
      times: 3,
    });
    for (const [index, deal] of deals.entries()) {
      changeDeal(world, deal, { StageName: STAGE });
      if (index % 3 !== 2) continue;
      // Into the middle of what was begun: when a process is killed follows nothing that can be awaited.
      await new Promise((resolve) => setTimeout(resolve, 700));
      await workers[(index % 2) as 0 | 1]?.killAndRestart();
    }
    await eventually(() => {
      const counts = deals.map((deal) => contractsOf(world, deal).length);
      expect(counts).toEqual(deals.map(() => 1));
    }, 180_000);
    // Nothing follows.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(world.spotdraft.control.list()).toHaveLength(DEALS);
  },
);
