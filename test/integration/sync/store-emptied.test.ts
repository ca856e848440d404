import { expect, it } from 'vitest';
import { silentLog } from '../../../src/domain/log.js';
import { eventually } from '../../support/eventually.js';
import { isRedisMissing, RedisServer } from '../../support/redis-server.js';
import { startWorld } from '../../support/world.js';

it.skipIf(isRedisMissing())(
  'a store that is emptied under a running server is told by name and, where so configured, filled again',
  async () => {
    const redis = await RedisServer.start();
    const errors: string[] = [];
    try {
      await using world = await startWorld({
        backfill: true,
        spotdraft: { rateLimitPerSecond: null },
        env: {
          STORE_URL: redis.url,
          SPOTDRAFT_RATE_LIMIT: '1000',
          REBUILD_EMPTIED_STORE: 'on',
        },
        adapters: { log: { ...silentLog, error: (_fields, message) => errors.push(message) } },
      });
      const count = async () =>
        (
          await world.graphql<{ contracts: { totalCount: number } }, object>(
            '{ contracts(first: 1) { totalCount } }',
            {},
          )
        ).data?.contracts.totalCount;
      const before = await count();
      expect(before).toBeGreaterThan(0);
      // The watch has to know the store before it can miss it.
      await eventually(async () => {
        expect(await world.app.store.settings.get('store-mark')).not.toBeNull();
      });
      await redis.flush();
      expect(await count()).toBe(0);
      await eventually(async () => {
        expect(await count()).toBe(before);
        expect(await world.app.store.settings.get('store-to-rebuild')).toBeNull();
      }, 15_000);
      expect(errors).toContainEqual(expect.stringContaining('the store was emptied'));
    } finally {
      await redis.dispose();
    }
  },
);
