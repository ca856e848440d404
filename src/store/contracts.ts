import type { ContractId } from '../domain/contract-id.js';
import type { Contract, ContractStatus } from '../domain/contract.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { ContractDetails } from './contract-details.js';

/**
 * A look at SpotDraft, begun before the question is put. The store counts them: of two answers the one whose look began
 * later is at least as new, whatever the clocks of the machines say.
 */
export interface Look {
  readonly number: number;
  /** For people, by the clock of whoever looks. Nothing is decided by it. */
  readonly at: Date;
}

export interface StoredContract {
  readonly contract: Contract;
  /** The look that gave us this state. */
  readonly look: number;
  /** When SpotDraft gave us this state, by the clock of whoever asked. */
  readonly readAt: Date;
  /** When the CRM last confirmed this contract's record; null before the first time. */
  readonly lastSyncedAt: Date | null;
  /** Why the CRM record could not be written; null when it could. */
  readonly lastError: string | null;
}

export interface ContractFilter {
  readonly statuses?: readonly ContractStatus[];
  readonly typeId?: string;
  /** Matches name, counterparty or reference id anywhere, ignoring case. */
  readonly search?: string;
  readonly opportunityId?: OpportunityId;
  readonly linked?: boolean;
  /** Contracts whose SpotDraft state changed, as far as we saw, at or after this time. */
  readonly changedSince?: Date;
}

/** Position in the list order: newest first by `createdAt`, then by id, both descending. */
export interface ContractPosition {
  readonly createdAt: string;
  readonly id: ContractId;
}

/** What SpotDraft said of contracts, the index of their deals, and what became of their CRM records. */
export interface ContractStore extends ContractDetails {
  /** Gives out the next number. To be called before SpotDraft is asked. */
  beginLook(): Promise<Look>;
  /**
   * Saves contracts as `look` showed them. What an earlier look showed never replaces what a later one did; the answer says
   * which contracts were skipped for that.
   */
  save(contracts: readonly Contract[], look: Look): Promise<ReadonlySet<ContractId>>;
  /** The contracts stay, with status DELETED. Unknown ids are left alone; the answer says which were skipped as by `save`. */
  markDeleted(ids: readonly ContractId[], look: Look): Promise<ReadonlySet<ContractId>>;
  get(ids: readonly ContractId[]): Promise<ReadonlyMap<ContractId, StoredContract>>;
  /** Contracts with this number: none, one, or one of each prefix. */
  getByNumber(number: number): Promise<readonly StoredContract[]>;
  /** Each deal's contracts without the deleted ones, most advanced first. Every asked id is in the map. */
  byOpportunity(
    ids: readonly OpportunityId[],
  ): Promise<ReadonlyMap<OpportunityId, readonly StoredContract[]>>;
  /** Newest first, after `after`. */
  list(
    filter: ContractFilter,
    page: { readonly limit: number; readonly after?: ContractPosition },
  ): Promise<readonly StoredContract[]>;
  count(filter: ContractFilter): Promise<number>;
  /** Deals that have a contract (not deleted) in one of `statuses`; null when there are more than `limit`. */
  linkedOpportunities(
    statuses: readonly ContractStatus[] | null,
    limit: number,
  ): Promise<readonly OpportunityId[] | null>;
  /** Of `ids`, those that have such a contract. */
  filterLinked(
    ids: readonly OpportunityId[],
    statuses: readonly ContractStatus[] | null,
  ): Promise<ReadonlySet<OpportunityId>>;
  /** Every contract id, ascending, in pages; for backfill and repair. */
  ids(page: {
    readonly limit: number;
    readonly after?: ContractId;
  }): Promise<readonly ContractId[]>;
  saveSyncResults(
    results: readonly {
      readonly id: ContractId;
      readonly syncedAt: Date | null;
      readonly error: string | null;
    }[],
  ): Promise<void>;
}
