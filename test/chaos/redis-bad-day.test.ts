import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Log } from '../../src/domain/log.js';
import { deliver, deliveryOf, settled, someContract } from '../integration/app/sync-support.js';
import { eventually } from '../support/eventually.js';
import { RedisServer } from '../support/redis-server.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { isEngineMissing } from './engines.js';
import { crmDifferences } from './judge.js';

const PUBLIC_URL = 'https://dealdraft.example';

/** Everything in one process, with its store at `storeUrl`, and what it logs above `info`. */
async function startOn(storeUrl: string) {
  const said: string[] = [];
  const note = (_fields: object, message: string) => said.push(message);
  const log: Log = { debug: () => undefined, info: note, warn: note, error: note };
  const world = await startWorld({
    backfill: true,
    webhook: true,
    spotdraft: { rateLimitPerSecond: null },
    env: {
      STORE_URL: storeUrl,
      PUBLIC_URL,
      SPOTDRAFT_RATE_LIMIT: '500',
      RECONCILE_EVERY_MINUTES: '0',
      RECONCILE_DEEP_EVERY_HOURS: '0',
    },
    adapters: { log },
  });
  said.length = 0;
  return { world, said };
}

async function readiness(world: World) {
  const answer = await fetch(`${world.app.url}/readyz`);
  return { status: answer.status, ...((await answer.json()) as { store: string }) };
}

/** Sends deliveries until told to stop, and counts those that were acknowledged, and those that were not. */
function keepDelivering(world: World) {
  const statuses: number[] = [];
  const contract = someContract(world, 'EXECUTED');
  const over = new AbortController();
  const sending = (async () => {
    while (!over.signal.aborted) {
      statuses.push((await deliver(world, deliveryOf(contract, 'CONTRACT_SIGNED'))).status);
    }
  })();
  return {
    statuses,
    async end() {
      over.abort();
      await sending;
      return statuses.filter((status) => status === 200).length;
    },
  };
}

/** All that was acknowledged is there, is applied, and the CRM is as it should be. */
async function expectNothingLost(world: World, acknowledged: number): Promise<void> {
  await settled(world, 30_000);
  const { received, parked } = await world.app.store.inbox.counts();
  expect(received).toBeGreaterThanOrEqual(acknowledged);
  expect(parked).toBe(0);
  expect(crmDifferences(world.spotdraft, world.salesforce)).toEqual([]);
}

describe.skipIf(isEngineMissing('redis'))('with a redis-server', () => {
  test('a Redis that loads its data gets 503 said for it, and all goes on by itself', async () => {
    // Microseconds a command; while it loads it answers once in a thousand of them.
    const redis = await RedisServer.start({ settings: { 'key-load-delay': '700' } });
    try {
      const { world, said } = await startOn(redis.url);
      await using _world = world;
      const delivering = keepDelivering(world);
      await eventually(() => expect(delivering.statuses.length).toBeGreaterThan(300), 60_000);
      await redis.kill();
      const loaded = redis.start();
      await eventually(async () => expect(await redis.isLoading()).toBe(true));
      const before = delivering.statuses.length;
      expect(await readiness(world)).toMatchObject({ status: 503, store: /loads its data/u });
      await eventually(() => expect(delivering.statuses.slice(before)).toContain(503));
      await loaded;
      await eventually(async () => expect(await readiness(world)).toMatchObject({ status: 200 }));
      const acknowledged = await delivering.end();
      await expectNothingLost(world, acknowledged);
      expect(said.filter((message) => message.includes('lost the connection'))).toHaveLength(1);
      expect(said.filter((message) => message.includes('connected to Redis again'))).toHaveLength(
        1,
      );
    } finally {
      await redis.dispose();
    }
  }, 120_000);

  test('a failover loses nothing: the demoted server is left for the one that has its name by then', async () => {
    const first = await RedisServer.start();
    const second = await RedisServer.start();
    try {
      await second.withClient((client) => client.replicaof('127.0.0.1', first.port));
      await eventually(async () => {
        const info = await second.withClient((client) => client.info('replication'));
        expect(info).toContain('master_link_status:up');
      });
      await using name = await startName(first.port);
      const { world, said } = await startOn(`redis://127.0.0.1:${name.port}`);
      await using _world = world;
      const delivering = keepDelivering(world);
      await eventually(() => expect(delivering.statuses.length).toBeGreaterThan(30));
      await first.withClient((client) => client.call('FAILOVER'));
      await eventually(async () => {
        const info = await second.withClient((client) => client.info('replication'));
        expect(info).toContain('role:master');
      });
      // The name still leads to the old one for a while, as names do.
      await eventually(async () => {
        expect(await readiness(world)).toMatchObject({ status: 503, store: /READONLY/u });
      });
      await eventually(() => expect(delivering.statuses).toContain(503));
      name.leadTo(second.port);
      await eventually(async () => expect(await readiness(world)).toMatchObject({ status: 200 }));
      const before = delivering.statuses.length;
      await eventually(() => expect(delivering.statuses.slice(before + 1)).toContain(200));
      const acknowledged = await delivering.end();
      await expectNothingLost(world, acknowledged);
      expect(said.filter((message) => message.includes('lost the connection'))).toHaveLength(1);
      expect(said.filter((message) => message.includes('connected to Redis again'))).toHaveLength(
        1,
      );
    } finally {
      await Promise.all([first.dispose(), second.dispose()]);
    }
  }, 120_000);
});

/** A name that leads new connections to a server, and those that come later to another one. */
async function startName(port: number) {
  let target = port;
  const sockets = new Set<Socket>();
  const server = createServer((inbound) => {
    const outbound = connect(target, '127.0.0.1');
    for (const socket of [inbound, outbound]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    inbound.on('close', () => outbound.destroy());
    outbound.on('close', () => inbound.destroy());
    inbound.pipe(outbound).pipe(inbound);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    leadTo(next: number) {
      target = next;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
