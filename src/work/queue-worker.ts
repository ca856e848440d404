import type { RecordActivity } from '../domain/activity.js';
import { atMost } from './at-most.js';
import { runBecauseOf } from '../domain/cause.js';
import type { Clock } from '../domain/clock.js';
import type { Log } from '../domain/log.js';
import type { Claim, Queue } from '../store/queue.js';
import type { Wakes } from '../store/wakes.js';
import { causeOf, runActivity } from './run-activity.js';
import { collectBatch } from './collect-batch.js';
import { keepExtending } from './keep-extending.js';
import type { RunResult } from './run-result.js';
import { noted } from '../domain/said.js';

export interface QueueWorker {
  /** Something became due: look at once. Many calls cost one look. */
  readonly wake: () => void;
  /**
   * Takes no more work and ends what waits; keys not finished are due again at once. Only what can't be called back is
   * waited for, at most `deadlineMs`; its keys come back after their lease.
   */
  stop(deadlineMs: number): Promise<void>;
}

export interface QueueWorkerParts<Key extends string> {
  /** For people, in logs: whose work it is, and the messages that they look for. */
  readonly name: string;
  readonly messages: { readonly failed: string; readonly parked: string };
  readonly queue: Queue<Key>;
  /** Runs claimed keys together. Ends early when the signal aborts: the worker stops, or its leases ran out. */
  readonly run: (
    claims: readonly Claim<Key>[],
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<Key, RunResult>>;
  /** Most keys of one run. */
  readonly batch: number;
  /** Failed runs after which a key is given up. */
  readonly maxAttempts: number;
  /** Called before a key is given up, whatever it was given up for: what waits under it is given up with it. */
  readonly onPark?: (key: Key, reason: string) => Promise<void>;
  /** The lease of these keys ran out in the middle of their run, or an earlier run of theirs never ended. */
  readonly onOvertaken?: (keys: readonly Key[]) => Promise<void>;
  readonly onResult?: (result: RunResult) => void;
  readonly record?: RecordActivity;
  /** Called when runs ended and the queue knows of it; not for keys that only come again. */
  readonly onFinished?: (keys: readonly Key[]) => void;
  /** Without it, keys of other processes are found by looking, every few seconds. */
  readonly wakes?: Wakes;
  /** Whatever it waits for that ends last. */
  readonly pauses: { longest(): Promise<{ readonly until: Date } | null> };
  readonly clock: Clock;
  readonly log: Log;
}

/** Extended while a batch runs, so this is only how long the keys of a process that died wait. */
const LEASE_MS = 20_000;
/** Other processes mark keys too: look at least this often where the store can't tell us of them, and where it can. */
const POLL_MS = 250;
const LIVE_POLL_MS = 5_000;
const AFTER_ERROR_MS = 1_000;
/**
 * So many failed runs before it is given up, a key is run alone: if it takes its process down, it takes no others with it, and
 * those that only happened to be beside it are cleared.
 */
const ALONE_BEFORE_LAST = 3;

/**
 * Works off one queue: claims, runs, finishes. Any number of workers may share a queue, in one process or in many; no key
 * is run twice at once as long as its lease is held, and a key whose process died comes back after the lease.
 */
export function startQueueWorker<Key extends string>(parts: QueueWorkerParts<Key>): QueueWorker {
  const { name, queue, clock, log, maxAttempts } = parts;
  const stopping = new AbortController();
  let wakeUp: (() => void) | null = null;
  /** Counts wakes, so that one that comes between a look and a sleep is not slept through. */
  let wakes = 0;

  const isStopping = () => stopping.signal.aborted;
  const after = (delayMs: number) => new Date(clock.now().getTime() + delayMs);

  /** False when the lease was lost: then the result is somebody else's to give. */
  async function finish(claim: Claim<Key>, result: RunResult): Promise<boolean> {
    const { key, attempts } = claim;
    parts.onResult?.(result);
    parts.record?.(runActivity(name, claim, result));
    switch (result.kind) {
      case 'done':
        log.debug({ key, work: name }, 'done');
        return queue.done(claim);
      case 'again':
        log.debug({ key, work: name, afterMs: result.afterMs }, 'too early, comes again');
        return queue.again(claim, after(result.afterMs));
      case 'once-more': {
        const { afterMs, reason } = result;
        log.debug({ key, work: name, afterMs, reason }, 'done, and once more later');
        return queue.retry(claim, { dueAt: after(afterMs), reason });
      }
      case 'back-off': {
        const { afterMs, reason, cause } = result;
        log.warn({ key, attempts: attempts + 1, afterMs, cause }, parts.messages.failed);
        return queue.retry(claim, { dueAt: after(afterMs), reason });
      }
      case 'park':
        log.error({ key, reason: result.reason, cause: result.cause }, parts.messages.parked);
        await parts.onPark?.(key, result.reason);
        return queue.park(claim, result.reason);
    }
  }

  /** Works off one batch. False when nothing was due. */
  async function workOff(): Promise<boolean> {
    const { signal } = stopping;
    const { batch: limit } = parts;
    const claims = await collectBatch({ queue, clock, limit, leaseMs: LEASE_MS, signal });
    const takenOver = claims.filter(({ isTakenOver }) => isTakenOver).map(({ key }) => key);
    if (takenOver.length > 0) await parts.onOvertaken?.(takenOver);
    const dead = claims.filter(({ attempts }) => attempts >= maxAttempts);
    for (const claim of dead) {
      await runBecauseOf(causeOf([claim]), () =>
        finish(claim, { kind: 'park', reason: diedOf(claim) }),
      );
    }
    const alive = claims.filter(({ attempts }) => attempts < maxAttempts);
    const suspect = alive.find(({ attempts }) => attempts >= maxAttempts - ALONE_BEFORE_LAST);
    const batch = suspect === undefined ? alive : [suspect];
    const others = alive.filter((claim) => !batch.includes(claim));
    await Promise.all(others.map((claim) => queue.again(claim, clock.now())));
    if (batch.length > 0) await runBecauseOf(causeOf(batch), () => runBatch(batch));
    return claims.length > 0;
  }

  async function runBatch(batch: readonly Claim<Key>[]): Promise<void> {
    const ended = new AbortController();
    const lost = new AbortController();
    const extend = async () => (await queue.extend(batch, LEASE_MS)) === batch.length;
    const extending = keepExtending(
      { name, leaseMs: LEASE_MS, extend },
      { until: ended.signal, lost, clock, log },
    );
    try {
      const signal = AbortSignal.any([stopping.signal, lost.signal]);
      const results = await parts.run(batch, signal);
      const overtaken: Key[] = [];
      await Promise.all(
        batch.map(async (claim) => {
          const result = results.get(claim.key) ?? { kind: 'again', afterMs: AFTER_ERROR_MS };
          if (!(await finish(claim, result))) overtaken.push(claim.key);
        }),
      );
      if (overtaken.length > 0) await parts.onOvertaken?.(overtaken);
      const finished = [...results].filter(([, { kind }]) => kind !== 'again');
      parts.onFinished?.(finished.map(([key]) => key));
    } finally {
      ended.abort();
      await extending;
    }
  }

  /** Sleeps until something is due, at most until the next poll; a wake since `wakesBefore` or from now on ends it. */
  async function rest(wakesBefore: number): Promise<void> {
    const nextDueAt = await queue.nextDueAt();
    const pollMs = listener?.isLive() === false ? POLL_MS : LIVE_POLL_MS;
    const untilDueMs = nextDueAt === null ? pollMs : nextDueAt.getTime() - clock.now().getTime();
    const sleeping = new AbortController();
    wakeUp = () => {
      sleeping.abort();
    };
    if (wakes !== wakesBefore) sleeping.abort();
    try {
      await clock.sleep(Math.min(Math.max(untilDueMs, 10), pollMs), sleeping.signal);
    } catch (error) {
      if (!sleeping.signal.aborted) throw error;
    } finally {
      wakeUp = null;
    }
  }

  /** While a system is paused no key is claimed: asking one system would be wasted when the other can't be asked. */
  async function waitOutPause(): Promise<boolean> {
    const pause = await parts.pauses.longest();
    if (pause === null) return false;
    const leftMs = pause.until.getTime() - clock.now().getTime();
    // Looked at again meanwhile: a person's own request may have shown that the system is back.
    await clock.sleep(Math.min(Math.max(leftMs, 1), AFTER_ERROR_MS), stopping.signal);
    return true;
  }

  async function loop(): Promise<void> {
    while (!isStopping()) {
      try {
        const wakesBefore = wakes;
        if (await waitOutPause()) continue;
        if (!(await workOff())) await rest(wakesBefore);
      } catch (error) {
        if (isStopping()) return;
        log.error({ err: error, work: name }, 'a worker hit an unexpected error and goes on');
        await clock.sleep(AFTER_ERROR_MS, stopping.signal).catch(() => undefined);
      }
    }
  }

  const wake = () => {
    wakes += 1;
    wakeUp?.();
  };
  const listener = parts.wakes?.listen(wake);
  const running = loop();

  return {
    wake,
    async stop(deadlineMs) {
      stopping.abort(new Error(`The ${name} worker is stopping.`));
      listener?.stop();
      wake();
      await atMost(deadlineMs, running, clock);
    },
  };
}

/** Its runs never ended: the process died in each of them. Another would too. */
function diedOf({ attempts }: Pick<Claim<string>, 'attempts'>): string {
  return noted`The process that worked on it died ${attempts} times; the log of those moments tells why.`;
}
