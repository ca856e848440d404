import { randomUUID } from 'node:crypto';
import type { Cluster, Redis } from 'ioredis';
import { z } from 'zod';

import type { Clock } from '../../domain/clock.js';
import { ConfigError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { Store } from '../store.js';
import { createActivityLog } from './activity.js';
import { createChangeLog } from './change-log.js';
import { createArchiveLedger } from './archive-ledger.js';
import { createBrowserSessions } from './browser-sessions.js';
import { createBulkJobs } from './bulk-jobs.js';
import { createClient, createSubscriber } from './clients.js';
import { RedisConnection, untilReady } from './connection.js';
import { createContractStore } from './contract-store.js';
import { createCreationLedger } from './creation-ledger.js';
import { createQueues } from './queue.js';
import { createInbox } from './inbox.js';
import { createLocks } from './locks.js';
import { createMarks } from './marks.js';
import { createRateWindow } from './rate-window.js';
import { parseRedisUrl } from './redis-url.js';
import { numberField } from './replies.js';
import { createScript } from './script.js';
import { checkServer, durabilityRisks } from './server-check.js';
import { createSettings } from './settings.js';
import { withCure } from './store-error.js';
import { createUploads } from './uploads.js';
import { createWakes } from './wakes.js';

/** Counts the steps the layout of the keys has seen. */
const LAYOUT_VERSION = 1;
/** A Redis that starts together with us, or loads a large file, gets this long. */
const OPEN_DEADLINE_MS = 10_000;

export interface RedisStoreOptions {
  readonly url: string;
  /** The system's clock stands for the time of the Redis server, which all machines share. */
  readonly clock: Clock;
  readonly log: Log;
  readonly openDeadlineMs?: number;
}

const CLAIM_LAYOUT = createScript(`
redis.call('SET', root .. 'layout', ARGV[2], 'NX')
return redis.call('GET', root .. 'layout')
`);
const PROBE = createScript(`
redis.call('SET', root .. 'probe', ARGV[2])
return redis.call('GET', root .. 'probe')
`);

/**
 * Opens the store for many servers and workers: everything is in one Redis, every method one atomic script or command.
 * What a method promised is on disk when it resolves, if Redis runs with `appendonly yes` and `appendfsync always`.
 *
 * While Redis is away, calls wait two seconds for it and then fail; they work again by themselves once it is back.
 *
 * @throws ConfigError when Redis can't be reached, refuses us, is too old, a replica, or used by a newer dealdraft.
 */
export async function openRedisStore(options: RedisStoreOptions): Promise<Store> {
  const { clock, log, openDeadlineMs = OPEN_DEADLINE_MS } = options;
  const target = parseRedisUrl(options.url);
  const client = createClient(target);
  const connection = new RedisConnection(client, { clock, log });
  try {
    await connect(client, openDeadlineMs);
    await checkServer(client, log);
    const layout = await connection.run(CLAIM_LAYOUT, numberField, LAYOUT_VERSION);
    if (layout > LAYOUT_VERSION) {
      throw new ConfigError([
        'STORE_URL: this Redis is used by a newer dealdraft. Update this one.',
      ]);
    }
  } catch (error) {
    await connection.close();
    if (error instanceof ConfigError) throw error;
    const reason = error instanceof Error ? error.message : 'no reason given';
    throw new ConfigError([
      `STORE_URL: Redis at ${target.seeds.map(({ host, port }) => `${host}:${port}`).join(', ')} can't be used: ${withCure(reason)}`,
    ]);
  }
  const changes = createChangeLog(connection, { openClient: () => createClient(target), log });
  const wakes = createWakes(() => createSubscriber(target), log);
  return {
    inbox: createInbox(connection),
    queues: createQueues(connection),
    contracts: createContractStore(connection),
    creations: createCreationLedger(connection),
    archive: createArchiveLedger(connection),
    bulk: createBulkJobs(connection),
    rateWindow: createRateWindow(connection),
    locks: createLocks(connection),
    settings: createSettings(connection),
    marks: createMarks(connection),
    changes,
    browserSessions: createBrowserSessions(connection),
    uploads: createUploads(connection),
    wakes,
    activities: createActivityLog(connection),
    now: () => connection.serverNow(),
    checkWritable: async () => {
      const token = randomUUID();
      if ((await connection.run(PROBE, z.string(), token)) !== token) {
        throw new Error('The store took a write and then did not have it.');
      }
    },
    durability: () => durabilityRisks(client),
    close: async () => {
      changes.stop();
      await Promise.all([wakes.close(), connection.close()]);
    },
  };
}

async function connect(client: Redis | Cluster, deadlineMs: number): Promise<void> {
  const ready = untilReady(client, deadlineMs);
  // It rejects with the first attempt, but attempts go on until the deadline.
  client.connect().catch(() => undefined);
  await ready;
}
