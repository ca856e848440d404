import { atMost } from '../../../work/at-most.js';
import type { Clock } from '../../../domain/clock.js';
import { failureText } from '../../../domain/failure-text.js';
import { isWithin } from '../../../domain/is-within.js';
import { dateIn } from '../../../mapping/expression/time-zone.js';
import { isContractKey } from '../../../store/dirty-key.js';
import type { DirtyKey } from '../../../store/queue.js';
import type { Store } from '../../../store/store.js';
import type { Pauses } from '../../../work/pauses.js';
import { startWatch } from '../../../work/start-watch.js';
import { storedPages } from '../../projection/stored-pages.js';
import { backfilledAt } from '../backfill.js';
import { runAlone } from '../run-alone.js';
import { relateContracts } from './relate-renewals.js';
import type { Relate } from './relate-renewals.js';
import { createRenewalLedger } from './renewal-ledger.js';
import { lastRenewalPass, saveRenewalError, saveRenewalPass } from './renewal-progress.js';
import { renewContracts, runRenewals } from './run-renewals.js';
import type { RenewalParts } from './renewal-parts.js';

export interface RenewalScheduleParts extends Omit<RenewalParts, 'ledger'> {
  readonly store: RenewalParts['store'] & Pick<Store, 'settings' | 'locks'>;
  readonly pauses: Pick<Pauses, 'active' | 'note'>;
  readonly relate: Relate;
  readonly clock: Clock;
  /** From one pass over all executed contracts to the next. */
  readonly everyMs: number;
}

export interface RenewalSchedule {
  /** Sync work under these keys has ended: the contracts may end at another time, or have come to a deal. */
  noteSettled(keys: readonly DirtyKey[]): void;
  /** Ends what is under way, at most after `deadlineMs`; the next start does it again. */
  stop(deadlineMs: number): Promise<void>;
}

const LOCK = 'renewals';
const HEAR_EVERY_MS = 5_000;
const BATCH = 200;
/** A pass that failed is tried again this soon. */
const RETRY_MS = 60_000;

/**
 * Passes over the executed contracts in the background lane, one at a time whatever the number of processes: a quarter of an hour
 * after the last one, as soon as a new day begins where the mapping is at home, after a backfill, and for single contracts as soon as
 * they were read anew. A pass asks nobody where nothing is new and nothing is due.
 */
export function startRenewalSchedule(parts: RenewalScheduleParts): RenewalSchedule {
  const { store, mapping, clock, log, pauses } = parts;
  if (mapping.renewals.size === 0) {
    return { noteSettled: () => undefined, stop: () => Promise.resolve() };
  }
  const ledger = createRenewalLedger(store);
  const renewing = { ...parts, ledger };

  /** What the next full pass stands for; null when none is due. */
  async function duePass() {
    const now = await store.now();
    const day = dateIn(mapping.timeZone, now);
    const backfilled = (await backfilledAt(store.settings))?.toISOString() ?? null;
    const last = await lastRenewalPass(store.settings);
    const isDone =
      last?.day === day &&
      last.backfilled === backfilled &&
      isWithin(parts.everyMs, last.at.getTime(), now.getTime());
    return isDone ? null : { at: now, day, backfilled };
  }

  async function passOverAll(signal: AbortSignal): Promise<void> {
    const due = await duePass();
    if (due === null) return;
    const report = await runRenewals(renewing, { dryRun: false, signal });
    await relateAll(signal);
    if (report.due.length > 0)
      log.info({ contracts: report.contracts, due: report.due.length }, 'renewals were made');
    await saveRenewalPass(store.settings, due);
  }

  /** Contracts on renewals' deals, and those of types that amend. */
  async function relateAll(signal: AbortSignal): Promise<void> {
    for await (const deals of ledger.renewalDeals(BATCH)) {
      const contracts = await store.contracts.byOpportunity(deals);
      await relateContracts(renewing, [...contracts.values()].flat(), signal);
    }
    const types = new Set([...mapping.renewals.values()].flatMap(({ amendments }) => amendments));
    for (const typeId of types) {
      for await (const page of storedPages(store.contracts, { typeId, linked: true })) {
        await relateContracts(renewing, page, signal);
      }
    }
  }

  async function passOverChanged(signal: AbortSignal): Promise<void> {
    for (;;) {
      const noted = await ledger.changed(BATCH);
      if (noted.size === 0) return;
      const contracts = [...(await store.contracts.get([...noted.keys()])).values()];
      const { unread } = await renewContracts(renewing, contracts, {
        dryRun: false,
        isChanged: true,
        signal,
      });
      await relateContracts(renewing, contracts, signal);
      const done = new Map([...noted].filter(([id]) => !unread.has(id)));
      await ledger.dropChanged(done);
      if (noted.size < BATCH || done.size === 0) return;
    }
  }

  let triedAtMs = Number.NEGATIVE_INFINITY;
  async function look(signal: AbortSignal): Promise<void> {
    const nowMs = clock.now().getTime();
    const isAllDue = !isWithin(RETRY_MS, triedAtMs, nowMs) && (await duePass()) !== null;
    if (!isAllDue && (await ledger.changedCount()) === 0) return;
    for (const service of ['salesforce', 'spotdraft'] as const) {
      if ((await pauses.active(service)) !== null) return;
    }
    await runAlone({ locks: store.locks, clock, log, lock: LOCK, signal }, async (held) => {
      try {
        await passOverChanged(held);
        if (isAllDue) {
          triedAtMs = nowMs;
          await passOverAll(held);
          triedAtMs = Number.NEGATIVE_INFINITY;
        }
        // While a pass over all that failed waits for its next try, its failure stands.
        if (isAllDue || (await duePass()) === null) await saveRenewalError(store.settings, null);
      } catch (error) {
        // Who lost the lock knows less than whoever has it now.
        if (!held.aborted) await keepFailure(error);
        throw error;
      }
    });
  }

  async function keepFailure(error: unknown): Promise<void> {
    try {
      await saveRenewalError(store.settings, failureText(error));
    } catch (failure) {
      log.warn({ err: failure }, 'why a pass for renewals failed can not be kept');
    }
  }

  const watch = startWatch({
    name: 'pass for renewals',
    clock,
    everyMs: HEAR_EVERY_MS,
    look: async (signal) => {
      try {
        await look(signal);
      } catch (error) {
        if (signal.aborted) return;
        log.warn({ err: error }, 'a pass for renewals failed and will be tried again');
        await pauses.note(error);
      }
    },
    onFailed: (error) => log.warn({ err: error }, 'a pause for renewals can not be kept'),
  });
  return {
    noteSettled(keys) {
      const ids = keys.filter(isContractKey);
      if (ids.length === 0) return;
      ledger.noteChanged(ids).catch((error: unknown) => {
        log.warn({ err: error }, 'changed contracts could not be noted; the next pass sees them');
      });
    },
    async stop(deadlineMs) {
      await atMost(deadlineMs, watch.stop(), clock);
    },
  };
}
