import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { RateWindow } from '../../domain/rate-window.js';
import { currentScope, OWN_WORK } from '../../domain/request-scope.js';
import { Turns } from '../http/turns.js';
import type { RateBudget, RatePermit } from './rate-budget.js';
import type { Lane } from '../../domain/lane.js';

export interface ObservableRateBudget extends RateBudget {
  /** Callers waiting for a permit, by lane. */
  stats(): Readonly<Record<Lane, number>>;
}

export interface RateBudgetOptions {
  readonly window: RateWindow;
  /** Calls in any one second, as the server sees them. */
  readonly limitPerSecond: number;
  readonly clock: Clock;
  readonly log: Log;
  /** After each permit: for whom, and how long it waited. */
  readonly onPermit?: (lane: Lane, waitedMs: number) => void;
}

interface Waiter {
  grant(permit: RatePermit): void;
  refuse(error: Error): void;
}

interface Queue {
  readonly waiters: Turns<Waiter>;
  /** Permits that went to others while somebody waited here. */
  passedOver: number;
  /** Since when somebody waits here without any permit for this lane. */
  waitingSinceMs: number;
}

/** A second and a little: clocks of two machines tick apart, and ours is cut to milliseconds. */
const WINDOW_MS = 1_010;
/**
 * The window gives up what it has not heard of for five seconds. What is under way is held well before; a slot that
 * took longer than this to get is given back unused, because it may be nobody's by now.
 */
const HOLD_EVERY_MS = 1_000;
const STALE_AFTER_MS = 2_500;
/**
 * A lower lane that waits gets at least every 8th permit. The two lanes' bounds differ by one so that both can be
 * due at the same moment and still be served in time.
 */
const MAX_PASSED_OVER = { background: 7, webhook: 6 } as const;
const MAX_WAIT_MS = 5_000;
/** Most urgent first. */
const LANES = ['interactive', 'webhook', 'background'] as const satisfies readonly Lane[];

/**
 * Lanes in front of the shared window. One loop takes slots as long as anybody waits and decides only when it has one
 * who gets it, so that an interactive caller overtakes everybody who came before. Within a lane callers take turns, and
 * who has left waits no more.
 */
export function createRateBudget(options: RateBudgetOptions): ObservableRateBudget {
  const { window, limitPerSecond, clock, log } = options;
  const queues: Readonly<Record<Lane, Queue>> = {
    interactive: newQueue(),
    webhook: newQueue(),
    background: newQueue(),
  };
  const underWay = new Set<string>();
  let holding: AbortController | null = null;
  let running = false;
  let pause = new AbortController();

  const anyWaiting = () => LANES.some((lane) => queues[lane].waiters.size > 0);

  function chooseLane(nowMs: number): Lane | null {
    for (const lane of ['background', 'webhook'] as const) {
      const queue = queues[lane];
      if (queue.waiters.size === 0) continue;
      if (
        queue.passedOver >= MAX_PASSED_OVER[lane] ||
        nowMs - queue.waitingSinceMs >= MAX_WAIT_MS
      ) {
        return lane;
      }
    }
    return LANES.find((lane) => queues[lane].waiters.size > 0) ?? null;
  }

  function nextWaiter(): Waiter | null {
    const nowMs = clock.now().getTime();
    const chosen = chooseLane(nowMs);
    if (chosen === null) return null;
    for (const lane of LANES) {
      if (lane !== chosen && queues[lane].waiters.size > 0) queues[lane].passedOver += 1;
    }
    const queue = queues[chosen];
    queue.passedOver = 0;
    queue.waitingSinceMs = nowMs;
    return queue.waiters.next() ?? null;
  }

  async function settle(slot: string): Promise<void> {
    try {
      await window.settle(slot);
    } catch (error) {
      // Nobody holds it any more, so the window gives it up; until then we only send less.
      log.warn({ err: error }, 'a call permit could not be given back');
    }
  }

  /** Tells the window of the calls under way as long as there are any. */
  async function keepHolding(until: AbortSignal): Promise<void> {
    for (;;) {
      try {
        await clock.sleep(HOLD_EVERY_MS, until);
      } catch {
        return; // all have ended
      }
      try {
        await window.hold([...underWay]);
      } catch (error) {
        log.warn({ err: error }, 'the permits of calls under way could not be held');
      }
    }
  }

  function permitFor(slot: string): RatePermit {
    underWay.add(slot);
    if (holding === null) {
      holding = new AbortController();
      void keepHolding(holding.signal);
    }
    return {
      settle() {
        if (!underWay.delete(slot)) return;
        if (underWay.size === 0) {
          holding?.abort();
          holding = null;
        }
        void settle(slot);
      },
    };
  }

  async function serveOne(): Promise<void> {
    const askedAtMs = clock.now().getTime();
    const result = await window.take({ limit: limitPerSecond, windowMs: WINDOW_MS });
    if (!result.taken) {
      if (!anyWaiting()) return;
      pause = new AbortController();
      // Whatever the window says: after its own length at the latest it may look different.
      const waitMs = Math.min(Math.max(1, result.waitMs), WINDOW_MS);
      await clock.sleep(waitMs, pause.signal).catch(() => undefined);
      return;
    }
    const isStale = clock.now().getTime() - askedAtMs >= STALE_AFTER_MS;
    const waiter = isStale ? null : nextWaiter();
    if (waiter === null) await settle(result.slot);
    else waiter.grant(permitFor(result.slot));
  }

  async function serve(): Promise<void> {
    if (running) return;
    running = true;
    try {
      while (anyWaiting()) {
        try {
          await serveOne();
        } catch (error) {
          // Without the shared window nobody may send: the caller whose turn it is learns why.
          nextWaiter()?.refuse(error instanceof Error ? error : new Error('rate window failed'));
        }
      }
    } finally {
      running = false;
    }
  }

  return {
    acquire(lane, ownSignal) {
      const scope = currentScope();
      const caller = scope?.caller ?? OWN_WORK;
      const signals = [ownSignal, scope?.signal].filter((signal) => signal !== undefined);
      const signal = AbortSignal.any(signals);
      return new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(reasonOf(signal));
          return;
        }
        const queue = queues[lane];
        const askedAtMs = clock.now().getTime();
        const leave = () => {
          queue.waiters.remove(caller, waiter);
          signal.removeEventListener('abort', onAbort);
        };
        const onAbort = () => {
          leave();
          if (!anyWaiting()) pause.abort();
          reject(reasonOf(signal));
        };
        const waiter: Waiter = {
          grant(permit) {
            leave();
            options.onPermit?.(lane, Math.max(0, clock.now().getTime() - askedAtMs));
            resolve(permit);
          },
          refuse(error) {
            leave();
            reject(error);
          },
        };
        if (queue.waiters.size === 0) {
          queue.passedOver = 0;
          queue.waitingSinceMs = clock.now().getTime();
        }
        queue.waiters.add(caller, waiter);
        signal.addEventListener('abort', onAbort, { once: true });
        void serve();
      });
    },
    stats: () => ({
      interactive: queues.interactive.waiters.size,
      webhook: queues.webhook.waiters.size,
      background: queues.background.waiters.size,
    }),
  };
}

function newQueue(): Queue {
  return { waiters: new Turns(), passedOver: 0, waitingSinceMs: 0 };
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted');
}
