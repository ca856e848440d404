import type { Cluster, Redis } from 'ioredis';
import { z } from 'zod';

import { systemClock } from '../../domain/clock.js';
import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { Reply } from './replies.js';
import { createScript } from './script.js';
import type { Script } from './script.js';
import { toStoreError } from './store-error.js';

/** All keys carry one hash tag: a script then finds all it touches in one slot of a cluster. */
export const ROOT = '{dealdraft}:';

/** How long a call waits for a connection that is being made again before it gives up. */
const READY_DEADLINE_MS = 2_000;

type Argument = string | number | Buffer;

const NOW = createScript("return string.format('%.0f', now)");
const bytesReply = z.instanceof(Uint8Array).nullable();
const serverTimeReply = z.string().transform((ms) => new Date(Number(ms)));

/**
 * One connection, shared by all calls of a process. Commands asked for in one turn of the event loop leave in one
 * packet, and a Redis with `appendfsync always` answers what it read in one turn after one disk flush: many
 * deliveries at once cost few flushes.
 *
 * Nothing is sent twice: a command whose answer was lost is reported as failed, because the caller knows what a repeat
 * means and a driver does not. Nothing is queued for longer than it takes to fail.
 */
export class RedisConnection {
  readonly #client: Redis | Cluster;
  readonly #clock: Clock;
  readonly #pending = new Set<Promise<unknown>>();
  #ready: Promise<void> | null = null;
  #closed = false;

  constructor(client: Redis | Cluster, parts: { readonly clock: Clock; readonly log: Log }) {
    this.#client = client;
    this.#clock = parts.clock;
    let state: 'opening' | 'connected' | 'lost' = 'opening';
    client.on('close', () => {
      if (state !== 'connected' || this.#closed) return;
      state = 'lost';
      parts.log.warn({}, 'lost the connection to Redis and tries to get it back');
    });
    client.on('ready', () => {
      if (state === 'lost') void comeBack();
      else state = 'connected';
    });
    const comeBack = async () => {
      // After a failover the name may lead to the old server for a while, which takes no writes any more.
      if (!(await isPrimary(client)) || state !== 'lost') return;
      state = 'connected';
      parts.log.info({}, 'connected to Redis again');
    };
    // Without a listener the driver prints each failed attempt; calls report what they met themselves.
    client.on('error', () => undefined);
  }

  /**
   * The time by which scripts go, as their first argument: empty for the time of the Redis server, which all machines
   * share; a clock that was put in (tests step one) goes before it.
   */
  get now(): string {
    return this.#clock === systemClock ? '' : String(this.#clock.now().getTime());
  }

  /** The time that scripts go by. */
  async serverNow(): Promise<Date> {
    return this.run(NOW, serverTimeReply);
  }

  /** How far `date` is from now by our own clock, so that a server with another clock understands it, too. */
  msUntil(date: Date): number {
    return msOf(date) - this.#clock.now().getTime();
  }

  /** The reverse of `msUntil`. */
  dateIn(ms: number): Date {
    return new Date(this.#clock.now().getTime() + ms);
  }

  /** Runs the script atomically and parses its answer. Arguments start at `ARGV[2]`. */
  async run<T>(script: Script, reply: Reply<T>, ...args: readonly Argument[]): Promise<T> {
    const { now } = this;
    const answer = await this.#ask(async (client) => {
      try {
        return await client.evalsha(script.sha1, 1, ROOT, now, ...args);
      } catch (error) {
        // A Redis that was started anew has forgotten the script; it takes it along with the call.
        if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
        return client.eval(script.lua, 1, ROOT, now, ...args);
      }
    });
    return reply.parse(answer);
  }

  /** Sends one command on the key `ROOT + name`. */
  async send<T>(
    reply: Reply<T>,
    command: string,
    name: string,
    ...args: readonly Argument[]
  ): Promise<T> {
    return reply.parse(await this.#ask((client) => client.call(command, ROOT + name, ...args)));
  }

  /** The bytes at the key `ROOT + name`, which are no text; null where there are none. */
  async bytesAt(name: string): Promise<Uint8Array | null> {
    return bytesReply.parse(await this.#ask((client) => client.getBuffer(ROOT + name)));
  }

  /** Begins `work`, which never rejects, when what else this turn of the event loop has to do is done. */
  atEndOfTurn(work: () => Promise<void>): void {
    this.#assertOpen();
    setImmediate(() => void work());
  }

  /** Lets the calls under way finish, and those that gather. Calling it twice is harmless. */
  async close(): Promise<void> {
    if (this.#closed) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#closed = true;
    await Promise.allSettled(this.#pending);
    this.#client.disconnect();
  }

  async #ask(call: (client: Redis | Cluster) => Promise<unknown>): Promise<unknown> {
    this.#assertOpen();
    const answer = this.#whenReady(call);
    this.#pending.add(answer);
    try {
      return await answer;
    } catch (error) {
      throw toStoreError(error);
    } finally {
      this.#pending.delete(answer);
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new Error('The store is closed.');
  }

  async #whenReady(call: (client: Redis | Cluster) => Promise<unknown>): Promise<unknown> {
    if (this.#client.status !== 'ready') {
      this.#ready ??= untilReady(this.#client, READY_DEADLINE_MS).finally(() => {
        this.#ready = null;
      });
      await this.#ready;
    }
    return call(this.#client);
  }
}

/** Milliseconds since 1970. @throws RangeError for an invalid date, which Redis would take for a number. */
export function msOf(date: Date): number {
  const ms = date.getTime();
  if (Number.isNaN(ms)) throw new RangeError('The store was given an invalid date.');
  return ms;
}

/** @throws the connection's last error, or one that says how long nothing came. */
export async function untilReady(client: Redis | Cluster, deadlineMs: number): Promise<void> {
  if (client.status === 'ready') return;
  const settled = Promise.withResolvers<undefined>();
  let lastError: Error | null = null;
  const onReady = () => {
    settled.resolve(undefined);
  };
  const onError = (error: Error) => {
    lastError = error;
    if (isRefusal(error)) settled.reject(error);
  };
  const timer = setTimeout(() => {
    settled.reject(
      // The driver keeps it to itself that a server loads.
      lastError ??
        new Error(`Redis could not be reached within ${deadlineMs} ms, or loads its data still.`),
    );
  }, deadlineMs);
  client.once('ready', onReady);
  client.on('error', onError);
  try {
    await settled.promise;
  } finally {
    clearTimeout(timer);
    client.off('ready', onReady);
    client.off('error', onError);
  }
}

/** False as well when it is gone again. */
async function isPrimary(client: Redis | Cluster): Promise<boolean> {
  try {
    return !(await client.info('replication')).includes('role:slave');
  } catch {
    return false;
  }
}

/** Answers that no waiting mends: wrong password, no rights, no such database. */
function isRefusal(error: Error): boolean {
  return /^(WRONGPASS|NOAUTH|NOPERM|ERR (DB index|invalid DB|SELECT is not allowed))/.test(
    error.message,
  );
}
