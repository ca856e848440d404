import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { Store } from '../store.js';
import { createChangeLog } from './change-log.js';
import { createBrowserSessions } from './browser-sessions.js';
import { createCommitWatch } from './commit-watch.js';
import { createContractStore } from './contract-store.js';
import { createCreationLedger } from './creation-ledger.js';
import { createDirtyQueue } from './dirty-queue.js';
import { createInbox } from './inbox.js';
import { createLocks } from './locks.js';
import { RATE_MIGRATIONS, STORE_MIGRATIONS } from './migrations.js';
import { openDatabase } from './open-database.js';
import { createRateWindow } from './rate-window.js';
import { createSettings } from './settings.js';
import { createWakes } from './wakes.js';

export interface SqliteStoreOptions {
  /** The database file; SQLite keeps `-wal` and `-shm` beside it, the rate window lives in `-rate`. */
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Opens the embedded store, for any number of processes of one machine. What a method promised is on disk
 * (`synchronous = FULL`) when it resolves; the rate window alone may lose its last slots in a power cut.
 *
 * @throws ConfigError when the path can't be used, holds something else, or was written by a newer dealdraft.
 */
export async function openSqliteStore({ path, clock, log }: SqliteStoreOptions): Promise<Store> {
  const main = await openDatabase({ path, migrations: STORE_MIGRATIONS, synchronous: 'FULL', log });
  try {
    const rate = await openDatabase({
      path: `${path}-rate`,
      migrations: RATE_MIGRATIONS,
      synchronous: 'NORMAL',
      log,
    });
    const commits = createCommitWatch(main, log);
    const changes = createChangeLog(main, { commits, clock, log });
    return {
      inbox: createInbox(main, clock),
      queue: createDirtyQueue(main, clock),
      contracts: createContractStore(main),
      creations: createCreationLedger(main, clock),
      rateWindow: createRateWindow(rate, clock),
      locks: createLocks(main, clock),
      settings: createSettings(main),
      changes,
      browserSessions: createBrowserSessions(main, clock),
      wakes: createWakes(commits),
      checkWritable: async () => {
        await Promise.all([main.checkWritable(), rate.checkWritable()]);
      },
      close: async () => {
        changes.stop();
        commits.stop();
        await Promise.all([main.close(), rate.close()]);
      },
    };
  } catch (error) {
    await main.close();
    throw error;
  }
}
