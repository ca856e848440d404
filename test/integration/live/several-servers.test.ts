import { describe, expect, it } from 'vitest';
import { startWorld } from '../../support/world.js';
import type { StoreEngine } from '../../support/world.js';
import { isRedisMissing } from '../../support/redis-server.js';
import { dealIdOf, onlyContract } from '../app/sync-support.js';
import { nextState, watch } from './live-support.js';

describe.each<StoreEngine>(isRedisMissing() ? ['sqlite'] : ['sqlite', 'redis'])(
  'on %s',
  (store) => {
    it('hears on each server what a worker of another process reads', async () => {
      await using world = await startWorld({ store, worker: false, backfill: true, webhook: true });
      const second = await world.startAnother({ worker: false });
      await world.startAnother({ worker: true });
      const contract = onlyContract(world, 'DRAFT');
      const streams = await Promise.all(
        [world.app, second].map(async (app) =>
          (await watch(world, { app, opportunityId: dealIdOf(contract) })).listening(),
        ),
      );
      world.spotdraft.control.act(contract.id, 'send');
      for (const stream of streams) {
        expect(await nextState(stream, contract.id)).toMatchObject({ status: 'REDLINING' });
        stream.close();
      }
    });
  },
);
