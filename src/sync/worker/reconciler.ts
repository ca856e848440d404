import type { ContractNumbers } from '../../connectors/spotdraft/contract-numbers.js';
import type { Contracts } from '../../connectors/spotdraft/contracts.js';
import type { CallOptions, Reachability } from '../../connectors/spotdraft/types.js';
import { runBecauseOf } from '../../domain/cause.js';
import type { Lane } from '../../domain/lane.js';
import type { Clock } from '../../domain/clock.js';
import type { Contract } from '../../domain/contract.js';
import type { ContractId } from '../../domain/contract-id.js';
import {
  CongestionError,
  UpstreamContractError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { WaitingDelivery } from '../../store/inbox.js';
import type { Claim, DirtyKey } from '../../store/queue.js';
import type { Store } from '../../store/store.js';
import { backoffMs } from '../../domain/backoff.js';
import { causeOf } from '../../work/run-activity.js';
import { pauseCauseOf } from '../../work/pauses.js';
import type { Pauses } from '../../work/pauses.js';
import type { RunResult } from '../../work/run-result.js';
import { isContractKey, numberOfKey } from '../../store/dirty-key.js';
import { tellExecuted } from './executed-documents.js';
import type { ExecutedDocuments } from './executed-documents.js';
import { projectContracts } from '../projection/project-contracts.js';
import { readPresent } from './read-present.js';
import { splitOnFailure } from '../../work/split-on-failure.js';
import { createNumberResolver } from './resolve-numbers.js';
import type { Resolution } from './resolve-numbers.js';
import { LAST_LOOK_MS, isDatedAhead, rereadAfterMs } from './status-lag.js';
import { asOutage, isOfSpotDraft } from './spotdraft-outage.js';
import { toldBy } from './told.js';
import type { Told } from './told.js';
import { tooNew } from './too-new.js';
import { toldOfError, whyOf } from '../write-back/told-reason.js';
import type { TermJudge } from '../terms/judge-contracts.js';
import { outcomesOfJudging } from '../terms/judge-outcomes.js';
import type { WriteBack } from '../write-back/write-back.js';
import type { WriteOutcome } from '../write-back/write-outcome.js';
import { noted } from '../../domain/said.js';

interface ReconcileOptions {
  readonly lane: Lane;
  readonly compareWith?: 'confirmed' | 'crm';
  readonly told?: Told;
  readonly signal?: AbortSignal;
}

export interface Reconciler {
  /** Runs claimed keys together: one SpotDraft read and two CRM writes per hundred. Never throws. */
  run(claims: readonly Claim[], signal?: AbortSignal): Promise<ReadonlyMap<DirtyKey, RunResult>>;
  /**
   * Reads these contracts now and brings the projection and the CRM in line. A contract of several that SpotDraft
   * refuses to show is an outcome; of a single one, the refusal is thrown.
   * @throws what the two ports throw.
   */
  reconcile(
    ids: readonly ContractId[],
    options: ReconcileOptions,
  ): Promise<ReadonlyMap<ContractId, WriteOutcome>>;
}

export interface ReconcilerParts {
  readonly store: Store;
  readonly spotdraft: Contracts & ContractNumbers & Reachability;
  readonly writeBack: WriteBack;
  readonly pauses: Pick<Pauses, 'note' | 'succeeded'>;
  /** Null or absent where nothing is archived. */
  readonly documents?: ExecutedDocuments | null;
  /** Absent where no terms are checked. */
  readonly terms?: TermJudge;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

const BACKOFF = { baseMs: 2_000, capMs: 10 * 60_000 };
/** Failures after which a key is parked where a person sees it: with the backoff above, within a quarter of an hour. */
export const MAX_ATTEMPTS = 10;
/** While a system is paused no key is claimed; those of the run that met the failure go back to the queue as they were. */
const PAUSED: RunResult = { kind: 'again', afterMs: 1_000 };
/** Somebody else's later look was saved first: what it showed has to be in the CRM before this key is done. */
const OVERTAKEN: RunResult = { kind: 'again', afterMs: 500 };
/** A key that has failed often and is not to be given up. */
const OUTAGE: RunResult = { kind: 'again', afterMs: 45_000 };
const MAX_RUNS = 24;

type ContractClaim = Claim & { readonly key: ContractId };

function isOfContract(claim: Claim): claim is ContractClaim {
  return isContractKey(claim.key);
}

export function createReconciler(parts: ReconcilerParts): Reconciler {
  const { store, spotdraft, writeBack, clock, log } = parts;
  const numbers = createNumberResolver({ store, spotdraft });

  async function bringInLine(
    ids: readonly ContractId[],
    options: ReconcileOptions,
  ): Promise<{
    readonly outcomes: ReadonlyMap<ContractId, WriteOutcome>;
    readonly skipped: ReadonlySet<ContractId>;
  }> {
    if (ids.length === 0) return { outcomes: new Map(), skipped: new Set() };
    const { compareWith = 'confirmed', told, ...call } = options;
    const { found, gone, hidden, unread, look } = await readPresent(
      { spotdraft, contracts: store.contracts, clock },
      ids,
      told === undefined ? call : { ...call, toldDeleted: told.deleted },
    );
    const [refusal] = unread.values();
    if (refusal !== undefined && ids.length === 1) throw refusal;
    const projected = await projectContracts(
      store.contracts,
      [...found.values()].map((contract) => ({
        ...contract,
        kind: told?.kinds.get(contract.id) ?? contract.kind,
      })),
      look,
    );
    await tellExecuted(
      parts.documents,
      found.values(),
      (id) => told?.newDocuments.has(id) === true,
    );
    const skippedGone = gone.length === 0 ? [] : await store.contracts.markDeleted(gone, look);
    const judged = await parts.terms?.judge([...found.values()], {
      ...call,
      // A person who asks is told what is signed now.
      fresh: options.lane === 'interactive' ? 'all' : (told?.newKeyPointers ?? new Set()),
    });
    const { outcomes } = await writeBack.write({
      contractIds: [...found.keys(), ...gone],
      dealIds: [...projected.lost],
      compareWith,
      ...call,
    });
    const late = [...hidden].map(([id, judgedInMs]) => [id, tooNew(judgedInMs)] as const);
    const refused = [...unread].map(([id, error]): [ContractId, WriteOutcome] => [
      id,
      {
        ok: false,
        // An answer that is not SpotDraft's own says nothing of the contract.
        retryable: error.retryable || error instanceof UpstreamContractError,
        reason: error.message,
        ...(error instanceof UpstreamUnavailableError ? { cause: 'outage' as const } : {}),
        ...toldOfError(error),
      },
    ]);
    const unjudged = outcomesOfJudging(judged?.failures ?? new Map(), outcomes);
    await store.contracts.saveSyncResults(
      [...unjudged].map(([id, outcome]) => ({
        id,
        syncedAt: null,
        error: outcome.told ?? outcome.reason,
      })),
    );
    return {
      outcomes: new Map<ContractId, WriteOutcome>([...outcomes, ...unjudged, ...late, ...refused]),
      skipped: new Set([...projected.skipped, ...skippedGone]),
    };
  }

  async function runContracts(
    claims: readonly ContractClaim[],
    signal: AbortSignal | undefined,
    results: Map<DirtyKey, RunResult>,
  ): Promise<void> {
    const ids = claims.map(({ key }) => key);
    // Read before the state: whatever arrives after this line belongs to the next run.
    const waiting = new Map<DirtyKey, readonly WaitingDelivery[]>();
    await Promise.all(ids.map(async (id) => waiting.set(id, await store.inbox.waiting(id))));
    const told = toldBy(ids, waiting);
    const { outcomes, skipped } = await bringInLine(
      ids,
      signal === undefined ? { lane: 'webhook', told } : { lane: 'webhook', told, signal },
    );
    const read = await store.contracts.get(ids);
    const datedAhead: ContractId[] = [];
    for (const claim of claims) {
      const result = resultOf(claim, outcomes.get(claim.key) ?? { ok: true });
      if (result.kind !== 'done') {
        results.set(claim.key, result);
        continue;
      }
      if (skipped.has(claim.key)) {
        results.set(claim.key, OVERTAKEN);
        continue;
      }
      const latest = waiting.get(claim.key)?.at(-1);
      const status = read.get(claim.key)?.contract.status;
      const afterMs = rereadAfterMs(latest, status, clock.now());
      results.set(claim.key, afterMs === null ? result : { kind: 'again', afterMs });
      if (isDatedAhead(latest, clock.now())) datedAhead.push(claim.key);
    }
    if (datedAhead.length > 0) {
      await store.queues.sync.mark(datedAhead, new Date(clock.now().getTime() + LAST_LOOK_MS));
    }
    const done = ids.filter((id) => results.get(id)?.kind === 'done');
    // Asked for together, they share one flush to the disk.
    await Promise.all([
      store.inbox.settleParked(done),
      ...[...waiting].map(async ([key, deliveries]) => {
        const last = deliveries.at(-1);
        const result = results.get(key);
        if (last === undefined) return;
        if (result?.kind === 'done') {
          await store.inbox.settle(key, last.id, { state: 'applied', reason: null });
        }
      }),
    ]);
  }

  function resultOf(claim: Claim, outcome: WriteOutcome): RunResult {
    if (outcome.ok) return { kind: 'done' };
    const { cause, reason, told, judgedInMs } = outcome;
    if (cause === 'allowance' || cause === 'credentials') return PAUSED;
    // Nobody's own word about this contract: waited for as long as it takes, while others pass.
    if (cause === 'outage' && claim.attempts + 2 >= MAX_ATTEMPTS) return OUTAGE;
    const why = {
      reason,
      ...(told === undefined ? {} : { told }),
      ...(cause === undefined ? {} : { cause }),
    };
    const result: RunResult = outcome.retryable ? backOff(claim, why) : { kind: 'park', ...why };
    // Looked at in between as well: most new contracts show up within seconds.
    return judgedInMs !== undefined && result.kind === 'back-off'
      ? { ...result, afterMs: Math.min(result.afterMs, judgedInMs) }
      : result;
  }

  function resultOfResolution(claim: Claim, resolution: Resolution): RunResult {
    const number = numberOfKey(claim.key);
    switch (resolution) {
      case 'done':
        return { kind: 'done' };
      case 'not-yet':
        return backOff(claim, {
          reason: noted`SpotDraft shows no contract with the number ${number} that fits the delivery.`,
        });
      case 'never':
        return {
          kind: 'park',
          reason: noted`No contract with the number ${number} could be found.`,
        };
    }
  }

  function backOff(
    claim: Claim,
    why: { reason: string; told?: string; cause?: string },
  ): RunResult {
    if (claim.attempts + 1 >= MAX_ATTEMPTS) return { kind: 'park', ...why };
    return {
      kind: 'back-off',
      afterMs: backoffMs(claim.attempts, BACKOFF, parts.random()),
      ...why,
    };
  }

  /** What a failure that is not one row's alone means to a key. */
  function resultOfError(claim: Claim, error: unknown): RunResult {
    // Our own calls stood in its way.
    if (error instanceof CongestionError) return { kind: 'again', afterMs: error.retryAfterMs };
    // A system that is down, out of allowance or shut to us: waited for as long as it takes, which is no fault of the key.
    return pauseCauseOf(error) === null ? backOff(claim, whyOf(error)) : PAUSED;
  }

  /** Of a run that went on with the others: only what surely concerns this key alone counts against it. */
  function resultOfPart(claim: Claim, error: unknown, isOwn: boolean): RunResult {
    if (!isOwn) return OUTAGE;
    // It may be this contract that SpotDraft, or what stands before it, fails on; that is still no word about it.
    const isLast = claim.attempts + 2 >= MAX_ATTEMPTS;
    if (isLast && error instanceof UpstreamUnavailableError) return OUTAGE;
    return backOff(claim, whyOf(error));
  }

  /** What stopped a call: the worker that ends or runs out of time has not failed. */
  function resultOfFailure(
    claim: Claim,
    error: unknown,
    signal: AbortSignal | undefined,
  ): RunResult {
    return signal?.aborted === true ? { kind: 'again', afterMs: 0 } : resultOfError(claim, error);
  }

  async function runNumbers(
    claims: readonly Claim[],
    signal: AbortSignal | undefined,
    results: Map<DirtyKey, RunResult>,
  ): Promise<void> {
    let outage: unknown = null;
    let listed: ReadonlyMap<number, readonly Contract[]> = new Map();
    try {
      if (signal?.aborted !== true) listed = await numbers.listUndecided(claims, signal);
    } catch (error) {
      // Each number is then resolved by itself, and tells by itself what is wrong.
      log.warn({ err: error, numbers: claims.length }, 'numbers could not be listed together');
    }
    for (const claim of claims) {
      try {
        // While SpotDraft does not answer, one key's wait is enough.
        if (outage !== null || signal?.aborted === true) throw outage ?? signal?.reason;
        const candidates = listed.get(numberOfKey(claim.key)) ?? [];
        results.set(
          claim.key,
          resultOfResolution(
            claim,
            // The contract's key goes back to what the number's does.
            await runBecauseOf(causeOf([claim]), () => numbers.resolve(claim, candidates, signal)),
          ),
        );
      } catch (failure) {
        const error = outage ?? (await unlessStranger(failure, signal));
        if (pauseCauseOf(error) !== null && outage === null) {
          outage = error;
          if (signal?.aborted !== true) await noteQuietly(error);
        }
        // What is stopped goes on at the next start: that is no failure of the number.
        if (signal?.aborted !== true)
          log.warn({ err: error, key: claim.key }, 'number not resolved');
        results.set(claim.key, resultOfFailure(claim, error, signal));
      }
    }
  }

  /** One contract may spoil the read of all: SpotDraft fails on the list that asks for it, or it fits no schema. */
  async function isSplittable(error: unknown, signal: AbortSignal | undefined): Promise<boolean> {
    if (signal?.aborted === true || error instanceof CongestionError) return false;
    const isAnswered =
      isOfSpotDraft(error) &&
      (error instanceof UpstreamUnavailableError ? error.status !== undefined : true);
    if (!isAnswered) return pauseCauseOf(error) === null;
    const options: CallOptions =
      signal === undefined ? { lane: 'webhook' } : { lane: 'webhook', signal };
    return (await spotdraft.ping(options)).ok;
  }

  /** What SpotDraft is to blame for as a whole, because it answers nothing else as it should either, is an outage. */
  async function unlessStranger(error: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (signal?.aborted === true || asOutage(error) === error) return error;
    return (await isSplittable(error, signal)) ? error : asOutage(error);
  }

  async function noteQuietly(error: unknown): Promise<void> {
    try {
      await parts.pauses.note(error);
    } catch (failure) {
      log.warn({ err: failure }, 'a pause could not be stored');
    }
  }

  /** The queue's reason is for the operator; what the contract's own readers are told stands with the contract. */
  async function saveErrors(results: ReadonlyMap<DirtyKey, RunResult>): Promise<void> {
    const failed = [...results].flatMap(([key, result]) =>
      isContractKey(key) && 'reason' in result
        ? [{ id: key, syncedAt: null, error: result.told ?? result.reason }]
        : [],
    );
    if (failed.length > 0) await store.contracts.saveSyncResults(failed);
  }

  async function run(
    claims: readonly Claim[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<DirtyKey, RunResult>> {
    const results = new Map<DirtyKey, RunResult>();
    const contractClaims = claims.filter(isOfContract);
    try {
      const failures = await splitOnFailure(
        contractClaims,
        (part) => runContracts(part, signal, results),
        { isSplittable: (error) => isSplittable(error, signal), maxRuns: MAX_RUNS },
      );
      for (const [claim, { error, isOwn }] of failures) {
        log.warn({ err: error, key: claim.key }, 'sync run failed');
        results.set(claim.key, resultOfPart(claim, error, isOwn));
      }
      if (contractClaims.length > failures.size) await parts.pauses.succeeded('spotdraft');
    } catch (failure) {
      const error = asOutage(failure);
      log.warn({ err: error, keys: contractClaims.length }, 'sync run failed');
      if (signal?.aborted !== true) await noteQuietly(error);
      for (const claim of contractClaims) {
        results.set(claim.key, resultOfFailure(claim, error, signal));
      }
    }
    try {
      await saveErrors(results);
    } catch (error) {
      log.warn({ err: error }, 'the reasons of failed runs could not be saved');
    }
    // Last, because each costs calls of its own and the lease may run out over them.
    await runNumbers(
      claims.filter((claim) => !isOfContract(claim)),
      signal,
      results,
    );
    return results;
  }

  return {
    run,
    reconcile: async (ids, options) => (await bringInLine(ids, options)).outcomes,
  };
}
