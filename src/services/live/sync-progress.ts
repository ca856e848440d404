import type { Clock } from '../../domain/clock.js';
import type { Store } from '../../store/store.js';
import {
  backfillStatus,
  reconciledAt,
  refusedDeliveries,
  repairOrders,
  silence,
} from '../../sync/index.js';
import type { RepairOrders } from '../../sync/index.js';
import { readNotices } from '../health/notices.js';
import type { Notice, NoticeParts } from '../health/notices.js';
import type { Pauses } from '../../work/pauses.js';
import type { DeliveryCountsView } from '../inbox/deliveries.js';

export interface SyncProgressView {
  /** Contracts with sync work ahead, running ones included. */
  readonly waiting: number;
  readonly parked: number;
  readonly deliveries: DeliveryCountsView;
  readonly pauses: readonly {
    readonly service: 'spotdraft' | 'salesforce';
    readonly reason: string;
    readonly since: Date;
    readonly until: Date;
  }[];
  readonly lastReconciledAt: Date | null;
  readonly backfill: BackfillProgressView | null;
  readonly silentForSeconds: number | null;
  readonly refusedDeliveries: number;
  /** What is wrong now, the most urgent first. */
  readonly notices: readonly Notice[];
  readonly repairs: RepairOrders;
}

/** The running backfill, or the last one. */
export interface BackfillProgressView {
  readonly startedAt: Date;
  readonly isRunning: boolean;
  /** Null while it runs, or when it was interrupted. */
  readonly finishedAt: Date | null;
  readonly contracts: number;
  readonly total: number | null;
  readonly estimatedSecondsLeft: number | null;
}

export interface SyncProgressParts extends Pick<NoticeParts, 'archive' | 'credentialEnds'> {
  readonly store: Pick<Store, 'queues' | 'inbox' | 'settings' | 'archive' | 'marks'>;
  /** Why the store takes no write; null while it does. */
  readonly storeProblem: () => Promise<string | null>;
  readonly pauses: Pick<Pauses, 'all' | 'unended'>;
  readonly clock: Clock;
}

/** What the sync is at, in every process of the store. Some reads of the store, no upstream call. */
export async function readSyncProgress(parts: SyncProgressParts): Promise<SyncProgressView> {
  const { store, clock } = parts;
  const now = clock.now();
  const [
    keys,
    deliveries,
    pauses,
    unendedPauses,
    lastReconciledAt,
    backfill,
    { silentForMs, changedAt },
    refused,
    repairs,
    storeProblem,
  ] = await Promise.all([
    store.queues.sync.counts(),
    store.inbox.counts(),
    parts.pauses.all(),
    parts.pauses.unended(),
    reconciledAt(store.settings),
    backfillStatus(store.settings, now),
    silence(store.settings, store.inbox, now),
    refusedDeliveries(store.settings, store.inbox),
    repairOrders(store.settings),
    parts.storeProblem(),
  ]);
  const notices = await readNotices(parts, {
    now,
    storeProblem,
    pauses: unendedPauses,
    refused,
    silentForMs,
    isSilent: changedAt !== null,
    parkedContracts: keys.parked,
    parkedDeliveries: deliveries.parked,
    repairs,
    isBackfilled: lastReconciledAt !== null,
  });
  return {
    waiting: keys.due + keys.later + keys.running,
    parked: keys.parked,
    deliveries,
    pauses: pauses.map(({ service, reason, since, until }) => ({ service, reason, since, until })),
    lastReconciledAt,
    backfill:
      backfill === null
        ? null
        : { ...backfill, estimatedSecondsLeft: toSeconds(backfill.estimatedMsLeft) },
    refusedDeliveries: refused?.count ?? 0,
    notices,
    repairs,
    silentForSeconds: changedAt === null ? null : toSeconds(silentForMs),
  };
}

function toSeconds(ms: number): number;
function toSeconds(ms: number | null): number | null;
function toSeconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 1_000);
}
