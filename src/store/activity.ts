import type {
  Activity,
  ActivityContract,
  ActivityKind,
  ActivitySystem,
} from '../domain/activity.js';
import type { OpportunityId } from '../domain/opportunity-id.js';

/**
 * What dealdraft did and was told, newest last written. Nothing depends on it: a row that could not be written is a row
 * less, and rows of the last moments before a power cut may be missing.
 */
export interface ActivityLog {
  /** Rows of one `append` that keep nobody waiting for more than some milliseconds; 250 where an engine says nothing. */
  readonly rowsAtOnce?: number;
  /** Writes these rows, all or none, and removes what is beyond the bounds, a bounded number at a time. */
  append(rows: readonly Activity[], bounds: ActivityBounds): Promise<void>;
  /** Newest first. */
  list(filter: ActivityFilter): Promise<readonly Activity[]>;
  /** Removes up to some hundred rows that are beyond the bounds, the oldest first; answers how many. */
  prune(bounds: ActivityBounds): Promise<number>;
}

export interface ActivityBounds {
  /** Rows from before are removed. */
  readonly keepFrom: Date;
  /** Of the newest only so many are kept. Refused deliveries are not among them: strangers can make any number of those. */
  readonly maxRows: number;
}

/** Traces of refused deliveries that are kept. */
export const MAX_REJECTED_ROWS = 1_000;

/** Rows that meet every condition given; an empty list of values matches none. */
export interface ActivityFilter {
  readonly contractIds?: readonly ActivityContract[];
  /** About the deal, or about one of these contracts. */
  readonly deal?: {
    readonly opportunityId: OpportunityId;
    readonly contractIds: readonly ActivityContract[];
  };
  readonly kinds?: readonly ActivityKind[];
  readonly system?: ActivitySystem;
  readonly failed?: boolean;
  /** Of this time or later. */
  readonly since?: Date;
  /** Older than the row with this id: goes on behind an earlier answer. */
  readonly beforeId?: string;
  readonly limit: number;
}

/** Refused deliveries stand apart, and are about no contract and no deal. */
export function asksForRejected({ contractIds, deal, kinds }: ActivityFilter): boolean {
  return (
    contractIds === undefined &&
    deal === undefined &&
    kinds?.includes('REJECTED_DELIVERY') !== false
  );
}
