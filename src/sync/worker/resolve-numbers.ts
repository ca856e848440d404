import type { ContractNumbers } from '../../connectors/spotdraft/contract-numbers.js';
import type { Contracts } from '../../connectors/spotdraft/contracts.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { Contract } from '../../domain/contract.js';
import { contractNumberOf } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import {
  bothIds,
  fittingContract,
  likelyContract,
  sameContract,
  toCandidate,
} from '../../domain/contract-identity.js';
import type { Candidate, ContractIdentity } from '../../domain/contract-identity.js';
import type { WaitingDelivery } from '../../store/inbox.js';
import type { Claim } from '../../store/queue.js';
import type { Store } from '../../store/store.js';
import { numberOfKey } from '../../store/dirty-key.js';
import { noted } from '../../domain/said.js';

/** How often a number without a contract is looked up before it is given up: new contracts may be visible late. */
const MAX_RESOLVE_ATTEMPTS = 5;

/** `not-yet`: it may show up; `never`: it has been looked for often enough, and its deliveries are given up. */
export type Resolution = 'done' | 'not-yet' | 'never';

export interface NumberResolver {
  resolve(
    claim: Claim,
    listed: readonly Contract[],
    signal: AbortSignal | undefined,
  ): Promise<Resolution>;
  listUndecided(
    claims: readonly Claim[],
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<number, readonly Contract[]>>;
}

export interface NumberResolverParts {
  readonly store: Pick<Store, 'inbox' | 'contracts' | 'queues'>;
  readonly spotdraft: Pick<Contracts, 'listByIds'> & ContractNumbers;
}

/** Finds out which contract a delivery is about that names a bare number: T and H numbers are counted apart. */
export function createNumberResolver({ store, spotdraft }: NumberResolverParts): NumberResolver {
  /**
   * Finds which contract each delivery of a bare number is about, and hands the delivery over to that contract's key.
   * Deliveries of one number may be about two contracts: T and H numbers are counted apart.
   */
  async function resolve(
    claim: Claim,
    listed: readonly Contract[],
    signal: AbortSignal | undefined,
  ): Promise<Resolution> {
    const number = numberOfKey(claim.key);
    const waiting = await store.inbox.waiting(claim.key);
    if (waiting.length === 0) return 'done';
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
    if (unresolved === 0) return 'done';
    if (!isLastTry) return 'not-yet';
    // Not an error of ours: a contract deleted before we ever saw it, or one the credential may not see.
    await store.inbox.settle(claim.key, waiting.at(-1)?.id ?? 0, {
      state: 'parked',
      reason: noted`No contract with the number ${number} fits the delivery; it may be deleted, or hidden from the API credential.`,
    });
    return 'never';
  }

  async function resolveIdentity(
    number: number,
    deliveries: readonly WaitingDelivery[],
    listed: readonly Contract[],
    signal: AbortSignal | undefined,
  ): Promise<ContractId | null> {
    const identity = identityOf(number, deliveries);
    const known = await knownByNumber(number);
    return (
      sameContract(identity, known) ??
      fittingContract(identity, listed.map(toCandidate)) ??
      (await spotdraft.resolveNumber(
        identity,
        signal === undefined ? { lane: 'webhook' } : { lane: 'webhook', signal },
      )) ??
      // A deleted contract can't be read any more, but the projection remembers it, perhaps by an earlier name.
      likelyContract(identity, known)
    );
  }

  async function knownByNumber(number: number): Promise<readonly Candidate[]> {
    return (await store.contracts.getByNumber(number)).map(({ contract }) => toCandidate(contract));
  }

  /**
   * A contract that was renamed and moved before we saw it fits nothing that the delivery says any more. A delivery is
   * a hint: a look at every contract of its number costs a read and can do no harm, while giving up would lose it.
   */
  async function anyOfNumber(
    number: number,
    listed: readonly Contract[],
  ): Promise<ContractId | null> {
    const known = (await knownByNumber(number)).map(({ id }) => id);
    const [first, ...others] = new Set([...listed.map(({ id }) => id), ...known]);
    if (others.length > 0) await store.queues.sync.mark(others);
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
      const number = numberOfKey(key);
      const groups = groupByIdentity(await store.inbox.waiting(key));
      const known = await knownByNumber(number);
      const isDecided = groups.every(
        (group) => sameContract(identityOf(number, group), known) !== null,
      );
      if (!isDecided) numbers.push(number);
    }
    const ids = numbers.flatMap(bothIds);
    const options: CallOptions =
      signal === undefined ? { lane: 'webhook' } : { lane: 'webhook', signal };
    if (ids.length === 0) return new Map();
    const found = await spotdraft.listByIds(ids, options);
    return Map.groupBy(found.values(), ({ id }) => contractNumberOf(id));
  }

  return { resolve, listUndecided };
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

/** What the latest of these deliveries says of its contract. */
function identityOf(number: number, deliveries: readonly WaitingDelivery[]): ContractIdentity {
  const told = deliveries.at(-1)?.identity;
  return {
    number,
    title: told?.title ?? null,
    typeId: told?.typeId ?? null,
    externalId: told?.externalId ?? null,
  };
}
