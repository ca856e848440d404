import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { Store } from '../../store/store.js';
import { startWatch } from '../../work/start-watch.js';
import type { Watch } from '../../work/start-watch.js';

const LOOK_EVERY_MS = 5 * 60_000;

/**
 * Removes documents whose hour is over. Whoever hands in another one does so, too; this is for when nobody does: they are
 * somebody's contracts, which nobody should keep for longer than was said.
 */
export function startUploadExpiry(parts: {
  readonly store: Pick<Store, 'uploads'>;
  readonly clock: Clock;
  readonly log: Log;
}): Watch {
  const { store, clock, log } = parts;
  return startWatch({
    name: 'removal of expired uploads',
    clock,
    everyMs: LOOK_EVERY_MS,
    async look() {
      const removed = await store.uploads.removeExpired();
      if (removed > 0) log.info({ removed }, 'expired uploads removed');
    },
    onFailed: (error) =>
      log.warn({ err: error }, 'expired uploads could not be removed; it is tried again'),
  });
}
