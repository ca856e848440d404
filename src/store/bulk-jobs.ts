import type { BulkJobState, BulkRowState } from '../domain/bulk.js';
import type { ContractId } from '../domain/contract-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { UserError } from '../domain/user-error.js';

/** With whose rights the rows of a job are worked: a person of the CRM, or a key that stands for the integration user. */
export type BulkStarter =
  | { readonly kind: 'user'; readonly username: string; readonly email: string | null }
  | { readonly kind: 'integration'; readonly keyName: string };

export interface NewBulkJob {
  readonly id: string;
  /** Whose it is: no other caller's is equal. */
  readonly owner: string;
  readonly starter: BulkStarter;
  readonly templateId: string;
  /** Nothing is made: rows end as `CREATABLE` at best. */
  readonly dryRun: boolean;
  /** Each once, in the order in which they are worked. */
  readonly opportunityIds: readonly OpportunityId[];
  /** What makes two requests the same job. */
  readonly fingerprint: string;
}

/** Times are the store's own. */
export interface BulkJob extends Omit<NewBulkJob, 'opportunityIds' | 'fingerprint'> {
  /** In the order in which jobs were started. */
  readonly number: number;
  readonly state: BulkJobState;
  readonly total: number;
  readonly counts: Readonly<Record<BulkRowState, number>>;
  readonly startedAt: Date;
  /** Of a job that is done or cancelled. */
  readonly endedAt: Date | null;
  /** Rises with every change of the job or its rows. */
  readonly revision: number;
}

export interface BulkVerdict {
  readonly state: Exclude<BulkRowState, 'WAITING'>;
  readonly contractId: ContractId | null;
  readonly userErrors: readonly UserError[];
}

export interface BulkRow extends Omit<BulkVerdict, 'state'> {
  /** From 0, in the order of the job. */
  readonly number: number;
  readonly opportunityId: OpportunityId;
  readonly state: BulkRowState;
}

export interface BulkStartRules {
  /** For how long a job with the same fingerprint is the same job; a dry run only until it has ended: it is asked for to be judged anew. */
  readonly repeatMs: number;
  /** Jobs of one owner that have not ended. */
  readonly maxOpen: number;
  /** Jobs that ended longer ago are forgotten. */
  readonly keepEndedMs: number;
}

export type BulkStart =
  | { readonly outcome: 'started' | 'repeat'; readonly job: BulkJob }
  | { readonly outcome: 'too-many' };

/**
 * Jobs over many deals, and what became of each. A row gets its verdict once: whoever comes later with another changes
 * nothing. Counts are kept with the rows and cost no walk.
 */
export interface BulkJobs {
  /** Keeps the job with its rows, all of them `WAITING`, unless it is a repeat; forgets jobs that ended long ago. */
  start(job: NewBulkJob, rules: BulkStartRules): Promise<BulkStart>;
  get(id: string): Promise<BulkJob | null>;
  /** Newest first, after the job of that number. */
  list(
    filter: { readonly owner?: string },
    page: { readonly limit: number; readonly after?: number },
  ): Promise<readonly BulkJob[]>;
  /** Jobs to be worked on, oldest first. */
  running(limit: number): Promise<readonly BulkJob[]>;
  /** In the order of the job, after the row of that number. */
  rows(
    id: string,
    page: {
      readonly states?: readonly BulkRowState[];
      readonly limit: number;
      readonly after?: number;
    },
  ): Promise<readonly BulkRow[]>;
  /** Gives waiting rows their verdicts; with the last one the job is done, unless it was cancelled: then it stays so, and its end where it was. Null for no such job. */
  settle(
    id: string,
    verdicts: readonly (BulkVerdict & { readonly number: number })[],
  ): Promise<BulkJob | null>;
  /** Null when it is in none of the states `from`. A job without waiting rows can't become `RUNNING` or `PAUSED`: it is `DONE`. */
  change(id: string, from: readonly BulkJobState[], to: BulkJobState): Promise<BulkJob | null>;
  /** Failed rows wait again, and the job runs. Null for no such job, and when none failed. */
  retryFailed(id: string): Promise<BulkJob | null>;
  /** Jobs by state, and rows that wait in running jobs. */
  counts(): Promise<{
    readonly jobs: Readonly<Record<BulkJobState, number>>;
    readonly waitingRows: number;
  }>;
}
