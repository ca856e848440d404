import type { ContractId } from '../domain/contract-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';

export interface Change {
  /** Null when it is not known which contracts changed: whoever listens has to read again. */
  readonly contractId: ContractId | null;
  /** Deals that the contract was in before or after the change, as far as the change concerns them. */
  readonly opportunityIds: readonly OpportunityId[];
}

export interface ChangeEntry extends Change {
  readonly position: string;
}

/**
 * What changed lately, for those who watch. Positions are opaque, grow with every entry, and compare as texts within one
 * store; the log is kept for some minutes and up to some thousand entries, so a position may be too old to go on from.
 */
export interface ChangeLog {
  /** Answers the position of the last entry. */
  append(changes: readonly Change[]): Promise<string>;
  /** The position of the newest entry, or where the first one will follow. */
  latest(): Promise<string>;
  /** Entries after a position, oldest first; `too-old` when some were dropped since, or the position is of another store. */
  read(after: string, limit: number): Promise<readonly ChangeEntry[] | 'too-old'>;
  /**
   * Calls `onAppended` soon after this or another process appended: at least once for any number of entries. Costs
   * something (a look every now and then, or a connection) only while somebody listens. Returns what ends it.
   */
  watch(onAppended: () => void): () => void;
}
