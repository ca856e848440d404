import type { CallOptions, Lane, SpotDraft } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import type { Contract } from '../domain/contract.js';
import type { Log } from '../domain/log.js';
import type { Creation, Store } from '../store/store.js';
import { projectContracts } from './project-contracts.js';

/** Name of the request id in `external_metadata.record_data`: the only place where a create can be recognised later. */
export const REQUEST_ID_FIELD = 'dealdraft_request_id';

export interface CreationSettler {
  /**
   * Looks for the contract of a creation whose answer was lost; on finding it completes the ledger, saves the contract
   * and marks it for write-back. Null when SpotDraft does not show it (yet).
   */
  look(creation: Creation, lane: Lane, signal?: AbortSignal): Promise<Contract | null>;
  /** Settles what processes left behind: adopts what is found, forgets what was proven not to exist. */
  settleDue(signal?: AbortSignal): Promise<void>;
}

export interface CreationSettlerParts {
  readonly store: Store;
  readonly spotdraft: Pick<SpotDraft, 'findByExternalId' | 'listContracts'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onSettled: () => void;
}

const LEASE_MS = 60_000;
/** How long a contract may stay invisible after a create before it counts as never made. SpotDraft promises nothing. */
const GIVE_UP_AFTER_MS = 10 * 60_000;
const MIN_LOOKS = 5;
const LOOK_AGAIN_MS = [2_000, 5_000, 15_000, 30_000, 60_000];

export function createCreationSettler(parts: CreationSettlerParts): CreationSettler {
  const { store, spotdraft, clock, log } = parts;

  async function find(creation: Creation, options: CallOptions): Promise<Contract | null> {
    const { contracts, truncated } = await spotdraft.findByExternalId(
      creation.opportunityId,
      options,
    );
    const found = contracts.find((contract) => isStamped(contract, creation.requestId));
    if (found || !truncated) return found ?? null;
    // More than 50 contracts share this deal: walk what was created since the request left.
    const sentAt = creation.sentAt ?? creation.startedAt;
    const createdFrom = new Date(sentAt.getTime() - 60_000);
    for (let page = 1; ; page += 1) {
      const list = await spotdraft.listContracts({ page, limit: 100, createdFrom }, options);
      const match = list.contracts.find((contract) => isStamped(contract, creation.requestId));
      if (match || !list.hasMore) return match ?? null;
    }
  }

  async function look(
    creation: Creation,
    lane: Lane,
    signal?: AbortSignal,
  ): Promise<Contract | null> {
    const readAt = clock.now();
    const contract = await find(creation, signal === undefined ? { lane } : { lane, signal });
    if (contract === null) return null;
    await projectContracts(store.contracts, [contract], readAt);
    await store.creations.complete(creation.requestId, contract.id);
    await store.queue.mark([contract.id]);
    log.info(
      { requestId: creation.requestId, contractId: contract.id },
      'lost answer settled: the contract was made',
    );
    parts.onSettled();
    return contract;
  }

  async function settle(creation: Creation, signal: AbortSignal | undefined): Promise<void> {
    if ((await look(creation, 'background', signal)) !== null) return;
    const sentAt = creation.sentAt ?? creation.startedAt;
    const waitedMs = clock.now().getTime() - sentAt.getTime();
    if (waitedMs >= GIVE_UP_AFTER_MS && creation.looks + 1 >= MIN_LOOKS) {
      await store.creations.forget(creation.requestId);
      log.warn(
        { requestId: creation.requestId, waitedMs },
        'lost answer settled: no contract was made',
      );
      return;
    }
    const delayMs = LOOK_AGAIN_MS[Math.min(creation.looks, LOOK_AGAIN_MS.length - 1)] ?? 60_000;
    await store.creations.countLook(creation.requestId, new Date(clock.now().getTime() + delayMs));
  }

  async function settleDue(signal?: AbortSignal): Promise<void> {
    const creations = await store.creations.claimUnsettled({ limit: 20, leaseMs: LEASE_MS });
    for (const creation of creations) {
      try {
        await settle(creation, signal);
      } catch (error) {
        // Its lease runs out and it comes back; a look that failed proves nothing and is not counted.
        log.warn(
          { err: error, requestId: creation.requestId },
          'could not look for a lost contract',
        );
      }
    }
  }

  return { look, settleDue };
}

function isStamped(contract: Contract, requestId: string): boolean {
  const data = contract.externalMetadata?.record_data;
  return (
    typeof data === 'object' &&
    data !== null &&
    REQUEST_ID_FIELD in data &&
    data[REQUEST_ID_FIELD] === requestId
  );
}
