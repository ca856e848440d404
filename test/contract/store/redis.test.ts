import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { systemClock } from '../../../src/domain/clock.js';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { CONTRACT_STATUSES } from '../../../src/domain/contract.js';
import { ConfigError } from '../../../src/domain/errors.js';
import { silentLog } from '../../../src/domain/log.js';
import { toOpportunityId } from '../../../src/domain/opportunity-id.js';
import type { Log } from '../../../src/domain/log.js';
import { openStore } from '../../../src/store/open-store.js';
import { openRedisStore } from '../../../src/store/redis/open-redis-store.js';
import type { ContractFilter } from '../../../src/store/contracts.js';
import type { Store } from '../../../src/store/store.js';
import { eventually } from '../../support/eventually.js';
import { RedisServer, isRedisMissing } from '../../support/redis-server.js';
import type { RedisServerOptions } from '../../support/redis-server.js';
import { DEAL_A, T1, contract, creation, delivery } from './samples.js';
import { describeStore } from './store-suite.js';
import { lookAt } from '../../support/look-at.js';

/** Longest time a call may take while Redis is away or hangs: wait, timeout, and some for a busy machine. */
const BOUND_MS = 9_000;
/** A cluster takes no writes for some seconds after a start. */
const RESTARTS = { timeout: 90_000 };

describe.skipIf(isRedisMissing())('with a redis-server', () => {
  describeRedis('redis', {});
  describeRedis('redis cluster', { isCluster: true });
  describeServers();
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

function describeServers(): void {
  describe('redis servers', () => {
    let server: RedisServer;
    const opened: Store[] = [];
    const open = async (log: Log = silentLog, url = server.url) => {
      const store = await openStore({ url, clock: systemClock, log });
      opened.push(store);
      return store;
    };
    const start = async (options: RedisServerOptions) => {
      await server.dispose();
      server = await RedisServer.start(options);
    };
    beforeEach(async () => {
      server = await RedisServer.start();
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
      await server.dispose();
    });

    it.each([
      ['one server', {}],
      ['a cluster', { isCluster: true }],
    ])(
      'loses nothing acknowledged when %s is killed and restarted',
      RESTARTS,
      async (_name, options) => {
        await start(options);
        const store = await open();
        const acknowledged = new Map<string, number>();
        let failed = 0;
        let isOver = false;
        const senders = Array.from({ length: 8 }, async (_, sender) => {
          for (let i = 0; !isOver; i += 1) {
            const body = `${sender} ${i}`;
            const startedAt = performance.now();
            try {
              acknowledged.set(body, (await store.inbox.accept(delivery(T1, body))).id);
            } catch {
              failed += 1;
              expect(performance.now() - startedAt).toBeLessThan(BOUND_MS);
            }
          }
        });
        const grows = async (by: number) => {
          const before = acknowledged.size;
          await eventually(() => expect(acknowledged.size).toBeGreaterThan(before + by), 20_000);
        };
        await grows(200);
        for (let restart = 0; restart < 3; restart += 1) {
          const failedBefore = failed;
          await server.kill();
          await eventually(() => expect(failed).toBeGreaterThan(failedBefore));
          await server.start();
          await grows(200);
        }
        isOver = true;
        await Promise.all(senders);
        const stored = await store.inbox.list({
          keys: [T1],
          states: ['waiting'],
          limit: 1_000_000,
        });
        const idOf = new Map(stored.map(({ id, body }) => [body, id]));
        expect([...acknowledged].filter(([body, id]) => idOf.get(body) !== id)).toEqual([]);
        // A call that failed may have been stored, but never twice.
        expect(idOf.size).toBe(stored.length);
        expect((await store.queues.sync.states([T1])).get(T1)?.state).toBe('due');
      },
    );

    it('fails within a bounded time while Redis hangs, and recovers', async () => {
      const store = await open();
      server.pause();
      const startedAt = performance.now();
      const calls = [
        store.inbox.accept(delivery(T1, 'a')),
        store.checkWritable(),
        store.queues.sync.claim({ limit: 1, leaseMs: 1000 }),
      ];
      const results = await Promise.allSettled(calls);
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      expect(performance.now() - startedAt).toBeLessThan(BOUND_MS);
      server.resume();
      await eventually(() => store.checkWritable());
    });

    it('closes within a bounded time while Redis is away', async () => {
      const store = await open();
      await server.kill();
      const late = store.settings.set('a', '1');
      const startedAt = performance.now();
      await Promise.all([store.close(), expect(late).rejects.toThrow()]);
      expect(performance.now() - startedAt).toBeLessThan(BOUND_MS);
      await expect(store.settings.get('a')).rejects.toThrow(/closed/);
    });

    it('says once that the connection is lost, and once that it is back', async () => {
      const messages: string[] = [];
      const store = await open(logInto(messages));
      await server.kill();
      await expect(store.checkWritable()).rejects.toThrow();
      await server.start();
      await eventually(() => store.checkWritable());
      expect(messages).toEqual([expect.stringMatching(/lost/), expect.stringMatching(/again/)]);
    });

    it('goes on when the server forgot the scripts', async () => {
      const store = await open();
      await store.inbox.accept(delivery(T1, 'a'));
      await server.withClient((client) => client.script('FLUSH'));
      const answers = await Promise.all(
        ['b', 'c', 'd'].map((body) => store.inbox.accept(delivery(T1, body))),
      );
      expect(answers.map(({ id }) => id)).toEqual([2, 3, 4]);
    });

    it('is not writable while memory is full, and shows no body in its error', async () => {
      const store = await open();
      await server.withClient((client) => client.config('SET', 'maxmemory', '1'));
      await expect(store.checkWritable()).rejects.toThrow(/OOM/);
      const error: unknown = await store.inbox
        .accept(delivery(T1, 'the body of Ana'))
        .catch((reason: unknown) => reason);
      expect(String(error)).toMatch(/OOM/);
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain('Ana');
      await server.withClient((client) => client.config('SET', 'maxmemory', '0'));
      await store.checkWritable();
      expect(await store.inbox.counts()).toMatchObject({ waiting: 0 });
    });

    it('is not writable while its server is a replica, and finds the primary again', async () => {
      const store = await open();
      await server.withClient((client) => client.replicaof('127.0.0.1', 1));
      await expect(store.checkWritable()).rejects.toThrow(/READONLY/);
      await expect(open()).rejects.toThrow(/replica/);
      await server.withClient((client) => client.replicaof('NO', 'ONE'));
      await eventually(() => store.checkWritable());
    });

    it('warns once, with the settings to change', async () => {
      await start({
        settings: {
          appendonly: 'no',
          appendfsync: 'everysec',
          'maxmemory-policy': 'allkeys-lru',
        },
      });
      const messages: string[] = [];
      const store = await open(logInto(messages));
      expect(messages).toHaveLength(1);
      // What a command asks for is the same.
      expect(await store.durability()).toEqual(messages);
      expect(messages[0]).toContain(
        'appendonly yes, appendfsync always, maxmemory-policy noeviction',
      );
    });

    it('does not warn when all is set, and says so when a setting is kept secret', async () => {
      const messages: string[] = [];
      const store = await open(logInto(messages));
      expect(messages).toEqual([]);
      expect(await store.durability()).toEqual([]);
      await server.withClient((client) => client.acl('SETUSER', 'default', '-config'));
      await open(logInto(messages));
      expect(messages).toEqual([expect.stringMatching(/appendfsync/)]);
    });

    it('keeps all of its keys under one hash tag', async () => {
      const store = await open();
      await store.inbox.accept(delivery(T1, 'a'));
      await store.queues.sync.claim({ limit: 1, leaseMs: 1000 });
      await store.contracts.save([contract()], lookAt(new Date()));
      await store.contracts.saveLookedUp([DEAL_A], new Date());
      await store.creations.begin(creation(), 'a');
      await store.rateWindow.take({ limit: 1, windowMs: 1000 });
      await store.inbox.settle(T1, 1, { state: 'applied', reason: null });
      await store.inbox.replay({ ids: [1], limit: 1 });
      await store.locks.acquire('backfill', 1000);
      await store.settings.set('a', '1');
      const keys = await server.withClient((client) => client.keys('*'));
      expect(keys.length).toBeGreaterThan(20);
      expect(keys.filter((key) => !key.startsWith('{dealdraft}:'))).toEqual([]);
    });

    it('reads no more contracts than a page shows, however many there are', async () => {
      const store = await open();
      await store.contracts.save(
        Array.from({ length: 3_000 }, (_, i) =>
          contract({
            id: parseContractId(`T-${i + 1}`),
            status: CONTRACT_STATUSES[i % CONTRACT_STATUSES.length]!,
            type: { id: String(i % 5), name: 'Order form' },
            opportunityId: i % 3 === 0 ? DEAL_A : null,
          }),
        ),
        lookAt(new Date()),
      );
      const hashesRead = async (filter: ContractFilter) => {
        await server.withClient((client) => client.config('RESETSTAT'));
        expect(await store.contracts.list(filter, { limit: 25 })).toHaveLength(25);
        await store.contracts.count(filter);
        const stats = await server.withClient((client) => client.info('commandstats'));
        return Number(/cmdstat_hmget:calls=(\d+)/.exec(stats)?.[1]);
      };
      expect(await hashesRead({})).toBe(25);
      expect(await hashesRead({ linked: true })).toBe(25);
      expect(await hashesRead({ statuses: ['SIGN', 'DRAFT'] })).toBe(25);
      expect(await hashesRead({ statuses: ['SIGN'], linked: false })).toBe(25);
      expect(await hashesRead({ typeId: '3' })).toBe(25);
    });

    it('saves a thousand contracts a hundred at a time, with turns for others in between', async () => {
      const store = await open();
      const many = Array.from({ length: 1_000 }, (_, i) =>
        contract({ id: parseContractId(`T-${i + 1}`) }),
      );
      const look = lookAt(new Date());
      await store.contracts.save(many, look);
      await server.withClient((client) => client.config('RESETSTAT'));
      const earlier = { number: look.number - 1, at: look.at };
      expect((await store.contracts.save(many, earlier)).size).toBe(1_000);
      const stats = await server.withClient((client) => client.info('commandstats'));
      expect(Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1])).toBe(10);
    });

    it('keeps a job of ten thousand deals, and has them wait again, with few commands', async () => {
      const store = await open();
      const opportunityIds = Array.from({ length: 10_000 }, (_, index) =>
        toOpportunityId(`006000000${String(index).padStart(6, '0')}`)!,
      );
      const commands = async (action: () => Promise<unknown>) => {
        await server.withClient((client) => client.config('RESETSTAT'));
        await action();
        const stats = await server.withClient((client) => client.info('commandstats'));
        const counts = [...stats.matchAll(/cmdstat_(hset|zadd|zrem|hdel):calls=(\d+)/g)];
        return counts.reduce((sum, [, , calls]) => sum + Number(calls), 0);
      };
      const id = randomUUID();
      const starting = await commands(() =>
        store.bulk.start(
          {
            id,
            owner: 'key:one',
            starter: { kind: 'integration', keyName: 'one' },
            templateId: '1204',
            dryRun: false,
            opportunityIds,
            fingerprint: id,
          },
          { repeatMs: 1_000, maxOpen: 3, keepEndedMs: 1_000 },
        ),
      );
      // 60,000 values, a thousand of them at once.
      expect(starting).toBeLessThan(80);
      const failed = { state: 'FAILED' as const, contractId: null, userErrors: [] };
      await store.bulk.settle(
        id,
        opportunityIds.map((_, number) => ({ ...failed, number })),
      );
      expect(await commands(() => store.bulk.retryFailed(id))).toBeLessThan(80);
      expect(await store.bulk.get(id)).toMatchObject({ counts: { WAITING: 10_000, FAILED: 0 } });
    });

    it('tells of wakes again after a restart, and takes deliveries without a right to tell', async () => {
      const store = await open();
      let wakes = 0;
      const listener = store.wakes.listen(() => {
        wakes += 1;
      });
      await eventually(() => expect(listener.isLive()).toBe(true));
      await server.kill();
      await eventually(() => expect(listener.isLive()).toBe(false));
      await server.start();
      await eventually(() => expect(listener.isLive()).toBe(true));
      const before = wakes;
      await eventually(() => store.queues.sync.mark([T1]));
      await eventually(() => expect(wakes).toBeGreaterThan(before));

      await server.withClient((client) => client.acl('SETUSER', 'default', 'resetchannels'));
      await store.inbox.accept(delivery(T1, 'a'));
      expect(await store.inbox.counts()).toMatchObject({ received: 1, waiting: 1 });
    });

    it('keeps two stores apart by the number of their database', async () => {
      const [first, second] = [await open(), await open(silentLog, `${server.url}/1`)];
      await first.settings.set('a', '1');
      expect(await second.settings.get('a')).toBeNull();
    });

    it('refuses a Redis that a newer dealdraft uses', async () => {
      await open();
      await server.withClient((client) => client.set('{dealdraft}:layout', '99'));
      await expect(open()).rejects.toThrow(ConfigError);
      await expect(open()).rejects.toThrow(/newer dealdraft/);
    });

    it('refuses a wrong password at once, and does not repeat it', async () => {
      await server.withClient((client) => client.config('SET', 'requirepass', 'right'));
      const url = `redis://:hunter2@127.0.0.1:${server.port}`;
      const error: unknown = await open(silentLog, url).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ConfigError);
      expect(String(error)).toMatch(
        /WRONGPASS .*\. It has another password or user: correct STORE_URL, and restart\./,
      );
      expect(inspect(error, { depth: null })).not.toContain('hunter2');
      const store = await open(silentLog, `redis://:right@127.0.0.1:${server.port}`);
      await store.checkWritable();
    });

    it('starts while the first of the named nodes of a cluster is down, and hears of wakes', async () => {
      await start({ isCluster: true });
      const url = `redis://127.0.0.1:1,127.0.0.1:${server.port}?cluster=true`;
      const store = await open(silentLog, url);
      await store.checkWritable();
      let wakes = 0;
      const listener = store.wakes.listen(() => (wakes += 1));
      await eventually(() => expect(listener.isLive()).toBe(true), 10_000);
      const before = wakes;
      await store.queues.sync.mark([T1]);
      await eventually(() => expect(wakes).toBeGreaterThan(before));
      listener.stop();
    });

    it.each([
      [
        ['CONFIG', 'SET', 'maxmemory', '1'],
        ['CONFIG', 'SET', 'maxmemory', '0'],
        /^Redis refused what it was asked: OOM .*'maxmemory'\. It is full: give it more memory \("maxmemory"\)\.$/,
      ],
      [
        ['CONFIG', 'SET', 'min-replicas-to-write', '1'],
        ['CONFIG', 'SET', 'min-replicas-to-write', '0'],
        /^Redis refused what it was asked: NOREPLICAS .*\. Its replicas are away: bring them back, or lower "min-replicas-to-write"\.$/,
      ],
      [
        ['ACL', 'SETUSER', 'default', '-evalsha'],
        ['ACL', 'SETUSER', 'default', '+@all'],
        /^Redis refused what it was asked: NOPERM .*\. Give its user all commands on the keys "\{dealdraft\}:\*"\.$/,
      ],
    ] as const)('says what to do about a refusal after %j', async (refuse, mend, message) => {
      const store = await open();
      const tell = ([command, ...args]: readonly string[]) =>
        server.withClient((client) => client.call(command ?? '', ...args));
      await tell(refuse);
      try {
        await expect(store.checkWritable()).rejects.toThrow(message);
      } finally {
        await tell(mend);
      }
      await store.checkWritable();
    });

    it('gives up on a server that does not answer', async () => {
      await server.kill();
      const messages: string[] = [];
      const log = logInto(messages);
      const options = { url: server.url, clock: systemClock, log, openDeadlineMs: 200 };
      await expect(openRedisStore(options)).rejects.toThrow(ConfigError);
      await expect(openRedisStore(options)).rejects.toThrow(/ECONNREFUSED/);
      // The error says it all.
      expect(messages).toEqual([]);
    });

    it.each([
      ['redis://', /no host|not a URL/],
      ['redis:./var', /no host|no database/],
      ['redis://host/zero', /no database number/],
      ['redis://host?cluster=yes', /other than true and false/],
      ['redis://host/1?cluster=true', /number 0 only/],
      ['redis://host?db=1', /parameter "db"/],
      ['redis://one,two:6380', /several hosts.*cluster=true/],
      ['redis://one,t wo?cluster=true', /a host that is none|not a URL/],
      ['redis://one,?cluster=true', /a host that is none|no host/],
      ['redis://ana:%zz@host', /stray/],
    ])('refuses STORE_URL %s with one clear error', async (url, message) => {
      await expect(open(silentLog, url)).rejects.toThrow(ConfigError);
      await expect(open(silentLog, url)).rejects.toThrow(message);
    });
  });
}

function logInto(messages: string[]): Log {
  const note = (_fields: object, message: string) => {
    messages.push(message);
  };
  return { debug: note, info: note, warn: note, error: note };
}
