import type { RowFailureCause } from '../../connectors/crm.js';
import { backoffMs } from '../../domain/backoff.js';
import type { Clock } from '../../domain/clock.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { OutageKind } from '../../domain/errors.js';
import {
  DealdraftError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { AllowanceGate } from '../../work/allowance.js';
import { PausedError } from '../../work/pauses.js';
import type { Pauses } from '../../work/pauses.js';
import { splitOnFailure } from '../../work/split-on-failure.js';
import type { ItemFailure } from '../../work/split-on-failure.js';
import type { WriteBack, WriteBackRequest, WriteBackResult } from './write-back.js';
import type { WriteOutcome } from './write-outcome.js';
import type { WriteLock } from './write-lock.js';
import { noted } from '../../domain/said.js';

export interface GuardedWriteBackParts {
  readonly writeBack: WriteBack;
  readonly lock: WriteLock;
  readonly pauses: Pauses;
  readonly allowance: AllowanceGate;
  /** Whether the CRM answers at all. */
  readonly ping: (signal?: AbortSignal) => Promise<{ readonly ok: boolean }>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** A person waits no longer than this behind other batches; the worker and backfill wait for as long as it takes. */
const INTERACTIVE_WAIT_MS = 10_000;
/** Rows that were locked are written again alone so often before their keys back off. */
const LOCK_RETRIES = 3;
const LOCK_BACKOFF = { baseMs: 400, capMs: 4_000 };
const MAX_RUNS = 24;
const LIMITED_ROW_PAUSE_MS = 60_000;
/** What the CRM says of itself as a whole; none of the rows has anything to do with it. */
const ORG_WIDE: ReadonlySet<OutageKind> = new Set<OutageKind>([
  'maintenance',
  'version',
  'storage',
]);
/** Codes of a whole call that one of its rows may have caused, whatever else the CRM answers. */
const ROW_CODES: ReadonlySet<string> = new Set([
  'UNABLE_TO_LOCK_ROW',
  'ENTITY_IS_LOCKED',
  'UNKNOWN_EXCEPTION',
  'INTERNAL_ERROR',
  'REQUEST_RUNNING_TOO_LONG',
  'QUERY_TIMEOUT',
]);

type Part =
  | { readonly kind: 'contract' | 'gone'; readonly id: ContractId }
  | { readonly kind: 'deal'; readonly id: OpportunityId };

/**
 * Write-back as all processes share it: one batch at a time for the org, within the daily allowance, stopped while the CRM
 * is; rows that were locked are written again alone, and a call that fails as a whole by one row is split.
 *
 * `write` throws what concerns the CRM as a whole, which is then paused for all processes, and RateLimitedError without a
 * call while it is paused. A person's own request is tried even then, and ends the pause when it succeeds.
 */
export function guardWriteBack(parts: GuardedWriteBackParts): WriteBack {
  const { writeBack, lock, pauses, allowance, clock, random, log } = parts;

  async function write(request: WriteBackRequest): Promise<WriteBackResult> {
    const { lane = 'webhook', signal } = request;
    if (toParts(request).length === 0) return newResult();
    if (lane === 'background') await waitOutPause(signal);
    else if (lane === 'webhook') await refuseWhilePaused();
    await noting(() => allowance.admit(lane, signal), signal);
    return lock.hold(
      async () => {
        const result = await noting(() => writeSplitting(request), signal);
        await noteOutcomes(result);
        return result;
      },
      {
        maxWaitMs: lane === 'interactive' ? INTERACTIVE_WAIT_MS : Number.POSITIVE_INFINITY,
        ...(signal === undefined ? {} : { signal }),
      },
    );
  }

  async function noting<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (signal?.aborted !== true) await pauses.note(error);
      throw error;
    }
  }

  async function waitOutPause(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const pause = await pauses.active('salesforce');
      if (pause === null) return;
      await clock.sleep(Math.max(1, pause.until.getTime() - clock.now().getTime()), signal);
    }
  }

  async function refuseWhilePaused(): Promise<void> {
    const pause = await pauses.active('salesforce');
    if (pause === null) return;
    throw new PausedError(pause.reason, {
      service: 'salesforce',
      operation: 'write-back',
      retryAfterMs: Math.max(1, pause.until.getTime() - clock.now().getTime()),
    });
  }

  /**
   * What concerns the CRM as a whole may show as failed rows: a batch beyond 200 rows is several calls, of which a later one
   * hit a limit; an org in maintenance refuses row by row. As long as it takes others, such a row fails by itself.
   */
  async function noteOutcomes({ outcomes, dealOutcomes, written }: WriteBackResult): Promise<void> {
    const failed = [...outcomes.values(), ...dealOutcomes.values()].filter(({ ok }) => !ok);
    // Nothing differed, so the CRM was not asked for anything.
    if (failed.length === 0 && written === 0) return;
    const byCause = (cause: RowFailureCause) =>
      failed.find((outcome) => !outcome.ok && outcome.cause === cause);
    const details = { service: 'salesforce', operation: 'write-back' } as const;
    const limited = byCause('allowance');
    const refused = byCause('credentials');
    const down = written === 0 ? byCause('outage') : undefined;
    if (limited?.ok === false) {
      await pauses.note(
        new RateLimitedError(limited.reason, { ...details, retryAfterMs: LIMITED_ROW_PAUSE_MS }),
      );
    } else if (refused?.ok === false) {
      await pauses.note(new UpstreamAuthError(refused.reason, details));
    } else if (down?.ok === false) {
      const error = new UpstreamUnavailableError(down.reason, details);
      await pauses.note(error);
      throw error;
    } else {
      await pauses.succeeded('salesforce');
    }
  }

  async function writeSplitting(request: WriteBackRequest): Promise<WriteBackResult> {
    const all = newResult();
    const failures = await splitOnFailure(
      toParts(request),
      async (part) => {
        addTo(all, await writeLockedAgain(toRequest(request, part)));
      },
      { isSplittable: (error) => isSplittable(error, request.signal), maxRuns: MAX_RUNS },
    );
    const [first] = failures.values();
    const isOfAll = failures.size === toParts(request).length;
    // Not one call came through, and it was not refused for what it says: nothing tells that a row is to blame.
    if (isOfAll && first?.error instanceof UpstreamUnavailableError && !isOfRow(first.error))
      throw first.error;
    for (const [item, failure] of failures) {
      log.warn({ err: failure.error, [item.kind]: item.id }, 'the CRM refused a whole call');
      if (item.kind === 'deal') all.dealOutcomes.set(item.id, outcomeOf(failure));
      else all.outcomes.set(item.id, outcomeOf(failure));
    }
    return all;
  }

  async function isSplittable(error: unknown, signal: AbortSignal | undefined): Promise<boolean> {
    if (signal?.aborted === true) return false;
    if (error instanceof RateLimitedError || error instanceof UpstreamAuthError) return false;
    if (!(error instanceof UpstreamUnavailableError)) return true;
    if (ORG_WIDE.has(error.outage)) return false;
    if (isOfRow(error)) return true;
    // No answer to this call, or none of its own, but to another: something in it is too much, and would be for ever.
    return (await parts.ping(signal)).ok;
  }

  /** Only the rows that were locked, in the order of their deals (as every write is), each time after a random wait. */
  async function writeLockedAgain(request: WriteBackRequest): Promise<WriteBackResult> {
    const all = newResult();
    addTo(all, await writeBack.write(request));
    for (let attempt = 0; attempt < LOCK_RETRIES; attempt += 1) {
      const contractIds = lockedOf(all.outcomes);
      const dealIds = lockedOf(all.dealOutcomes);
      if (contractIds.length === 0 && dealIds.length === 0) break;
      await clock.sleep(backoffMs(attempt, LOCK_BACKOFF, random()), request.signal);
      const gone = new Set(request.goneIds);
      addTo(
        all,
        await writeBack.write({
          ...request,
          contractIds: contractIds.filter((id) => !gone.has(id)),
          goneIds: contractIds.filter((id) => gone.has(id)),
          dealIds,
        }),
      );
    }
    return all;
  }

  return { write };
}

function isOfRow(error: UpstreamUnavailableError): boolean {
  return error.upstreamCode !== undefined && ROW_CODES.has(error.upstreamCode);
}

interface MutableResult {
  readonly outcomes: Map<ContractId, WriteOutcome>;
  readonly dealOutcomes: Map<OpportunityId, WriteOutcome>;
  written: number;
}

function newResult(): MutableResult {
  return { outcomes: new Map(), dealOutcomes: new Map(), written: 0 };
}

function addTo(all: MutableResult, result: WriteBackResult): void {
  for (const [id, outcome] of result.outcomes) all.outcomes.set(id, outcome);
  for (const [id, outcome] of result.dealOutcomes) all.dealOutcomes.set(id, outcome);
  all.written += result.written;
}

function toParts({ contractIds, dealIds, goneIds = [] }: WriteBackRequest): Part[] {
  return [
    ...contractIds.map((id) => ({ kind: 'contract', id }) as const),
    ...goneIds.map((id) => ({ kind: 'gone', id }) as const),
    ...dealIds.map((id) => ({ kind: 'deal', id }) as const),
  ];
}

function toRequest(request: WriteBackRequest, parts: readonly Part[]): WriteBackRequest {
  return {
    ...request,
    contractIds: parts.flatMap((part) => (part.kind === 'contract' ? [part.id] : [])),
    goneIds: parts.flatMap((part) => (part.kind === 'gone' ? [part.id] : [])),
    dealIds: parts.flatMap((part) => (part.kind === 'deal' ? [part.id] : [])),
  };
}

function lockedOf<Id>(outcomes: ReadonlyMap<Id, WriteOutcome>): Id[] {
  return [...outcomes].flatMap(([id, outcome]) =>
    !outcome.ok && outcome.cause === 'lock' ? [id] : [],
  );
}

function outcomeOf({ error, isOwn }: ItemFailure): WriteOutcome {
  const isKnown = error instanceof DealdraftError;
  const isUnclear = error instanceof UpstreamUnavailableError && !isOfRow(error);
  return {
    ok: false,
    cause: isUnclear ? 'outage' : 'other',
    // Not surely this row's own fault: it is tried again, and by then in other company.
    retryable: !isOwn || !isKnown || error.retryable,
    reason: isKnown ? error.message : noted`Unexpected error; the log has its details.`,
  };
}
