import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

import { eventually } from './eventually.js';

export interface RedisServerOptions {
  /** Settings of redis.conf beside the ones that the store asks for, or instead of them. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A cluster of this one server, which then holds every script to the key rules of a cluster. */
  readonly isCluster?: boolean;
}

const PROGRAM = 'redis-server';

/** A Redis of a test's own: a free port of loopback, a temporary folder, and the settings the store asks for. */
export class RedisServer {
  readonly #folder: string;
  readonly #options: RedisServerOptions;
  readonly port: number;
  #process: ChildProcess | null = null;

  private constructor(port: number, options: RedisServerOptions) {
    this.port = port;
    this.#options = options;
    this.#folder = mkdtempSync(join(tmpdir(), 'dealdraft-redis-'));
  }

  static async start(options: RedisServerOptions = {}): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), options);
    try {
      await server.start();
      if (options.isCluster === true) await server.#ownAllSlots();
    } catch (error) {
      await server.dispose();
      throw error;
    }
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}${this.#options.isCluster === true ? '?cluster=true' : ''}`;
  }

  /** Of the process that runs now; null while none does. */
  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /** Starts the server again on what it had on disk. */
  async start(): Promise<void> {
    const settings: Record<string, string> = {
      port: String(this.port),
      bind: '127.0.0.1',
      dir: this.#folder,
      save: '',
      appendonly: 'yes',
      appendfsync: 'always',
      'maxmemory-policy': 'noeviction',
      ...(this.#options.isCluster === true
        ? { 'cluster-enabled': 'yes', 'cluster-announce-ip': '127.0.0.1' }
        : {}),
      ...this.#options.settings,
    };
    const parameters = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    this.#process = spawn(PROGRAM, parameters, { stdio: 'ignore' });
    await this.withClient(async (client) => eventually(() => client.ping()));
  }

  /** As a power cut would: nothing is flushed on the way out. */
  async kill(): Promise<void> {
    const running = this.#process;
    if (running === null) return;
    this.#process = null;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  }

  /** Holds the server still without closing its sockets, as a machine that hangs does. */
  pause(): void {
    this.#process?.kill('SIGSTOP');
  }

  resume(): void {
    this.#process?.kill('SIGCONT');
  }

  async #ownAllSlots(): Promise<void> {
    await this.withClient(async (client) => {
      await client.call('CLUSTER', 'ADDSLOTSRANGE', 0, 16383);
      await eventually(async () => {
        const info = String(await client.call('CLUSTER', 'INFO'));
        if (!info.includes('cluster_state:ok')) throw new Error(info);
      });
    });
  }

  /** Whether it is up and reads its data from disk still. */
  async isLoading(): Promise<boolean> {
    // The driver's own check would wait for the end of it.
    const info = await this.withClient((client) => client.info('persistence'), {
      enableReadyCheck: false,
    });
    return /^loading:1/mu.test(info);
  }

  /** Lends a client of its own, for what the store does not offer. */
  async withClient<T>(
    use: (client: Redis) => Promise<T>,
    options: { readonly enableReadyCheck?: boolean } = {},
  ): Promise<T> {
    const client = new Redis({
      host: '127.0.0.1',
      port: this.port,
      retryStrategy: () => 20,
      ...options,
    });
    client.on('error', () => undefined);
    try {
      return await use(client);
    } finally {
      client.disconnect();
    }
  }

  /** Empties the server. */
  async flush(): Promise<void> {
    await this.withClient((client) => client.flushall());
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/**
 * Whether tests on Redis must be left out, which vitest then shows as skipped. In CI they never are: the machine there
 * has to have a redis-server.
 *
 * @throws Error in CI without a redis-server.
 */
export function isRedisMissing(): boolean {
  const isFound = spawnSync(PROGRAM, ['--version'], { stdio: 'ignore' }).status === 0;
  if (!isFound && process.env['CI'] === 'true') {
    throw new Error(
      'There is no redis-server on the PATH. Install one: CI runs the store on Redis.',
    );
  }
  return !isFound;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
