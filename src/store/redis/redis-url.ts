import { Cluster, Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';

import { ConfigError } from '../../domain/errors.js';

/** A hung server is noticed after this long; its calls fail, and the connection is made anew. */
const COMMAND_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;
const MAX_RECONNECT_DELAY_MS = 1_000;

export interface RedisTarget {
  readonly host: string;
  readonly port: number;
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
  readonly isTls: boolean;
  readonly isCluster: boolean;
}

/**
 * Reads `redis://[user:password@]host[:port][/database][?cluster=true]`; `rediss:` speaks TLS.
 *
 * @throws ConfigError that says what is wrong and never repeats the URL, which may hold a password.
 */
export function parseRedisUrl(url: string): RedisTarget {
  if (!URL.canParse(url)) throw invalid('is not a URL. Write redis://host:6379.');
  const parsed = new URL(url);
  const { protocol, hostname, port, pathname, searchParams } = parsed;
  if (protocol !== 'redis:' && protocol !== 'rediss:') {
    throw invalid('does not begin with redis:// or rediss://.');
  }
  if (hostname === '') throw invalid('names no host. Write redis://host:6379.');
  const database = /^\/?(\d{0,5})$/.exec(pathname)?.[1];
  if (database === undefined) {
    throw invalid('has a path that is no database number. Write redis://host:6379/0.');
  }
  const unknown = [...searchParams.keys()].filter((name) => name !== 'cluster');
  if (unknown[0] !== undefined) {
    throw invalid(`has a parameter "${unknown[0]}"; the only one there is, is cluster=true.`);
  }
  const cluster = searchParams.get('cluster') ?? 'false';
  if (cluster !== 'true' && cluster !== 'false') {
    throw invalid('has a value for "cluster" other than true and false.');
  }
  const isCluster = cluster === 'true';
  if (isCluster && Number(database) !== 0) {
    throw invalid('asks for a database, but a cluster has number 0 only. Leave the path out.');
  }
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 6379 : Number(port),
    username: textOf(parsed.username),
    password: textOf(parsed.password),
    database: Number(database),
    isTls: protocol === 'rediss:',
    isCluster,
  };
}

/** Builds the driver's client; it connects when told to. */
export function createClient(target: RedisTarget): Redis | Cluster {
  const { host, port } = target;
  const options = optionsOf(target);
  if (target.isCluster) {
    return new Cluster([{ host, port }], {
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
  return new Redis({
    ...optionsOf(target),
    host: target.host,
    port: target.port,
    lazyConnect: true,
    enableOfflineQueue: false,
    // Whoever subscribes does so anew after each connect, and knows by that whether it listens.
    autoResubscribe: false,
    retryStrategy: reconnectDelayMs,
  });
}

function optionsOf({ username, password, isTls }: RedisTarget) {
  return {
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(isTls ? { tls: {} } : {}),
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
  return Math.min(50 * 2 ** Math.min(attempt - 1, 10), MAX_RECONNECT_DELAY_MS);
}

function textOf(encoded: string): string | null {
  if (encoded === '') return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw invalid('has a user or password with a stray "%". Write it as %25.');
  }
}

function invalid(problem: string): ConfigError {
  return new ConfigError([`STORE_URL ${problem}`]);
}
