import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { Store } from '../../store/store.js';
import { startWatch } from '../../work/start-watch.js';
import type { Watch } from '../../work/start-watch.js';

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
export function startDeliveryPruning(parts: DeliveryPruningParts): Watch {
  const { store, keepMs, clock, log } = parts;

  async function pruneOnce(signal: AbortSignal): Promise<void> {
    // Never released: its lease is what makes the next look come an hour later, in whichever process.
    const token = await store.locks.acquire(LOCK, LOOK_EVERY_MS);
    if (token === null) return;
    const before = new Date(clock.now().getTime() - keepMs);
    let total = 0;
    while (!signal.aborted) {
      const pruned = await store.inbox.prune({ before, limit: CHUNK });
      total += pruned;
      if (pruned < CHUNK || !(await store.locks.extend(LOCK, token, LOOK_EVERY_MS))) break;
    }
    if (total > 0) log.info({ pruned: total, before: before.toISOString() }, 'deliveries pruned');
  }

  return keepMs === 0
    ? { stop: async () => undefined }
    : startWatch({
        name: 'pruning of deliveries',
        clock,
        everyMs: LOOK_EVERY_MS,
        look: pruneOnce,
        onFailed: (error) =>
          log.warn({ err: error }, 'old deliveries could not be pruned and will be tried again'),
      });
}
