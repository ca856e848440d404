import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../src/domain/log.js';
import { openStore } from '../../../src/store/open-store.js';
import type { Claim, DirtyKey } from '../../../src/store/queue.js';
import { startSyncWorker } from '../../../src/sync/worker/sync-worker.js';
import { T1, T2 } from '../../contract/store/samples.js';
import { eventually } from '../../support/eventually.js';
import { ManualClock } from '../../support/manual-clock.js';
import { RedisServer, isRedisMissing } from '../../support/redis-server.js';
import { noWriteBack } from '../../support/no-write-back.js';

/** Reads and scripts that the server was asked for since the last reset. */
async function callsOf(server: RedisServer): Promise<number> {
  const stats = await server.withClient((client) => client.info('commandstats'));
  return [...stats.matchAll(/^cmdstat_(?:evalsha|hget|hmget):calls=(\d+)/gm)].reduce(
    (sum, [, calls]) => sum + Number(calls),
    0,
  );
}

describe.skipIf(isRedisMissing())('a worker on Redis', () => {
  it('is woken by a mark of another machine, looks seldom while nothing comes, and often without wakes', async () => {
    const server = await RedisServer.start();
    const clock = new ManualClock();
    const open = () => openStore({ url: server.url, clock, log: silentLog });
    const [store, other] = [await open(), await open()];
    const runs: DirtyKey[][] = [];
    const worker = startSyncWorker({
      writeBack: noWriteBack,
      random: () => 1,
      store,
      pauses: { active: async () => null, longest: async () => null },
      reconciler: {
        async run(claims: readonly Claim[]) {
          runs.push(claims.map(({ key }) => key));
          return new Map(claims.map(({ key }) => [key, { kind: 'done' }]));
        },
      },
      settler: { settleDue: async () => undefined },
      clock,
      log: silentLog,
    });
    const listening = async () => {
      const channels = await server.withClient((client) =>
        client.pubsub('NUMSUB', '{dealdraft}:wake'),
      );
      expect(channels[1]).toBe(1);
    };
    const idle = () => eventually(() => expect(clock.sleeping).toBe(3));
    await eventually(listening);
    await other.queues.sync.mark([T1]);
    await eventually(() => expect(runs).toEqual([[T1]]));
    await eventually(async () => expect((await other.queues.sync.states([T1])).size).toBe(0));

    await idle();
    await server.withClient((client) => client.config('RESETSTAT'));
    for (let step = 0; step < 19; step += 1) {
      clock.advance(250);
      await idle();
    }
    expect(await callsOf(server)).toBe(0);

    // Nobody may listen: the keys of a worker without a right to the channel are found by looking.
    await server.withClient((client) => client.acl('SETUSER', 'default', 'resetchannels'));
    await server.withClient((client) => client.client('KILL', 'TYPE', 'PUBSUB'));
    await other.queues.sync.mark([T2]);
    await eventually(() => {
      clock.advance(250);
      expect(runs).toEqual([[T1], [T2]]);
    });
    await worker.stop(1_000);
    await Promise.all([store.close(), other.close()]);
    await server.dispose();
  });
});
