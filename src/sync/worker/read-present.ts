import type { Contracts } from '../../connectors/spotdraft/contracts.js';
import type { CallOptions, Reachability } from '../../connectors/spotdraft/types.js';
import type { Clock } from '../../domain/clock.js';
import type { Contract } from '../../domain/contract.js';
import type { ContractId } from '../../domain/contract-id.js';
import { DealdraftError, RateLimitedError, UpstreamAuthError } from '../../domain/errors.js';
import type { ContractStore, Look } from '../../store/contracts.js';

/** SpotDraft's present state of some contracts. Each id is in exactly one of the four. */
export interface Present {
  readonly found: ReadonlyMap<ContractId, Contract>;
  readonly gone: readonly ContractId[];
  /** Not shown, but made only just now; with how long it takes until they can be judged. */
  readonly hidden: ReadonlyMap<ContractId, number>;
  /** What SpotDraft says of one contract alone (it is confidential, reading it fails) does not hold up the others. */
  readonly unread: ReadonlyMap<ContractId, DealdraftError>;
  /** Begun before the question was put: the state is at least as new. */
  readonly look: Look;
}

export interface PresentReaderParts {
  readonly spotdraft: Contracts & Reachability;
  readonly contracts: Pick<ContractStore, 'get' | 'beginLook'>;
  readonly clock: Clock;
}

/** A contract younger than this that SpotDraft does not show is not deleted: new ones may be visible late. */
const VISIBLE_AFTER_MS = 60_000;

/**
 * Reads contracts, one call per hundred and up to four more for each that the list does not show.
 *
 * @param options.toldDeleted contracts that a delivery calls deleted: no need to wait for a new one to show up
 * @throws what the SpotDraft port throws when it concerns more than one contract.
 */
export async function readPresent(
  { spotdraft, contracts, clock }: PresentReaderParts,
  ids: readonly ContractId[],
  { toldDeleted, ...options }: CallOptions & { readonly toldDeleted?: ReadonlySet<ContractId> },
): Promise<Present> {
  const look = await contracts.beginLook();
  const found = new Map<ContractId, Contract>(await spotdraft.listByIds(ids, options));
  const unread = new Map<ContractId, DealdraftError>();
  const missing: ContractId[] = [];
  for (const id of ids) {
    if (found.has(id)) continue;
    try {
      const contract = await spotdraft.getContract(id, options);
      if (contract === null) missing.push(id);
      else found.set(id, contract);
    } catch (error) {
      if (!isAboutOneContract(error)) throw error;
      unread.set(id, error);
    }
  }
  const young = await madeJustNow(
    missing.filter((id) => toldDeleted?.has(id) !== true),
    contracts,
    // By SpotDraft's clock, which dated the contracts; ours may differ from it.
    spotdraft.lastAnswerDate() ?? clock.now(),
  );
  return {
    found,
    gone: missing.filter((id) => !young.has(id)),
    hidden: young,
    unread,
    look,
  };
}

/** With how long it takes until their absence tells something. */
async function madeJustNow(
  ids: readonly ContractId[],
  contracts: Pick<ContractStore, 'get'>,
  now: Date,
): Promise<ReadonlyMap<ContractId, number>> {
  const stored = await contracts.get(ids);
  const young = new Map<ContractId, number>();
  for (const { contract } of stored.values()) {
    if (contract.status === 'DELETED') continue;
    const judgedInMs = Date.parse(contract.createdAt) + VISIBLE_AFTER_MS - now.getTime();
    if (judgedInMs > 0) young.set(contract.id, Math.min(judgedInMs, VISIBLE_AFTER_MS));
  }
  return young;
}

/** SpotDraft answered, and what it said is about this one contract. */
function isAboutOneContract(error: unknown): error is DealdraftError {
  return (
    error instanceof DealdraftError &&
    error.status !== undefined &&
    !(error instanceof RateLimitedError) &&
    !(error instanceof UpstreamAuthError)
  );
}
