import { DestinationError } from '../connectors/archive/destination.js';
import { backoffMs } from '../domain/backoff.js';
import type { RecordActivity } from '../domain/activity.js';
import type { Clock } from '../domain/clock.js';
import type { ContractId } from '../domain/contract-id.js';
import { CongestionError, DealdraftError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import type { Claim } from '../store/queue.js';
import type { Store } from '../store/store.js';
import { pauseCauseOf } from '../work/pauses.js';
import type { Pauses } from '../work/pauses.js';
import { startQueueWorker } from '../work/queue-worker.js';
import type { QueueWorker } from '../work/queue-worker.js';
import type { RunResult } from '../work/run-result.js';
import type { ArchiveClaim } from './archive-document.js';
import { latestOf, LostRowError, newRow } from './archive-rows.js';
import type { DestinationPauses } from './destination-pauses.js';
import type { ArchiveDestination } from './file/archive-rules.js';
import { noted } from '../domain/said.js';

export interface ArchiveWorkerParts {
  readonly rules: ArchiveDestination;
  readonly archive: (claim: ArchiveClaim, signal: AbortSignal) => Promise<RunResult>;
  /** Asks the destination itself something small. @throws what it throws when it can't be worked with. */
  readonly probe: (signal: AbortSignal) => Promise<void>;
  readonly store: Store;
  readonly pauses: Pick<Pauses, 'active' | 'note'>;
  readonly destinationPauses: DestinationPauses;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly onResult?: (id: ContractId, result: RunResult) => void;
  readonly record?: RecordActivity;
}

/** Documents on their way to one destination at a time. */
const BATCH = 4;
/** A destination that can't take one document now may be able to in an hour: for days, then a person looks at it. */
const BACKOFF = { baseMs: 30_000, capMs: 6 * 60 * 60_000 };
const MAX_ATTEMPTS = 36;
/** While a system is paused nothing is claimed: what met the failure goes back as it was. */
const PAUSED: RunResult = { kind: 'again', afterMs: 1_000 };

/**
 * Works off what waits for one destination, at its pace. Failures of the whole destination stop this worker, in every process,
 * and no other.
 */
export function startArchiveWorker(parts: ArchiveWorkerParts): QueueWorker {
  const { rules, store, pauses, destinationPauses, clock, log } = parts;
  const { name } = rules;

  async function run(
    claims: readonly Claim<ContractId>[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<ContractId, RunResult>> {
    const isSuspect = (await destinationPauses.unended(name)) !== null;
    if (isSuspect && !(await isBack(claims, signal)))
      return new Map(claims.map(({ key }) => [key, PAUSED]));
    const results = await Promise.all(
      claims.map(async (claim) => {
        const result = await runOne(claim, signal);
        parts.onResult?.(claim.key, result);
        return [claim.key, result] as const;
      }),
    );
    return new Map(results);
  }

  /** After a pause the destination is asked first: SpotDraft has no part in whether it is back, and is spared. */
  async function isBack(
    [first]: readonly Claim<ContractId>[],
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      await parts.probe(signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (!(await destinationPauses.note(name, error))) return true;
      if (first !== undefined) await say(first.key, 'WAITING', messageOf(error));
      return false;
    }
  }

  async function runOne(claim: Claim<ContractId>, signal: AbortSignal): Promise<RunResult> {
    try {
      const result = await parts.archive(claim, signal);
      // It did what was asked, whatever it had to say of the one document.
      if (result.kind !== 'again') await destinationPauses.end(name);
      return await settle(claim, result);
    } catch (error) {
      if (signal.aborted || error instanceof LostRowError) return { kind: 'again', afterMs: 0 };
      return settle(claim, await resultOf(claim.key, error));
    }
  }

  async function resultOf(id: ContractId, error: unknown): Promise<RunResult> {
    if (await destinationPauses.note(name, error)) {
      await say(id, 'WAITING', messageOf(error));
      return PAUSED;
    }
    if (error instanceof CongestionError) return { kind: 'again', afterMs: error.retryAfterMs };
    if (pauseCauseOf(error) !== null && !isOfStorage(error)) {
      await pauses.note(error);
      return PAUSED;
    }
    if (error instanceof DestinationError) {
      const reason = error.message;
      if (error.fault === 'refused') return { kind: 'park', reason };
      return { kind: 'back-off', afterMs: error.retryAfterMs ?? 0, reason };
    }
    const isFinal = error instanceof DealdraftError && isForAPerson(error);
    if (isFinal) return { kind: 'park', reason: error.message };
    log.warn({ err: error, destination: name }, 'a document could not be archived');
    return { kind: 'back-off', afterMs: 0, reason: messageOf(error) };
  }

  /** Says in the ledger what became of the try, and when there is another. */
  async function settle(
    { key, attempts }: Claim<ContractId>,
    result: RunResult,
  ): Promise<RunResult> {
    if (!('reason' in result)) return result;
    const isLast = result.kind === 'back-off' && attempts + 1 >= MAX_ATTEMPTS;
    if (result.kind === 'park' || isLast) {
      await say(key, 'PARKED', result.reason);
      return { kind: 'park', reason: result.reason };
    }
    await say(key, 'WAITING', result.reason);
    if (result.kind !== 'back-off') return result;
    const ownMs = backoffMs(attempts, BACKOFF, parts.random());
    return { ...result, afterMs: Math.max(result.afterMs, ownMs) };
  }

  async function say(
    id: ContractId,
    state: 'WAITING' | 'PARKED',
    lastError: string,
  ): Promise<void> {
    const rows = (await store.archive.ofContracts([id])).get(id) ?? [];
    const row = latestOf(rows, name) ?? newRow(id, name, clock.now());
    // What is archived stays so: it is only another version of it, or a message to SpotDraft, that failed.
    if (row.state === 'ARCHIVED' || (row.state === state && row.lastError === lastError)) return;
    await store.archive.save({ ...row, state, lastError });
  }

  return startQueueWorker({
    name: `archive ${name}`,
    messages: {
      failed: 'a document could not be archived, will try again',
      parked: 'a document is not archived before a person has looked at it',
    },
    queue: store.queues.archive(name),
    wakes: store.wakes,
    ...(parts.record === undefined ? {} : { record: parts.record }),
    run,
    batch: BATCH,
    maxAttempts: MAX_ATTEMPTS,
    onPark: (id, reason) => say(id, 'PARKED', reason),
    pauses: {
      async longest() {
        const found = await Promise.all([
          destinationPauses.active(name),
          pauses.active('spotdraft'),
          rules.needs.deal.length > 0 ? pauses.active('salesforce') : null,
        ]);
        return found.reduce<{ readonly until: Date } | null>(
          (latest, pause) =>
            latest === null || (pause !== null && pause.until > latest.until) ? pause : latest,
          null,
        );
      },
    },
    clock,
    log,
  });
}

/** Nothing but a change of the archive file, or of what it reads, can help. */
function isForAPerson(error: DealdraftError): boolean {
  return ['TERMINAL', 'BAD_USER_INPUT', 'NOT_FOUND', 'FORBIDDEN'].includes(error.code);
}

/** Where documents lie is another server than the API, and no reason to leave the API alone. */
function isOfStorage(error: unknown): boolean {
  return error instanceof DealdraftError && error.operation === 'GET of a document';
}

function messageOf(error: unknown): string {
  return error instanceof DealdraftError
    ? error.message
    : noted`dealdraft failed at it; the log says more.`;
}
