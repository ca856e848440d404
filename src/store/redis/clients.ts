import { Cluster, Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import { backoffMs } from '../../domain/backoff.js';
import type { RedisTarget } from './redis-url.js';

/** A hung server is noticed after this long; its calls fail, and the connection is made anew. */
const COMMAND_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;
const MAX_RECONNECT_DELAY_MS = 1_000;

/** Builds the driver's client; it connects when told to. */
export function createClient(target: RedisTarget): Redis | Cluster {
  const [{ host, port }] = target.seeds;
  const options = optionsOf(target);
  if (target.isCluster) {
    return new Cluster([...target.seeds], {
      lazyConnect: true,
      enableOfflineQueue: false,
      clusterRetryStrategy: reconnectDelayMs,
      // 0: a call whose connection closed is not sent again.
      retryDelayOnFailover: 0,
      redisOptions: options,
    });
  }
  return new Redis({
    ...options,
    host,
    port,
    db: target.database,
    lazyConnect: true,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    retryStrategy: reconnectDelayMs,
  });
}

/** A connection that only listens. In a cluster any node will do: each hears what is published anywhere. */
export function createSubscriber(target: RedisTarget): Redis {
  const { seeds } = target;
  const client: Redis = new Redis({
    ...optionsOf(target),
    ...seeds[0],
    lazyConnect: true,
    enableOfflineQueue: false,
    // Whoever subscribes does so anew after each connect, and knows by that whether it listens.
    autoResubscribe: false,
    retryStrategy: (attempt) => {
      // Read by the next connect: a node that is down is not waited for while others are up.
      Object.assign(client.options, seeds[attempt % seeds.length]);
      return reconnectDelayMs(attempt);
    },
  });
  return client;
}

function optionsOf({ username, password, isTls }: RedisTarget) {
  return {
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(isTls ? { tls: {} } : {}),
    // A server that loads its data is looked at again this often, however long it thinks that it needs.
    maxLoadingRetryTime: MAX_RECONNECT_DELAY_MS,
    // Replies in the shape that every server since Redis 6.2 speaks.
    protocol: 2,
    connectionName: 'dealdraft',
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: COMMAND_TIMEOUT_MS,
    // With enableOfflineQueue: nothing is sent twice, and what can't be sent now fails (see RedisConnection).
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // After a failover the old server is a replica: connect again, to whoever has the name now.
    reconnectOnError: (error: Error) => /\bREADONLY\b/.test(error.message),
  } satisfies RedisOptions;
}

function reconnectDelayMs(attempt: number): number {
  return backoffMs(attempt - 1, { baseMs: 50, capMs: MAX_RECONNECT_DELAY_MS }, Math.random());
}
