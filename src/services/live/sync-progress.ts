import type { Clock } from '../../domain/clock.js';
import type { Store } from '../../store/store.js';
import { backfillStatus, reconciledAt, silence } from '../../sync/index.js';
import type { Pauses } from '../../sync/index.js';
import type { SyncProgressView } from '../services.js';

export interface SyncProgressParts {
  readonly store: Pick<Store, 'queue' | 'inbox' | 'settings'>;
  readonly pauses: Pick<Pauses, 'all'>;
  readonly clock: Clock;
}

/** What the sync is at, in every process of the store. Some reads of the store, no upstream call. */
export async function readSyncProgress(parts: SyncProgressParts): Promise<SyncProgressView> {
  const { store, clock } = parts;
  const now = clock.now();
  const [keys, deliveries, pauses, lastReconciledAt, backfill, { silentForMs, changedAt }] =
    await Promise.all([
      store.queue.counts(),
      store.inbox.counts(),
      parts.pauses.all(),
      reconciledAt(store.settings),
      backfillStatus(store.settings, now),
      silence(store.settings, store.inbox, now),
    ]);
  return {
    waiting: keys.due + keys.later + keys.running,
    parked: keys.parked,
    deliveries,
    pauses: pauses.map(({ service, reason, until }) => ({ service, reason, until })),
    lastReconciledAt,
    backfill:
      backfill === null
        ? null
        : { ...backfill, estimatedSecondsLeft: toSeconds(backfill.estimatedMsLeft) },
    silentForSeconds: changedAt === null ? null : toSeconds(silentForMs),
  };
}

function toSeconds(ms: number): number;
function toSeconds(ms: number | null): number | null;
function toSeconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 1_000);
}
