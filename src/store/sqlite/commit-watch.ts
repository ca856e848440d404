import type { Log } from '../../domain/log.js';
import type { Database } from './database.js';

/** SQLite tells nobody of another process's writes. A look reads a counter in shared memory, in some microseconds. */
const LOOK_EVERY_MS = 20;

/** Tells that something was committed, by whichever process; what it was is for the listener to find out. */
export interface CommitWatch {
  watch(onCommit: () => void): { stop(): void };
  stop(): void;
}

/** One timer for all listeners, and none while there are none. */
export function createCommitWatch(database: Database, log: Log): CommitWatch {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;
  let seen: string | null = null;
  let isReported = false;

  function look(): void {
    try {
      const now = database.version();
      const isNew = now !== seen;
      seen = now;
      isReported = false;
      if (isNew) for (const onCommit of listeners) onCommit();
    } catch (error) {
      if (!isReported) log.warn({ err: error }, 'could not look for what other processes wrote');
      isReported = true;
    }
  }

  function stop(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
    seen = null;
    listeners.clear();
  }

  return {
    watch(onCommit) {
      const listener = () => {
        onCommit();
      };
      listeners.add(listener);
      timer ??= setInterval(look, LOOK_EVERY_MS).unref();
      return {
        stop: () => {
          if (listeners.delete(listener) && listeners.size === 0) stop();
        },
      };
    },
    stop,
  };
}
