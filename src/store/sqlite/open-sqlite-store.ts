import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { Store } from '../store.js';
import { createActivityLog } from './activity.js';
import { createArchiveLedger } from './archive-ledger.js';
import { createBulkJobs } from './bulk-jobs.js';
import { createChangeLog } from './change-log.js';
import { createBrowserSessions } from './browser-sessions.js';
import { createCommitWatch } from './commit-watch.js';
import { createContractStore } from './contract-store.js';
import { createCreationLedger } from './creation-ledger.js';
import { createQueues } from './queue.js';
import { createInbox } from './inbox.js';
import { damagedFile, isDamage } from './damage.js';
import { sqliteCodeOf } from './database.js';
import type { Database } from './database.js';
import { fileSystemRisks } from './file-system.js';
import { createLocks } from './locks.js';
import { createMarks } from './marks.js';
import {
  ACTIVITY_MIGRATIONS,
  RATE_MIGRATIONS,
  STORE_MIGRATIONS,
  UPLOAD_MIGRATIONS,
} from './migrations.js';
import { openDatabase } from './open-database.js';
import { createRateWindow } from './rate-window.js';
import { createSettings } from './settings.js';
import { createUploads } from './uploads.js';
import { createWakes } from './wakes.js';

export interface SqliteStoreOptions {
  /**
   * The database file; SQLite keeps `-wal` and `-shm` beside it, the rate window lives in `-rate`, documents that callers
   * have handed in in `-uploads`, the own log in `-activity`.
   */
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Opens the embedded store, for any number of processes of one machine. What a method promised is on disk
 * (`synchronous = FULL`) when it resolves; the rate window, documents that were handed in and the own log may lose what was
 * last written in a power cut.
 *
 * @throws ConfigError when the path can't be used, holds something else, or was written by a newer dealdraft.
 */
export async function openSqliteStore({ path, clock, log }: SqliteStoreOptions): Promise<Store> {
  const open = (suffix: string, migrations: readonly string[]) =>
    openDatabase({
      path: path + suffix,
      migrations,
      synchronous: suffix === '' ? 'FULL' : 'NORMAL',
      log,
    });
  const opened: Database[] = [];
  try {
    const main = await open('', STORE_MIGRATIONS);
    opened.push(main);
    const rate = await open('-rate', RATE_MIGRATIONS);
    opened.push(rate);
    const uploads = await open('-uploads', UPLOAD_MIGRATIONS);
    opened.push(uploads);
    const commits = createCommitWatch(main, log);
    // Opened by the first who needs it: what is wrong with it is no reason not to start.
    const activities = createActivityLog(() => open('-activity', ACTIVITY_MIGRATIONS));
    const changes = createChangeLog(main, { commits, clock, log });
    return {
      inbox: createInbox(main, clock),
      queues: createQueues(main, clock),
      contracts: createContractStore(main, clock),
      creations: createCreationLedger(main, clock),
      archive: createArchiveLedger(main),
      bulk: createBulkJobs(main, clock),
      rateWindow: createRateWindow(rate, clock),
      locks: createLocks(main, clock),
      settings: createSettings(main),
      marks: createMarks(main),
      changes,
      browserSessions: createBrowserSessions(main, clock),
      uploads: createUploads(uploads, clock),
      wakes: createWakes(commits),
      activities,
      now: async () => clock.now(),
      checkWritable: async () => {
        await Promise.all(opened.map((database) => database.checkWritable()));
      },
      // What SQLite itself needs for it, it was opened with.
      durability: () => fileSystemRisks(path),
      close: async () => {
        changes.stop();
        commits.stop();
        await Promise.all([activities.close(), ...opened.map((database) => database.close())]);
      },
    };
  } catch (error) {
    await Promise.all(opened.map((database) => database.close()));
    // Statements are prepared as the parts are made, and read the schema then.
    if (isDamage(sqliteCodeOf(error))) throw damagedFile(path);
    throw error;
  }
}
