import type { BulkPageKey } from '../domain/bulk.js';
import type { ContractId } from '../domain/contract-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';

/** Every queue by its name. They share nothing but the store: a key of one is no key of another. */
export interface Queues {
  /** What may differ between SpotDraft and the CRM. */
  readonly sync: Queue<DirtyKey>;
  /** CRM records that a write may still reach late: they are compared with the CRM once that is over. */
  readonly recheck: Queue<WrittenKey>;
  /**
   * Contracts whose document is to be archived at this destination. One queue a destination: while one can't be reached, nothing
   * of the others stands behind what waits for it.
   */
  archive(destination: string): Queue<ContractId>;
  /** Rows of jobs over many deals. */
  readonly bulk: Queue<BulkPageKey>;
}

/** A unit of sync work: a composite contract id, or `#123` for a number whose prefix is not known yet. */
export type DirtyKey = ContractId | `#${number}`;

/** Whose CRM record was written. */
export type WrittenKey = ContractId | OpportunityId;

/**
 * Keys that need a look, never payloads. One key is never claimed twice at once; many marks before a claim cost one
 * run; a mark during a run causes exactly one more; a claim whose lease ran out is given to the next; order between
 * keys is not promised. A clock that is set back holds nothing up: what was to wait waits as long as it was to, from then on.
 */
export interface Queue<Key extends string> {
  /**
   * Makes the keys due at `dueAt` (default: now), or earlier where they already are; for a running key that counts from
   * the end of its run, however it ends. Revives parked keys, their failed runs forgotten. Keeps with them what the work is
   * done for that marks them (`currentCause`): the next run goes back to that.
   */
  mark(keys: readonly Key[], dueAt?: Date): Promise<void>;
  /** Up to `limit` due keys, each with a token that its worker must show again. */
  claim(options: {
    readonly limit: number;
    readonly leaseMs: number;
  }): Promise<readonly Claim<Key>[]>;
  /** Holds the claims for `leaseMs` from now, where their leases were not lost; answers how many those are. */
  extend(claims: readonly Claim<Key>[], leaseMs: number): Promise<number>;
  /** The run is over; due again at once when the key was marked meanwhile. False when the lease was lost. */
  done(claim: Claim<Key>): Promise<boolean>;
  /** Due again at `dueAt` with one more attempt counted, and the reason people will read. */
  retry(
    claim: Claim<Key>,
    next: { readonly dueAt: Date; readonly reason: string },
  ): Promise<boolean>;
  /** Due again at `dueAt` without counting an attempt: nothing failed, it is just too early. */
  again(claim: Claim<Key>, dueAt: Date): Promise<boolean>;
  /** Taken out of work until a mark revives it; due again at once when the key was marked meanwhile. */
  park(claim: Claim<Key>, reason: string): Promise<boolean>;
  states(keys: readonly Key[]): Promise<ReadonlyMap<Key, QueueState>>;
  counts(): Promise<QueueCounts>;
  /** When the next key falls due; null when nothing waits. A lease that runs out counts as due. */
  nextDueAt(): Promise<Date | null>;
  /** The latest first. */
  parked(
    limit: number,
  ): Promise<readonly { readonly key: Key; readonly reason: string; readonly since: Date }[]>;
  /** Since when the key that has been parked for longest is parked; null when none is. */
  oldestParkedAt(): Promise<Date | null>;
}

export interface Claim<Key extends string = DirtyKey> {
  readonly key: Key;
  readonly token: string;
  /**
   * Failed runs since the last success, or since a mark revived the key. A run whose lease ran out counts as failed: a key
   * that kills its process must not run for ever.
   */
  readonly attempts: number;
  /** The run before this one never ended: its process died, or stands still and may go on any time. */
  readonly isTakenOver: boolean;
  /** Of what marked the key last, where that is known. */
  readonly correlationId: string | null;
}

export interface QueueState {
  readonly state: 'due' | 'running' | 'parked';
  /** Why the last run failed; null when none did. */
  readonly reason: string | null;
}

/** Keys by what they wait for: nothing, a time, the end of a run, a person. */
export type QueueCounts = Readonly<Record<'due' | 'later' | 'running' | 'parked', number>>;
