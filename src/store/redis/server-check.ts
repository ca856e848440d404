import type { Cluster, Redis } from 'ioredis';
import { z } from 'zod';

import { ConfigError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';

const OLDEST_VERSION = [6, 2] as const;

const configReply = z.array(z.string());

/**
 * Looks at the server once, at start: what makes it unusable is an error, what endangers the promise of the store is
 * one warning with the exact settings to change.
 *
 * @throws ConfigError when the server is too old or a replica.
 */
export async function checkServer(client: Redis | Cluster, log: Log): Promise<void> {
  const info = parseInfo(await client.info());
  const version = info.get('redis_version') ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST_VERSION[0] || (major === OLDEST_VERSION[0] && minor < OLDEST_VERSION[1])) {
    throw new ConfigError([
      `STORE_URL: Redis ${version} is too old. dealdraft needs ${OLDEST_VERSION.join('.')} or newer.`,
    ]);
  }
  if (info.get('role') === 'slave') {
    throw new ConfigError([
      'STORE_URL names a replica, which takes no writes. Give the address of the primary.',
    ]);
  }
  for (const risk of await risksOf(client, info)) log.warn({ ...risk.fields }, risk.text);
}

/** What of the server's settings may lose what was acknowledged, a sentence each. */
export async function durabilityRisks(client: Redis | Cluster): Promise<readonly string[]> {
  const risks = await risksOf(client, parseInfo(await client.info()));
  return risks.map(({ text }) => text);
}

interface Risk {
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

async function risksOf(
  client: Redis | Cluster,
  info: ReadonlyMap<string, string>,
): Promise<readonly Risk[]> {
  const risks: Risk[] = [];
  const appendfsync = await readSetting(client, 'appendfsync');
  const change: string[] = [];
  if (info.get('aof_enabled') !== '1') change.push('appendonly yes');
  if (appendfsync !== null && appendfsync !== 'always') change.push('appendfsync always');
  const policy = info.get('maxmemory_policy') ?? 'noeviction';
  if (policy !== 'noeviction') change.push('maxmemory-policy noeviction');
  if (change.length > 0) {
    risks.push({
      fields: { change },
      text:
        `Redis may lose deliveries that were acknowledged. Set in redis.conf: ${change.join(', ')} ` +
        '(see docs/store-redis.md)',
    });
  }
  if (appendfsync === null) {
    risks.push({
      fields: {},
      text:
        'Redis does not tell its setting of appendfsync. Only "always" keeps every acknowledged delivery ' +
        '(see docs/store-redis.md)',
    });
  }
  return risks;
}

/** Null where the server keeps it to itself, as managed ones do. */
async function readSetting(client: Redis | Cluster, name: string): Promise<string | null> {
  try {
    return configReply.parse(await client.config('GET', name))[1] ?? null;
  } catch {
    return null;
  }
}

function parseInfo(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\r\n').map((line) => line.split(':'));
  return new Map(lines.map(([name = '', ...value]) => [name, value.join(':')]));
}
