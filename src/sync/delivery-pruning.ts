import type { Clock } from '../domain/clock.js';
import type { Log } from '../domain/log.js';
import type { Store } from '../store/store.js';

export interface DeliveryPruning {
  /** Ends after the step that runs. */
  stop(): Promise<void>;
}

export interface DeliveryPruningParts {
  readonly store: Pick<Store, 'inbox' | 'locks'>;
  /** Age from which deliveries that need no more work are deleted; 0 for never. */
  readonly keepMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

const LOCK = 'delivery-pruning';
const LOOK_EVERY_MS = 60 * 60_000;
/** Of one step: deliveries that come in meanwhile wait no longer than it takes. */
const CHUNK = 500;

/**
 * Deletes applied and ignored deliveries that are old, once an hour, from one of all processes. What waits or is parked
 * stays, however old it is. They hold personal data, which nobody should have to remember to delete.
 */
export function startDeliveryPruning(parts: DeliveryPruningParts): DeliveryPruning {
  const { store, keepMs, clock, log } = parts;
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;

  async function pruneOnce(): Promise<void> {
    // Never released: its lease is what makes the next look come an hour later, in whichever process.
    const token = await store.locks.acquire(LOCK, LOOK_EVERY_MS);
    if (token === null) return;
    const before = new Date(clock.now().getTime() - keepMs);
    let total = 0;
    while (!isStopping()) {
      const pruned = await store.inbox.prune({ before, limit: CHUNK });
      total += pruned;
      if (pruned < CHUNK || !(await store.locks.extend(LOCK, token, LOOK_EVERY_MS))) break;
    }
    if (total > 0) log.info({ pruned: total, before: before.toISOString() }, 'deliveries pruned');
  }

  async function loop(): Promise<void> {
    while (!isStopping()) {
      try {
        await pruneOnce();
      } catch (error) {
        log.warn({ err: error }, 'old deliveries could not be pruned and will be tried again');
      }
      await clock.sleep(LOOK_EVERY_MS, stopping.signal).catch(() => undefined);
    }
  }

  const running = keepMs > 0 ? loop() : Promise.resolve();
  return {
    async stop() {
      stopping.abort(new Error('The pruning of deliveries is stopping.'));
      await running;
    },
  };
}
