import type { RowFailureCause } from '../connectors/crm.js';
import type { CallOptions, Lane, SpotDraft } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import { toContractKind } from '../domain/contract-kind.js';
import type { Contract, ContractKind } from '../domain/contract.js';
import { contractIdOf, contractNumberOf } from '../domain/contract-id.js';
import type { ContractId } from '../domain/contract-id.js';
import { DealdraftError, UpstreamUnavailableError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import { toRecordId18 } from '../domain/opportunity-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { Claim, DeliveryIdentity, DirtyKey, Store, WaitingDelivery } from '../store/store.js';
import { backoffMs } from './backoff.js';
import { pauseCauseOf } from './pauses.js';
import type { Pauses } from './pauses.js';
import { projectContracts } from './project-contracts.js';
import { readPresent } from './read-present.js';
import { splitOnFailure } from './split-on-failure.js';
import { rereadAfterMs } from './status-lag.js';
import type { WriteBack } from './write-back.js';
import type { WriteOutcome } from './write-outcome.js';

/** What a run of one key came to. One switch in the worker handles every case. */
export type RunResult =
  | { readonly kind: 'done' }
  /** Nothing failed, it is just too early. */
  | { readonly kind: 'again'; readonly afterMs: number }
  | {
      readonly kind: 'back-off';
      readonly afterMs: number;
      readonly reason: string;
      readonly cause?: RowFailureCause;
    }
  | { readonly kind: 'park'; readonly reason: string; readonly cause?: RowFailureCause };

interface ReconcileOptions {
  readonly lane: Lane;
  readonly compareWith?: 'confirmed' | 'crm';
  readonly told?: Told;
  readonly signal?: AbortSignal;
}

/** What deliveries say that SpotDraft's reads do not. No other field of a payload is taken over. */
interface Told {
  /** Contracts of which a delivery said that they were deleted: no need to wait for a new one to show up. */
  readonly deleted: ReadonlySet<ContractId>;
  /** The latest kind told of a contract. */
  readonly kinds: ReadonlyMap<ContractId, ContractKind>;
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
  readonly spotdraft: Pick<SpotDraft, 'listByIds' | 'getContract' | 'resolveNumber' | 'ping'>;
  readonly writeBack: WriteBack;
  readonly pauses: Pick<Pauses, 'note' | 'succeeded'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

const BACKOFF = { baseMs: 2_000, capMs: 10 * 60_000 };
/** Failures after which a key is parked where a person sees it: with the backoff above, within a quarter of an hour. */
export const MAX_ATTEMPTS = 10;
/** While a system is paused no key is claimed; those of the run that met the failure go back to the queue as they were. */
const PAUSED: RunResult = { kind: 'again', afterMs: 1_000 };
const MAX_RUNS = 24;
const NOT_VISIBLE_YET: WriteOutcome = {
  ok: false,
  retryable: true,
  reason: 'SpotDraft does not show this new contract yet.',
};
/** How often a number without a contract is looked up before it is given up: new contracts may be visible late. */
const MAX_RESOLVE_ATTEMPTS = 5;

export function createReconciler(parts: ReconcilerParts): Reconciler {
  const { store, spotdraft, writeBack, clock, log } = parts;

  async function reconcile(
    ids: readonly ContractId[],
    options: ReconcileOptions,
  ): Promise<ReadonlyMap<ContractId, WriteOutcome>> {
    if (ids.length === 0) return new Map();
    const { compareWith = 'confirmed', told, ...call } = options;
    const { found, gone, hidden, unread, readAt } = await readPresent(
      { spotdraft, contracts: store.contracts, clock },
      ids,
      told === undefined ? call : { ...call, toldDeleted: told.deleted },
    );
    const [refusal] = unread.values();
    if (refusal !== undefined && ids.length === 1) throw refusal;
    const dealIds: ReadonlySet<OpportunityId> = await projectContracts(
      store.contracts,
      [...found.values()].map((contract) => ({
        ...contract,
        kind: told?.kinds.get(contract.id) ?? contract.kind,
      })),
      readAt,
    );
    if (gone.length > 0) await store.contracts.markDeleted(gone, readAt);
    const { outcomes } = await writeBack.write({
      contractIds: [...found.keys(), ...gone],
      dealIds: [...dealIds],
      compareWith,
      ...call,
    });
    const late = hidden.map((id) => [id, NOT_VISIBLE_YET] as const);
    const refused = [...unread].map(([id, { retryable, message }]): [ContractId, WriteOutcome] => [
      id,
      { ok: false, retryable, reason: message },
    ]);
    return new Map<ContractId, WriteOutcome>([...outcomes, ...late, ...refused]);
  }

  /**
   * Finds which contract each delivery of a bare number is about, and hands the delivery over to that contract's key.
   * Deliveries of one number may be about two contracts: T and H numbers are counted apart.
   */
  async function resolveNumber(
    claim: Claim,
    number: number,
    listed: readonly Contract[],
    signal: AbortSignal | undefined,
  ): Promise<RunResult> {
    const waiting = await store.inbox.waiting(claim.key);
    if (waiting.length === 0) return { kind: 'done' };
    const isLastTry = claim.attempts + 1 >= MAX_RESOLVE_ATTEMPTS;
    let unresolved = 0;
    for (const group of groupByIdentity(waiting)) {
      const id =
        (await resolveIdentity(number, group, listed, signal)) ??
        (isLastTry ? await anyOfNumber(number, listed) : null);
      if (id === null) {
        unresolved += 1;
        continue;
      }
      await store.inbox.rekey(
        group.map((delivery) => delivery.id),
        id,
      );
    }
    if (unresolved === 0) return { kind: 'done' };
    if (!isLastTry) {
      return backOff(claim, {
        reason: `SpotDraft shows no contract with the number ${number} that fits the delivery.`,
      });
    }
    // Not an error of ours: a contract deleted before we ever saw it, or one the credential may not see.
    await store.inbox.settle(claim.key, waiting.at(-1)?.id ?? 0, {
      state: 'parked',
      reason: `No contract with the number ${number} fits the delivery; it may be deleted, or hidden from the API credential.`,
    });
    return { kind: 'park', reason: `No contract with the number ${number} could be found.` };
  }

  async function resolveIdentity(
    number: number,
    deliveries: readonly WaitingDelivery[],
    listed: readonly Contract[],
    signal: AbortSignal | undefined,
  ): Promise<ContractId | null> {
    const identity = deliveries.at(-1)?.identity ?? null;
    const known = (await store.contracts.getByNumber(number)).map(({ contract }) => contract);
    const same = sameContract(known, deliveries);
    if (same !== null) return same;
    const fitting = listed.filter((contract) => identity !== null && isAlike(contract, identity));
    if (fitting.length === 1) return fitting[0]?.id ?? null;
    const resolved = await spotdraft.resolveNumber(
      {
        number,
        title: identity?.title ?? null,
        typeId: identity?.typeId ?? null,
        externalId: identity?.externalId ?? null,
      },
      signal === undefined ? { lane: 'webhook' } : { lane: 'webhook', signal },
    );
    if (resolved !== null) return resolved;
    // A deleted contract can't be read any more, but the projection remembers it, perhaps by an earlier name.
    const alike = known.filter((contract) => identity !== null && isAlike(contract, identity));
    return alike.length === 1 ? (alike[0]?.id ?? null) : null;
  }

  /**
   * A contract that was renamed and moved before we saw it fits nothing that the delivery says any more. A delivery is
   * a hint: a look at every contract of its number costs a read and can do no harm, while giving up would lose it.
   */
  async function anyOfNumber(
    number: number,
    listed: readonly Contract[],
  ): Promise<ContractId | null> {
    const known = (await store.contracts.getByNumber(number)).map(({ contract }) => contract.id);
    const [first, ...others] = new Set([...listed.map(({ id }) => id), ...known]);
    if (others.length > 0) await store.queue.mark(others);
    return first ?? null;
  }

  /**
   * What SpotDraft lists under either prefix of the numbers that the projection can't decide: new contracts, and those
   * that were renamed or moved. One call for fifty numbers.
   */
  async function listUndecided(
    claims: readonly Claim[],
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<number, readonly Contract[]>> {
    const numbers: number[] = [];
    for (const { key } of claims) {
      const number = Number(key.slice(1));
      const groups = groupByIdentity(await store.inbox.waiting(key));
      const known = (await store.contracts.getByNumber(number)).map(({ contract }) => contract);
      if (groups.some((group) => sameContract(known, group) === null)) numbers.push(number);
    }
    const ids = numbers.flatMap((number) => [contractIdOf('T', number), contractIdOf('H', number)]);
    const options: CallOptions =
      signal === undefined ? { lane: 'webhook' } : { lane: 'webhook', signal };
    if (ids.length === 0) return new Map();
    const found = await spotdraft.listByIds(ids, options);
    return Map.groupBy(found.values(), ({ id }) => contractNumberOf(id));
  }

  async function runContracts(
    claims: readonly Claim[],
    ids: readonly ContractId[],
    signal: AbortSignal | undefined,
    results: Map<DirtyKey, RunResult>,
  ): Promise<void> {
    // Read before the state: whatever arrives after this line belongs to the next run.
    const waiting = new Map<DirtyKey, readonly WaitingDelivery[]>();
    await Promise.all(ids.map(async (id) => waiting.set(id, await store.inbox.waiting(id))));
    const told = toldBy(ids, waiting);
    const outcomes = await reconcile(
      ids,
      signal === undefined ? { lane: 'webhook', told } : { lane: 'webhook', told, signal },
    );
    const read = await store.contracts.get(ids);
    for (const claim of claims) {
      if (!isContractKey(claim.key)) continue;
      const result = resultOf(claim, outcomes.get(claim.key) ?? { ok: true });
      const status = read.get(claim.key)?.contract.status;
      const afterMs =
        result.kind === 'done'
          ? rereadAfterMs(waiting.get(claim.key)?.at(-1), status, clock.now())
          : null;
      results.set(claim.key, afterMs === null ? result : { kind: 'again', afterMs });
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
        } else if (result?.kind === 'park') {
          await store.inbox.settle(key, last.id, { state: 'parked', reason: result.reason });
        }
      }),
    ]);
  }

  function resultOf(claim: Claim, outcome: WriteOutcome): RunResult {
    if (outcome.ok) return { kind: 'done' };
    const { cause, reason } = outcome;
    if (cause === 'allowance' || cause === 'credentials') return PAUSED;
    const why = cause === undefined ? { reason } : { reason, cause };
    return outcome.retryable ? backOff(claim, why) : { kind: 'park', ...why };
  }

  function backOff(claim: Claim, why: { reason: string; cause?: RowFailureCause }): RunResult {
    if (claim.attempts + 1 >= MAX_ATTEMPTS) return { kind: 'park', ...why };
    return {
      kind: 'back-off',
      afterMs: backoffMs(claim.attempts, BACKOFF, parts.random()),
      ...why,
    };
  }

  /** What a failure that is not one row's alone means to a key. */
  function resultOfError(claim: Claim, error: unknown): RunResult {
    // A system that is down, out of allowance or shut to us: waited for as long as it takes, which is no fault of the key.
    return pauseCauseOf(error) === null ? backOff(claim, { reason: reasonOf(error) }) : PAUSED;
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
      if (signal?.aborted !== true) listed = await listUndecided(claims, signal);
    } catch (error) {
      // Each number is then resolved by itself, and tells by itself what is wrong.
      log.warn({ err: error, numbers: claims.length }, 'numbers could not be listed together');
    }
    for (const claim of claims) {
      try {
        // While SpotDraft does not answer, one key's wait is enough.
        if (outage !== null || signal?.aborted === true) throw outage ?? signal?.reason;
        const number = Number(claim.key.slice(1));
        const candidates = listed.get(number) ?? [];
        results.set(claim.key, await resolveNumber(claim, number, candidates, signal));
      } catch (error) {
        if (pauseCauseOf(error) !== null && outage === null) {
          outage = error;
          if (signal?.aborted !== true) await noteQuietly(error);
        }
        log.warn({ err: error, key: claim.key }, 'number not resolved');
        results.set(claim.key, resultOfFailure(claim, error, signal));
      }
    }
  }

  /** One contract may spoil the read of all: SpotDraft fails on the list that asks for it, or it fits no schema. */
  async function isSplittable(error: unknown, signal: AbortSignal | undefined): Promise<boolean> {
    if (signal?.aborted === true) return false;
    const isAnswered =
      error instanceof UpstreamUnavailableError &&
      error.service === 'spotdraft' &&
      error.status !== undefined;
    if (!isAnswered) return pauseCauseOf(error) === null;
    const options: CallOptions =
      signal === undefined ? { lane: 'webhook' } : { lane: 'webhook', signal };
    return (await spotdraft.ping(options)).ok;
  }

  async function noteQuietly(error: unknown): Promise<void> {
    try {
      await parts.pauses.note(error);
    } catch (failure) {
      log.warn({ err: failure }, 'a pause could not be stored');
    }
  }

  /** The queue's reason is for the operator; the contract's own readers see why it is behind as well. */
  async function saveErrors(results: ReadonlyMap<DirtyKey, RunResult>): Promise<void> {
    const failed = [...results].flatMap(([key, result]) =>
      isContractKey(key) && 'reason' in result
        ? [{ id: key, syncedAt: null, error: result.reason }]
        : [],
    );
    if (failed.length > 0) await store.contracts.saveSyncResults(failed);
  }

  async function run(
    claims: readonly Claim[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<DirtyKey, RunResult>> {
    const results = new Map<DirtyKey, RunResult>();
    const contractClaims = claims.filter(({ key }) => isContractKey(key));
    try {
      const failures = await splitOnFailure(
        contractClaims,
        (part) =>
          runContracts(part, part.map(({ key }) => key).filter(isContractKey), signal, results),
        { isSplittable: (error) => isSplittable(error, signal), maxRuns: MAX_RUNS },
      );
      for (const [claim, { error }] of failures) {
        log.warn({ err: error, key: claim.key }, 'sync run failed');
        results.set(claim.key, backOff(claim, { reason: reasonOf(error) }));
      }
      if (contractClaims.length > failures.size) await parts.pauses.succeeded('spotdraft');
    } catch (error) {
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
      claims.filter(({ key }) => !isContractKey(key)),
      signal,
      results,
    );
    return results;
  }

  return { run, reconcile };
}

function groupByIdentity(deliveries: readonly WaitingDelivery[]): WaitingDelivery[][] {
  const groups = new Map<string, WaitingDelivery[]>();
  for (const delivery of deliveries) {
    const { identity } = delivery;
    const key = JSON.stringify([identity?.title, identity?.typeId, identity?.externalId]);
    const group = groups.get(key);
    if (group) group.push(delivery);
    else groups.set(key, [delivery]);
  }
  return [...groups.values()];
}

function toldBy(
  ids: readonly ContractId[],
  deliveries: ReadonlyMap<DirtyKey, readonly WaitingDelivery[]>,
): Told {
  const deleted = new Set<ContractId>();
  const kinds = new Map<ContractId, ContractKind>();
  for (const id of ids) {
    for (const { activity, identity } of deliveries.get(id) ?? []) {
      if (activity === 'CONTRACT_DELETED') deleted.add(id);
      if (typeof identity?.kind === 'string') kinds.set(id, toContractKind(identity.kind));
    }
  }
  return { deleted, kinds };
}

/** The contract that a delivery is about, where nothing contradicts: the other prefix may have one we have not seen. */
function sameContract(
  known: readonly Contract[],
  deliveries: readonly WaitingDelivery[],
): ContractId | null {
  const identity = deliveries.at(-1)?.identity ?? null;
  const same = known.filter((contract) => identity !== null && isSame(contract, identity));
  return same.length === 1 ? (same[0]?.id ?? null) : null;
}

/** Everything that the delivery says of the contract is what we know of it. */
function isSame(contract: Contract, identity: DeliveryIdentity): boolean {
  return (
    identity.title === contract.name &&
    (identity.typeId ?? contract.type.id) === contract.type.id &&
    comparableId(identity.externalId) === externalIdOf(contract)
  );
}

/** Something of the delivery speaks for the contract, though its name or its deal may have changed since. */
function isAlike(contract: Contract, identity: DeliveryIdentity): boolean {
  const externalId = externalIdOf(contract);
  return (
    (identity.typeId ?? contract.type.id) === contract.type.id &&
    (identity.title === contract.name ||
      (externalId !== null && externalId === comparableId(identity.externalId)))
  );
}

/** The same record may be named by 15 or by 18 characters. */
function comparableId(id: string | null): string | null {
  return id === null ? null : (toRecordId18(id) ?? id);
}

function externalIdOf(contract: Contract): string | null {
  const id = contract.externalMetadata?.id;
  return typeof id === 'string' ? comparableId(id) : null;
}

function isContractKey(key: DirtyKey): key is ContractId {
  return !key.startsWith('#');
}

function reasonOf(error: unknown): string {
  return error instanceof DealdraftError
    ? error.message
    : 'Unexpected error; the log has its details.';
}
