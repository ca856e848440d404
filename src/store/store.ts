import type { ActivityLog } from './activity.js';
import type { ArchiveLedger } from './archive-ledger.js';
import type { BulkJobs } from './bulk-jobs.js';
import type { BrowserSessions } from './browser-sessions.js';
import type { ChangeLog } from './change-log.js';
import type { ContractStore } from './contracts.js';
import type { CreationLedger } from './creation-ledger.js';
import type { Inbox } from './inbox.js';
import type { Locks } from './locks.js';
import type { Marks } from './marks.js';
import type { Queues } from './queue.js';
import type { RateWindow } from '../domain/rate-window.js';
import type { Settings } from './settings.js';
import type { Uploads } from './uploads.js';
import type { Wakes } from './wakes.js';

/**
 * What dealdraft keeps. All of it can be rebuilt from SpotDraft and the CRM by `dealdraft backfill`; deleting it
 * loses no contract and no status, only the history of deliveries and the own log, who is signed in, documents that were handed in within the hour, and jobs
 * over many deals, which can be started anew. Methods are atomic and durable when they resolve
 * unless their comment says otherwise, and safe to call from several processes at once.
 *
 * Not in this port: SQL, Redis commands, transactions over several methods.
 */
export interface Store {
  readonly inbox: Inbox;
  readonly queues: Queues;
  readonly contracts: ContractStore;
  readonly creations: CreationLedger;
  readonly archive: ArchiveLedger;
  readonly bulk: BulkJobs;
  readonly rateWindow: RateWindow;
  readonly locks: Locks;
  readonly settings: Settings;
  readonly marks: Marks;
  readonly changes: ChangeLog;
  readonly browserSessions: BrowserSessions;
  readonly uploads: Uploads;
  readonly wakes: Wakes;
  readonly activities: ActivityLog;
  /**
   * The time that all processes of the store share: what is compared across processes is told by this clock, never by two.
   */
  now(): Promise<Date>;
  /** Writes something and reads it back. Rejects when the write is refused or the files are gone. */
  checkWritable(): Promise<void>;
  /**
   * What of the engine's settings endangers what was acknowledged, a sentence each, with the setting to change; empty when nothing
   * is known to.
   */
  durability(): Promise<readonly string[]>;
  close(): Promise<void>;
}
