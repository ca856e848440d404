import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { Store } from '../../store/store.js';
import { startWatch } from '../../work/start-watch.js';
import type { Watch } from '../../work/start-watch.js';
import { runAlone } from './run-alone.js';

export interface StoreLossWatchParts {
  readonly store: Pick<Store, 'settings' | 'locks'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onLost: () => void;
  /** Fills the store anew; null leaves that to a person. Goes on in whatever process is left when this one ends. */
  readonly rebuild: ((signal: AbortSignal) => Promise<unknown>) | null;
}

/** Whoever empties a store takes it away. */
const MARK = 'store-mark';
/** There from the loss until the store is whole again. */
const TO_REBUILD = 'store-to-rebuild';
const LOCK = 'rebuild';
const LOOK_EVERY_MS = 5_000;

/**
 * Tells when the store was emptied while we run: everything goes on, and nothing would show that
 * contracts are missing until somebody looks for them.
 */
export function startStoreLossWatch(parts: StoreLossWatchParts): Watch {
  const { store, clock, log, rebuild } = parts;
  let isMarked = false;

  async function look(): Promise<void> {
    const found = await store.settings.get(MARK);
    if (isMarked && found === null) {
      parts.onLost();
      log.error(
        {},
        `the store was emptied while dealdraft runs: deliveries that waited are lost; ${
          rebuild === null ? 'run "dealdraft backfill" to rebuild it' : 'it is rebuilt now'
        }`,
      );
      if (rebuild !== null) await store.settings.set(TO_REBUILD, 'lost');
    }
    if (found === null) await store.settings.set(MARK, 'kept');
    isMarked = true;
  }

  async function rebuildIfLost(signal: AbortSignal): Promise<void> {
    if (rebuild === null || (await store.settings.get(TO_REBUILD)) === null) return;
    const alone = { locks: store.locks, clock, log, lock: LOCK, signal };
    await runAlone(alone, async (lease) => {
      // Another process may have finished since we looked.
      if ((await store.settings.get(TO_REBUILD)) === null) return;
      await rebuild(lease);
      await store.settings.delete(TO_REBUILD);
      log.info({}, 'the emptied store is rebuilt');
    });
  }

  return startWatch({
    name: 'watch over the store',
    clock,
    everyMs: LOOK_EVERY_MS,
    async look(signal) {
      try {
        await look();
      } catch (error) {
        log.debug({ err: error }, 'could not look whether the store is still the same');
      }
      await rebuildIfLost(signal);
    },
    onFailed: (error) =>
      log.warn({ err: error }, 'rebuilding the store failed and will be tried again'),
  });
}
