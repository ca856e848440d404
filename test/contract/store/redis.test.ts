import { afterAll, beforeAll, describe } from 'vitest';

import { silentLog } from '../../../src/domain/log.js';
import { openRedisStore } from '../../../src/store/redis/open-redis-store.js';
import type { Store } from '../../../src/store/store.js';
import { RedisServer, isRedisMissing } from '../../support/redis-server.js';
import type { RedisServerOptions } from '../../support/redis-server.js';
import { describeStore } from './store-suite.js';

describe.skipIf(isRedisMissing())('with a redis-server', () => {
  describeRedis('redis', {});
  describeRedis('redis cluster', { isCluster: true });
});

function describeRedis(name: string, options: RedisServerOptions): void {
  describe(name, () => {
    let server: RedisServer;
    beforeAll(async () => {
      server = await RedisServer.start(options);
    });
    afterAll(async () => {
      await server.dispose();
    });
    describeStore(name, async (clock) => {
      await server.flush();
      const opened: Store[] = [];
      const reopen = async () => {
        const store = await openRedisStore({ url: server.url, clock, log: silentLog });
        opened.push(store);
        return store;
      };
      return {
        store: await reopen(),
        url: server.url,
        reopen,
        dispose: async () => {
          await Promise.all(opened.map((store) => store.close()));
        },
      };
    });
  });
}
