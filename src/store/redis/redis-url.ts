import { ConfigError } from '../../domain/errors.js';

interface Seed {
  readonly host: string;
  readonly port: number;
}

export interface RedisTarget {
  /** One; several of a cluster, which are asked in turn for the others. */
  readonly seeds: readonly [Seed, ...Seed[]];
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
  readonly isTls: boolean;
  readonly isCluster: boolean;
}

/**
 * Reads `redis://[user:password@]host[:port][,host[:port]…][/database][?cluster=true]`; `rediss:` speaks TLS.
 *
 * @throws ConfigError that says what is wrong and never repeats the URL, which may hold a password.
 */
export function parseRedisUrl(url: string): RedisTarget {
  const { first, others } = splitHosts(url);
  if (!URL.canParse(first)) throw invalid('is not a URL. Write redis://host:6379.');
  const parsed = new URL(first);
  const { protocol, pathname, searchParams } = parsed;
  if (protocol !== 'redis:' && protocol !== 'rediss:') {
    throw invalid('does not begin with redis:// or rediss://.');
  }
  const seeds: [Seed, ...Seed[]] = [seedOf(parsed)];
  for (const other of others) {
    if (!URL.canParse(`redis://${other}`)) {
      throw invalid('has a host that is none. Write redis://host:6379,host:6379?cluster=true.');
    }
    seeds.push(seedOf(new URL(`redis://${other}`)));
  }
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
  if (!isCluster && seeds.length > 1) {
    throw invalid('names several hosts, which only a cluster has. Add ?cluster=true.');
  }
  return {
    seeds,
    username: textOf(parsed.username),
    password: textOf(parsed.password),
    database: Number(database),
    isTls: protocol === 'rediss:',
    isCluster,
  };
}

/** A URL has one host: the first stays in it, the others stand beside it. */
function splitHosts(url: string): { readonly first: string; readonly others: readonly string[] } {
  const [, start = '', authority = '', rest = ''] =
    /^([a-z]+:\/\/)([^/?#]*)(.*)$/is.exec(url) ?? [];
  const at = authority.lastIndexOf('@') + 1;
  const [host = '', ...others] = authority.slice(at).split(',');
  return others.length === 0
    ? { first: url, others }
    : { first: `${start}${authority.slice(0, at)}${host}${rest}`, others };
}

function seedOf({ hostname, port }: URL): Seed {
  if (hostname === '') throw invalid('names no host. Write redis://host:6379.');
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 6379 : Number(port),
  };
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
