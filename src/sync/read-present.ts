import type { CallOptions, SpotDraft } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import type { Contract } from '../domain/contract.js';
import type { ContractId } from '../domain/contract-id.js';
import { DealdraftError, RateLimitedError, UpstreamAuthError } from '../domain/errors.js';
import type { ContractStore } from '../store/store.js';

/** SpotDraft's present state of some contracts. Each id is in exactly one of the four. */
export interface Present {
  readonly found: ReadonlyMap<ContractId, Contract>;
  readonly gone: readonly ContractId[];
  /** Not shown, but made only just now. */
  readonly hidden: readonly ContractId[];
  /** What SpotDraft says of one contract alone (it is confidential, reading it fails) does not hold up the others. */
  readonly unread: ReadonlyMap<ContractId, DealdraftError>;
  /** When the question was put: the state is at least as new. */
  readonly readAt: Date;
}

export interface PresentReaderParts {
  readonly spotdraft: Pick<SpotDraft, 'listByIds' | 'getContract'>;
  readonly contracts: Pick<ContractStore, 'get'>;
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
  const readAt = clock.now();
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
    clock,
  );
  return {
    found,
    gone: missing.filter((id) => !young.has(id)),
    hidden: missing.filter((id) => young.has(id)),
    unread,
    readAt,
  };
}

async function madeJustNow(
  ids: readonly ContractId[],
  contracts: Pick<ContractStore, 'get'>,
  clock: Clock,
): Promise<ReadonlySet<ContractId>> {
  const since = clock.now().getTime() - VISIBLE_AFTER_MS;
  const stored = await contracts.get(ids);
  return new Set(
    [...stored.values()]
      .filter(
        ({ contract }) => contract.status !== 'DELETED' && Date.parse(contract.createdAt) > since,
      )
      .map(({ contract }) => contract.id),
  );
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
